/** An inventory text with positions: parses YAML or JSON and finds the line and column of any key or value. */
import { createRequire } from "node:module";
import type * as Babel from "@babel/code-frame";
import type * as Yaml from "yaml";
import { UserError } from "../errors.ts";

const require = createRequire(import.meta.url);

export type KeyPath = readonly PropertyKey[];

export interface InventoryDocument {
  /** Plain data, keys that start with `x-` left out. */
  data: unknown;
  /** Offset of the value at the path, or of the deepest part of the path that exists. */
  valueOffset: (path: KeyPath) => number;
  /** Offset of the key that ends the path. */
  keyOffset: (path: KeyPath) => number;
  lineOf: (offset: number) => number;
  errorAt: (offset: number, what: string, fix: string) => UserError;
}

function positionOf(lines: Yaml.LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function framedError(text: string, file: string, at: { line: number; column: number }, what: string, fix: string): UserError {
  const { codeFrameColumns } = require("@babel/code-frame") as typeof Babel;
  const frame = codeFrameColumns(text, { start: at }, { highlightCode: false });
  return new UserError({ what, fix, file, line: at.line, column: at.column, frame });
}

/** Deeper than any inventory is: ends the walk of a document that contains itself. */
const deepest = 12;

function withoutOwnKeys(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== "object" || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => withoutOwnKeys(item, depth + 1));
  const kept = Object.entries(value).filter(([key]) => !key.startsWith("x-"));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutOwnKeys(item, depth + 1)]));
}

interface Found { key: Yaml.Node | null; value: Yaml.Node | null }

function child(yaml: typeof Yaml, document: Yaml.Document, node: Yaml.Node | null, part: PropertyKey): Found | null {
  const target = yaml.isAlias(node) ? node.resolve(document) ?? null : node;
  if (yaml.isMap(target)) {
    const pair = target.items.find((item) => String(yaml.isScalar(item.key) ? item.key.value : item.key) === String(part));
    return pair ? { key: pair.key as Yaml.Node | null, value: pair.value as Yaml.Node | null } : null;
  }
  if (yaml.isSeq(target) && typeof part === "number" && part < target.items.length) {
    return { key: null, value: target.items[part] as Yaml.Node | null };
  }
  return null;
}

function yamlMessage(error: Yaml.YAMLError): string {
  const first = error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
  return `This is not valid YAML: ${first}.`;
}

export function readDocument(text: string, file: string): InventoryDocument {
  const yaml = require("yaml") as typeof Yaml;
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const errorAt = (offset: number, what: string, fix: string) =>
    framedError(text, file, positionOf(lines, offset), what, fix);

  const broken = document.errors[0];
  if (broken) throw errorAt(broken.pos[0], yamlMessage(broken), "Mend the line; two spaces per level, lists with `- `.");
  if (document.contents === null) {
    throw errorAt(0, "The inventory is empty.", "Start with `version: 1` and a `data:` list, or run `privacy-lint init`.");
  }

  const walk = (path: KeyPath): { found: Found; complete: boolean } => {
    let found: Found = { key: null, value: document.contents as Yaml.Node | null };
    for (const part of path) {
      const next = child(yaml, document, found.value, part);
      if (!next) return { found, complete: false };
      found = next;
    }
    return { found, complete: true };
  };
  const startOf = (node: Yaml.Node | null): number | undefined => node?.range?.[0];

  return {
    data: withoutOwnKeys(toPlain(document, errorAt)),
    valueOffset: (path) => {
      const { found } = walk(path);
      const [start, end] = found.value?.range ?? [];
      // `data:` with nothing after it: the key is what can be seen.
      return (start === end ? startOf(found.key) : start) ?? start ?? 0;
    },
    keyOffset: (path) => {
      const { found } = walk(path);
      return startOf(found.key) ?? startOf(found.value) ?? 0;
    },
    lineOf: (offset) => positionOf(lines, offset).line,
    errorAt,
  };
}

function toPlain(document: Yaml.Document, errorAt: InventoryDocument["errorAt"]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // An unresolved or exploding alias: the library says which.
    throw errorAt(0, `This is not valid YAML: ${(error as Error).message}.`, "Write the values out instead of `*aliases`.");
  }
}
