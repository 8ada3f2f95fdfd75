/** The page about the inventory: its examples load, and it names every word of the format. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { actionWords, consentWords, loadInventory, purposeWords } from "../../src/inventory/index.ts";
import { surfaces, verdicts } from "../../src/model/index.ts";
import { smallCatalog as catalog } from "./small-catalog.ts";

const text = readFileSync(new URL("../../docs/inventory.md", import.meta.url), "utf8");
const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);

it.each(examples.map((yaml, index) => [index + 1, yaml] as const))("example %i loads", (_number, yaml) => {
  expect(loadInventory("privacy-inventory.yaml", { root: "/", catalog, text: yaml }).file).toBe("privacy-inventory.yaml");
});

it("names every surface, verdict, consent, purpose and action", () => {
  const missing = [...surfaces, ...verdicts, ...consentWords, ...purposeWords, ...actionWords].filter((word) => !text.includes(`\`${word}\``));
  expect(missing).toEqual([]);
});
