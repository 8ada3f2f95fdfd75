/** The same program written another way gives the same findings: fixtures are rewritten line by line and held to their own promises. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compare } from "../fixture-harness/compare.ts";
import { findFixtures } from "../fixture-harness/fixtures.ts";
import { lintFixture } from "../fixture-harness/run.ts";

/** One call on one line, with what the line promises behind it. */
const printed = /^(\s*)((?:console|logger|log)\.\w+\((.*)\));(\s*\/\/.*)?$/;
const onPrinted = (rewrite: (call: string, args: string) => string) => (text: string): string =>
  text.split("\n").map((line) => {
    const [, indent = "", call, args = "", promise = ""] = printed.exec(line) ?? [];
    return call === undefined || /\b(?:await|yield|arguments)\b/.test(call) ? line : `${indent}${rewrite(call, args)}${promise}`;
  }).join("\n");

const imported = /^import \{ ([^}]*) \} from ("[^"]+");(.*)$/;

/** Each keeps every line where it is, so the promises stay true. */
const rewritings: Record<string, (text: string) => string> = {
  "wrapped in an async function": onPrinted((call) => `void (async () => { ${call}; })();`),
  "behind a condition": onPrinted((call) => `if (Date.now() > 0) { ${call}; }`),
  "as a value of a choice": onPrinted((call) => `void (Date.now() > 0 ? ${call} : undefined);`),
  "in a helper made on the spot": onPrinted((call) => `(() => ${call})();`),
  "in a loop over one item": onPrinted((call) => `for (const _ of [0]) ${call};`),
  "inside try and finally": onPrinted((call) => `try { ${call}; } finally { void 0; }`),
  "by optional calls": (text) => text.replace(/^(\s*)(console)\.(\w+)\(/gm, "$1$2?.$3?.("),
  "with types taken off its constants": (text) => text.replace(/^(\s*const \w+): (?:string|number) = /gm, "$1 = "),
  "with imports required": (text) => text.split("\n").map((line) => {
    const [, names, specifier, rest = ""] = imported.exec(line) ?? [];
    return names === undefined || /\btype\b/.test(names) ? line : `const { ${names.replace(/ as /g, ": ")} } = require(${specifier});${rest}`;
  }).join("\n"),
};

/** What is about the written form itself, or about types that a `require` does not bring along. */
const isAboutForm = /C1-|D4-|G7-|B5-|A8-|E1-caught-elsewhere|guards-behind|consent|development-only|C6-|where-it-is-mended/;
const fixtures = findFixtures().filter(({ name }) => /^flows\/(?:values|containers|functions|classes|errors|personal|sanitizers)\//.test(name) && !isAboutForm.test(name));
const names = Object.keys(rewritings);
const cases = fixtures.flatMap((fixture, index) => [names[index % names.length]!, names[(index + 4) % names.length]!].map((name) => [fixture.name, name, fixture] as const));

const roots: string[] = [];

function rewrite(root: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), "rewritten-"));
  roots.push(copy);
  cpSync(root, copy, { recursive: true });
  for (const path of readdirSync(copy, { recursive: true, encoding: "utf8" })) {
    if (/\.[cm]?tsx?$/.test(path)) writeFileSync(join(copy, path), change(readFileSync(join(copy, path), "utf8")));
  }
  return copy;
}

describe("written another way", () => {
  afterAll(() => { for (const root of roots) rmSync(root, { recursive: true }); });

  it("is tried in every way", () => expect(new Set(cases.map(([, name]) => name)).size).toBe(names.length));

  it.each(cases)("%s, %s", async (_name, way, fixture) => {
    const root = rewrite(fixture.root, rewritings[way]!);
    expect(compare(fixture, await lintFixture({ ...fixture, root }))).toEqual([]);
  });
});
