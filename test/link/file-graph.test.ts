/** What is known of files before any is parsed: who takes what from whom, and who writes which word. */
import { describe, expect, it } from "vitest";
import { FileGraph } from "../../src/link/file-graph.ts";
import { scanImports } from "../../src/link/import-scan.ts";
import { createResolver } from "../../src/link/resolve.ts";
import { WordIndex } from "../../src/link/words.ts";
import type { Project, SourceFile } from "../../src/model/index.ts";

const clauses = (text: string): string[] => scanImports(Buffer.from(text)).map(({ specifier, isExport, names }) =>
  `${isExport ? "export" : "import"} ${names === null ? "*" : names.map(({ name, as }) => (name === as ? name : `${name}:${as}`)).join(",")} ${specifier}`);

function graphOf(texts: Record<string, string>, roles: Record<string, SourceFile["role"]> = {}): FileGraph {
  const files = Object.keys(texts).sort().map((path): SourceFile => ({ path, size: texts[path]!.length, kind: "script", role: roles[path] ?? "app" }));
  const project: Project = { root: "/", files, packages: [], pathMaps: [], notes: [] } as unknown as Project;
  const contents = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  return new FileGraph(project, (path) => contents.get(path), createResolver(project));
}

describe("imports told from bytes", () => {
  it("name what is taken and what it is called", () => {
    expect(clauses('import a, { b as c, type D } from "x";')).toEqual(["import b:c,D,default:a x"]);
    expect(clauses("import type { T } from 't'")).toEqual(["import T t"]);
    expect(clauses('import { // first\n one, /* two */ three } from "r"')).toEqual(["import one,three r"]);
  });

  it("take a whole module where the text does not say more", () => {
    expect(clauses('import * as q from "y"; const r = require("v"); await import("u"); import "t"; import f, * as g from "h"')).toEqual([
      "import * y", "import * v", "import * u", "import * t", "import * h",
    ]);
  });

  it("hand on what they take", () => {
    expect(clauses('export * from "./z"; export { k as default } from "w"; export * as ns from "s"; export type { U } from "u"')).toEqual([
      "export * ./z", "export k:default w", "export * s", "export U u",
    ]);
  });

  it("are not what only looks like one", () => {
    expect(clauses('export const from = 1; const important = ["x"]; array.from(list)')).toEqual([]);
  });
});

describe("users of an export", () => {
  const graph = graphOf({
    "barrel.ts": 'export { log as record } from "./log"; export * from "./other";',
    "direct.ts": 'import { log } from "./log"; log(1)',
    "log.ts": "export const log = () => 0; export const silent = 1",
    "namespace.ts": 'import * as all from "./log"; all.log()',
    "other.ts": "export const other = 1",
    "renamed.ts": 'import { record as r } from "./barrel"; r(2)',
    "silent.ts": 'import { silent } from "./log"; // not log',
    "spec.ts": 'import { log } from "./log";',
    "star.ts": 'import { other } from "./barrel"',
  }, { "spec.ts": "test" });

  it("are found through barrels and other names, without tests", () => {
    expect(graph.usersOf("log.ts", "log").map(({ path, name, handedOnAs }) => [path, name, handedOnAs]).sort()).toEqual([
      ["barrel.ts", "log", "record"], ["direct.ts", "log", undefined], ["namespace.ts", "*", undefined], ["renamed.ts", "record", undefined],
    ]);
    expect(graph.usersOf("other.ts", "other").map(({ path }) => path).sort()).toEqual(["barrel.ts", "star.ts"]);
  });

  it("of nothing are none", () => {
    expect(graph.usersOf("gone.ts", "log")).toEqual([]);
    expect(graph.usersOf("star.ts", "other")).toEqual([]);
  });

  it("may be handed on by a file that writes the name or whole modules", () => {
    expect(graph.mayExport("log.ts", "silent")).toBe(true);
    expect(graph.mayExport("log.ts", "other")).toBe(false);
    expect(graph.mayExport("barrel.ts", "anything")).toBe(true);
  });
});

describe("files that mention a text", () => {
  const graph = graphOf({
    "a.ts": "export class Store { save() {} }",
    "b.ts": 'import { Store } from "./a"; new Store().save(1)',
    "c.ts": "const saved = 'savers'; // never save: unrelated",
    "d.ts": 'import "./b"; save?.(2); <Saver />',
    "e.ts": 'import "./b"; const save = other.save',
  });

  it("write its words whole", () => {
    expect(graph.filesMentioning("save")).toEqual(["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"]);
    expect(graph.filesMentioning("savers")).toEqual(["c.ts"]);
    expect(graph.filesMentioning("saver")).toEqual([]);
    expect(graph.filesMentioning(".save(")).toEqual(["b.ts"]);
  });

  it("and get at the file", () => {
    expect(graph.filesReaching("a.ts", "save")).toEqual(["a.ts", "b.ts", "d.ts", "e.ts"]);
  });

  it("and seem to call it", () => {
    expect(graph.filesCalling("a.ts", "save")).toEqual(["a.ts", "b.ts", "d.ts"]);
    expect(graph.filesCalling("a.ts", "Saver")).toEqual(["d.ts"]);
  });
});

it("words are found in every file that writes them, however many there are", () => {
  const index = new WordIndex();
  const count = 800;
  for (let file = 0; file < count; file++) index.add(file, Buffer.from(`shared ${Array.from({ length: 60 }, (_, word) => `w${file}_${word}`).join("+")} größe${file % 2}`));
  expect(index.filesWith("shared")).toEqual(Array.from({ length: count }, (_, file) => file));
  expect(index.filesWith("w456_59")).toEqual([456]);
  expect(index.filesWith("größe1")).toHaveLength(count / 2);
  expect(index.filesWith("absent")).toEqual([]);
});
