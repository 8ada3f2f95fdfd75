/** Apple privacy manifests (PrivacyInfo.xcprivacy): a property list with one dictionary per kind of data. */
import type { DataEntry, Inventory } from "../../model/index.ts";
import { crosswalkOf, typeFor } from "./crosswalk.ts";
import type { Exchange, Imported, ImportedEntry } from "./exchange.ts";

const purposeKey = "NSPrivacyCollectedDataTypePurpose";
const purposeIds: readonly [purpose: string, id: string][] = [
  ["operations", "AppFunctionality"], ["analytics", "Analytics"], ["personalization", "ProductPersonalization"], ["marketing", "DeveloperAdvertising"], ["advertising", "ThirdPartyAdvertising"], ["research", "Other"],
  ["product-improvement", "Analytics"], ["error-monitoring", "AppFunctionality"], ["authentication", "AppFunctionality"], ["security", "AppFunctionality"], ["fraud-prevention", "AppFunctionality"],
  ["support", "AppFunctionality"], ["billing", "AppFunctionality"], ["service-communications", "AppFunctionality"],
];
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The list has a value for each kind of data; others break the report of Xcode. */
function groupsOf(data: readonly DataEntry[]): Map<string, DataEntry[]> {
  const groups = new Map<string, DataEntry[]>();
  for (const entry of data) {
    const id = crosswalkOf(entry.type).apple;
    if (id) groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function write({ data }: Inventory): string {
  const dictionaries = [...groupsOf(data)].map(([id, entries]) => {
    const purposes = [...new Set(entries.flatMap((entry) => entry.purposes).map((purpose) => purposeIds.find(([name]) => name === purpose)?.[1] ?? "Other"))].sort();
    const isLinked = entries.some(({ identifiability }) => identifiability === "identified");
    const isTracking = entries.some(({ surfaces }) => surfaces.includes("ads"));
    return [
      "\t\t<dict>", "\t\t\t<key>NSPrivacyCollectedDataType</key>", `\t\t\t<string>${escaped(id)}</string>`,
      "\t\t\t<key>NSPrivacyCollectedDataTypeLinked</key>", `\t\t\t<${String(isLinked)}/>`, "\t\t\t<key>NSPrivacyCollectedDataTypeTracking</key>", `\t\t\t<${String(isTracking)}/>`,
      "\t\t\t<key>NSPrivacyCollectedDataTypePurposes</key>", "\t\t\t<array>", ...(purposes.length > 0 ? purposes : ["AppFunctionality"]).map((purpose) => `\t\t\t\t<string>${purposeKey}${purpose}</string>`), "\t\t\t</array>", "\t\t</dict>",
    ].join("\n");
  });
  const isTracking = data.some(({ surfaces }) => surfaces.includes("ads"));
  return [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">", "<plist version=\"1.0\">", "<dict>",
    "\t<key>NSPrivacyTracking</key>", `\t<${String(isTracking)}/>`, "\t<key>NSPrivacyCollectedDataTypes</key>", "\t<array>", ...dictionaries, "\t</array>", "</dict>", "</plist>", "",
  ].join("\n");
}

function read(text: string): Imported {
  const lost: string[] = [];
  const dictionaries = [...text.matchAll(/<dict>((?:(?!<dict>)[^])*?)<\/dict>/g)].map(([, body]) => body ?? "").filter((body) => body.includes("<key>NSPrivacyCollectedDataType</key>"));
  const data = dictionaries.flatMap((body): ImportedEntry[] => {
    const valueOf = (key: string): string => new RegExp(`<key>${key}</key>\\s*<(?:string>([^<]*)<|(true|false)/)`).exec(body)?.slice(1).find((part) => part !== undefined) ?? "";
    const id = valueOf("NSPrivacyCollectedDataType");
    const type = typeFor("apple", id);
    if (type === undefined) {
      lost.push(`${id}: no data type has this name`);
      return [];
    }
    const ids = [...body.matchAll(new RegExp(`<string>${purposeKey}(\\w+)</string>`, "g"))].map(([, name]) => name ?? "");
    const purposes = [...new Set(ids.flatMap((name) => purposeIds.find(([, known]) => known === name)?.[0] ?? []))].sort();
    const isTracking = valueOf("NSPrivacyCollectedDataTypeTracking") === "true";
    if (valueOf("NSPrivacyCollectedDataTypeLinked") === "false") lost.push(`${type}: said not to be linked to a person; write \`identifiability: pseudonymous\` where that is so`);
    return [{ type, surfaces: isTracking ? ["ads", "storage", "response"] : ["storage", "response"], ...(purposes.length > 0 ? { purposes } : {}), source: { section: "Apple privacy manifest" }, reviewed: false }];
  });
  return { data, vendors: [], lost };
}

export const apple: Exchange = { write, read, holds: ["purposes", "forms (pseudonymous, aggregated)", "data entries"] };
