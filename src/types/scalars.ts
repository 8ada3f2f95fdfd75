/** scalarOf: what one field of a schema or table holds, from the chain of calls that describes it. */
import type { DataTypeId, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import type { TypedField } from "./shape.ts";
import { hintOf } from "./hints.ts";

export interface Scalar {
  kind: TypedField["scalar"];
  hint?: DataTypeId;
  /** First text argument of the innermost call: the column's name in a table. */
  column?: string;
}

const flags = /^(bool(ean)?|enum|nativeEnum|literal|picklist|stringbool|never|null|undefined|void|function|pgEnum|keyof|any|blob|bytea|buffer|custom|instanceof|virtual)$/i;
const wrappers = new Set(["optional", "nullable", "nullish", "maybe", "array", "lazy", "preprocess", "union", "readonly", "exactOptional", "undefinedable", "optionalAsync", "fallback"]);
const numbers = /^(number|int\d*|integer|u?int(32|64)|serial|bigserial|smallint|bigint|real|float(32|64)?|double|decimal|numeric)/i;
const deepest = 6;

/** Undefined for flags and fixed words: they hold nothing of a person. */
export function scalarOf(unit: Unit, id: ValueId, depth = 0): Scalar | undefined {
  const value = unit.value(unit.peel(id));
  if (depth > deepest) return undefined;
  switch (value.kind) {
    case "call": return ofCall(unit, value, depth);
    case "member": return named(value.name);
    case "global": return named(value.name);
    case "const": return value.type === "string" ? worded(value.text ?? "string") : undefined;
    case "array": return value.items[0] ? scalarOf(unit, value.items[0].value, depth + 1) : undefined;
    case "object": return described(unit, id, depth);
    case "function": {
      const [returned] = unit.facts.functions[value.fn]?.returns ?? [];
      return returned === undefined ? { kind: "text" } : scalarOf(unit, returned, depth + 1);
    }
    default: return { kind: "text" };
  }
}

function named(name: string): Scalar | undefined {
  if (flags.test(name)) return undefined;
  if (/^(date|timestamp|datetime)/i.test(name)) return { kind: "date" };
  const hint = hintOf(name);
  return { kind: numbers.test(name) ? "number" : "text", ...(hint ? { hint } : {}) };
}

/** `"string.email"`, `"number > 0"`, `"'free' | 'pro'"` of a library that reads its types from texts. */
function worded(text: string): Scalar | undefined {
  const word = /^[\w.]+/.exec(text.trim())?.[0];
  return word === undefined || text.startsWith("'") ? undefined : named(word.startsWith("string") ? (hintOf(word) ? word : "string") : word);
}

/** `{ type: String, required: true }`, `{ type: "string", format: "email" }`. */
function described(unit: Unit, id: ValueId, depth: number): Scalar | undefined {
  const type = keyed(unit, id, "type");
  if (type === undefined) return undefined;
  const hint = hintOf(textOf(unit, keyed(unit, id, "format")));
  const found = scalarOf(unit, type, depth + 1);
  const column = textOf(unit, keyed(unit, id, "field"));
  return found && { ...found, ...(hint ? { hint } : {}), ...(column ? { column } : {}) };
}

function ofCall(unit: Unit, call: { callee: ValueId; args: { value: ValueId }[] }, depth: number): Scalar | undefined {
  const names: string[] = [];
  const said: Scalar[] = [];
  let inner = call;
  for (let limit = 0; limit < 24; limit++) {
    const callee = unit.value(unit.peel(inner.callee));
    names.push(callee.kind === "member" ? callee.name : (unit.lastName(inner.callee) ?? ""));
    if (names.at(-1) === "pipe") said.push(...inner.args.flatMap((argument) => scalarOf(unit, argument.value, depth + 1) ?? []));
    const base = callee.kind === "member" ? unit.value(unit.peel(callee.base)) : undefined;
    if (base?.kind !== "call") break;
    inner = base;
  }
  const first = names.at(-1)!;
  const hint = names.map(hintOf).find((one) => one !== undefined) ?? said.map((one) => one.hint).find((one) => one !== undefined) ?? hintOf(formatOf(unit, inner.args));
  const given = first === "preprocess" ? inner.args[1] : inner.args[0];
  const base = first === "pipe" ? said[0] : wrappers.has(first) && given ? scalarOf(unit, given.value, depth + 1) : named(first);
  const column = inner.args[0] ? textOf(unit, inner.args[0].value) : "";
  return base && { ...base, ...(hint ? { hint } : {}), ...(column ? { column } : {}) };
}

const formatOf = (unit: Unit, args: readonly { value: ValueId }[]): string =>
  args.map((argument) => textOf(unit, keyed(unit, argument.value, "format"))).find((one) => one !== "") ?? "";

/** The value under a key of an object literal. */
export function keyed(unit: Unit, id: ValueId | undefined, key: string): ValueId | undefined {
  const value = id === undefined ? undefined : unit.value(unit.peel(id));
  if (value?.kind !== "object") return undefined;
  for (const entry of value.entries) if ("key" in entry && entry.key === key) return entry.value;
  return undefined;
}

export function textOf(unit: Unit, id: ValueId | undefined): string {
  const value = id === undefined ? undefined : unit.value(unit.peel(id));
  return value?.kind === "const" ? (value.text ?? "") : "";
}
