/** Fides manifests: one system of the own application with a declaration per entry, one per vendor, a dataset of what is stored. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { DataEntry, Inventory, Surface } from "../../model/index.ts";
import { surfaces as allSurfaces } from "../../model/index.ts";
import { crosswalkOf, isDataType, purposeOf, typeFor, useOf } from "./crosswalk.ts";
import type { Exchange, Imported, ImportedEntry } from "./exchange.ts";

const require = createRequire(import.meta.url);
const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "") || "application";

interface Declaration {
  name?: string; data_categories?: string[]; data_use?: string; data_subjects?: string[]; retention_period?: string;
  data_shared_with_third_parties?: boolean; third_parties?: string; legal_basis_for_processing?: string; features?: string[];
}
interface System { fides_key?: string; name?: string; system_type?: string; description?: string; privacy_declarations?: Declaration[]; administrating_department?: string }
interface Field { name?: string; data_categories?: string[]; fields?: Field[] }
interface Dataset { fides_key?: string; name?: string; collections?: { name?: string; fields?: Field[] }[] }
interface Manifest { system?: System[]; dataset?: Dataset[] }

const categoryOf = (type: string): string => crosswalkOf(type).fideslangKey ?? "user";

/** Fides has no word for where data goes: the name says it, `ip-address (log, storage)`, and so does the way back. */
function declarationOf(entry: DataEntry): Declaration {
  const others = entry.recipients.filter((recipient) => recipient !== "first-party");
  return {
    name: `${entry.type} (${entry.surfaces.join(", ")})`, data_categories: [categoryOf(entry.type)], data_use: useOf(entry.purposes[0]), data_subjects: ["customer"],
    ...(entry.purposes.length > 0 ? { features: entry.purposes } : {}),
    ...(entry.retention ? { retention_period: entry.retention.from ? `${entry.retention.max} from ${entry.retention.from}` : entry.retention.max } : {}),
    ...(others.length > 0 ? { data_shared_with_third_parties: true, third_parties: others.join(", ") } : {}),
    ...(entry.consent === "none" ? {} : { legal_basis_for_processing: "Consent" }),
  };
}

function write(inventory: Inventory): string {
  const { stringify } = require("yaml") as typeof Yaml;
  const name = inventory.organization?.name ?? "Application";
  const own: System = { fides_key: `${keyOf(name)}_application`, name, system_type: "Application", privacy_declarations: inventory.data.map(declarationOf) };
  const vendors = inventory.vendors.map((vendor): System => ({
    fides_key: keyOf(vendor.id), name: vendor.name ?? vendor.id, system_type: "Third Party", ...(vendor.region ? { description: `Region: ${vendor.region}` } : {}),
    privacy_declarations: vendor.receives.map((type) => ({ name: type, data_categories: [categoryOf(type)], data_use: useOf(vendor.purposes[0]), data_subjects: ["customer"] })),
  }));
  const stored = [...new Set(inventory.data.filter(({ surfaces }) => surfaces.includes("storage")).map(({ type }) => type))];
  const dataset: Dataset = { fides_key: `${keyOf(name)}_storage`, name: `${name}, what is stored`, collections: [{ name: "people", fields: stored.map((type) => ({ name: type.replaceAll("-", "_"), data_categories: [categoryOf(type)] })) }] };
  return stringify({ system: [own, ...vendors], ...(stored.length > 0 ? { dataset: [dataset] } : {}) }, { lineWidth: 0 });
}

/** The type our own export named, else the broadest one of the category. */
function typesOf(name: string | undefined, categories: readonly string[], lost: string[]): string[] {
  const own = /^([a-z][a-z-]+)(?: \(|$)/.exec((name ?? "").replaceAll("_", "-"))?.[1];
  if (own !== undefined && isDataType(own) && categories.includes(categoryOf(own))) return [own];
  return categories.flatMap((category) => {
    const type = typeFor("fideslangKey", category);
    if (type === undefined) lost.push(`category ${category}: no data type has this key`);
    return type ?? [];
  });
}

function entriesOf(system: System, lost: string[]): ImportedEntry[] {
  return (system.privacy_declarations ?? []).flatMap((declaration) => typesOf(declaration.name, declaration.data_categories ?? [], lost).map((type): ImportedEntry => {
    const named = /\(([^)]*)\)$/.exec(declaration.name ?? "")?.[1]?.split(",").map((word) => word.trim()) ?? [];
    const surfaces = allSurfaces.filter((surface) => named.includes(surface));
    const retention = /^(P[0-9A-Z]+)(?: from ([\w-]+))?$/.exec(declaration.retention_period ?? "");
    if (declaration.retention_period !== undefined && !retention) lost.push(`retention_period ${declaration.retention_period} of ${declaration.name ?? type}: not an ISO 8601 duration`);
    const purpose = declaration.data_use === undefined ? undefined : purposeOf(declaration.data_use);
    const purposes = declaration.features?.filter((word) => useOf(word) !== "essential.service") ?? [];
    const recipients = (declaration.third_parties ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
    return {
      type, ...(surfaces.length > 0 ? { surfaces: surfaces as Surface[] } : {}), ...(purposes.length > 0 ? { purposes } : purpose ? { purposes: [purpose] } : {}),
      ...(recipients.length > 0 ? { recipients } : {}), ...(retention ? { retention: { max: retention[1]!, ...(retention[2] ? { from: retention[2] } : {}) } } : {}),
      ...(/consent/i.test(declaration.legal_basis_for_processing ?? "") ? { consent: "opt-in" } : {}), source: { section: system.name ?? system.fides_key ?? "system" }, reviewed: false,
    };
  }));
}

function fieldTypes(fields: readonly Field[] | undefined, lost: string[]): string[] {
  return (fields ?? []).flatMap((field) => [...typesOf(field.name, field.data_categories ?? [], lost), ...fieldTypes(field.fields, lost)]);
}

function read(text: string): Imported {
  const { parse } = require("yaml") as typeof Yaml;
  const manifest = (parse(text) ?? {}) as Manifest;
  const lost: string[] = [];
  const isVendor = ({ system_type }: System): boolean => /third|vendor|saas/i.test(system_type ?? "");
  const systems = manifest.system ?? [];
  const data = systems.filter((system) => !isVendor(system)).flatMap((system) => entriesOf(system, lost));
  const known = new Set(data.filter(({ surfaces }) => surfaces === undefined || surfaces.includes("storage")).map(({ type }) => type));
  for (const dataset of manifest.dataset ?? []) for (const type of new Set((dataset.collections ?? []).flatMap(({ fields }) => fieldTypes(fields, lost)))) {
    if (!known.has(type)) data.push({ type, surfaces: ["storage", "response"], source: { section: dataset.name ?? dataset.fides_key ?? "dataset" }, reviewed: false });
    known.add(type);
  }
  const vendors = systems.filter(isVendor).map(({ fides_key, name, description, privacy_declarations = [] }) => {
    const receives = [...new Set(privacy_declarations.flatMap((declaration) => typesOf(declaration.name, declaration.data_categories ?? [], lost)))];
    const purposes = [...new Set(privacy_declarations.flatMap(({ data_use }) => (data_use === undefined ? [] : purposeOf(data_use) ?? [])))];
    const region = /^Region: (.+)$/.exec(description ?? "")?.[1];
    return { id: (fides_key ?? name ?? "vendor").replaceAll("_", "-"), ...(name ? { name } : {}), ...(purposes.length > 0 ? { purposes } : {}), ...(receives.length > 0 ? { receives } : {}), ...(region ? { region } : {}), reviewed: false as const };
  });
  const own = systems.find((system) => !isVendor(system));
  return { ...(own?.name && own.name !== "Application" ? { organization: { name: own.name } } : {}), data, vendors, lost };
}

export const fides: Exchange = { write, read, holds: ["surfaces", "purposes", "recipients", "retention limits", "consent", "data entries", "vendors", "what vendors receive", "regions of vendors"] };
