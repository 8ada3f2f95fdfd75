/** Finding and Report: the output contract (`--format json`, schemaVersion 1). Every key is always present. */
import type { Certainty, DataTypeId, Location, Recipient, Severity, Surface, Verdict } from "./data.ts";
import type { FlowSource, Hop, Note } from "./flow.ts";

export interface Finding {
  rule: string;
  severity: Severity;
  certainty: Certainty;
  verdict: Verdict | null;
  dataTypes: DataTypeId[];
  surface: Surface | null;
  recipient: Recipient | null;
  what: string;
  why: string;
  fix: string;
  location: Location;
  sources: FlowSource[];
  path: Hop[];
  /** Nearest inventory entry (`section` and `quote` say what the policy states), or null. */
  inventory: { type: DataTypeId; source: string | null } | null;
  fingerprint: string;
}

export interface ReportFlow {
  dataTypes: DataTypeId[];
  surface: Surface;
  recipient: Recipient;
  certainty: Certainty;
  verdict: Verdict;
  location: Location;
  sources: FlowSource[];
  path: Hop[];
  reason: string;
}

export interface ReportVendor {
  id: string;
  name: string;
  purpose: string;
  declared: boolean;
  evidence: { file: string; line: number }[];
  autoCollects: DataTypeId[];
  receives: DataTypeId[];
}

export interface ReportSummary {
  files: number;
  skipped: number;
  findings: { error: number; warning: number; info: number };
  suppressed: number;
  baselined: number;
}

/** The map of the data before and after a change; vendors and collected data types that were not there before. */
export interface MapChange {
  collects: DataTypeId[];
  vendors: Pick<ReportVendor, "name" | "declared">[];
  flowsBefore: ReportFlow[];
  flowsNow: ReportFlow[];
}

export interface Report {
  schemaVersion: 1;
  tool: { name: string; version: string };
  summary: ReportSummary;
  findings: Finding[];
  /** Only with `--flows`. */
  flows?: ReportFlow[];
  vendors: ReportVendor[];
  notes: Note[];
}
