/**
 * Scores the policy reader against label files: `jiti bench/policy/score.ts FOLDER TEXTS [--misses]`. FOLDER holds the
 * label files and their scorer (`score-policy.mjs`), TEXTS the policies, named by the label's id or found by sha256.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { draftInventory, readPolicy, renderInventoryJson } from "../../src/policy/index.ts";

const [folder, texts, ...flags] = process.argv.slice(2);
if (!folder || !texts) throw new Error("usage: score.ts LABEL_FOLDER TEXT_FOLDER [--misses]");

const textFiles = readdirSync(texts).map((name) => join(texts, name));
const sha256 = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
const scratch = mkdtempSync(join(tmpdir(), "policy-score-"));

for (const name of readdirSync(folder).filter((file) => file.endsWith(".json")).sort()) {
  const label = JSON.parse(readFileSync(join(folder, name), "utf8")) as { policy: { id: string; sha256: string; path: string } };
  const file = textFiles.find((candidate) => sha256(candidate) === label.policy.sha256);
  if (!file) {
    console.log(`${label.policy.id}: no text with its sha256 in ${texts}`);
    continue;
  }
  const text = readFileSync(file, "utf8");
  readPolicy(text, { fileName: label.policy.path });
  const start = performance.now();
  const draft = draftInventory(readPolicy(text, { fileName: label.policy.path }));
  const took = performance.now() - start;
  const inventory = join(scratch, name);
  writeFileSync(inventory, renderInventoryJson(draft));
  const result = spawnSync(process.execPath, [join(folder, "score-policy.mjs"), join(folder, name), inventory, file, ...flags], { encoding: "utf8" });
  console.log(`${result.stdout}${result.stderr}  ${"read in".padEnd(20)} ${took.toFixed(0)} ms`);
}
