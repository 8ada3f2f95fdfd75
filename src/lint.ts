/** The story of a run: discover, extract, link, trace, judge, suppress; the answer is a report. */
import type { Report } from "./model/index.ts";
import { assembleReport } from "./lint/assemble.ts";
import { findDirectives } from "./lint/directives.ts";
import { hide } from "./lint/hide.ts";
import { judgeAll } from "./lint/judge-all.ts";
import type { LintOptions, LintResult } from "./lint/options.ts";
import { loadPolicy } from "./lint/policy.ts";
import { scopeOf } from "./lint/scope.ts";
import { levelsOf, loadSettings } from "./lint/settings.ts";
import { stopwatch } from "./lint/stopwatch.ts";

export { inspectProject } from "./lint/inspect.ts";
export type { Inspection, RuleLevel } from "./lint/inspect.ts";
export { knownCatalog, listRules } from "./lint/knowledge.ts";
export { baselineName, readBaseline as parseBaseline, prune as pruneBaseline, writeBaseline as baselineText } from "./suppress/baseline.ts";
export type { LintOptions, LintResult, Stage, Timing } from "./lint/options.ts";

export async function lintProject(options: LintOptions): Promise<Report> {
  return (await runLint(options)).report;
}

/** Beside the report: what was hidden and why, and what the command line needs to go on. */
export async function runLint(options: LintOptions): Promise<LintResult> {
  const run = stopwatch(options);
  const settings = await run("settings", () => loadSettings(options));
  const { config, rules } = settings;
  const project = await run("discover", async () => (await import("./discover/index.ts")).discoverProject({ root: options.root, ...config }));
  const scope = scopeOf(options.paths, project);
  const policy = await run("policy", () => loadPolicy(project, settings, options));
  const { catalog, governed } = policy;

  const facts = await run("extract", async () => (await import("./extract/index.ts")).openFacts(project));
  const program = await run("link", async () => (await import("./link/index.ts")).link(project, facts, catalog));
  const analysis = await run("trace", async () => (await import("./trace/index.ts")).trace(program, {
    bytes: facts.bytes, strict: config.strict,
    ownDomains: [...config.ownDomains, ...governed.flatMap(({ own }) => own?.organization?.domains ?? [])],
  }));
  const severities = await levelsOf(config);
  const judged = await run("judge", () => judgeAll({ analysis, governed, catalog, rules, severities }));
  const hidden = await run("suppress", () => hide(judged.findings, findDirectives(project, facts), { ...settings, ...policy, severities }, options));

  const report = assembleReport({
    analysis, project, scope, judged, hidden,
    notes: [...project.notes, ...facts.notes(), ...analysis.notes, ...judged.notes, ...hidden.notes],
    withFlows: options.flows === true || policy.mode === "discovery",
  });
  return {
    report, mode: policy.mode, inventoryFiles: policy.inventoryFiles, configFiles: settings.configFiles,
    flowCount: judged.flows.filter(({ location }) => scope.covers(location.file)).length,
    suppressed: hidden.suppressed, baselined: hidden.baselined, stale: hidden.stale, all: hidden.all,
    failOn: config.failOn,
    sourceOf: (file) => facts.bytes(file)?.toString("utf8"),
  };
}
