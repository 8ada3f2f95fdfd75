/** The public API: scan a project from a program, write a typed configuration. */
export { lintProject, lintProject as scan } from "./lint.ts";
export type { LintOptions, Stage, Timing } from "./lint.ts";
export { UserError } from "./errors.ts";
export { defineConfig } from "./config/define-config.ts";
export type {
  Certainty, DataTypeId, Finding, FlowSource, Hop, Location, Note, Position, Recipient, Report, ReportFlow, ReportSummary, ReportVendor,
  Severity, Surface, Verdict,
} from "./model/index.ts";
