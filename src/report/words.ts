/** Small wordings that several formats share. */
import type { Finding, Hop, Position, Recipient, Report, ReportSummary, Severity } from "../model/index.ts";

export const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `1 file`, `2 files`; words that end otherwise give their plural. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

export const at = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;

export const total = ({ findings }: ReportSummary): number => findings.error + findings.warning + findings.info;

/** `2 errors, 1 warning`; severities without findings are left out. */
export function bySeverity({ findings }: ReportSummary): string {
  const words = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["info", "infos"] } as const;
  return severities.filter((severity) => findings[severity] > 0)
    .map((severity) => count(findings[severity], words[severity][0], words[severity][1])).join(", ");
}

export const recipientWord = (recipient: Recipient | null): string => recipient?.name ?? "";

/** `2 suppressed, 4 baselined`, or nothing. */
export function hiddenWords({ suppressed, baselined }: ReportSummary): string {
  return [[suppressed, "suppressed"], [baselined, "baselined"]].filter(([number]) => number !== 0).map((pair) => pair.join(" ")).join(", ");
}

const loudness: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Worst first, then by place: for formats whose readers see only the top. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.map((finding, index) => ({ finding, index }))
    .sort((a, b) => loudness[a.finding.severity] - loudness[b.finding.severity]
      || Number(a.finding.certainty === "likely") - Number(b.finding.certainty === "likely") || a.index - b.index)
    .map(({ finding }) => finding);
}

/** What the inventory says about the data of a finding; null where it has no say. */
export function policyWords({ inventory, dataTypes, verdict }: Finding): string | null {
  if (inventory) return inventory.source === null ? `${inventory.type} is declared` : `${inventory.type}: ${inventory.source}`;
  return verdict === null || dataTypes.length === 0 ? null : `nothing is declared for ${dataTypes.join(", ")}`;
}

const mostHops = 10;

/** A long path by its ends; `left` hops are between them. */
export function shortPath(path: readonly Hop[]): { start: readonly Hop[]; left: number; end: readonly Hop[] } {
  if (path.length <= mostHops) return { start: path, left: 0, end: [] };
  return { start: path.slice(0, mostHops / 2), left: path.length - mostHops, end: path.slice(-mostHops / 2) };
}

/** Notes of one kind together, in order of first appearance. */
export function notesByKind({ notes }: Report): Map<string, Report["notes"]> {
  const kinds = new Map<string, Report["notes"]>();
  for (const note of notes) kinds.set(note.kind, [...(kinds.get(note.kind) ?? []), note]);
  return kinds;
}
