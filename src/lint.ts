/** The story of a run: settings, what changed, what is found (`examine` tells that part), what is new; the answer is a report. */
import { UserError } from "./errors.ts";
import type { Report } from "./model/index.ts";
import { answerOf } from "./lint/answer.ts";
import type { Change } from "./lint/change.ts";
import { mapChange } from "./lint/map-change.ts";
import { findChange } from "./lint/change.ts";
import { examine } from "./lint/examine.ts";
import { openMemory } from "./lint/memory.ts";
import { keptFacts } from "./lint/kept-facts.ts";
import { findNews } from "./lint/news.ts";
import type { LintOptions, LintResult } from "./lint/options.ts";
import { judgeSaved, parseAnalysis, saveAnalysis } from "./lint/saved.ts";
import type { SavedAnalysis } from "./lint/saved.ts";
import { loadSettings } from "./lint/settings.ts";
import { silently, stopwatch } from "./lint/stopwatch.ts";

export { projectFiles } from "./lint/files.ts";
export { planFixes } from "./lint/fix.ts";
export type { Fix } from "./lint/fix.ts";
export { inspectProject } from "./lint/inspect.ts";
export type { Inspection, RuleLevel } from "./lint/inspect.ts";
export { parseAnalysis };
export type { SavedAnalysis };
export { extractShare } from "./lint/share.ts";
export type { Extracted, Share } from "./lint/share.ts";
export { knownCatalog, listRules } from "./lint/knowledge.ts";
export { baselineName, readBaseline as parseBaseline, prune as pruneBaseline, writeBaseline as baselineText } from "./suppress/baseline.ts";
export type { Counts, LintOptions, LintResult, Stage, Timing } from "./lint/options.ts";

export async function lintProject(options: LintOptions): Promise<Report> {
  return (await runLint(options)).report;
}

/** What an earlier run found, judged by the inventory and the settings of today: milliseconds, and no file is read. */
export async function judgeAnalysis(saved: SavedAnalysis, options: LintOptions): Promise<LintResult> {
  const again = await judgeSaved(saved, await loadSettings(options), options, stopwatch(options));
  if (again) return answerOf(again.now, again.settings, options, null, () => true);
  throw new UserError({ what: "The inventory or the configuration now teaches names, hosts or files that the saved analysis did not look for.", fix: "Scan again." });
}

/** Beside the report: what was hidden and why, and what the command line needs to go on. */
export async function runLint(options: LintOptions): Promise<LintResult> {
  const run = stopwatch(options);
  const memory = await openMemory(options);
  const settings = await run("settings", () => loadSettings(options));
  const change = await run("changes", () => findChange(options));
  if (change === null) {
    const known = await run("recall", () => memory?.recall(settings));
    if (known && !options.collectAnalysis) return known;
    const again = await memory?.judgeAgain(settings, run);
    if (again) return again;
  }

  const kept = await keptFacts(options, memory?.cache.facts);
  const now = await examine(change?.now, settings, options, run, kept);
  const { filesRead, filesParsed, filesCached } = now.facts.stats;
  options.collectCounts?.({ "files read": filesRead, "files parsed": filesParsed, "files cached": filesCached });

  let before: ReturnType<typeof examine> | undefined;
  const lookBefore = (state: Change): ReturnType<typeof examine> => before ??= state.before().then((snapshot) => examine(snapshot, settings, options, silently, kept));
  const isNews = change === null ? () => true : await run("compare", () =>
    findNews(change, now, [...now.policy.inventoryFiles, ...settings.configFiles], () => lookBefore(change)));
  const maps = change !== null && options.compareMaps === true ? mapChange(now, await run("compare", () => lookBefore(change))) : undefined;
  options.collectAnalysis?.(saveAnalysis(now, settings));
  const result = { ...answerOf(now, settings, options, change, isNews), ...(maps && { mapChange: maps }) };
  await run("remember", () => memory?.remember(result, now, settings));
  return result;
}
