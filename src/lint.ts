/** The story of a run: settings, what changed, what is found (`examine` tells that part), what is new; the answer is a report. */
import type { Report } from "./model/index.ts";
import { assembleReport } from "./lint/assemble.ts";
import { findChange } from "./lint/change.ts";
import { examine } from "./lint/examine.ts";
import { openMemory } from "./lint/memory.ts";
import { keptFacts } from "./lint/kept-facts.ts";
import { findNews, touching } from "./lint/news.ts";
import type { LintOptions, LintResult } from "./lint/options.ts";
import { changeScope, scopeOf } from "./lint/scope.ts";
import { loadSettings } from "./lint/settings.ts";
import { silently, stopwatch } from "./lint/stopwatch.ts";

export { inspectProject } from "./lint/inspect.ts";
export type { Inspection, RuleLevel } from "./lint/inspect.ts";
export { extractShare } from "./lint/share.ts";
export type { Extracted, Share } from "./lint/share.ts";
export { knownCatalog, listRules } from "./lint/knowledge.ts";
export { baselineName, readBaseline as parseBaseline, prune as pruneBaseline, writeBaseline as baselineText } from "./suppress/baseline.ts";
export type { Counts, LintOptions, LintResult, Stage, Timing } from "./lint/options.ts";

export async function lintProject(options: LintOptions): Promise<Report> {
  return (await runLint(options)).report;
}

/** Beside the report: what was hidden and why, and what the command line needs to go on. */
export async function runLint(options: LintOptions): Promise<LintResult> {
  const run = stopwatch(options);
  const memory = await openMemory(options);
  const settings = await run("settings", () => loadSettings(options));
  const change = await run("changes", () => findChange(options));
  const known = change === null ? await run("recall", () => memory?.recall(settings)) : undefined;
  if (known) return known;

  const kept = await keptFacts(options, memory?.cache.facts);
  const now = await examine(change?.now, settings, options, run, kept);
  const { policy, judged, hidden } = now;

  const { filesRead, filesParsed, filesCached } = now.facts.stats;
  options.collectCounts?.({ "files read": filesRead, "files parsed": filesParsed, "files cached": filesCached });

  const named = scopeOf(options.paths, now.project);
  const scope = change === null ? named : changeScope(named, change.changes);
  const isNews = change === null ? () => true : await run("compare", () =>
    findNews(change, now, [...policy.inventoryFiles, ...settings.configFiles], async () => examine(await change.before(), settings, options, silently, kept)));
  const touches = change === null ? () => true : touching(change.changes);

  const report = assembleReport({
    ...now, scope,
    reports: (finding) => named.covers(finding.location.file) && isNews(finding),
    reportsFlow: (flow) => named.covers(flow.location.file) && touches(flow),
    withFlows: options.flows === true || policy.mode === "discovery",
  });
  const result: LintResult = {
    report, mode: policy.mode, inventoryFiles: policy.inventoryFiles, configFiles: settings.configFiles,
    flowCount: judged.flows.filter((flow) => named.covers(flow.location.file) && touches(flow)).length,
    suppressed: hidden.suppressed.filter(({ finding }) => named.covers(finding.location.file)),
    baselined: hidden.baselined.filter(({ location }) => named.covers(location.file)), stale: hidden.stale, all: hidden.all,
    failOn: settings.config.failOn,
    sourceOf: (file) => now.facts.bytes(file)?.toString("utf8"),
  };
  await run("remember", () => memory?.remember(result, now));
  return result;
}
