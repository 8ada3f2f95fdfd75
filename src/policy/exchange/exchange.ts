/** What a format of another tool is to the inventory: how it is written, how it is read, and what it cannot hold. */
import type { Inventory, Retention, Surface } from "../../model/index.ts";

/** An entry as another tool knows it; what it does not say is left out. */
export interface ImportedEntry {
  type: string;
  surfaces?: Surface[];
  purposes?: string[];
  recipients?: string[];
  retention?: Retention;
  consent?: string;
  source?: { section?: string; document?: string };
  reviewed: false;
}
export interface ImportedVendor { id: string; name?: string; role?: string; purposes?: string[]; packages?: string[]; domains?: string[]; receives?: string[]; region?: string; reviewed: false }
export interface Imported {
  organization?: { name?: string; role?: "controller" | "processor" };
  data: ImportedEntry[];
  vendors: ImportedVendor[];
  /** What the file says and the inventory has no place or no name for. */
  lost: string[];
}

export interface Exchange {
  write: (inventory: Inventory) => string;
  read: (text: string) => Imported;
  holds: readonly Feature[];
}

const features = {
  surfaces: ({ data }: Inventory) => data.length,
  purposes: ({ data }: Inventory) => data.filter(({ purposes }) => purposes.length > 0).length,
  recipients: ({ data }: Inventory) => data.filter(({ recipients }) => recipients.length > 0).length,
  "retention limits": ({ data }: Inventory) => data.filter(({ retention }) => retention !== undefined).length,
  consent: ({ data }: Inventory) => data.filter(({ consent }) => consent !== "none").length,
  guards: ({ data }: Inventory) => data.filter(({ guards }) => guards.length > 0).length,
  sections: ({ data }: Inventory) => data.filter(({ source }) => source?.section !== undefined).length,
  quotes: ({ data }: Inventory) => data.filter(({ source }) => source?.quote !== undefined).length,
  "forms (pseudonymous, aggregated)": ({ data }: Inventory) => data.filter(({ identifiability }) => identifiability !== "identified").length,
  prohibitions: ({ prohibited }: Inventory) => prohibited.length,
  "data entries": ({ data }: Inventory) => data.length,
  vendors: ({ vendors }: Inventory) => vendors.length,
  "what vendors receive": ({ vendors }: Inventory) => vendors.filter(({ receives }) => receives.length > 0).length,
  "regions of vendors": ({ vendors }: Inventory) => vendors.filter(({ region }) => region !== undefined).length,
  "packages and domains of vendors": ({ vendors }: Inventory) => vendors.filter(({ packages, domains }) => packages.length + domains.length > 0).length,
  exemptions: ({ exemptions }: Inventory) => exemptions.deidentified.length,
  "project names (identifiers)": ({ identifiers }: Inventory) => Object.keys(identifiers.add).length + identifiers.ignore.length,
} as const satisfies Record<string, (inventory: Inventory) => number>;
export type Feature = keyof typeof features;

/** What of this inventory the format cannot hold, counted: `3 quotes`. */
export function lossesOf(inventory: Inventory, holds: readonly Feature[]): string[] {
  return (Object.keys(features) as Feature[]).filter((name) => !holds.includes(name)).flatMap((name) => {
    const count = features[name](inventory);
    return count === 0 ? [] : [name === "surfaces" ? name : `${name} (${count})`];
  });
}
