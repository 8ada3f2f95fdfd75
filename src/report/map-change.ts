/** What a change newly collects, logs, sends, and what the policy says to it: the head of a pull-request comment. */
import type { MapChange } from "../model/index.ts";
import { cellsOf, columnKey, standingOf } from "./matrix.ts";
import type { Cell, Standing } from "./matrix.ts";
import { compareText } from "./words.ts";

const standings: Record<Standing, string> = { declared: "✅ declared", vague: "⚠️ only in broad words", undeclared: "❌ not declared" };
/** A comment is no report. */
const mostRows = 30;

const keyOf = (cell: Cell): string => `${cell.dataType}\n${columnKey(cell)}`;

function missingFrom(cells: readonly Cell[], others: readonly Cell[]): Cell[] {
  const known = new Set(others.map(keyOf));
  return cells.filter((cell) => !known.has(keyOf(cell))).sort((a, b) => compareText(keyOf(a), keyOf(b)));
}

interface Writing { cell: (text: string) => string; code: (text: string) => string }

export function mapChangeMarkdown({ collects, vendors, flowsBefore, flowsNow }: MapChange, { cell: inCell, code }: Writing): string {
  const [before, now] = [flowsBefore, flowsNow].map((flows) => cellsOf({ flows, findings: [] }));
  const added = missingFrom(now ?? [], before ?? []);
  const removed = missingFrom(before ?? [], now ?? []);
  const where = ({ recipient, surface }: Cell): string => `${inCell(recipient.name)} (${surface})`;
  const row = (one: Cell): string => `| ${code(one.dataType)} | ${where(one)} | ${standings[standingOf(one.verdict)]} | ${code(`${one.example.file}:${one.example.line}`)} |`;
  const lines = [
    collects.length === 0 ? "" : `**Newly collected:** ${collects.map(code).join(" ")}`,
    vendors.length === 0 ? "" : `**New third parties:** ${vendors.map(({ name, declared }) => `${inCell(name)} (${declared ? "declared" : "❌ not declared"})`).join(", ")}`,
    added.length === 0 ? "" : ["**Data that newly goes there**", "", "| Data | Goes to | Policy | For example |", "|---|---|---|---|", ...added.slice(0, mostRows).map(row)].join("\n"),
    added.length > mostRows ? `${added.length - mostRows} more.` : "",
    removed.length === 0 ? "" : `**No longer:** ${removed.slice(0, mostRows).map((one) => `${code(one.dataType)} → ${where(one)}`).join(", ")}${removed.length > mostRows ? ` and ${removed.length - mostRows} more` : ""}`,
  ].filter((line) => line !== "");
  return lines.length === 0 ? "This change collects nothing new and sends no data anywhere it did not go before." : lines.join("\n\n");
}
