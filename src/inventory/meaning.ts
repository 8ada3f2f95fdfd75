/** Gives the words of a well-formed inventory their meaning: data types are resolved, defaults filled in, typos found. */
import type { Catalog, DataEntry, DataTypeId, Inventory, ProhibitedEntry, Quote, Retention, Surface, VendorEntry } from "../model/index.ts";
import { surfaces as allSurfaces } from "../model/index.ts";
import type { InventoryDocument, KeyPath } from "./document.ts";
import type { Problem } from "./problems.ts";
import type { RawInventory } from "./schema.ts";
import { didYouMean, nearest } from "./suggest.ts";
import { actionSurfaces, genericRecipients, recipientWord, roleWords } from "./vocabulary.ts";
import type { ActionWord } from "./vocabulary.ts";

/** The part of the catalog that reading an inventory needs. */
export type InventoryCatalog = Pick<Catalog, "dataTypes" | "resolveDataType" | "matchName" | "vendor">;

interface Reader { catalog: InventoryCatalog; document: InventoryDocument; problems: Problem[] }

const defaultSurfaces: Surface[] = ["storage", "response"];

function suggestType(name: string, catalog: InventoryCatalog): string | undefined {
  const { dataTypes } = catalog;
  const keys = [...dataTypes.values()].flatMap((type) => (type.fideslangKey === null ? [type.id] : [type.id, type.fideslangKey]));
  const near = nearest(name, name.includes(".") ? keys : [...dataTypes.keys()]);
  return near ?? catalog.matchName(name)?.dataType;
}

function resolveType(reader: Reader, name: string, path: KeyPath, at: "key" | "value" = "value"): DataTypeId {
  const id = reader.catalog.resolveDataType(name);
  if (id !== undefined) return id;
  reader.problems.push({
    offset: at === "key" ? reader.document.keyOffset(path) : reader.document.valueOffset(path),
    what: `Unknown data type \`${name}\`.${didYouMean(suggestType(name, reader.catalog))}`,
    fix: "Use a data type id such as `ip-address`, or a Fideslang key such as `user.device.ip_address`.",
  });
  return name;
}

/** A recipient may be any name, but one letter off a name the file itself uses is a slip. */
function checkRecipient(reader: Reader, recipient: string, vendors: readonly string[], path: KeyPath): void {
  const bare = recipient.replace(/^vendor:/, "");
  const word = recipientWord(recipient);
  const known = bare === "first-party" || vendors.includes(bare) || bare.includes(".") || bare.startsWith("x-")
    || word in roleWords || genericRecipients.has(word) || reader.catalog.vendor(bare) !== undefined;
  if (known) return;
  const suggestion = nearest(bare, ["first-party", ...vendors]);
  if (suggestion === undefined) return;
  reader.problems.push({
    offset: reader.document.valueOffset(path),
    what: `Unknown recipient \`${recipient}\`.${didYouMean(suggestion)}`,
    fix: "Use `first-party`, the id of a vendor, or list the vendor under `vendors`.",
  });
}

const quoteOf = (source: Quote | undefined): { source?: Quote } => (source === undefined ? {} : { source });

type RawRetention = NonNullable<NonNullable<RawInventory["data"]>[number]["retention"]>;

function retentionOf(raw: RawRetention): Retention {
  if (typeof raw === "string") return { max: raw };
  return { max: raw.max, ...(raw.from === undefined ? {} : { from: raw.from }), ...(raw.basis === undefined ? {} : { basis: raw.basis }) };
}

function readData(reader: Reader, raw: RawInventory): DataEntry[] {
  const vendors = (raw.vendors ?? []).map((vendor) => vendor.id);
  return (raw.data ?? []).map((entry, index) => {
    const path = ["data", index];
    const type = resolveType(reader, entry.type, [...path, "type"]);
    entry.recipients?.forEach((recipient, place) => checkRecipient(reader, recipient, vendors, [...path, "recipients", place]));
    return {
      type,
      surfaces: entry.surfaces ?? [...defaultSurfaces],
      purposes: entry.purposes ?? [],
      recipients: entry.recipients ?? [],
      ...(entry.retention === undefined ? {} : { retention: retentionOf(entry.retention) }),
      consent: entry.consent ?? "none",
      guards: entry.guards ?? [],
      identifiability: entry.identifiability ?? "identified",
      exact: entry.exact ?? false,
      ...quoteOf(entry.source as Quote | undefined),
      reviewed: entry.reviewed ?? true,
      line: reader.document.lineOf(reader.document.valueOffset(path)),
    };
  });
}

/** `surfaces` decides; else the actions say which surfaces are meant; a ban on collecting is a ban everywhere. */
function bannedSurfaces(surfaces: Surface[] | undefined, actions: readonly string[]): Surface[] {
  if (surfaces) return surfaces;
  const meant = actions.map((action) => actionSurfaces[action as ActionWord] ?? null);
  if (meant.length === 0 || meant.includes(null)) return [...allSurfaces];
  return allSurfaces.filter((surface) => meant.some((list) => (list as readonly Surface[]).includes(surface)));
}

function readProhibited(reader: Reader, raw: RawInventory): ProhibitedEntry[] {
  return (raw.prohibited ?? []).map((entry, index) => {
    const path = ["prohibited", index];
    const actions = entry.actions ?? [];
    return {
      type: resolveType(reader, entry.type, [...path, "type"]),
      ...(entry.scope === undefined ? {} : { scope: entry.scope }),
      actions,
      surfaces: bannedSurfaces(entry.surfaces, actions),
      ...(entry.ageThreshold === undefined ? {} : { ageThreshold: entry.ageThreshold }),
      ...quoteOf(entry.source as Quote | undefined),
      line: reader.document.lineOf(reader.document.valueOffset(path)),
    };
  });
}

function readVendors(reader: Reader, raw: RawInventory): VendorEntry[] {
  return (raw.vendors ?? []).map((vendor, index) => {
    const path = ["vendors", index];
    return {
      id: vendor.id,
      ...(vendor.name === undefined ? {} : { name: vendor.name }),
      role: vendor.role ?? "processor",
      purposes: vendor.purposes ?? [],
      packages: vendor.packages ?? [],
      domains: vendor.domains ?? [],
      receives: (vendor.receives ?? []).map((type, place) => resolveType(reader, type, [...path, "receives", place])),
      ...(vendor.region === undefined ? {} : { region: vendor.region }),
      ...quoteOf(vendor.source as Quote | undefined),
      reviewed: vendor.reviewed ?? true,
      line: reader.document.lineOf(reader.document.valueOffset(path)),
    };
  });
}

function readIdentifiers(reader: Reader, raw: RawInventory): Inventory["identifiers"] {
  const entries = Object.entries(raw.identifiers?.add ?? {});
  return {
    add: Object.fromEntries(entries.map(([type, names]) => [resolveType(reader, type, ["identifiers", "add", type], "key"), names])),
    ignore: raw.identifiers?.ignore ?? [],
  };
}

/** The inventory, and what is wrong with its words. */
export function readMeaning(raw: RawInventory, file: string, document: InventoryDocument, catalog: InventoryCatalog): { inventory: Inventory; problems: Problem[] } {
  const reader: Reader = { catalog, document, problems: [] };
  const deidentified = raw.exemptions?.deidentified;
  const inventory: Inventory = {
    file,
    mode: raw.mode ?? "closed",
    ...(raw.policy === undefined ? {} : { policy: raw.policy as NonNullable<Inventory["policy"]> }),
    ...(raw.organization === undefined ? {} : {
      organization: {
        ...(raw.organization.name === undefined ? {} : { name: raw.organization.name }),
        role: raw.organization.role ?? "controller",
        domains: raw.organization.domains ?? [],
      },
    }),
    data: readData(reader, raw),
    prohibited: readProhibited(reader, raw),
    vendors: readVendors(reader, raw),
    exemptions: {
      deidentified: deidentified?.functions ?? [],
      ...(deidentified?.minGroupSize === undefined ? {} : { minGroupSize: deidentified.minGroupSize }),
    },
    retentionDefaults: Object.fromEntries(Object.entries(raw.retentionDefaults ?? {}).map(([name, value]) => [name, retentionOf(value)])),
    identifiers: readIdentifiers(reader, raw),
  };
  return { inventory, problems: reader.problems };
}
