/** Looks at one state of the project, the one on disk or a snapshot of git, and finds all there is. */
import type { FactsStore } from "../extract/index.ts";
import type { Snapshot } from "../git/index.ts";
import type { Analysis, Note, Project } from "../model/index.ts";
import { findDirectives } from "./directives.ts";
import { hide } from "./hide.ts";
import type { Hidden } from "./hide.ts";
import { judgeAll } from "./judge-all.ts";
import type { Judged } from "./judge-all.ts";
import type { LintOptions } from "./options.ts";
import { loadPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { levelsOf } from "./settings.ts";
import type { Settings } from "./settings.ts";
import type { Watch } from "./stopwatch.ts";

export interface Examined {
  project: Project;
  policy: Policy;
  facts: FactsStore;
  analysis: Analysis;
  judged: Judged;
  hidden: Hidden;
  notes: Note[];
}

export async function examine(snapshot: Snapshot | undefined, settings: Settings, options: LintOptions, run: Watch): Promise<Examined> {
  const { config, rules } = settings;
  const project = await run("discover", async () => (await import("../discover/index.ts")).discoverProject({
    root: options.root, ...config, ...(snapshot && { snapshot }),
  }));
  const policy = await run("policy", () => loadPolicy(project, settings, options, snapshot));
  const { catalog, governed } = policy;

  const facts = await run("extract", async () => {
    const { openFacts, readWorkTree } = await import("../extract/index.ts");
    const disk = readWorkTree(options.root);
    return openFacts(project, { read: (path) => snapshot?.contents.get(path) ?? disk(path) });
  });
  const program = await run("link", async () => (await import("../link/index.ts")).link(project, facts, catalog));
  const analysis = await run("trace", async () => (await import("../trace/index.ts")).trace(program, {
    bytes: facts.bytes, strict: config.strict,
    ownDomains: [...config.ownDomains, ...governed.flatMap(({ own }) => own?.organization?.domains ?? [])],
  }));
  const severities = await levelsOf(config);
  const judged = await run("judge", () => judgeAll({ analysis, governed, catalog, rules, severities }));
  const hidden = await run("suppress", () => hide(judged.findings, findDirectives(project, facts), { ...settings, ...policy, severities }, options));
  return {
    project, policy, facts, analysis, judged, hidden,
    notes: [...project.notes, ...facts.notes(), ...analysis.notes, ...judged.notes, ...hidden.notes],
  };
}
