/** The scan command: options -> run -> reports where they belong -> exit code. */
import { resolve } from "node:path";
import type { Counts, LintOptions, LintResult, Timing } from "../lint.ts";
import { runLint } from "../lint.ts";
import type { HiddenFinding, ReportOptions } from "../report/index.ts";
import { baselineFor } from "./baseline.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { fromRoot, makeRoomFor, writeNamed } from "./files.ts";
import { ownsStdout, readOutputs, takeAnalysis } from "./formats.ts";
import { exitCodeOf } from "./gate.ts";
import type { FailOn } from "./gate.ts";
import { widthOf, write } from "./io.ts";
import { pathsFrom } from "./paths-from.ts";
import { startProgress } from "./progress.ts";
import { factsFileOf, readShard, scanFacts } from "./scan-facts.ts";
import { showsMaps, writeReports } from "./write-reports.ts";

export interface ScanOptions extends CommonOptions {
  inventory?: string | false;
  failOn?: FailOn;
  maxWarnings?: number;
  exitZero?: boolean;
  strict?: boolean;
  only?: string[];
  includeTests?: boolean;
  filesFrom?: string;
  projectFiles?: string;
  shard?: string;
  staged?: boolean;
  since?: string;
  baseline?: string | false;
  format?: string[];
  flows?: boolean;
  quiet?: boolean;
  maxShow?: number;
  showSuppressed?: boolean;
  snippets?: boolean;
  category?: string;
  stats?: boolean;
  cache?: boolean;
  cacheLocation?: string;
  cacheReadOnly?: boolean;
  threads?: number;
  fix?: boolean;
  dryRun?: boolean;
  watch?: boolean;
}

export const rootOf = ({ root }: CommonOptions, { io }: Context): string => resolve(io.cwd, root ?? ".");

/** What the user asked of the run; what was not asked is left to the configuration. */
export async function lintOptions(paths: readonly string[], options: ScanOptions, context: Context): Promise<LintOptions> {
  const { io } = context;
  const root = rootOf(options, context);
  const given = [...paths, ...(await pathsFrom(options.filesFrom, io))];
  const isListed = paths.length > 0 || options.filesFrom !== undefined;
  const baseline = baselineFor(options.baseline, root, io);
  return {
    root,
    ...(isListed && { paths: given.map((path) => fromRoot(path, root, io.cwd)) }),
    ...(options.projectFiles !== undefined && { projectFiles: (await pathsFrom(options.projectFiles, io, "--project-files")).map((path) => fromRoot(path, root, io.cwd)) }),
    ...(typeof options.inventory === "string" && { inventory: resolve(io.cwd, options.inventory) }),
    ...(options.inventory === false && { noInventory: true }),
    ...(options.config !== undefined && { configPath: resolve(io.cwd, options.config) }),
    ...(options.only !== undefined && { only: options.only }),
    ...(options.strict !== undefined && { strict: options.strict }),
    ...(options.includeTests !== undefined && { includeTests: options.includeTests }),
    ...(options.staged !== undefined && { staged: options.staged }),
    ...(options.since !== undefined && { since: options.since }),
    ...(baseline !== undefined && { baseline }),
    ...(options.threads !== undefined && { threads: options.threads }),
    cache: options.cache !== false && {
      ...(options.cacheLocation !== undefined && { location: resolve(io.cwd, options.cacheLocation) }),
      isReadOnly: options.cacheReadOnly === true,
    },
    flows: options.flows === true,
    today: new Date(io.now()).toISOString().slice(0, 10),
  };
}

function hiddenOf({ suppressed, baselined }: LintResult): HiddenFinding[] {
  return [
    ...suppressed.map(({ finding, reason, file, line }): HiddenFinding => ({ finding, how: "suppressed", reason, file, line })),
    ...baselined.map((finding): HiddenFinding => ({ finding, how: "baselined", reason: "", file: null, line: null })),
  ];
}

async function printStats(timings: readonly Timing[], counts: Partial<Counts>, { io }: Context, started: number): Promise<void> {
  const total = io.now() - started;
  const lines = timings.map(({ stage, milliseconds }) => `  ${stage.padEnd(10)} ${milliseconds.toFixed(0).padStart(6)} ms\n`);
  const counted = Object.entries(counts).map(([name, count]) => `  ${name.padEnd(12)} ${String(count).padStart(4)}\n`);
  const memory = `  ${"memory".padEnd(10)} ${(process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(6)} MB\n`;
  await write(io.stderr, `${counted.join("")}${lines.join("")}  ${"total".padEnd(10)} ${total.toFixed(0).padStart(6)} ms\n${memory}`);
}

const elapsedWords = (milliseconds: number): string => (milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);

/** Mends first where that was asked for, and comes back where somebody watches. */
export async function scanAsAsked(paths: readonly string[], options: ScanOptions, context: Context): Promise<number> {
  const { fix, dryRun, watch, ...once } = options;
  if (fix !== true && dryRun !== true && watch !== true) return scan(paths, once, context);
  const { checkFixOptions, fixAll } = await import("./fix.ts");
  checkFixOptions(options);
  if (watch === true) {
    const { watchProject } = await import("./watch.ts");
    return watchProject(rootOf(options, context), readOutputs(options.format, context.io.env), context, async () => scan(paths, once, context));
  }
  await fixAll(await lintOptions(paths, options, context), options, context);
  return dryRun === true ? exitCodes.clean : scan(paths, once, context);
}

export async function scan(paths: readonly string[], options: ScanOptions, context: Context, facts?: readonly string[]): Promise<number> {
  const { io } = context;
  const started = io.now();
  const factsFile = factsFileOf(options.format, options.shard);
  if (factsFile !== undefined) return scanFacts(await lintOptions(paths, options, context), readShard(options.shard), factsFile, context);
  const { analysisFile, reports } = takeAnalysis(options.format);
  if (analysisFile !== undefined) makeRoomFor(analysisFile, io);
  const outputs = readOutputs(reports, io.env);
  const color = colorLevel(options.color, io.env, io.stdout);
  const progress = startProgress(io, { isWanted: !ownsStdout(outputs), hasColor: colorLevel(options.color, io.env, io.stderr) > 0 });
  const timings: Timing[] = [];
  const counts: Partial<Counts> = {};
  const asked = { ...(await lintOptions(paths, options, context)), ...(facts && { facts }), compareMaps: showsMaps(outputs, io) };
  const result = await runLint({
    ...asked,
    ...(analysisFile !== undefined && { collectAnalysis: (saved) => { writeNamed(analysisFile, `${JSON.stringify(saved)}\n`, io); } }),
    onStage: (stage) => progress.step(stage),
    ...(options.stats === true && { collectTimings: (timing) => timings.push(timing), collectCounts: (counted) => Object.assign(counts, counted) }),
  }).finally(() => { progress.stop(); });

  const isWatched = io.stdout.isTTY === true;
  const look: ReportOptions = {
    color, sourceOf: result.sourceOf, snippets: options.snippets !== false, rules: [], wholePaths: false,
    maxShow: options.maxShow ?? null, width: widthOf(io.stdout), hasInventory: result.inventoryFiles.length > 0, flowCount: result.flowCount,
    elapsed: isWatched ? elapsedWords(io.now() - started) : null,
    hidden: options.showSuppressed === true ? hiddenOf(result) : [],
    category: options.category ?? null,
    mapChange: result.mapChange ?? null,
  };
  await writeReports(result.report, outputs, look, { quiet: options.quiet === true, isDiscovery: result.mode === "discovery" }, context);
  if (options.stats === true) await printStats(timings, counts, context, started);
  if (result.mode === "discovery") return exitCodes.clean;
  return exitCodeOf(result.report, { failOn: options.failOn ?? result.failOn ?? "error", maxWarnings: options.maxWarnings, exitZero: options.exitZero });
}
