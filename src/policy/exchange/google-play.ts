/** Google Play data safety: the CSV that the console imports, one row per question and answer. */
import type { DataEntry, Inventory, Surface } from "../../model/index.ts";
import { crosswalkOf, typeFor } from "./crosswalk.ts";
import type { Exchange, Imported, ImportedEntry } from "./exchange.ts";
import { readCsv, writeCsv } from "./tables.ts";

const header = ["Question ID (machine readable)", "Response ID (machine readable)", "Response value", "Answer requirement", "Human-friendly question label"];
const categories: Readonly<Record<string, string>> = {
  Location: "LOCATION", "Personal info": "PERSONAL", "Financial info": "FINANCIAL", "Health and fitness": "HEALTH_AND_FITNESS", Messages: "EMAIL_AND_TEXT", "Photos and videos": "PHOTOS_AND_VIDEOS",
  "Audio files": "AUDIO", "Files and docs": "FILES_AND_DOCS", Calendar: "CALENDAR", Contacts: "CONTACTS", "App activity": "APP_ACTIVITY", "Web browsing": "SEARCH_AND_BROWSING",
  "App info and performance": "APP_PERFORMANCE", "Device or other IDs": "IDENTIFIERS",
};
const purposeIds: readonly [purpose: string, id: string][] = [
  ["operations", "PSL_APP_FUNCTIONALITY"], ["authentication", "PSL_ACCOUNT_MANAGEMENT"], ["analytics", "PSL_ANALYTICS"], ["service-communications", "PSL_DEVELOPER_COMMUNICATIONS"], ["advertising", "PSL_ADVERTISING"],
  ["fraud-prevention", "PSL_FRAUD_PREVENTION_SECURITY"], ["personalization", "PSL_PERSONALIZATION"], ["security", "PSL_FRAUD_PREVENTION_SECURITY"], ["marketing", "PSL_ADVERTISING"],
  ["error-monitoring", "PSL_ANALYTICS"], ["product-improvement", "PSL_ANALYTICS"], ["research", "PSL_ANALYTICS"], ["support", "PSL_DEVELOPER_COMMUNICATIONS"],
  ["billing", "PSL_APP_FUNCTIONALITY"], ["legal", "PSL_APP_FUNCTIONALITY"], ["recruitment", "PSL_APP_FUNCTIONALITY"], ["ai-training", "PSL_ANALYTICS"],
];
/** Handing data to somebody who works for the owner is no sharing in this form. */
const shares = (entry: DataEntry, { vendors }: Inventory): boolean =>
  entry.surfaces.some((surface) => surface === "ads" || surface === "network-third-party") && !entry.recipients.every((recipient) => vendors.some((vendor) => vendor.id === recipient && vendor.role === "processor"));

function write(inventory: Inventory): string {
  const rows: string[][] = [header];
  const groups = new Map<string, DataEntry[]>();
  for (const entry of inventory.data) {
    const id = crosswalkOf(entry.type).googlePlayId;
    if (id) groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  const ids = [...groups.keys()].sort();
  rows.push(["PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA", "", String(ids.length > 0), "REQUIRED", "Does the app collect or share any of the required user data types?"]);
  for (const id of ids) {
    const label = crosswalkOf(groups.get(id)![0]!.type).googlePlay ?? "";
    rows.push([`PSL_DATA_TYPES_${categories[label.split(":")[0] ?? ""] ?? "PERSONAL"}`, id, "true", "MULTIPLE_CHOICE", label]);
  }
  for (const id of ids) {
    const entries = groups.get(id)!;
    const at = `PSL_DATA_USAGE_RESPONSES:${id}`;
    const isShared = entries.some((entry) => shares(entry, inventory));
    const isOptional = entries.every(({ consent }) => consent !== "none");
    const purposes = [...new Set(entries.flatMap((entry) => entry.purposes).map((purpose) => purposeIds.find(([name]) => name === purpose)?.[1] ?? "PSL_APP_FUNCTIONALITY"))].sort();
    rows.push([`${at}:PSL_DATA_USAGE_COLLECTION_AND_SHARING`, "PSL_DATA_USAGE_ONLY_COLLECTED", "true", "MULTIPLE_CHOICE", "Collected"]);
    if (isShared) rows.push([`${at}:PSL_DATA_USAGE_COLLECTION_AND_SHARING`, "PSL_DATA_USAGE_ONLY_SHARED", "true", "MULTIPLE_CHOICE", "Shared"]);
    rows.push([`${at}:PSL_DATA_USAGE_EPHEMERAL`, "", "false", "MAYBE_REQUIRED", "Processed ephemerally"]);
    rows.push([`${at}:DATA_USAGE_USER_CONTROL`, `PSL_DATA_USAGE_USER_CONTROL_${isOptional ? "OPTIONAL" : "REQUIRED"}`, "true", "SINGLE_CHOICE", "Required or optional"]);
    for (const purpose of purposes.length > 0 ? purposes : ["PSL_APP_FUNCTIONALITY"]) {
      rows.push([`${at}:DATA_USAGE_COLLECTION_PURPOSE`, purpose, "true", "MULTIPLE_CHOICE", "Why collected"]);
      if (isShared) rows.push([`${at}:DATA_USAGE_SHARING_PURPOSE`, purpose, "true", "MULTIPLE_CHOICE", "Why shared"]);
    }
  }
  return writeCsv(rows);
}

function read(text: string): Imported {
  const lost: string[] = [];
  const found = new Map<string, { purposes: Set<string>; isShared: boolean; isOptional: boolean }>();
  const of = (id: string): { purposes: Set<string>; isShared: boolean; isOptional: boolean } => {
    let one = found.get(id);
    if (!one) found.set(id, (one = { purposes: new Set(), isShared: false, isOptional: false }));
    return one;
  };
  for (const [question = "", response = "", value = ""] of readCsv(text).slice(1)) {
    if (value.toLowerCase() !== "true") continue;
    if (/^PSL_DATA_TYPES_/.test(question)) of(response);
    const usage = /^PSL_DATA_USAGE_RESPONSES:([A-Z_]+):(.+)$/.exec(question);
    if (!usage) continue;
    const one = of(usage[1]!);
    if (response === "PSL_DATA_USAGE_ONLY_SHARED") one.isShared = true;
    if (response === "PSL_DATA_USAGE_USER_CONTROL_OPTIONAL") one.isOptional = true;
    if (/PURPOSE$/.test(usage[2]!)) {
      const purpose = purposeIds.find(([, id]) => id === response)?.[0];
      if (purpose) one.purposes.add(purpose);
      else lost.push(`purpose ${response} of ${usage[1]!}`);
    }
  }
  const data = [...found].flatMap(([id, { purposes, isShared, isOptional }]): ImportedEntry[] => {
    const type = typeFor("googlePlayId", id);
    if (type === undefined) {
      lost.push(`${id}: no data type has this id`);
      return [];
    }
    const surfaces: Surface[] = isShared ? ["network-third-party", "storage", "response"] : ["storage", "response"];
    return [{ type, surfaces, ...(purposes.size > 0 ? { purposes: [...purposes].sort() } : {}), ...(isOptional ? { consent: "opt-out" } : {}), source: { section: "Google Play data safety" }, reviewed: false }];
  });
  return { data, vendors: [], lost };
}

export const googlePlay: Exchange = { write, read, holds: ["purposes", "consent", "data entries"] };
