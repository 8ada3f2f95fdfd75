/** Puts the report together from what the stages found, limited to what is to be reported. */
import type { Analysis, Finding, Note, Report, ReportFlow, ReportSummary, ReportVendor } from "../model/index.ts";
import type { Scope } from "./scope.ts";
import { toolInfo } from "./tool.ts";

export interface Parts {
  analysis: Pick<Analysis, "files" | "skipped">;
  filesInScope: number;
  findings: readonly Finding[];
  flows: readonly ReportFlow[];
  vendors: readonly ReportVendor[];
  notes: readonly Note[];
  suppressed: readonly Finding[];
  baselined: readonly Finding[];
  withFlows: boolean;
  scope: Scope;
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

const compareNotes = (a: Note, b: Note): number =>
  compare(a.file ?? "", b.file ?? "") || compare(a.line ?? 0, b.line ?? 0) || compare(a.kind, b.kind) || compare(a.text, b.text);

const compareFindings = (a: Finding, b: Finding): number =>
  compare(a.location.file, b.location.file) || compare(a.location.line, b.location.line) || compare(a.location.column, b.location.column)
  || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint);

function withoutDoubles(notes: readonly Note[]): Note[] {
  return [...notes].sort(compareNotes).filter((note, index, all) => index === 0 || compareNotes(note, all[index - 1] ?? note) !== 0);
}

export function countFindings(findings: readonly Finding[]): ReportSummary["findings"] {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function vendorsIn(vendors: readonly ReportVendor[], { covers, isWhole }: Scope): ReportVendor[] {
  if (isWhole) return [...vendors];
  return vendors.map((vendor) => ({ ...vendor, evidence: vendor.evidence.filter(({ file }) => covers(file)) })).filter(({ evidence }) => evidence.length > 0);
}

export function assembleReport(parts: Parts): Report {
  const { analysis, scope } = parts;
  const here = ({ location }: { location: { file: string } }): boolean => scope.covers(location.file);
  const findings = parts.findings.filter(here).sort(compareFindings);
  return {
    schemaVersion: 1,
    tool: toolInfo(),
    summary: {
      files: scope.isWhole ? analysis.files : parts.filesInScope,
      skipped: analysis.skipped,
      findings: countFindings(findings),
      suppressed: parts.suppressed.filter(here).length,
      baselined: parts.baselined.filter(here).length,
    },
    findings,
    ...(parts.withFlows && { flows: parts.flows.filter(here) }),
    vendors: vendorsIn(parts.vendors, scope),
    notes: withoutDoubles([...parts.notes.filter(({ file }) => file === null || scope.covers(file)), ...scope.notes]),
  };
}
