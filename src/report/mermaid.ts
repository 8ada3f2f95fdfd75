/** Data type -> recipient as a Mermaid flowchart, which GitHub and GitLab draw. */
import { columnKey, standingOf } from "./matrix.ts";
import type { Cell } from "./matrix.ts";

/** More is no picture any more. */
const mostNodes = 20;

const label = (text: string): string => `"${text.replace(/"/g, "'").replace(/[<>]/g, "").replace(/[\r\n]+/g, " ")}"`;

export function mermaid(cells: readonly Cell[]): string {
  const types = [...new Set(cells.map(({ dataType }) => dataType))].slice(0, mostNodes);
  const columns = [...new Map(cells.map((cell) => [columnKey(cell), `${cell.recipient.name} (${cell.surface})`]))].slice(0, mostNodes);
  const keys = columns.map(([key]) => key);
  const shown = cells.filter((cell) => types.includes(cell.dataType) && keys.includes(columnKey(cell)));
  if (shown.length === 0) return "";
  const bad = shown.flatMap(({ verdict }, index) => (standingOf(verdict) === "undeclared" ? [index] : []));
  return [
    "flowchart LR",
    ...types.map((type, index) => `  t${index}[${label(type)}]`),
    ...columns.map(([, name], index) => `  r${index}([${label(name)}])`),
    ...shown.map((cell) => `  t${types.indexOf(cell.dataType)} -->|${cell.count}| r${keys.indexOf(columnKey(cell))}`),
    ...(bad.length > 0 ? [`  linkStyle ${bad.join(",")} stroke:#d1242f,stroke-width:2px`] : []),
    "",
  ].join("\n");
}
