/** Data type x recipient: how many flows, how the policy answers the worst of them, and one place to look at. */
import type { Position, Recipient, Report, Surface, Verdict } from "../model/index.ts";
import { verdicts } from "../model/index.ts";
import { compareText } from "./words.ts";

export interface Cell { dataType: string; recipient: Recipient; surface: Surface; count: number; verdict: Verdict; example: Position }

/** A column of the matrix: one recipient at one surface. */
export const columnKey = ({ recipient, surface }: Pick<Cell, "recipient" | "surface">): string => `${surface} ${recipient.id}`;

interface Seen { dataTypes: readonly string[]; recipient: Recipient; surface: Surface; verdict: Verdict; location: Position }

/** A report without flows still knows those of its findings. */
function seenIn({ flows, findings }: Pick<Report, "flows" | "findings">): Seen[] {
  if (flows) return flows;
  return findings.flatMap(({ dataTypes, recipient, surface, verdict, location }) =>
    (recipient && surface ? [{ dataTypes, recipient, surface, verdict: verdict ?? "ambiguous", location }] : []));
}

const worse = (a: Verdict, b: Verdict): Verdict => (verdicts.indexOf(a) <= verdicts.indexOf(b) ? a : b);

/** Most frequent data types first; within one, most frequent recipients first. */
export function cellsOf(report: Pick<Report, "flows" | "findings">): Cell[] {
  const cells = new Map<string, Cell>();
  const totals = new Map<string, number>();
  for (const { dataTypes, recipient, surface, verdict, location } of seenIn(report)) {
    for (const dataType of dataTypes.length > 0 ? dataTypes : ["unknown-fields"]) {
      const key = `${dataType}\n${columnKey({ recipient, surface })}`;
      const known = cells.get(key);
      totals.set(dataType, (totals.get(dataType) ?? 0) + 1);
      if (known) cells.set(key, { ...known, count: known.count + 1, verdict: worse(known.verdict, verdict) });
      else cells.set(key, { dataType, recipient, surface, count: 1, verdict, example: location });
    }
  }
  return [...cells.values()].sort((a, b) =>
    (totals.get(b.dataType) ?? 0) - (totals.get(a.dataType) ?? 0) || compareText(a.dataType, b.dataType)
    || b.count - a.count || compareText(columnKey(a), columnKey(b)));
}

export type Standing = "declared" | "vague" | "undeclared";

export function standingOf(verdict: Verdict): Standing {
  if (verdict === "clear") return "declared";
  return verdict === "vague" || verdict === "ambiguous" ? "vague" : "undeclared";
}
