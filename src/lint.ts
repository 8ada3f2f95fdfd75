/** The story of a run: discover, extract, link, trace, judge, suppress; the answer is a report. */
import type { Report } from "./model/index.ts";
import { assembleReport } from "./lint/assemble.ts";
import { findDirectives } from "./lint/directives.ts";
import type { LintOptions, LintResult } from "./lint/options.ts";
import { scopeOf } from "./lint/scope.ts";
import { loadSettings } from "./lint/settings.ts";
import { stopwatch } from "./lint/stopwatch.ts";
import { hide } from "./lint/hide.ts";

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
  const { catalog, config, inventory, mode } = settings;
  const ownDomains = [...(options.ownDomains ?? config.ownDomains), ...(inventory.organization?.domains ?? [])];

  const project = await run("discover", async () => (await import("./discover/index.ts")).discoverProject({
    root: options.root,
    include: options.include ?? config.include,
    exclude: options.exclude ?? config.exclude,
    includeTests: options.includeTests ?? config.includeTests,
  }));
  const scope = scopeOf(options.paths, project);
  const facts = await run("extract", async () => (await import("./extract/index.ts")).openFacts(project));
  const program = await run("link", async () => (await import("./link/index.ts")).link(project, facts, catalog));
  const analysis = await run("trace", async () => (await import("./trace/index.ts")).trace(program, {
    bytes: facts.bytes, strict: options.strict ?? config.strict, ownDomains,
  }));
  const judged = await run("judge", async () => (await import("./judge/index.ts")).judgeAnalysis({
    analysis, inventory, catalog, rules: settings.rules, severities: config.rules,
  }));
  const hidden = await run("suppress", () => hide(judged.findings, findDirectives(project, facts), settings, options));

  const report = assembleReport({
    analysis, scope,
    filesInScope: project.files.filter(({ path, role }) => role === "app" && scope.covers(path)).length,
    findings: hidden.kept, flows: judged.flows, vendors: judged.vendors,
    notes: [...project.notes, ...facts.notes(), ...analysis.notes, ...hidden.notes],
    suppressed: hidden.suppressed.map(({ finding }) => finding), baselined: hidden.baselined,
    withFlows: options.flows === true || mode === "discovery",
  });
  return {
    report, mode, inventoryFile: inventory.file, configFile: settings.configFile,
    flowCount: judged.flows.filter(({ location }) => scope.covers(location.file)).length,
    suppressed: hidden.suppressed, baselined: hidden.baselined, stale: hidden.stale, all: hidden.all,
    failOn: config.failOn ?? null,
    sourceOf: (file) => facts.bytes(file)?.toString("utf8"),
  };
}
