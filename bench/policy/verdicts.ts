/**
 * Asks the judge about each data type and place of a labelled policy and compares the answers with the table of the
 * label: `jiti bench/policy/verdicts.ts FOLDER TEXTS [--misses]`. Who the vendor is does not count, so the recipient is
 * the own house; a consent that is asked for is answered as given.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/index.ts";
import { answer, answerCollection, loadInventory } from "../../src/inventory/index.ts";
import type { Answer, Inventory, Surface } from "../../src/model/index.ts";
import { draftInventory, readPolicy, renderInventoryJson } from "../../src/policy/index.ts";

interface Label { policy: { id: string; sha256: string; path: string }; verdicts?: Record<string, Record<string, string | { verdict?: string }>> }

const [folder, texts, ...flags] = process.argv.slice(2);
if (!folder || !texts) throw new Error("usage: verdicts.ts LABEL_FOLDER TEXT_FOLDER [--misses]");
const catalog = loadCatalog();

function asked(inventory: Inventory, dataType: string, place: string): Answer {
  if (place === "collect") return answerCollection(inventory, catalog, { dataType, file: "src/a.ts" });
  const recipient = { id: "own", name: "own", kind: "first-party" as const };
  return answer(inventory, catalog, { dataType, surface: place as Surface, recipient, file: "src/a.ts" });
}

const said = ({ verdict, entry }: Answer): string => (verdict === "vague" ? `vague:${entry?.type ?? ""}` : verdict);

for (const name of readdirSync(folder).filter((file) => file.endsWith(".json")).sort()) {
  const { policy, verdicts } = JSON.parse(readFileSync(join(folder, name), "utf8")) as Label;
  if (!verdicts) continue;
  const file = readdirSync(texts).map((text) => join(texts, text)).find((text) => createHash("sha256").update(readFileSync(text)).digest("hex") === policy.sha256);
  if (!file) continue;
  const draft = draftInventory(readPolicy(readFileSync(file, "utf8"), { fileName: policy.path }));
  const loaded = loadInventory("privacy-inventory.json", { root: "/", catalog, text: renderInventoryJson(draft) });
  const inventory: Inventory = { ...loaded, data: loaded.data.map((entry) => ({ ...entry, consent: "none" })) };
  const misses: string[] = [];
  let count = 0;
  for (const [dataType, places] of Object.entries(verdicts)) for (const [place, wanted] of Object.entries(places)) {
    if (typeof wanted !== "string" || !["collect", "log", "analytics", "network-third-party", "client-storage", "ads"].includes(place)) continue;
    count += 1;
    const found = said(asked(inventory, dataType, place));
    if (!wanted.split("|").includes(found)) misses.push(`${dataType} ${place}: ${found}, not ${wanted}`);
  }
  console.log(`${policy.id}: ${count - misses.length} of ${count} answers as labelled (${((100 * (count - misses.length)) / count).toFixed(1)} %)`);
  if (flags.includes("--misses")) for (const miss of misses) console.log(`  ${miss}`);
}
