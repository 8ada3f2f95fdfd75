/** The matrix of the HTML report: data type x recipient; symbol, word and colour say the same thing. */
import type { Report } from "../model/index.ts";
import { cellsOf, columnKey, standingOf } from "./matrix.ts";
import type { Cell, Standing } from "./matrix.ts";
import { count, compareText } from "./words.ts";
import { escapeXml } from "./xml.ts";

const marks: Record<Standing, { css: string; sign: string; word: string }> = {
  declared: { css: "k", sign: "✓", word: "declared" },
  vague: { css: "v", sign: "~", word: "vague" },
  undeclared: { css: "u", sign: "✗", word: "not declared" },
};
/** Wider tables are read by nobody; the rest is counted. */
const mostColumns = 25;

function cellHtml(cell: Cell | undefined): string {
  if (!cell) return "<td></td>";
  const { css, sign, word } = marks[standingOf(cell.verdict)];
  return `<td class="${css}" title="${escapeXml(`${cell.verdict}, for example ${cell.example.file}:${cell.example.line}`)}">${sign} ${word} ×${cell.count}</td>`;
}

/** Types the inventory lists and nothing in the code answers to. */
function unseen({ findings }: Report): string {
  const types = [...new Set(findings.filter(({ rule }) => rule === "unused-declaration").flatMap(({ dataTypes }) => dataTypes))].sort(compareText);
  return types.length === 0 ? "" : `<p>Declared, but not seen in the code: ${types.map((type) => `<code>${escapeXml(type)}</code>`).join(", ")}.</p>`;
}

export function matrixHtml(report: Report): string {
  const cells = cellsOf(report);
  if (cells.length === 0) return unseen(report);
  const columns = [...new Map(cells.map((cell) => [columnKey(cell), cell]))].sort(([a], [b]) => compareText(a, b));
  const shown = columns.slice(0, mostColumns);
  const types = [...new Set(cells.map(({ dataType }) => dataType))];
  const byKey = new Map(cells.map((cell) => [`${cell.dataType} ${columnKey(cell)}`, cell]));
  const heads = shown.map(([, { recipient, surface }]) => `<th scope="col">${escapeXml(recipient.name)}<br><span class="d">${surface}</span></th>`).join("");
  const rows = types.map((type) => `<tr><th scope="row"><code>${escapeXml(type)}</code></th>${shown.map(([key]) => cellHtml(byKey.get(`${type} ${key}`))).join("")}</tr>`).join("\n");
  const left = columns.length - shown.length;
  return [
    "<h2>What goes where</h2>",
    "<div class=\"s\" tabindex=\"0\" role=\"region\" aria-label=\"Data types by recipient\"><table>",
    `<thead><tr><th scope="col">Data type</th>${heads}</tr></thead>`,
    `<tbody>\n${rows}\n</tbody></table></div>`,
    ...(left > 0 ? [`<p class="d">${count(left, "more recipient")} in the JSON report.</p>`] : []),
    unseen(report),
  ].join("\n");
}
