/** config: finds, reads, checks and merges the configuration of a project. */
import { resolve } from "node:path";
import type { Known } from "./check.ts";
import { defaultConfig, type Config } from "./config.ts";
import { findConfig, findConfigIn } from "./find.ts";
import { readLayers } from "./layers.ts";
import { addPackageLayers, mergeLayers, type PackageSettings } from "./merge.ts";
import { originsOf, type Origins } from "./origins.ts";
import type { SchemaOptions } from "./schema.ts";
import { shownPath } from "./source.ts";

export type { CatalogEntry, Config, Gate, Level, Override } from "./config.ts";
export { defaultConfig } from "./config.ts";
export { defineConfig } from "./define-config.ts";
export { configNames } from "./find.ts";
export { levelFor, levelsFor, optionsFor } from "./levels.ts";
export type { Origins } from "./origins.ts";
export { configJsonSchema, configSchema } from "./schema.ts";
export type { EntryKind, UserConfig } from "./schema.ts";

export interface LoadConfigOptions {
  root: string;
  /** From `--config`, relative to the root or absolute; left out: looked for. */
  configPath?: string;
  knownRules: readonly string[];
  /** Asked only when the configuration names data types. */
  knownDataTypes?: () => readonly string[];
  /** The catalog's schemas of its entries. */
  entrySchemas?: SchemaOptions["entries"];
}

export interface LoadedConfig {
  config: Config;
  /** As the user knows it; null when there is none. */
  file: string | null;
  /** All files that have a say, the base first. */
  files: string[];
  origins: Origins;
}

function knownOf({ knownRules, knownDataTypes, entrySchemas }: LoadConfigOptions): Known {
  return { rules: knownRules, ...(entrySchemas && { entries: entrySchemas }), ...(knownDataTypes && { dataTypes: knownDataTypes }) };
}

/** `config` has every key; without a file it is the defaults. A mistake is a UserError at its place. */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadedConfig> {
  const root = resolve(options.root);
  const path = options.configPath === undefined ? await findConfig(root) : resolve(root, options.configPath);
  if (path === null) return { config: defaultConfig(), file: null, files: [], origins: originsOf([]) };
  const layers = await readLayers(path, root, knownOf(options));
  return { config: mergeLayers(layers, root), file: shownPath(path, root), files: layers.map(({ shown }) => shown), origins: originsOf(layers) };
}

export interface PackageConfig extends PackageSettings { file: string }

/**
 * Monorepos: adds the configurations of packages below the root (their folders, relative to it) to the one of the root,
 * outer folders first, so that the nearest has the last word.
 */
export async function addPackageConfigs(config: Config, dirs: readonly string[], options: LoadConfigOptions): Promise<PackageConfig[]> {
  const root = resolve(options.root);
  const found: PackageConfig[] = [];
  for (const dir of [...dirs].filter((one) => one !== "").sort()) {
    const path = findConfigIn(resolve(root, dir));
    if (path === null) continue;
    const layers = await readLayers(path, root, knownOf(options), resolve(root, dir));
    found.push({ file: shownPath(path, root), ...addPackageLayers(config, layers, root) });
  }
  return found;
}
