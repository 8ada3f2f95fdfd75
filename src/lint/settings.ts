/** What governs a run before a file is looked at: the rules that are wanted and the configuration. */
import type { Config, LoadConfigOptions, LoadedConfig, Origins } from "../config/index.ts";
import { UserError } from "../errors.ts";
import type { Severities } from "../judge/index.ts";
import type { Rule } from "../model/index.ts";
import type { Baseline } from "../suppress/index.ts";
import type { LintOptions, Settable } from "./options.ts";

export interface Settings {
  config: Config;
  configFiles: string[];
  /** Who says what, of the main settings. */
  origins: Origins;
  /** How packages' own configurations are loaded. */
  loading: LoadConfigOptions;
  rules: readonly Rule[];
  /** Ids of every rule there is, the one about suppressions too. */
  ruleIds: string[];
  baseline: Baseline;
}

async function chooseRules(all: readonly Rule[], ids: readonly string[], only: readonly string[] | undefined): Promise<readonly Rule[]> {
  const unknown = only?.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    const { didYouMean, nearest } = await import("../inventory/suggest.ts");
    throw new UserError({ what: `There is no rule \`${unknown}\`.${didYouMean(nearest(unknown, ids))}`, fix: "`privacy-lint explain` lists the rules." });
  }
  return only && only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all;
}

const settable = [
  "include", "exclude", "includeTests", "ownDomains", "rules", "ruleOptions", "overrides", "failOn", "vendors", "loggers", "dataTypes", "sources",
  "sanitizers", "identifiers", "strict",
] as const satisfies readonly (keyof Settable)[];

function withOptions(config: Config, options: LintOptions): Config {
  const given = settable.filter((key) => options[key] !== undefined).map((key) => [key, options[key]] as const);
  return { ...config, ...Object.fromEntries(given) };
}

const entryKinds = ["vendors", "loggers", "dataTypes", "sources", "sanitizers"] as const;

/** The exact shapes of catalog entries need the schema library, which most projects can do without. */
async function loadChecked(loading: LoadConfigOptions): Promise<LoadedConfig> {
  const { loadConfig } = await import("../config/index.ts");
  const loaded = await loadConfig(loading);
  if (entryKinds.every((kind) => loaded.config[kind].length === 0)) return loaded;
  const { dataTypeSchema, loggerSchema, sanitizerSchema, sourceSchema, vendorSchema } = await import("../catalog/schema.ts");
  const entrySchemas = { vendors: vendorSchema, loggers: loggerSchema, dataTypes: dataTypeSchema, sources: sourceSchema, sanitizers: sanitizerSchema };
  return loadConfig({ ...loading, entrySchemas });
}

/** Read before the work begins: a broken baseline should not cost a scan. */
function baselineOf({ baseline }: LintOptions, config: Config): Baseline {
  return (typeof baseline === "function" ? baseline(config.baseline) : baseline) ?? { entries: [] };
}

export async function loadSettings(options: LintOptions): Promise<Settings> {
  const [{ rules }, { suppressionRule }] = await Promise.all([import("../../rules/checks/index.ts"), import("../suppress/index.ts")]);
  const ruleIds = [...rules.map(({ id }) => id), suppressionRule.id];
  const chosen = await chooseRules(rules, ruleIds, options.only);
  const loading: LoadConfigOptions = {
    root: options.root, knownRules: ruleIds, ...(options.configPath !== undefined && { configPath: options.configPath }),
  };
  const { config, files, origins } = await loadChecked(loading);
  return { config: withOptions(config, options), configFiles: files, origins, loading, rules: chosen, ruleIds, baseline: baselineOf(options, config) };
}

export async function levelsOf(config: Config): Promise<Extract<Severities, (...args: never[]) => unknown>> {
  const { levelFor } = await import("../config/index.ts");
  return (rule, file) => levelFor(config, rule, file);
}
