/** Where a key or value stands in a text, by format: JSON with comments, YAML, or code. */
import { createRequire } from "node:module";
import type * as JsoncParser from "jsonc-parser";
import type * as Yaml from "yaml";

const require = createRequire(import.meta.url);

export type KeyPath = readonly PropertyKey[];

export interface SyntaxProblem { offset: number; message: string }

export interface Located {
  data: unknown;
  /** Offset of the key (or of the value) at the end of the path, else of the deepest part that is there. */
  offsetOf: (path: KeyPath, part: "key" | "value") => number;
  problem: SyntaxProblem | null;
}

const jsonMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: "there is a word without quotes", InvalidNumberFormat: "there is a broken number", PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here", ColonExpected: "a colon is expected here", CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing brace is missing", CloseBracketExpected: "a closing bracket is missing", EndOfFileExpected: "there is something after the end",
  UnexpectedEndOfString: "a string is not closed",
};

export function locateJson(text: string): Located {
  const { parseTree, getNodeValue, findNodeAtLocation, printParseErrorCode } = require("jsonc-parser") as typeof JsoncParser;
  const errors: JsoncParser.ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const offsetOf: Located["offsetOf"] = (path, part) => {
    for (let length = path.length; length > 0; length--) {
      const node = tree && findNodeAtLocation(tree, path.slice(0, length) as JsoncParser.JSONPath);
      if (!node) continue;
      const property = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
      return (length < path.length || part === "key" ? property : node)?.offset ?? node.offset;
    }
    return tree?.offset ?? 0;
  };
  return {
    data: tree ? getNodeValue(tree) : undefined, offsetOf,
    problem: first ? { offset: first.offset, message: jsonMessages[printParseErrorCode(first.error)] ?? "something is out of place" } : null,
  };
}

function yamlChild(yaml: typeof Yaml, node: unknown, part: PropertyKey): { key: unknown; value: unknown } | undefined {
  if (yaml.isMap(node)) return node.items.find(({ key }) => String(yaml.isScalar(key) ? key.value : key) === String(part));
  if (yaml.isSeq(node) && typeof part === "number" && part < node.items.length) return { key: null, value: node.items[part] };
  return undefined;
}

export function locateYaml(text: string): Located {
  const yaml = require("yaml") as typeof Yaml;
  const document = yaml.parseDocument(text, { prettyErrors: false });
  const start = (node: unknown): number | undefined => (yaml.isNode(node) ? node.range?.[0] : undefined);
  const offsetOf: Located["offsetOf"] = (path, part) => {
    let found: { key: unknown; value: unknown } = { key: null, value: document.contents };
    let complete = true;
    for (const step of path) {
      const next = yamlChild(yaml, found.value, step);
      if (!next) { complete = false; break; }
      found = next;
    }
    const wantsKey = part === "key" || !complete;
    return (wantsKey ? start(found.key) : undefined) ?? start(found.value) ?? start(found.key) ?? 0;
  };
  const [error] = document.errors;
  if (error) return { data: undefined, offsetOf, problem: { offset: error.pos[0], message: error.message.split("\n")[0]! } };
  try {
    return { data: document.toJS({ maxAliasCount: 100 }), offsetOf, problem: null };
  } catch (failure) {
    return { data: undefined, offsetOf, problem: { offset: 0, message: (failure as Error).message } };
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Code is run, not read: the place is where the keys of the path are written one after the other. */
export function locateInCode(text: string, data: unknown): Located {
  const offsetOf: Located["offsetOf"] = (path, part) => {
    let offset = 0;
    let value: unknown = data;
    for (const step of path) {
      value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
      if (typeof step === "number") continue;
      const found = new RegExp(`(?<![\\w$])(["'\`]?)${escaped(String(step))}\\1\\s*:`).exec(text.slice(offset));
      if (found) offset += found.index;
    }
    const written = part === "value" && typeof value === "string" ? text.indexOf(value, offset) : -1;
    return written === -1 ? offset : written - 1;
  };
  return { data, offsetOf, problem: null };
}
