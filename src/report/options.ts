/** What a report format may be told beside the report itself; everything that is not data: colour, width, sources. */
import type { Finding, MapChange, Report, Severity } from "../model/index.ts";

export type ColorLevel = 0 | 1 | 2 | 3;

export interface RuleInfo {
  id: string;
  summary: string;
  why: string;
  severity: Severity;
  /** The rule's page, Markdown. */
  help: string | null;
}

export interface HiddenFinding { finding: Finding; how: "suppressed" | "baselined"; reason: string; file: string | null; line: number | null }

export interface ReportOptions {
  color: ColorLevel;
  /** Text of a file for frames; undefined where it cannot be read. */
  sourceOf: (file: string) => string | undefined;
  /** Show code at all. */
  snippets: boolean;
  rules: readonly RuleInfo[];
  /** Every hop of a path; else a long one is shown by its ends. */
  wholePaths: boolean;
  /** Most findings to print; null for all. */
  maxShow: number | null;
  /** Columns of the terminal; null: do not wrap. */
  width: number | null;
  /** Judged against one; without it, what the policy says needs no words. */
  hasInventory: boolean;
  flowCount: number | null;
  /** Ready words such as `1.2 s`; null where the output must be the same twice. */
  elapsed: string | null;
  /** Findings that were suppressed or baselined, to be shown. */
  hidden: readonly HiddenFinding[];
  /** Tells runs of one pipeline apart, such as shards or workspaces. */
  category: string | null;
  /** Against the state before; null when no change was asked about. */
  mapChange: MapChange | null;
}

export type Reporter = (report: Report, options: ReportOptions) => string;

export const plainOptions: ReportOptions = {
  color: 0, sourceOf: () => undefined, snippets: true, rules: [], wholePaths: false, maxShow: null, width: null, hasInventory: true, flowCount: null, elapsed: null,
  hidden: [], category: null, mapChange: null,
};
