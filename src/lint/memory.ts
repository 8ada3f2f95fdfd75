/** What earlier runs found out: Facts of single files, and the answer of a whole run when nothing has changed since. */
import { join, relative, resolve, sep } from "node:path";
import type { Cache } from "../cache/index.ts";
import { answerOf } from "./answer.ts";
import { textOf } from "./text.ts";
import { buildOf, type Build } from "./build.ts";
import type { Examined } from "./examine.ts";
import type { LintOptions, LintResult } from "./options.ts";
import { judgeSaved, saveAnalysis } from "./saved.ts";
import type { SavedAnalysis } from "./saved.ts";
import type { Settings } from "./settings.ts";
import { contentHash, projectState, type ProjectState } from "./state.ts";
import type { Watch } from "./stopwatch.ts";

export interface Memory {
  cache: Cache;
  /** The result for just this question about just this project. */
  recall(settings: Settings): Promise<LintResult | undefined>;
  /** The result for what an earlier run found, by the inventory and the settings of today. */
  judgeAgain(settings: Settings, run: Watch): Promise<LintResult | undefined>;
  remember(result: LintResult, examined: Examined, settings: Settings): Promise<void>;
}

interface Remembered {
  result: Omit<LintResult, "sourceOf">;
  /** Files read that the state of the project does not cover, ignored by git or outside: hash, or null when not there. */
  others: [path: string, hash: string | null][];
  /** Where packages were looked at for a configuration and an inventory of their own, and what was there. */
  packages: [dir: string, config: string | null, inventory: string | null][];
  /** Set when suppressions end on a day. */
  today: string | null;
}

/** What was found, whatever was said of it. */
interface RememberedAnalysis { saved: SavedAnalysis; others: Remembered["others"] }

/** All that a run is asked, as it stands before the run adds to it. */
function questionOf(options: LintOptions, { config, configFiles, ruleIds, rules, baseline }: Settings, tool: string, place: string): string {
  const { paths, inventory, noInventory, flows } = options;
  return JSON.stringify({
    tool, place, config, configFiles, ruleIds, only: rules.map(({ id }) => id), baseline,
    paths, inventory: inventory === undefined ? null : relative(options.root, inventory), noInventory, flows,
  });
}

interface OwnCache { cache: Cache; location: string; isReadOnly: boolean; build: Build }

export async function openOwnCache(options: LintOptions): Promise<OwnCache | null> {
  if (options.cache === undefined || options.cache === false) return null;
  const { root, cache: { location: asked, isReadOnly = false } } = options;
  const { cacheLocation, openCache } = await import("../cache/index.ts");
  const location = cacheLocation(root, asked);
  const build = buildOf();
  return { cache: openCache({ location, factsVersion: build.facts, isReadOnly }), location, isReadOnly, build };
}

/** Looks at the state of the project at once, while others still read the configuration. */
export async function openMemory(options: LintOptions): Promise<Memory | null> {
  const own = await openOwnCache(options);
  if (own === null) return null;
  const { root } = options;
  const { cache, location, isReadOnly, build } = own;
  const place = relative(location, root).split(sep).join("/");
  const judging = typeof options.inventory === "string" ? [relative(root, resolve(root, options.inventory)).split(sep).join("/")] : [];
  const look = (): Promise<ProjectState | undefined> => projectState(root, location, judging).catch(() => undefined);
  // What changes in git is compared anew each time; a list of files says nothing of what is beside them.
  const before = options.staged === true || options.since !== undefined || options.projectFiles !== undefined ? Promise.resolve(undefined) : look();
  let question = "";
  const analysisQuestion = JSON.stringify({ tool: build.tool, place, analysis: true });
  const remember: Memory["remember"] = async (result, examined, settings) => {
    cache.save();
    const state = await before;
    if (state === undefined || isReadOnly) return;
    const others = othersOf(examined, result, options, state.covers);
    const remembered = await toRemember(result, examined, options, others);
    // What was changed while the run looked at it is in the answer, or is not.
    if ((await look())?.hash !== state.hash) return;
    if (remembered !== null) cache.results.set(question, state.hash, remembered);
    if (examined.facts !== null) cache.results.set(analysisQuestion, state.code, { saved: saveAnalysis(examined, settings), others } satisfies RememberedAnalysis);
  };
  return {
    cache, remember,
    async recall(settings) {
      question = questionOf(options, settings, build.tool, place);
      const state = await before;
      const known = state && cache.results.get(question, state.hash) as Remembered | undefined;
      return known !== undefined && await stillHolds(known, options) ? { ...known.result, sourceOf: (file) => textOf(root, file) } : undefined;
    },
    async judgeAgain(settings, run) {
      const state = await before;
      const known = state && cache.results.get(analysisQuestion, state.code) as RememberedAnalysis | undefined;
      if (known === undefined || !areUnchanged(known.others, root)) return undefined;
      const again = await judgeSaved(known.saved, settings, options, run);
      if (again === undefined) return undefined;
      options.collectAnalysis?.(known.saved);
      const result = answerOf(again.now, again.settings, options, null, () => true);
      await remember(result, again.now, again.settings);
      return result;
    },
  };
}

async function lookIntoPackages(root: string, dirs: readonly string[]): Promise<Remembered["packages"]> {
  const [{ findConfigIn }, { findInventory }] = await Promise.all([import("../config/find.ts"), import("../inventory/load.ts")]);
  return dirs.map((dir) => {
    const config = dir === "" ? null : findConfigIn(join(root, dir));
    return [dir, config === null ? null : relative(root, config), findInventory(join(root, dir))];
  });
}

const areUnchanged = (others: Remembered["others"], root: string): boolean => others.every(([path, hash]) => contentHash(join(root, path)) === hash);

async function stillHolds({ others, packages, today }: Remembered, options: LintOptions): Promise<boolean> {
  const { root } = options;
  if (today !== null && today !== options.today) return false;
  if (!areUnchanged(others, root)) return false;
  return JSON.stringify(await lookIntoPackages(root, packages.map(([dir]) => dir))) === JSON.stringify(packages);
}

function othersOf({ textsRead, policy }: Examined, { configFiles, inventoryFiles }: LintResult, { root }: LintOptions, covers: (path: string) => boolean): Remembered["others"] {
  const others = [...new Set([...textsRead, ...policy.policyFiles, ...configFiles, ...inventoryFiles])].filter((path) => !covers(path)).sort();
  return others.map((path) => [path, contentHash(join(root, path))]);
}

/** Null when the answer depends on more than can be looked up. */
async function toRemember(result: LintResult, { found: { project, directives }, policy }: Examined, options: LintOptions, others: Remembered["others"]): Promise<Remembered | null> {
  const { root } = options;
  const { sourceOf: _, ...rest } = result;
  const packages = await lookIntoPackages(root, ["", ...project.packages.map(({ dir }) => dir).filter((dir) => dir !== "")]);
  // A package's configuration that is code may ask anything; that of the root has been run to know the question.
  if (packages.some(([, config]) => config !== null && /\.[cm]?[jt]s$/.test(config))) return null;
  const dated = [...directives.values(), ...policy.directives.values()].some((some) => some.some(({ text }) => text.includes("until=")));
  return {
    result: rest, packages, others,
    today: dated ? options.today ?? "" : null,
  };
}
