/** Joins layers to the configuration in force: settings by key, lists one after the other, the last word wins. */
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { defaultConfig, type Config, type Level, type Override } from "./config.ts";
import type { Layer } from "./layers.ts";
import { entryKinds, type UserConfig } from "./schema.ts";

type RuleSettings = NonNullable<UserConfig["rules"]>;

function settings(rules: RuleSettings | undefined): Pick<Override, "rules" | "ruleOptions"> {
  const split: Pick<Override, "rules" | "ruleOptions"> = { rules: {}, ruleOptions: {} };
  for (const [id, setting] of Object.entries(rules ?? {})) {
    if (setting === undefined) continue;
    const [level, options] = typeof setting === "string" ? [setting, undefined] : setting;
    split.rules[id] = level satisfies Level;
    if (options !== undefined) split.ruleOptions[id] = options;
  }
  return split;
}

const slashed = (path: string): string => path.split(sep).join("/");

/** A glob that counts from `dir`, as one that counts from the root. */
function fromRoot(glob: string, dir: string, root: string): string[] {
  const [mark, pattern] = glob.startsWith("!") ? ["!", glob.slice(1)] : ["", glob];
  const down = slashed(relative(root, dir));
  if (down === "") return [glob];
  const anchored = /^\.?\//.test(pattern) || pattern.replace(/\/$/, "").includes("/");
  const bare = pattern.replace(/^\.?\//, "");
  if (!down.startsWith("..") && !isAbsolute(down)) return [`${mark}./${down}/${anchored ? bare : `**/${bare}`}`];
  // The configuration lies above the root: what it says about other folders is not about this root.
  const up = `${slashed(relative(dir, root))}/`;
  if (!anchored || bare.startsWith("**/")) return [glob];
  return bare.startsWith(up) ? [`${mark}./${bare.slice(up.length)}`] : [];
}

const list = (value: string | readonly string[] | undefined): readonly string[] => (typeof value === "string" ? [value] : value ?? []);

/** Files a configuration names count from its own folder. */
const filePath = (path: string, layer: Layer, root: string): string =>
  isAbsolute(path) ? path : slashed(relative(root, resolve(dirname(layer.path), path)));

function overridesOf({ config, dir, shown }: Layer, root: string): Override[] {
  const globs = (value: string | readonly string[] | undefined): string[] => list(value).flatMap((glob) => fromRoot(glob, dir, root));
  return (config.overrides ?? [])
    .map(({ files, exclude, rules }) => ({ files: globs(files), exclude: globs(exclude), ...settings(rules), from: shown }))
    .filter(({ files }) => files.length > 0);
}

function addEntries(into: Config, { config }: Layer): void {
  into.ownDomains.push(...config.ownDomains ?? []);
  for (const kind of entryKinds) into[kind].push(...config[kind] ?? []);
  into.identifiers.ignore.push(...config.identifiers?.ignore ?? []);
  for (const [type, names] of Object.entries(config.identifiers?.add ?? {})) {
    into.identifiers.add[type] = [...into.identifiers.add[type] ?? [], ...names];
  }
}

function addLayer(into: Config, layer: Layer, root: string): void {
  const { config, dir } = layer;
  if (config.include !== undefined) into.include = config.include.flatMap((glob) => fromRoot(glob, dir, root));
  into.exclude.push(...(config.exclude ?? []).flatMap((glob) => fromRoot(glob, dir, root)));
  if (config.inventory !== undefined) into.inventory = filePath(config.inventory, layer, root);
  if (config.baseline !== undefined) into.baseline = filePath(config.baseline, layer, root);
  into.includeTests = config.includeTests ?? into.includeTests;
  into.strict = config.strict ?? into.strict;
  into.failOn = config.failOn ?? into.failOn;
  const { rules, ruleOptions } = settings(config.rules);
  Object.assign(into.rules, rules);
  Object.assign(into.ruleOptions, ruleOptions);
  into.overrides.push(...overridesOf(layer, root));
  addEntries(into, layer);
}

export function mergeLayers(layers: readonly Layer[], root: string): Config {
  const config = defaultConfig();
  for (const layer of layers) addLayer(config, layer, root);
  return config;
}

/** Keys that are about the whole run; in the configuration of a package they count only when that package is the root. */
const keysOfRoot = ["include", "exclude", "includeTests", "failOn", "baseline", "strict"] as const;

export interface PackageSettings { inventory: { dir: string; file: string } | null; ignoredKeys: string[] }

/** Adds the configuration of a package below the root: its rules are for its own files, after all that the root says. */
export function addPackageLayers(into: Config, layers: readonly Layer[], root: string): PackageSettings {
  const last = layers[layers.length - 1];
  const dir = last ? slashed(relative(root, last.dir)) : "";
  const answer: PackageSettings = { inventory: null, ignoredKeys: [] };
  for (const layer of layers) {
    const { config, shown } = layer;
    if (config.rules) into.overrides.push({ files: [`./${dir}/**`], exclude: [], ...settings(config.rules), from: shown });
    into.overrides.push(...overridesOf(layer, root));
    addEntries(into, layer);
    if (config.inventory !== undefined) answer.inventory = { dir, file: filePath(config.inventory, layer, root) };
    answer.ignoredKeys.push(...keysOfRoot.filter((key) => config[key] !== undefined));
  }
  return answer;
}
