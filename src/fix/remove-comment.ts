/** Takes a comment out of a text, with its line when nothing else stands there. */
import type { Edit } from "./edits.ts";
import { offsetOf } from "./edits.ts";

/** The whole comment from its first sign; JSX wraps one in braces. */
const comment = /^(?:\{\s*\/\*[^]*?\*\/\s*\}|\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*|<!--[^]*?-->|#[^\n\r]*)/;
const opening = /\{\s*\/\*\s*$|\/\*+\s*$|\/\/\s*$|<!--\s*$|#\s*$/;
const marker = "privacy-lint-ignore";

interface Place { line: number; column: number }

/** Null where no comment with a suppression, and nothing but that, is found. */
export function removeComment(text: string, { line, column }: Place): Edit | null {
  const at = offsetOf(text, line, column);
  const named = text.indexOf(marker, at);
  if (named === -1) return null;
  const before = opening.exec(text.slice(0, named));
  if (!before || named - at > 40) return null;
  const start = before.index;
  const found = comment.exec(text.slice(start))?.[0];
  if (found === undefined || found.split(marker).length !== 2) return null;
  const end = start + found.length;
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end))?.[0];
  const isAlone = text.slice(lineStart, start).trim() === "" && rest !== undefined;
  if (isAlone) return { start: lineStart, end: end + rest.length, text: "" };
  const spaces = rest === undefined ? 0 : /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - spaces, end, text: "" };
}
