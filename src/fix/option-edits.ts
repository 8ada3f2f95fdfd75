/** Puts an entry into an object or array literal, in the manner it is written. */
import type { ts } from "../extract/typescript.ts";
import type { Code } from "./code.ts";
import { startOf } from "./code.ts";
import type { Edit } from "./edits.ts";

/** First in the list, on a line of its own when the others are. */
function putFirst(code: Code, node: ts.Node, items: ts.NodeArray<ts.Node>, entry: string, room: string): Edit {
  const open = startOf(code, node) + 1;
  const [first] = items;
  if (!first) return { start: open, end: node.end - 1, text: `${room}${entry}${room}` };
  const gap = code.text.slice(open, startOf(code, first));
  const isOneLine = !gap.includes("\n") || gap.trim() !== "";
  return { start: open, end: open, text: isOneLine ? `${room}${entry},${gap === "" ? " " : ""}` : `${gap}${entry},` };
}

export const addProperty = (code: Code, object: ts.ObjectLiteralExpression, entry: string): Edit => putFirst(code, object, object.properties, entry, " ");

export function appendItem(code: Code, list: ts.ArrayLiteralExpression, item: string): Edit {
  const last = list.elements.at(-1);
  return last ? { start: last.end, end: last.end, text: `, ${item}` } : { start: startOf(code, list) + 1, end: list.end - 1, text: item };
}
