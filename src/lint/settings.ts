/** What governs a run: configuration, rules, catalog and inventory. */
import { UserError } from "../errors.ts";
import type { Catalog, Inventory, Rule } from "../model/index.ts";
import type { LintOptions, LintResult } from "./options.ts";

export interface Settings {
  catalog: Catalog;
  inventory: Inventory;
  /** Null: no inventory was found and none was declined. */
  mode: LintResult["mode"];
  rules: readonly Rule[];
  /** Ids of every rule there is, the one about suppressions too. */
  ruleIds: string[];
  config: Awaited<ReturnType<typeof import("../config/index.ts").loadConfig>>["config"];
  configFile: string | null;
}

async function chooseRules(all: readonly Rule[], ids: readonly string[], only: readonly string[] | undefined): Promise<readonly Rule[]> {
  const unknown = only?.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    const { didYouMean, nearest } = await import("../inventory/suggest.ts");
    throw new UserError({ what: `There is no rule \`${unknown}\`.${didYouMean(nearest(unknown, ids))}`, fix: "`privacy-lint explain` lists the rules." });
  }
  return only && only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all;
}

export async function loadSettings(options: LintOptions): Promise<Settings> {
  const { root } = options;
  const [{ rules }, { suppressionRule }, { loadConfig }, { extendCatalog, loadCatalog }, { emptyInventory, findInventory, loadInventory }] = await Promise.all([
    import("../../rules/checks/index.ts"), import("../suppress/index.ts"), import("../config/index.ts"), import("../catalog/index.ts"), import("../inventory/index.ts"),
  ]);
  const ruleIds = [...rules.map(({ id }) => id), suppressionRule.id];
  const chosen = await chooseRules(rules, ruleIds, options.only);
  const { config, file: configFile } = await loadConfig({ root, ...(options.configPath !== undefined && { configPath: options.configPath }), knownRules: ruleIds });
  const base = extendCatalog(loadCatalog(), config);
  const inventoryFile = options.noInventory === true ? null : options.inventory ?? config.inventory ?? findInventory(root);
  const inventory = inventoryFile === null ? emptyInventory() : loadInventory(inventoryFile, { root, catalog: base });
  return {
    catalog: base, inventory, rules: chosen, ruleIds, config, configFile,
    mode: inventoryFile === null && options.noInventory !== true ? "discovery" : "judged",
  };
}
