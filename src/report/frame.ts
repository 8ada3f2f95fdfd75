/** The code of a finding: a few lines of source with the call marked, literal personal data masked. */
import { codeFrameColumns } from "@babel/code-frame";
import type { Location } from "../model/index.ts";
import type { ColorLevel } from "./options.ts";
import { maskLine } from "./mask.ts";

/** Calls can span a screen: the first line is marked, a few more say which call it is. */
const mostLines = 4;
/** Minified code: the part around the call. */
const mostColumns = 160;

interface Span { line: number; column: number; endColumn: number }

function firstLine({ line, column, endLine, endColumn }: Location, lines: readonly string[]): Span {
  return { line, column, endColumn: endLine === line ? endColumn : (lines[line - 1]?.trimEnd().length ?? 0) + 1 };
}

function clip(lines: string[], span: Span): { lines: string[]; span: Span } {
  if (lines.every((line) => line.length <= mostColumns)) return { lines, span };
  const from = span.column > mostColumns / 2 ? span.column - mostColumns / 4 : 0;
  const shift = (column: number): number => Math.max(1, Math.min(column - from, mostColumns + 1));
  return {
    lines: lines.map((line) => line.slice(from, from + mostColumns)),
    span: { ...span, column: shift(span.column), endColumn: shift(span.endColumn) },
  };
}

export function frameOf(location: Location, source: string | undefined, color: ColorLevel): string | null {
  if (source === undefined) return null;
  const all = source.split(/\r\n|[\n\r\u2028\u2029]/);
  if (location.line < 1 || location.line > all.length) return null;
  const start = Math.max(1, location.line - 1);
  const end = Math.min(location.endLine, location.line + mostLines - 1, all.length);
  const { lines, span } = clip(all.slice(start - 1, end).map(maskLine), firstLine(location, all));
  const place = { start: { line: span.line, column: span.column }, end: { line: span.line, column: span.endColumn } };
  const look = { startLine: start, linesAbove: 1, linesBelow: mostLines, forceColor: color > 0, highlightCode: false };
  return codeFrameColumns(lines.join("\n"), place, look);
}
