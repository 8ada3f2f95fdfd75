/** What lies in the cache: nothing of the machine, the moment or the people in the code; and what happens when several runs use it at once. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openCache } from "../../src/cache/index.ts";
import { emptyFacts } from "../../src/extract/empty.ts";
import { lintProject, runLint } from "../../src/lint.ts";
import { json } from "../../src/report/json.ts";
import { projectRoot } from "../house/source-files.ts";
import { run } from "../cli/run.ts";

let top: string;
beforeEach(() => { top = mkdtempSync(join(tmpdir(), "privacy-lint-contents-")); });
afterEach(() => { rmSync(top, { recursive: true, force: true }); });

const cacheOf = (root: string): string => join(root, ".privacy-lint-cache");

function filesBelow(folder: string): Record<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

function shop(name: string): string {
  const root = join(top, name);
  cpSync(join(projectRoot, "fixtures/apps/shop"), root, { recursive: true });
  return root;
}

it("two machines, two folders and two days write the same cache", async () => {
  const [one, two] = [shop("one"), shop("far/away/two")];
  const past = new Date("2001-02-03");
  for (const name of readdirSync(two, { recursive: true, encoding: "utf8" })) utimesSync(join(two, name), past, past);
  for (const [root, today] of [[one, "2026-01-01"], [two, "2031-12-24"]] as const) await lintProject({ root, cache: {}, today });
  const [first, second] = [filesBelow(cacheOf(one)), filesBelow(cacheOf(two))];
  expect(Object.keys(first).length).toBeGreaterThan(2);
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(Object.keys(first).filter((name) => !first[name]!.equals(second[name]!))).toEqual([]);
});

/** A bare name cannot be told from a word that decides something (a key, an event): it may be kept. */
const secrets = ["jane.roe@private.example", "+49 170 5550199", "4111 1111 1111 1111", "sk_live_51HbSecretSecret", "198.51.100.77", "1987-06-05", "DE89370400440532013000", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"];

it("no literal that looks like personal data or a secret is in the cache, a facts file or an analysis", async () => {
  const root = join(top, "app");
  mkdirSync(join(root, "src"), { recursive: true });
  const uses = secrets.map((secret, at) => `  console.log("v${at}", ${JSON.stringify(secret)}, \`for ${secret}\`);\n  track({ email: ${JSON.stringify(secret)}, password: ${JSON.stringify(secret)} });\n  if (user.email === ${JSON.stringify(secret)}) console.log(user.email);\n`).join("");
  writeFileSync(join(root, "package.json"), "{ \"name\": \"app\" }\n");
  writeFileSync(join(root, "src/a.ts"), `// ${secrets.join(" ")}\nimport { track } from "./track";\nexport const owner = { id: ${JSON.stringify(secrets[5])}, card: ${JSON.stringify(secrets[2])} };\nexport function f(user: { email: string }): void {\n${uses}}\n`);
  writeFileSync(join(root, "src/track.ts"), "export const track = (data: object): void => { fetch(\"https://api.example.net/t\", { method: \"POST\", body: JSON.stringify(data) }); };\n");
  const { code } = await run(["--no-inventory", "--flows", "--exit-zero", "--format", `analysis=${join(top, "found.json")}`, "--format", `json=${join(top, "result.json")}`], { cwd: root });
  expect(code).toBe(0);
  await run(["scan", "--format", `facts=${join(top, "all.facts")}`, "--no-cache"], { cwd: root });
  const written = { ...filesBelow(cacheOf(root)), facts: readFileSync(join(top, "all.facts")), analysis: readFileSync(join(top, "found.json")), result: readFileSync(join(top, "result.json")) };
  expect(written.facts.includes("email")).toBe(true);
  expect(written.analysis.includes("user.email")).toBe(true);
  for (const [name, bytes] of Object.entries(written)) for (const word of [...secrets, top, hostname()]) expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
  expect(userInfo().username === "root" || !written.facts.includes(userInfo().username)).toBe(true);
});

it("runs at the same time neither disturb each other nor leave anything unfinished", async () => {
  const root = shop("busy");
  const expected = json(await lintProject({ root, today: "2026-01-01" }));
  const reports = await Promise.all(Array.from({ length: 6 }, () => runLint({ root, cache: {}, today: "2026-01-01" })));
  expect(reports.map(({ report }) => json(report) === expected)).toEqual(Array.from({ length: 6 }, () => true));
  // What a run that was killed in the middle of writing leaves behind is nobody's answer.
  writeFileSync(join(cacheOf(root), "facts/0123456789abcdef.pack.4711.tmp"), "half a pack");
  expect(json(await lintProject({ root, cache: {}, today: "2026-01-01" }))).toBe(expected);
  expect(Object.keys(filesBelow(cacheOf(root))).filter((name) => name.endsWith(".tmp") && !name.includes("4711"))).toEqual([]);
});

it("a cache of another build of the tool is no answer", async () => {
  const root = shop("older");
  await lintProject({ root, cache: {}, today: "2026-01-01" });
  const facts = openCache({ location: cacheOf(root), factsVersion: "another" }).facts;
  expect(facts.has(facts.keyOf(readFileSync(join(root, "api/src/http/audit.ts")), "ts"))).toBe(false);
});

it("the size on disk has a limit: what is older goes", () => {
  const location = join(top, "small");
  const sizeLimit = 64 * 1024;
  const keyOf = (at: number): string => openCache({ location, factsVersion: "1" }).facts.keyOf(Buffer.from(String(at)), "ts");
  for (let at = 0; at < 40; at++) {
    const cache = openCache({ location, sizeLimit, factsVersion: "1" });
    const facts = emptyFacts();
    facts.prologue = [String(at).padEnd(8000, "x")];
    cache.facts.set(keyOf(at), facts);
    cache.save();
  }
  const size = Object.values(filesBelow(location)).reduce((sum, bytes) => sum + bytes.length, 0);
  expect(size).toBeLessThan(sizeLimit);
  const { facts } = openCache({ location, factsVersion: "1" });
  expect(facts.get(keyOf(39))?.prologue[0]).toMatch(/^39x/);
  expect(facts.get(keyOf(0))).toBeUndefined();
});
