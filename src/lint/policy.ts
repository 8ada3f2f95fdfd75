/** What the policy declares: the catalog as the project knows it, and which inventory governs which folder. */
import { join } from "node:path";
import type { CatalogAdditions } from "../catalog/index.ts";
import type { PackageConfig } from "../config/index.ts";
import type { Catalog, DirectiveFact, DriftedQuote, Inventory, Project } from "../model/index.ts";
import type { Snapshot } from "../git/index.ts";
import { textOf } from "./text.ts";
import type { LintOptions, LintResult } from "./options.ts";
import type { Settings } from "./settings.ts";

export interface Governed {
  /** Folder relative to the root; "" for the root. */
  dir: string;
  /** As written in its file: what it must account for. Null: nothing is declared here, and nobody said that it is. */
  own: Inventory | null;
  /** With what it inherits from the folders around it: what answers. */
  inForce: Inventory | null;
  /** Quotes of its file that the policy no longer holds. */
  drifted: DriftedQuote[];
}

export interface Policy {
  catalog: Catalog;
  /** Outer folders first. */
  governed: Governed[];
  mode: LintResult["mode"];
  inventoryFiles: string[];
  /** Policies the quotes of the inventories were looked up in. */
  policyFiles: string[];
  /** Suppression comments in the inventories, whose entries have findings too. */
  directives: Map<string, DirectiveFact[]>;
}

type Load = (file: string) => Inventory;

/** Entries near the code answer first. */
function inherit(near: Inventory, around: Inventory): Inventory {
  return {
    ...around, ...near,
    data: [...near.data, ...around.data],
    prohibited: [...near.prohibited, ...around.prohibited],
    vendors: [...near.vendors, ...around.vendors],
    retentionDefaults: { ...around.retentionDefaults, ...near.retentionDefaults },
  };
}

/** Limits of the inventories that the code has to be searched for: what is not asked is not looked for. */
export const limitsAsked = (governed: readonly Governed[]): { withKeepings: boolean; withAges: boolean } => ({
  withKeepings: governed.some(({ own }) => own?.data.some(({ retention }) => retention !== undefined) ?? false),
  withAges: governed.some(({ own }) => own?.prohibited.some(({ ageThreshold }) => ageThreshold !== undefined) ?? false),
});

const isInside = (dir: string, outer: string): boolean => outer === "" || dir === outer || dir.startsWith(`${outer}/`);

export function nearestOf<T extends { dir: string }>(all: readonly T[], file: string): T | undefined {
  return all.filter(({ dir }) => isInside(file, dir)).reduce<T | undefined>((best, next) => (best === undefined || next.dir.length > best.dir.length ? next : best), undefined);
}

function packageInventories(project: Pick<Project, "packages">, packages: readonly PackageConfig[], find: (dir: string) => string | null): { dir: string; file: string }[] {
  const configured = packages.flatMap(({ inventory }) => (inventory === null ? [] : [inventory]));
  const found = project.packages.map(({ dir }) => dir).filter((dir) => dir !== "" && !configured.some((one) => one.dir === dir))
    .flatMap((dir) => {
      const file = find(dir);
      return file === null ? [] : [{ dir, file: `${dir}/${file}` }];
    });
  return [...configured, ...found].sort((a, b) => (a.dir < b.dir ? -1 : 1));
}

function govern(root: Inventory | null, below: readonly { dir: string; file: string }[], load: Load, drift: (inventory: Inventory) => DriftedQuote[]): Governed[] {
  const governed: Governed[] = [{ dir: "", own: root, inForce: root, drifted: root ? drift(root) : [] }];
  for (const { dir, file } of below) {
    const own = load(file);
    const around = nearestOf(governed, dir)?.inForce ?? null;
    governed.push({ dir, own, inForce: around === null ? own : inherit(own, around), drifted: drift(own) });
  }
  return governed;
}

/** Names the inventories teach count everywhere: a name means the same in every package. */
function extraNames(inventories: readonly Inventory[]): Inventory["identifiers"] {
  const add: Record<string, string[]> = {};
  for (const { identifiers } of inventories) for (const [type, names] of Object.entries(identifiers.add)) add[type] = [...(add[type] ?? []), ...names];
  return { add, ignore: inventories.flatMap(({ identifiers }) => identifiers.ignore) };
}

async function commentsIn(files: readonly string[], read: (file: string) => string | undefined): Promise<Policy["directives"]> {
  const { directivesIn } = await import("../extract/directives.ts");
  return new Map(files.map((file) => [file, directivesIn(read(file) ?? "")] as const).filter(([, found]) => found.length > 0));
}

export async function loadPolicy(project: Pick<Project, "packages">, { config, loading, configFiles }: Settings, options: LintOptions, snapshot?: Snapshot): Promise<Policy> {
  const [{ extendCatalog, loadCatalog }, { driftOf, emptyInventory, findInventory, loadInventory, readPolicyText }, { addPackageConfigs }] = await Promise.all([
    import("../catalog/index.ts"), import("../inventory/index.ts"), import("../config/index.ts"),
  ]);
  const { root } = options;
  const packages = await addPackageConfigs(config, project.packages.map(({ dir }) => dir), loading);
  configFiles.push(...packages.map(({ file }) => file));
  // The entries were checked when the configuration was loaded.
  const catalog = extendCatalog(loadCatalog(), config as unknown as CatalogAdditions);
  const load: Load = (file) => {
    const text = snapshot?.contents.get(file)?.toString("utf8");
    return loadInventory(file, { root, catalog, ...(text !== undefined && { text }) });
  };

  if (options.noInventory === true) {
    const none = emptyInventory();
    return { catalog, governed: [{ dir: "", own: none, inForce: none, drifted: [] }], mode: "judged", inventoryFiles: [], policyFiles: [], directives: new Map() };
  }
  const file = options.inventory ?? config.inventory ?? findInventory(root);
  // An inventory that is named is the only one.
  const below = options.inventory === undefined ? packageInventories(project, packages, (dir) => findInventory(join(root, dir))) : [];
  const drift = (inventory: Inventory): DriftedQuote[] => {
    const text = (inventory.policy && snapshot?.contents.get(inventory.policy.file)?.toString("utf8")) ?? readPolicyText(inventory, root);
    return text === null ? [] : driftOf(inventory, text);
  };
  const governed = govern(file === null ? null : load(file), below, load, drift);
  const inventories = governed.flatMap(({ own }) => (own === null ? [] : [own]));
  const names = extraNames(inventories);
  const inventoryFiles = inventories.flatMap((inventory) => (inventory.file === null ? [] : [inventory.file]));
  return {
    catalog: extendCatalog(catalog, { identifiers: names }),
    governed,
    mode: inventories.length === 0 ? "discovery" : "judged",
    inventoryFiles,
    directives: await commentsIn(inventoryFiles, (name) => snapshot?.contents.get(name)?.toString("utf8") ?? textOf(root, name)),
    policyFiles: inventories.flatMap(({ policy }) => (policy ? [policy.file] : [])),
  };
}
