/** The one order of findings and flows: file, line, column, then what tells equals apart; by code units. */
import type { Location } from "../model/index.ts";

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function compareLocation(a: Location, b: Location): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;
}
