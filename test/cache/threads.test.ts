/** Facts are the same wherever they come from: this thread, another one, the cache; and however deep the stack is. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openCache } from "../../src/cache/index.ts";
import { discoverProject } from "../../src/discover/index.ts";
import { fileFacts, isTooDeep } from "../../src/extract/file-facts.ts";
import { openFacts, type FactsStore, type OpenOptions } from "../../src/extract/index.ts";
import { startParsing } from "../../src/extract/parse-ahead.ts";
import type { Facts } from "../../src/model/index.ts";

let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), "privacy-lint-threads-")); });
afterEach(() => { rmSync(root, { recursive: true }); });

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`src/n${at}.ts`,
  `import { log } from "./n${at + 1}";\nexport interface T${at} { email: string; tags?: string[] }\nexport class C${at} { run = async (t: T${at}) => { if (t.tags) log(\`a \${t.email}\`, { ...t, at: ${at} }); }; }\n`]));
const others = {
  "schema.prisma": "model User {\n  id String @id\n  email String\n}\n", "page.vue": "<template><a @click=\"f(x)\">{{ g(y) }}</a></template>\n<script lang=\"ts\">\nexport const f = (x: string) => console.log(x);\n</script>\n",
  "schema.graphql": "type User { email: String! }\n", "index.html": "<script src=\"https://cdn.example.com/a.js\"></script>\n", "broken.ts": "const a = {;\n", "latin.js": "\"use strict\"; const \u00fc = 1;\n",
};

async function open(options: OpenOptions): Promise<FactsStore> {
  return openFacts(await discoverProject({ root }), options);
}

const allOf = ({ files, facts }: FactsStore): Record<string, Facts | undefined> => Object.fromEntries(files.map(({ path }) => [path, facts(path)]));

it("threads, cache and this thread say the same", async () => {
  write({ ...many, ...others });
  const here = await open({ threads: 1 });
  const expected = allOf(here);
  for (const threads of [2, 4]) {
    const store = await open({ threads });
    store.prefetch(store.files.map(({ path }) => path));
    expect(allOf(store)).toEqual(expected);
    expect(store.notes()).toEqual(here.notes());
    store.close();
  }
  const location = join(root, "cache");
  const first = openCache({ location, factsVersion: "1" });
  expect(allOf(await open({ threads: 1, cache: first.facts }))).toEqual(expected);
  first.save();
  const second = openCache({ location, factsVersion: "1" });
  const kept = await open({ threads: 1, cache: second.facts });
  expect(allOf(kept)).toEqual(expected);
  expect(kept.stats).toMatchObject({ filesParsed: 0, filesCached: Object.keys(expected).length });
  second.save();
  const other = await open({ threads: 1, cache: openCache({ location, factsVersion: "2" }).facts });
  allOf(other);
  expect(other.stats).toMatchObject({ filesCached: 0 });
});

it("the name of a file is no part of its Facts, its dialect is", async () => {
  write({ "a.ts": "export const a = <T>(x: T) => x;\n", "deep/b.ts": "export const a = <T>(x: T) => x;\n", "c.tsx": "export const a = <T>(x: T) => x;\n" });
  const store = await open({ threads: 1 });
  expect(store.facts("deep/b.ts")).toEqual(store.facts("a.ts"));
  expect(store.facts("c.tsx")).not.toEqual(store.facts("a.ts"));
});

it("a file nested too deeply for this thread is read by one with more room", async () => {
  write({ "deep.ts": `export const a = ${"-(".repeat(2500)}1${")".repeat(2500)};\nconsole.log(a);\n` });
  const bytes = readFileSync(join(root, "deep.ts"));
  expect(isTooDeep(fileFacts(bytes, "deep.ts", "script"))).toBe(true);
  const store = await open({ threads: 1 });
  expect(store.facts("deep.ts")?.notes).toEqual([]);
  expect(store.facts("deep.ts")?.exports).toHaveLength(1);
});

it("what a thread parsed and nobody asked for is there in the end", () => {
  const jobs = Array.from({ length: 20 }, (_, at) => ({ path: `${at}.ts`, kind: "script" as const, content: Buffer.from(`export const a = ${at};\n`) }));
  const parsing = startParsing(jobs, 1);
  expect(JSON.parse(parsing.leave("0.ts")!.toString())).toMatchObject({ lineCount: 2 });
  expect(parsing.take("unknown.ts")).toBeUndefined();
  // Threads come from the end.
  expect([...parsing.stop().keys()]).toEqual(jobs.slice(1).map(({ path }) => path).reverse());
});

it("what is asked for here before a thread comes to it is parsed here", () => {
  const job = { path: "a.ts", kind: "script" as const, content: Buffer.from("export const a = 1;\n") };
  const parsing = startParsing([job], 1);
  expect(parsing.take("a.ts")).toBeUndefined();
  expect([...parsing.stop().keys()]).toEqual([]);
});
