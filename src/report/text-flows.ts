/** `--flows` for people: one line per flow, clear ones too, aligned. */
import type { ReportFlow } from "../model/index.ts";
import type { Painter } from "./paint.ts";
import { at } from "./words.ts";

export function flowLines(flows: readonly ReportFlow[], paint: Painter): string {
  if (flows.length === 0) return "";
  const rows = flows.map((flow) => [
    at(flow.location), flow.verdict, flow.dataTypes.join(",") || "unknown fields", `${flow.surface} ${flow.recipient.name}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([place = "", verdict = "", types = "", where = ""], index) => {
    const isClear = flows[index]?.verdict === "clear";
    const line = `  ${place.padEnd(widths[0] ?? 0)}  ${verdict.padEnd(widths[1] ?? 0)}  ${types.padEnd(widths[2] ?? 0)}  ${where}`;
    return isClear ? paint.dim(line) : line;
  });
  return [paint.bold("Flows"), ...lines].join("\n");
}
