/** What a run may be asked, and what it answers beside the report. */
import type { Config } from "../config/index.ts";
import type { Finding, MapChange, Report } from "../model/index.ts";
import type { SavedAnalysis } from "./saved.ts";
import type { SetUpSite } from "../trace/index.ts";
import type { Baseline, BaselineEntry, SuppressedFinding } from "../suppress/index.ts";

/** Settings a run may give itself; they take the place of those in the configuration. */
export type Settable = Omit<Config, "inventory" | "baseline">;

export interface LintOptions extends Partial<Settable> {
  /** Folder of the project. */
  root: string;
  /** Files, folders or globs relative to the root: what is reported. The whole project is understood all the same. */
  paths?: readonly string[];
  /** The project is these files, relative to the root, and no others: for build systems that know what a run may see. */
  projectFiles?: readonly string[];
  /** Facts files of other runs; what is in them is not parsed again. */
  facts?: readonly string[];
  /** Inventory file, relative to the root or absolute; left out: the configured one, else the one that is found. */
  inventory?: string;
  /** Judge as if nothing were declared. */
  noInventory?: boolean;
  configPath?: string;
  /** Put every flow with its verdict into the report. */
  flows?: boolean;
  /** Ids of the rules to run; left out: all. */
  only?: readonly string[];
  /** Findings that are known; asked with the file the configuration names, or null. */
  baseline?: Baseline | ((configured: string | null) => Baseline | undefined);
  /** Report what the index changes. */
  staged?: boolean;
  /** Report what is new since a commit, branch or tag. */
  since?: string;
  /** With `staged` or `since`: also look at the whole state before, and say how the map of the data changes. */
  compareMaps?: boolean;
  /** Keep what is found out for the next run; left out: no cache. */
  cache?: CacheSettings | false;
  /** Threads that parse; left out: one. The report is the same. */
  threads?: number;
  /** YYYY-MM-DD, for suppressions that end; left out: the day of the run. */
  today?: string;
  /** Told before each stage, so that somebody who waits can be told. */
  onStage?: (stage: Stage) => void | Promise<void>;
  collectTimings?: (timing: Timing) => void;
  /** Handed what was found before it was judged; the run then does not take the answer of an earlier one. */
  collectAnalysis?: (saved: SavedAnalysis) => void;
  /** Told where the loggers of direct calls are made, by the recipients' ids. */
  collectSetUps?: { recipients: readonly string[]; collect: (sites: readonly SetUpSite[]) => void };
  /** Told how much was read, parsed and taken from the cache, unless the whole answer was known. */
  collectCounts?: (counts: Counts) => void;
}

export interface CacheSettings {
  /** Folder, relative to the root or absolute; left out: `node_modules/.cache/privacy-lint`, else `.privacy-lint-cache`. */
  location?: string;
  /** Nothing is written to it. */
  isReadOnly?: boolean;
}

export const stages = ["settings", "changes", "recall", "discover", "extract", "policy", "link", "trace", "judge", "suppress", "compare", "remember"] as const;
export type Stage = (typeof stages)[number];

export type Counts = Readonly<Record<"files read" | "files parsed" | "files cached", number>>;

export interface Timing { stage: Stage; milliseconds: number }

export interface LintResult {
  report: Report;
  /** `discovery`: there is no inventory, so nothing was held against one. */
  mode: "judged" | "discovery";
  /** Root-relative; the one of the root first. */
  inventoryFiles: string[];
  configFiles: string[];
  flowCount: number;
  suppressed: SuppressedFinding[];
  baselined: Finding[];
  /** Baseline entries that no finding answers to any more. */
  stale: BaselineEntry[];
  /** All findings before the baseline and the choice of paths: what a new baseline holds. */
  all: Finding[];
  failOn: Config["failOn"];
  /** Only where it was asked for. */
  mapChange?: MapChange;
  sourceOf: (file: string) => string | undefined;
}
