/** Looks at one state of the project, the one on disk or a snapshot of git, and finds all there is. */
import type { FactsKeeper, FactsStore } from "../extract/index.ts";
import type { Snapshot } from "../git/index.ts";
import type { Analysis, DirectiveFact, Note, Project } from "../model/index.ts";
import { findDirectives } from "./directives.ts";
import { hide } from "./hide.ts";
import type { Hidden } from "./hide.ts";
import { judgeAll } from "./judge-all.ts";
import type { Judged } from "./judge-all.ts";
import type { LintOptions } from "./options.ts";
import { limitsAsked, loadPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { levelsOf } from "./settings.ts";
import type { Settings } from "./settings.ts";
import type { Watch } from "./stopwatch.ts";

/** What the code does, before anything is held against an inventory. */
export interface Found {
  project: Pick<Project, "files" | "packages">;
  analysis: Analysis;
  directives: Map<string, DirectiveFact[]>;
  notes: Note[];
}

export interface Examined {
  found: Found;
  policy: Policy;
  /** Null when an earlier run had found it all. */
  facts: Pick<FactsStore, "bytes" | "stats"> | null;
  judged: Judged;
  hidden: Hidden;
  notes: Note[];
  /** Files beside the sources that were looked for or read; root-relative. */
  textsRead: string[];
}

type Looked = Examined & { facts: NonNullable<Examined["facts"]> };

export async function examine(snapshot: Snapshot | undefined, settings: Settings, options: LintOptions, run: Watch, cache?: FactsKeeper): Promise<Looked> {
  const { config } = settings;
  const textsRead: string[] = [];
  const project = await run("discover", async () => (await import("../discover/index.ts")).discoverProject({
    root: options.root, ...config, ...(snapshot ? { snapshot } : options.projectFiles && { listed: options.projectFiles }), onRead: (path) => textsRead.push(path),
  }));
  const facts = await run("extract", async () => {
    const { openFacts, readSnapshot, readWorkTree } = await import("../extract/index.ts");
    const read = snapshot ? readSnapshot(options.root, snapshot) : readWorkTree(options.root);
    return openFacts(project, { read, ...(cache && { cache }), ...(options.threads !== undefined && { threads: options.threads }) });
  });
  try {
    const policy = await run("policy", () => loadPolicy(project, settings, options, snapshot));
    const found = await find(project, facts, policy, settings, options, run);
    return { found, facts, textsRead, policy, ...await judgeFound(found, policy, settings, options, run) };
  } finally {
    facts.close();
  }
}

async function find(project: Project, facts: FactsStore, { catalog, governed }: Policy, { config }: Settings, { collectSetUps }: LintOptions, run: Watch): Promise<Found> {
  const program = await run("link", async () => (await import("../link/index.ts")).link(project, facts, catalog));
  const { versionFinder } = await import("../discover/index.ts");
  const lockedVersion = versionFinder(project);
  const analysis = await run("trace", async () => (await import("../trace/index.ts")).trace(program, {
    bytes: facts.bytes, prefetch: facts.prefetch, strict: config.strict, lockedVersion, ...limitsAsked(governed),
    ownDomains: [...config.ownDomains, ...governed.flatMap(({ own }) => own?.organization?.domains ?? [])],
  }));
  if (collectSetUps) {
    const { setUpSites } = await import("../trace/index.ts");
    collectSetUps.collect(setUpSites(program, analysis.flows, collectSetUps.recipients));
  }
  const directives = findDirectives(project, facts);
  return { project, analysis, directives, notes: [...project.notes, ...facts.notes(), ...analysis.notes] };
}

export async function judgeFound(
  { analysis, directives, notes }: Found, policy: Policy, settings: Settings, options: LintOptions, run: Watch,
): Promise<Pick<Examined, "judged" | "hidden" | "notes">> {
  const { catalog, governed } = policy;
  const severities = await levelsOf(settings.config);
  const judged = await run("judge", () => judgeAll({ analysis, governed, catalog, rules: settings.rules, severities }));
  const hidden = await run("suppress", () => hide(judged.findings, new Map([...directives, ...policy.directives]), { ...settings, ...policy, severities }, options));
  return { judged, hidden, notes: [...notes, ...judged.notes, ...hidden.notes] };
}
