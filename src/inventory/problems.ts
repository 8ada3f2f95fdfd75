/** Turns schema issues of an inventory into sentences that stand at the wrong key or value and say what to write. */
import type * as Zod from "zod";
import type { InventoryDocument, KeyPath } from "./document.ts";
import { didYouMean, nearest } from "./suggest.ts";
import { actionWords, purposeWords, retentionStarts } from "./vocabulary.ts";

export interface Problem {
  offset: number;
  what: string;
  fix: string;
  /** Path of a key that is missing. */
  missing?: string;
  /** Path of the key that was meant: explains why that one is missing. */
  meant?: string;
}

type Issue = Zod.core.$ZodIssue;

/** Keys that mean something, by the list or section they stand in; "" is the top of the file. */
const knownKeys: Readonly<Record<string, readonly string[]>> = {
  "": ["version", "mode", "policy", "organization", "data", "prohibited", "vendors", "exemptions", "retentionDefaults", "identifiers"],
  data: ["type", "surfaces", "purposes", "recipients", "retention", "consent", "guards", "identifiability", "exact", "source", "reviewed"],
  prohibited: ["type", "scope", "actions", "surfaces", "ageThreshold", "source"],
  vendors: ["id", "name", "role", "purposes", "packages", "domains", "receives", "region", "source", "reviewed"],
  policy: ["file", "effective", "sha256"],
  organization: ["name", "role", "domains"],
  source: ["section", "quote", "line", "document"],
  retention: ["max", "from", "basis"],
  retentionDefaults: ["max", "from", "basis"],
  exemptions: ["deidentified"],
  deidentified: ["functions", "minGroupSize"],
  identifiers: ["add", "ignore"],
};

const openWords: Readonly<Record<string, readonly string[]>> = {
  purposes: purposeWords, actions: actionWords, from: retentionStarts,
};

const lastName = (path: KeyPath): string => String([...path].reverse().find((part) => typeof part === "string") ?? "");

function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], data);
}

const pathText = (path: KeyPath): string => path.map(String).join("/");

const shown = (value: unknown): string => (typeof value === "string" ? `\`${value}\`` : `\`${JSON.stringify(value)}\``);

function wordList(words: readonly unknown[]): string {
  return words.map((word) => `\`${String(word)}\``).join(", ");
}

function durationHint(value: unknown): string {
  const match = /^\s*(\d+)\s*(d|day|w|week|m|mo|month|y|year)s?\s*$/i.exec(String(value));
  return match ? ` Did you mean \`P${match[1]}${match[2]![0]!.toUpperCase()}\`?` : "";
}

function unknownKey(issue: Extract<Issue, { code: "unrecognized_keys" }>, document: InventoryDocument): Problem[] {
  const section = issue.path.length === 0 ? "" : lastName(issue.path);
  const parent = section in knownKeys ? section : lastName(issue.path.slice(0, -1));
  const known = knownKeys[section] ?? knownKeys[parent] ?? [];
  return issue.keys.map((key) => {
    const suggestion = nearest(key, known);
    return {
      offset: document.keyOffset([...issue.path, key]),
      what: `Unknown key \`${key}\`.${didYouMean(suggestion)}`,
      fix: `Known here: ${wordList(known)}. Your own keys start with \`x-\`.`,
      ...(suggestion === undefined ? {} : { meant: pathText([...issue.path, suggestion]) }),
    };
  });
}

function wrongWord(value: unknown, words: readonly unknown[], path: KeyPath): Omit<Problem, "offset"> {
  const name = lastName(path);
  if (path.length === 1 && name === "version") {
    return { what: `This is not a version that can be read: ${shown(value)}.`, fix: "Write `version: 1`." };
  }
  const suggestion = nearest(String(value), words.map(String));
  return {
    what: `Unknown value ${shown(value)} for \`${name}\`.${didYouMean(suggestion)}`,
    fix: `Known values: ${wordList(words)}.`,
  };
}

function wrongText(issue: Extract<Issue, { code: "invalid_format" }>, value: unknown, path: KeyPath): Omit<Problem, "offset"> {
  const name = lastName(path);
  const pattern = issue.pattern ?? "";
  if (pattern.includes("x-[a-z0-9]")) {
    const words = openWords[name] ?? [];
    const { what, fix } = wrongWord(value, words, path);
    return { what, fix: `${fix} Your own words start with \`x-\`.` };
  }
  if (name === "sha256") return { what: "`sha256` is not a SHA-256 hash.", fix: "Write the 64 hexadecimal digits of the policy file's hash." };
  if (name === "effective") return { what: `${shown(value)} is not a date.`, fix: "Write the date as YYYY-MM-DD." };
  return {
    what: `${shown(value)} is not a duration.${durationHint(value)}`,
    fix: "Write an ISO 8601 duration, for example `P90D`, `P6M` or `P2Y`.",
  };
}

function missingKey(path: KeyPath, expected: string, document: InventoryDocument): Problem {
  const name = lastName(path);
  return { offset: document.valueOffset(path), what: `\`${name}\` is missing.`, fix: `Add \`${name}\`: ${expected}.`, missing: pathText(path) };
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list", object: "a map of keys", record: "a map of keys", string: "text", int: "a whole number", boolean: "`true` or `false`",
};
const kindOf = (expected: string): string => kinds[expected] ?? `a ${expected}`;

function wrongType(issue: Extract<Issue, { code: "invalid_type" }>, value: unknown, path: KeyPath): Omit<Problem, "offset"> {
  const name = String(path.at(-1) ?? "");
  const expected = kindOf(issue.expected);
  if (path.length === 0) return { what: "The inventory is not a map of keys.", fix: "Start with `version: 1` and a `data:` list." };
  const where = typeof path.at(-1) === "number" ? `An item of \`${lastName(path)}\`` : `\`${name}\``;
  if (value === null) return { what: `${where} is empty.`, fix: `Write ${expected}, or remove it.` };
  return { what: `${where} must be ${expected}.`, fix: `Write ${expected}.` };
}

function wrongSize(path: KeyPath, issue: Issue): Omit<Problem, "offset"> {
  const name = lastName(path);
  if (issue.code === "too_big" && name === "quote") {
    return { what: "`quote` is longer than 240 characters.", fix: "Keep the words that declare the data, at most 240 characters." };
  }
  if (issue.code === "too_big") return { what: `\`${name}\` is too large.`, fix: `At most ${String(issue.maximum)}.` };
  return { what: `\`${name}\` is empty.`, fix: "Fill it in, or remove the key to get its default." };
}

/** Of a union's branches, the one whose kind of value the user wrote. */
function branchIssues(issue: Extract<Issue, { code: "invalid_union" }>): Issue[] {
  const meant = issue.errors.find((branch) => branch.every((inner) => inner.code !== "invalid_type" || inner.path.length > 0));
  return (meant ?? issue.errors[0] ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
}

export function problemsOf(issue: Issue, document: InventoryDocument): Problem[] {
  const { path } = issue;
  const value = valueAt(document.data, path);
  switch (issue.code) {
    case "unrecognized_keys": return unknownKey(issue, document);
    case "invalid_union": return branchIssues(issue).flatMap((inner) => problemsOf(inner, document));
    case "invalid_value":
      if (value === undefined) {
        return [missingKey(path, wordList(issue.values), document)];
      }
      return [{ offset: document.valueOffset(path), ...wrongWord(value, issue.values, path) }];
    case "invalid_format": return [{ offset: document.valueOffset(path), ...wrongText(issue, value, path) }];
    case "invalid_type":
      if (value === undefined && path.length > 0) return [missingKey(path, kindOf(issue.expected), document)];
      return [{ offset: document.valueOffset(path), ...wrongType(issue, value, path) }];
    case "too_big": case "too_small": return [{ offset: document.valueOffset(path), ...wrongSize(path, issue) }];
    default: return [{ offset: document.valueOffset(path), what: `\`${lastName(path)}\` is not right: ${issue.message}.`, fix: "See docs/inventory.md." }];
  }
}
