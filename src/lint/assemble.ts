/** Puts the report together from what the stages found, limited to what is to be reported. */
import type { Analysis, Finding, Note, Project, Report, ReportFlow, ReportSummary, ReportVendor } from "../model/index.ts";
import type { Hidden } from "./hide.ts";
import type { Judged } from "./judge-all.ts";
import type { Scope } from "./scope.ts";
import { toolInfo } from "./tool.ts";

export interface Parts {
  analysis: Pick<Analysis, "files" | "skipped">;
  project: Pick<Project, "files">;
  scope: Scope;
  reports: (finding: Finding) => boolean;
  reportsFlow: (flow: ReportFlow) => boolean;
  judged: Pick<Judged, "flows" | "vendors">;
  hidden: Pick<Hidden, "kept" | "suppressed" | "baselined">;
  notes: readonly Note[];
  withFlows: boolean;
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

export function assembleReport({ analysis, project, scope, reports, reportsFlow, judged, hidden, notes, withFlows }: Parts): Report {
  const findings = hidden.kept.filter(reports).sort(compareFindings);
  return {
    schemaVersion: 1,
    tool: toolInfo(),
    summary: {
      files: scope.isWhole ? analysis.files : project.files.filter(({ path, role }) => role === "app" && scope.covers(path)).length,
      skipped: analysis.skipped,
      findings: countFindings(findings),
      suppressed: hidden.suppressed.filter(({ finding }) => reports(finding)).length,
      baselined: hidden.baselined.filter(reports).length,
    },
    findings,
    ...(withFlows && { flows: judged.flows.filter(reportsFlow) }),
    vendors: vendorsIn(judged.vendors, scope),
    notes: withoutDoubles([...notes.filter(({ file }) => file === null || scope.covers(file)), ...scope.notes]),
  };
}
