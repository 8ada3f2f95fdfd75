/** Plain tables that read well in a terminal and paste as Markdown. */

export type Cell = string | number;

/** Numbers, shares and dashes stand right; words stand left. */
export function table(head: string[], rows: Cell[][]): string {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length), 3));
  const isRight = head.map((_, column) => rows.length > 0 && rows.every((row) => /^(?:-|[\d.,/% ]+)$/.test(String(row[column] ?? ""))));
  const draw = (line: string[]): string =>
    `| ${widths.map((width, column) => (isRight[column] === true ? (line[column] ?? "").padStart(width) : (line[column] ?? "").padEnd(width))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (isRight[column] === true ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [draw(head), rule, ...lines.slice(1).map(draw)].join("\n");
}

export const share = (part: number, whole: number): string => (whole === 0 ? "-" : `${Math.round((100 * part) / whole)} %`);

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
