/** Turns schema issues of a configuration into sentences that stand at the wrong key or value and say what to write. */
import type * as Zod from "zod";
import type { KeyPath } from "./located.ts";
import { entryKinds, levels } from "./schema.ts";
import type { ConfigSource } from "./source.ts";
import { didYouMean, nearest } from "./suggest.ts";

export interface Problem {
  offset: number;
  what: string;
  fix: string;
  /** Path of the key that is missing, or of the one that was meant: a slip explains what seems to be missing. */
  missing?: string;
  meant?: string;
}

type Issue = Zod.core.$ZodIssue;

const topKeys = [
  "$schema", "extends", "inventory", "include", "exclude", "includeTests", "ownDomains", "rules", "overrides", "failOn", ...entryKinds,
  "identifiers", "baseline", "strict",
] as const;

const isRules = (path: KeyPath): boolean => path[path.length - 1] === "rules" && (path.length === 1 || path[0] === "overrides");

function keysAt(path: KeyPath, rules: readonly string[]): readonly string[] {
  if (path.length === 0) return topKeys;
  if (isRules(path)) return rules;
  if (path[0] === "overrides") return ["files", "exclude", "rules"];
  return path[0] === "identifiers" ? ["add", "ignore"] : [];
}

const words = (list: readonly unknown[]): string => list.map((one) => `\`${String(one)}\``).join(", ");
const shown = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
const pathText = (path: KeyPath): string => path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("").replace(/^\./, "");

const valueAt = (data: unknown, path: KeyPath): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], data);

function unknownKeys(issue: Extract<Issue, { code: "unrecognized_keys" }>, source: ConfigSource, rules: readonly string[]): Problem[] {
  const known = keysAt(issue.path, rules);
  const isRule = isRules(issue.path);
  const place = isRule || issue.path.length === 0 ? "" : ` in \`${pathText(issue.path)}\``;
  return issue.keys.map((key) => {
    const meant = nearest(key, known);
    return {
      offset: source.offsetOf([...issue.path, key], "key"),
      what: `There is no ${isRule ? "rule" : "key"} \`${key}\`${place}.${didYouMean(meant)}`,
      fix: isRule ? "`privacy-lint explain` lists the rules." : `Use one of ${words(known.filter((one) => one !== "$schema"))}.`,
      ...(meant !== undefined && { meant: pathText([...issue.path, meant]) }),
    };
  });
}

const kindNames: Readonly<Record<string, string>> = { array: "a list", object: "an object", record: "an object", string: "a text", boolean: "true or false", number: "a number", int: "a whole number", tuple: "[severity, options]" };

/** Of the ways a value could be right, the one it is nearest to: the deepest issue, or the list of words for a text. */
function nearestBranch(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): Issue | undefined {
  const branches = issue.errors.map((branch) => branch[0]).filter((one): one is Issue => one !== undefined);
  const isText = typeof value === "string";
  const fitting = branches.find((one) => (isText ? one.code === "invalid_value" : one.path.length > 0))
    ?? branches.find((one) => one.code !== "invalid_type" || (one.expected === "array") === Array.isArray(value));
  return fitting ?? branches[0];
}

function sentences(issue: Issue, value: unknown, name: string): { what: string; fix: string } {
  switch (issue.code) {
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const isLevel = levels.every((level) => allowed.includes(level));
      return { what: `${shown(value)} is no ${isLevel ? "severity" : `value of \`${name}\``}.${typeof value === "string" ? didYouMean(nearest(value, allowed)) : ""}`, fix: `Use one of ${words(allowed)}.` };
    }
    case "invalid_type": {
      const wanted = kindNames[issue.expected] ?? issue.expected;
      if (value === undefined) return { what: `\`${name}\` is missing.`, fix: `Add it: ${wanted}.` };
      return { what: `\`${name}\` must be ${wanted}, not ${shown(value)}.`, fix: `Write ${wanted}.` };
    }
    case "too_small":
      return { what: `\`${name}\` is empty.`, fix: "Give at least one, or leave the key out." };
    default:
      return { what: `\`${name}\` is not as it should be: ${issue.message}.`, fix: "See the JSON Schema of the configuration." };
  }
}

export function problemsOf(issue: Issue, source: ConfigSource, rules: readonly string[]): Problem[] {
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, source, rules);
  if (issue.code === "invalid_union") {
    const branch = nearestBranch(issue, valueAt(source.data, issue.path));
    if (branch) return problemsOf({ ...branch, path: [...issue.path, ...branch.path] }, source, rules);
  }
  const name = pathText(issue.path) || "the configuration";
  const value = valueAt(source.data, issue.path);
  return [{ offset: source.offsetOf(issue.path, "value"), ...sentences(issue, value, name), ...(value === undefined && { missing: name }) }];
}
