/** What a run may be asked, and what it answers beside the report. */
import type { Finding, Report } from "../model/index.ts";
import type { Baseline, BaselineEntry, SuppressedFinding } from "../suppress/index.ts";

export interface LintOptions {
  /** Folder of the project. */
  root: string;
  /** Files, folders or globs relative to the root: what is reported. The whole project is understood all the same. */
  paths?: readonly string[];
  /** Inventory file, relative to the root or absolute; left out: the configured one, else the one that is found. */
  inventory?: string;
  /** Judge as if nothing were declared. */
  noInventory?: boolean;
  configPath?: string;
  /** Put every flow with its verdict into the report. */
  flows?: boolean;
  /** Ids of the rules to run; left out: all. */
  only?: readonly string[];
  include?: readonly string[];
  exclude?: readonly string[];
  includeTests?: boolean;
  strict?: boolean;
  ownDomains?: readonly string[];
  baseline?: Baseline;
  /** Report what the index changes. */
  staged?: boolean;
  /** Report what is new since a commit, branch or tag. */
  since?: string;
  /** YYYY-MM-DD, for suppressions that end; left out: the day of the run. */
  today?: string;
  /** Told before each stage, so that somebody who waits can be told. */
  onStage?: (stage: Stage) => void | Promise<void>;
  collectTimings?: (timing: Timing) => void;
}

export const stages = ["settings", "discover", "extract", "link", "trace", "judge", "suppress"] as const;
export type Stage = (typeof stages)[number];

export interface Timing { stage: Stage; milliseconds: number }

export interface LintResult {
  report: Report;
  /** `discovery`: there is no inventory, so nothing was held against one. */
  mode: "judged" | "discovery";
  inventoryFile: string | null;
  configFile: string | null;
  flowCount: number;
  suppressed: SuppressedFinding[];
  baselined: Finding[];
  /** Baseline entries that no finding answers to any more. */
  stale: BaselineEntry[];
  /** All findings before the baseline and the choice of paths: what a new baseline holds. */
  all: Finding[];
  failOn: "error" | "warning" | "info" | "never" | null;
  sourceOf: (file: string) => string | undefined;
}
