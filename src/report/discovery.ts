/** The first run, without an inventory: a table of what the code collects and where it goes, and one next command. */
import type { Report } from "../model/index.ts";
import { cellsOf } from "./matrix.ts";
import type { Cell } from "./matrix.ts";
import type { ReportOptions } from "./options.ts";
import { painter, signs } from "./paint.ts";
import type { Painter } from "./paint.ts";
import { at, count, worstFirst } from "./words.ts";

const usual = 40;
const mostWrong = 5;
const nextCommand = "npx privacy-lint init";

function table(cells: readonly Cell[], paint: Painter): string {
  const head = ["data type", "goes to", "flows", "for example"];
  const rows = cells.map((cell, index) => [
    cells[index - 1]?.dataType === cell.dataType ? "" : cell.dataType,
    `${cell.recipient.name} (${cell.surface})`, String(cell.count), at(cell.example),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], styles: readonly ((text: string) => string)[]): string => row
    .map((text, column) => {
      const room = " ".repeat(Math.max((widths[column] ?? 0) - text.length, 0));
      const styled = (styles[column] ?? String)(text);
      return column === 2 ? room + styled : column === 3 ? styled : styled + room;
    }).join("  ");
  return [
    `  ${line(head, [paint.dim, paint.dim, paint.dim, paint.dim])}`,
    ...rows.map((row) => `  ${line(row, [paint.bold, String, String, paint.place])}`),
  ].join("\n");
}

function vendorLine(report: Report, cells: readonly Cell[]): string {
  const shown = new Set(cells.map(({ recipient }) => recipient.id));
  const others = report.vendors.filter(({ id }) => !shown.has(id)).map(({ name }) => name);
  if (others.length === 0) return "";
  const named = others.slice(0, 12).join(", ");
  return `  Third parties in the code without a traced flow: ${named}${others.length > 12 ? ` and ${others.length - 12} more` : ""}.`;
}

/** What needs no inventory to be wrong; details come with the first real scan. */
function wrongAnyway({ findings }: Report, paint: Painter): string {
  const sure = worstFirst(findings).filter(({ certainty }) => certainty === "sure");
  if (sure.length === 0) return "";
  const places = sure.slice(0, mostWrong).map(({ location }) => at(location));
  const width = Math.max(...places.map((place) => place.length));
  return [
    `  ${paint.bold("No policy makes these right:")}`,
    ...sure.slice(0, mostWrong).map(({ severity, what }, index) => `  ${paint.severity[severity](signs[severity])} ${paint.place((places[index] ?? "").padEnd(width))}  ${what}`),
    ...(sure.length > mostWrong ? [paint.dim(`  and ${sure.length - mostWrong} more`)] : []),
  ].join("\n");
}

export function discovery(report: Report, options: ReportOptions): string {
  const paint = painter(options.color);
  const cells = cellsOf(report);
  const shown = cells.slice(0, options.maxShow ?? usual);
  const left = cells.length - shown.length;
  const types = new Set(cells.map(({ dataType }) => dataType)).size;
  const recipients = new Set(cells.map(({ recipient }) => recipient.id)).size;
  const facts = [
    count(report.summary.files, "file"), count(options.flowCount ?? report.flows?.length ?? 0, "flow"), count(types, "data type"), count(recipients, "recipient"),
    ...(options.elapsed === null ? [] : [options.elapsed]),
  ];
  const blocks = [
    cells.length === 0
      ? "No inventory found, and no personal data was seen going anywhere."
      : "No inventory found: showing what this code does with personal data. Nothing was judged.",
    cells.length === 0 ? "" : table(shown, paint) + (left > 0 ? `\n  ${paint.dim(`${count(left, "more row")} (--max-show ${cells.length})`)}` : ""),
    vendorLine(report, cells),
    wrongAnyway(report, paint),
    paint.dim(facts.join(" · ")),
    `Next: ${paint.command(nextCommand)}  writes privacy-inventory.yaml from your policy and from what was found here.`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
