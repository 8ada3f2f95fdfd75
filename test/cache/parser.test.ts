/** The parser that is built is a part of TypeScript: it must make the very trees that the whole makes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ts as whole } from "ts-morph";
import { parserText } from "../../tools/parser.ts";
import { projectRoot } from "../house/source-files.ts";

const require = createRequire(import.meta.url);
let folder: string;
let part: typeof whole;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "privacy-lint-parser-"));
  writeFileSync(join(folder, "typescript.cjs"), parserText());
  part = require(join(folder, "typescript.cjs")) as typeof whole;
});
afterAll(() => { rmSync(folder, { recursive: true }); });

function treeOf(ts: typeof whole, text: string, kind: whole.ScriptKind): string {
  const source = ts.createSourceFile("file", text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, kind);
  const lines: string[] = [];
  const visit = (node: whole.Node): void => {
    const name = ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node) || ts.isJsxText(node) ? node.text : "";
    lines.push(`${ts.SyntaxKind[node.kind]} ${node.getStart(source)} ${node.end} ${node.getText(source).length} ${node.flags} ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const { parseDiagnostics } = source as unknown as { parseDiagnostics: { start: number; messageText: unknown }[] };
  return [...lines, ...parseDiagnostics.map(({ start, messageText }) => `${start} ${JSON.stringify(messageText)}`), source.getLineStarts().join()].join("\n");
}

describe("the parser that is built", () => {
  it("makes the trees of the whole for all code of this project", () => {
    const paths = fastGlob.sync(["src/**/*.ts", "test/**/*.ts", "fixtures/**/*.{ts,tsx,js,jsx,mjs,cjs}"], { cwd: projectRoot });
    expect(paths.length).toBeGreaterThan(200);
    for (const path of paths) {
      const text = readFileSync(join(projectRoot, path), "utf8");
      const kind = path.endsWith(".ts") ? whole.ScriptKind.TS : whole.ScriptKind.TSX;
      expect(treeOf(part, text, kind) === treeOf(whole, text, kind), path).toBe(true);
    }
  });

  it.each([
    "const a = {;\n", "class A { #x = 1; static { this.#x; } get #y() { return 1; } accessor z = 2 }", "let \\u0061b = `a${b}c${`d`}`;\n", "a\u2028b\r\nc\rd",
    "@dec({ a }) export default abstract class<T extends any[]> { constructor(private readonly @Inject() x?: T) { super() } }",
    "import a, { type b as c, default as d } from 'x' with { type: 'json' }; export * as ns from './y'; import e = require('z'); export = f;",
    "for await (const [a = 1, { b: { c }, ...d }] of e?.f?.[g]!) label: while (1) { continue label }", "/** doc */ function* f<const T>(this: Window, ...a: T): asserts a is T { yield* a }",
    "const x = <a:b c-d='e' {...f}>{/* g */}<></>&nbsp;text</a:b>;", "a<b>(c); a < b > (c); async <T,>(x: T) => x; (a, b) => c; x as const satisfies Y; using r = s();",
    "#!/usr/bin/env node\n'use strict'\n/* unterminated", "", "\ufeffexport {}", "type A = { [K in keyof B as `${K & string}x`]?: B[K] extends infer U ? U : never } | unique symbol | [a?: b, ...c[]];",
  ])("and for %j", (text) => {
    for (const kind of [whole.ScriptKind.TS, whole.ScriptKind.TSX, whole.ScriptKind.JSX]) expect(treeOf(part, text, kind)).toBe(treeOf(whole, text, kind));
  });

  it("has all that extraction asks it for", () => {
    const paths = fastGlob.sync("src/extract/*.ts", { cwd: projectRoot, absolute: true });
    const asked = new Set(paths.flatMap((path) => [...readFileSync(path, "utf8").matchAll(/\b(?:T|typescript)\.([a-zA-Z]\w+)/g)].map(([, name = ""]) => name)).filter((name) => name in whole));
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((name) => !(name in part))).toEqual([]);
  });
});
