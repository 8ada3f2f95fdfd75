/** Adds paths to the `redact` option of a pino logger where it is made. */
import { typescript as T, type ts } from "../extract/typescript.ts";
import type { Code } from "./code.ts";
import { propertyOf, startOf } from "./code.ts";
import type { Edit } from "./edits.ts";
import { addProperty, appendItem } from "./option-edits.ts";

const word = /^[A-Za-z_$][\w$]*$/;

/** `user.email`, `headers["x-real-ip"]`. */
export const pinoPath = (path: readonly string[]): string =>
  path.map((step, index) => (word.test(step) ? `${index === 0 ? "" : "."}${step}` : `["${step.replace(/["\\]/g, "\\$&")}"]`)).join("");

function intoList(code: Code, list: ts.Expression, paths: readonly string[]): Edit | null {
  if (!T.isArrayLiteralExpression(list) || !list.elements.every((element) => T.isStringLiteralLike(element))) return null;
  const known = new Set(list.elements.map((element) => (element as ts.StringLiteralLike).text));
  const added = paths.filter((path) => !known.has(path));
  return added.length === 0 ? null : appendItem(code, list, added.map((path) => JSON.stringify(path)).join(", "));
}

/** Null when the options are not written there as a literal. */
export function pinoEdit(code: Code, call: ts.CallExpression | ts.NewExpression, recordPaths: readonly (readonly string[])[]): Edit | null {
  const paths = [...new Set(recordPaths.map(pinoPath))].sort();
  const entry = `redact: [${paths.map((path) => JSON.stringify(path)).join(", ")}]`;
  const options = call.arguments?.[0];
  if (!options) {
    const end = call.end - 1;
    return code.text[end] === ")" && code.text.slice(startOf(code, call), end).trimEnd().endsWith("(") ? { start: end, end, text: `{ ${entry} }` } : null;
  }
  if (!T.isObjectLiteralExpression(options)) return null;
  const known = propertyOf(options, "redact");
  if (!known) return addProperty(code, options, entry);
  if (!T.isPropertyAssignment(known)) return null;
  if (!T.isObjectLiteralExpression(known.initializer)) return intoList(code, known.initializer, paths);
  const list = propertyOf(known.initializer, "paths");
  return list && T.isPropertyAssignment(list) ? intoList(code, list.initializer, paths) : null;
}
