/** The fix room: what is safe to mend in the user's own files, as edits of their texts. */
import { typescript as T, type ts } from "../extract/typescript.ts";
import { callAt, codeOf } from "./code.ts";
import type { Edit } from "./edits.ts";
import { pinoEdit } from "./pino.ts";
import { recordPaths } from "./record-paths.ts";
import { winstonEdit } from "./winston.ts";

export { applyEdits } from "./edits.ts";
export type { Edit } from "./edits.ts";
export { removeComment } from "./remove-comment.ts";

interface Place { file: string; line: number; column: number }

/** A logging call, the data it must not write, and where its logger is made. */
export interface Leak { logger: "pino" | "winston"; call: Place; setUp: Place; expressions: readonly string[] }

/** The argument whose fields become fields of the record. */
function recordOf(logger: Leak["logger"], { arguments: args }: ts.CallExpression | ts.NewExpression): ts.Expression | undefined {
  const [first, second] = args ?? [];
  if (logger === "pino") return first;
  // winston writes to what it is handed first; only a literal is nobody else's.
  return first && T.isObjectLiteralExpression(first) ? first : second;
}

/** Paths of the data in the record that is written; null when one of them is not exact. */
export function leakPaths({ logger, call, expressions }: Leak, text: string): readonly (readonly string[])[] | null {
  const code = codeOf(call.file, text);
  const found = code && callAt(code, call.line, call.column);
  const record = found && recordOf(logger, found);
  return record && expressions.length > 0 ? recordPaths(code, record, expressions) : null;
}

/** One edit for all leaks of one logger. */
export function redactionEdit(logger: Leak["logger"], setUp: Place, text: string, paths: readonly (readonly string[])[]): Edit | null {
  const code = codeOf(setUp.file, text);
  const call = code && callAt(code, setUp.line, setUp.column);
  if (!call) return null;
  return logger === "pino" ? pinoEdit(code, call, paths) : winstonEdit(code, call, paths);
}
