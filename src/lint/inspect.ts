/** What a run would go by, without running it: configuration, inventories, files. For `doctor` and `config`. */
import type { Config } from "../config/index.ts";
import type { Project, Severity } from "../model/index.ts";
import type { LintOptions } from "./options.ts";
import { loadPolicy } from "./policy.ts";
import { loadSettings } from "./settings.ts";

export interface RuleLevel { rule: string; level: Severity | "off"; from: string | null }

export interface Inspection {
  config: Config;
  /** By key of the configuration, the files that say something. */
  origins: Record<string, string[]>;
  configFiles: string[];
  inventoryFiles: string[];
  project: Project;
  /** Level of every rule for a file, and who says so: a configuration file, or null for the rule itself. */
  levelsFor: (file: string) => RuleLevel[];
  /** The inventory that answers for a file, or null. */
  inventoryFor: (file: string) => string | null;
}

export async function inspectProject(options: LintOptions): Promise<Inspection> {
  const settings = await loadSettings(options);
  const [{ discoverProject }, { levelsFor }, { listRules }, { nearestOf }] = await Promise.all([
    import("../discover/index.ts"), import("../config/index.ts"), import("./knowledge.ts"), import("./policy.ts"),
  ]);
  const project = await discoverProject({ root: options.root, ...settings.config });
  const { governed, inventoryFiles } = await loadPolicy(project, settings, options);
  const rules = await listRules();
  return {
    config: settings.config, origins: settings.origins.keys, configFiles: settings.configFiles, inventoryFiles, project,
    levelsFor: (file) => {
      const set = levelsFor(settings.config, file);
      return rules.map(({ id, severity }) => {
        const own = set[id];
        return own === undefined ? { rule: id, level: severity, from: null } : { rule: id, level: own.level, from: own.from ?? settings.origins.rules[id] ?? null };
      });
    },
    inventoryFor: (file) => nearestOf(governed, file)?.own?.file ?? null,
  };
}
