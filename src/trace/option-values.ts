/** readOption: what an option of a set-up can be, through names, files, spreads, branches, environment defaults and callers. */
import type { Place, Value, ValueId } from "../model/index.ts";
import { callersOf } from "../link/callers.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { resolved } from "./options.ts";

/** Where an option's key stands. */
export interface Written { unit: Unit; at: Place; key: string }

export type Reading = { written: Written | null } & (
  | { kind: "absent" }
  | { kind: "constant"; type: (Value & { kind: "const" })["type"]; text: string | undefined }
  | { kind: "list"; items: Ref[] }
  | { kind: "record"; size: number }
  /** A function, an instance, a text put together: something, whatever it is. */
  | { kind: "other"; ref: Ref }
  /** Decided outside the code; `isSet` when it cannot be missing. */
  | { kind: "unknown"; isSet: boolean; names: string[] }
);

const absent: Reading = { kind: "absent", written: null };
const deepest = 10;
const widest = 12;

/** Every value the option can have; one when the code says which. */
export function readOption(program: Program, ref: Ref, path: readonly string[], written: Written | null = null, depth = 0): Reading[] {
  const [first, ...rest] = path;
  if (first === undefined) return readValue(program, ref, written, depth);
  const { unit, id } = resolved(program, ref);
  const value = unit.value(id);
  if (depth > deepest) return [{ kind: "unknown", isSet: false, names: [], written }];
  const next = (one: Ref, from = written): Reading[] => readOption(program, one, path, from, depth + 1);
  switch (value.kind) {
    case "object": return readEntries(program, { unit, id }, value, first, rest, depth);
    case "array": return first.endsWith("()") ? readItem(program, unit, value, first.slice(0, -2), rest, depth) : [absent];
    case "choice": return distinct(value.options.flatMap((option) => next({ unit, id: option })));
    case "after": return next({ unit, id: value.base });
    case "const":
    case "text": return [absent];
    default: return follow(program, { unit, id }, value, next) ?? [{ kind: "unknown", isSet: false, names: unit.chain(id), written }];
  }
}

/** What callers pass, what a project function returns. */
function follow(program: Program, { unit }: Ref, value: Value, next: (ref: Ref) => Reading[]): Reading[] | undefined {
  if (value.kind === "param") {
    const given = callersOf(program, unit, value.fn).slice(0, widest).flatMap((feed): Reading[] => {
      const call = feed.kind === "call" ? feed.call.unit.value(feed.call.id) : undefined;
      const argument = call?.kind === "call" && feed.kind === "call" ? call.args[value.index + feed.shift] : undefined;
      return argument && feed.kind === "call" ? next({ unit: feed.call.unit, id: argument.value }) : call ? [absent] : [];
    });
    const standard = value.default === undefined ? [] : next({ unit, id: value.default });
    const all = given.length ? given.flatMap((one) => (one.kind === "absent" ? (standard.length ? standard : [one]) : [one])) : standard;
    return all.length ? distinct(all) : undefined;
  }
  if (value.kind !== "call" || value.isNew) return undefined;
  const returned = identify(program, unit, value.callee).flatMap((entity) => (entity.kind === "function" ? (entity.unit.facts.functions[entity.fn]?.returns ?? []).map((one) => ({ unit: entity.unit, id: one })) : []));
  return returned.length ? distinct(returned.slice(0, widest).flatMap(next)) : undefined;
}

/** The last entry of that name counts, and a spread that may hold it before those above it. */
function readEntries(program: Program, { unit }: Ref, value: Value & { kind: "object" }, key: string, rest: readonly string[], depth: number): Reading[] {
  const found: Reading[] = [];
  for (const entry of [...value.entries].reverse()) {
    if ("key" in entry && entry.key === key) return distinct([...found, ...readOption(program, { unit, id: entry.value }, rest, { unit, at: entry.at, key }, depth + 1)]);
    if (!("spread" in entry)) continue;
    const inner = readOption(program, { unit, id: entry.spread }, [key, ...rest], null, depth + 1);
    found.push(...inner.filter((one) => one.kind !== "absent"));
    if (!inner.some((one) => one.kind === "absent" || (one.kind === "unknown" && !one.isSet))) return distinct(found);
  }
  return distinct([...found, absent]);
}

/** An item of a list that is a call of that name, and the options it is given. */
function readItem(program: Program, unit: Unit, list: Value & { kind: "array" }, name: string, rest: readonly string[], depth: number): Reading[] {
  const found: Reading[] = [];
  let isOpen = false;
  for (const item of list.items) {
    const calls = callsIn(program, { unit, id: item.value }, 0);
    if (item.spread && calls.length === 0) isOpen = true;
    for (const { call, at } of calls) {
      const value = at.unit.value(call);
      if (value.kind !== "call" || at.unit.lastName(value.callee) !== name) continue;
      const written = { unit: at.unit, at: value.at, key: `${name}()` };
      const [options] = value.args;
      if (rest.length === 0) found.push({ kind: "other", ref: { unit: at.unit, id: call }, written });
      else found.push(...(options ? readOption(program, { unit: at.unit, id: options.value }, rest, written, depth + 1) : [absent]));
    }
  }
  if (found.length) return distinct(found);
  return isOpen ? [{ kind: "unknown", isSet: false, names: [], written: null }, absent] : [absent];
}

function callsIn(program: Program, ref: Ref, depth: number): { call: ValueId; at: Ref }[] {
  const at = resolved(program, ref);
  const value = at.unit.value(at.id);
  if (value.kind === "call") return [{ call: at.id, at }];
  if (depth > 4) return [];
  if (value.kind === "choice") return value.options.flatMap((option) => callsIn(program, { unit: at.unit, id: option }, depth + 1));
  return value.kind === "array" ? value.items.flatMap((item) => callsIn(program, { unit: at.unit, id: item.value }, depth + 1)) : [];
}

function readValue(program: Program, ref: Ref, written: Written | null, depth: number): Reading[] {
  const { unit, id } = resolved(program, ref);
  const value = unit.value(id);
  if (depth > deepest) return [{ kind: "unknown", isSet: false, names: [], written }];
  const next = (one: Ref): Reading[] => readValue(program, one, written, depth + 1);
  switch (value.kind) {
    case "const": return [value.type === "undefined" ? absent : { kind: "constant", type: value.type, text: value.text, written }];
    case "choice": return distinct(value.options.flatMap((option) => next({ unit, id: option })));
    case "after": return next({ unit, id: value.base });
    case "array": return [{ kind: "list", items: value.items.map((item) => ({ unit, id: item.value })), written }];
    case "object": return [{ kind: "record", size: value.entries.length, written }];
    case "derived": return [{ kind: "unknown", isSet: true, names: [], written }];
    case "function":
    case "class":
    case "jsx": return [{ kind: "other", ref: { unit, id }, written }];
    default: return follow(program, { unit, id }, value, next) ?? [other(unit, id, value, written)];
  }
}

/** `new Sampler()`, an imported function and a text are something; what the environment or a caller says may be nothing. */
function other(unit: Unit, id: ValueId, value: Value, written: Written | null): Reading {
  const isSomething = value.kind === "text" || value.kind === "import" || (value.kind === "call" && value.isNew === true);
  return isSomething ? { kind: "other", ref: { unit, id }, written } : { kind: "unknown", isSet: value.kind === "call", names: unit.chain(id).filter(Boolean), written };
}

function distinct(readings: Reading[]): Reading[] {
  const seen = new Set<string>();
  return readings.filter((one) => {
    const where = one.written ? `${one.written.unit.path} ${one.written.at}` : "";
    const key = `${one.kind} ${one.kind === "constant" ? `${one.type} ${one.text}` : ""} ${where}`;
    return seen.has(key) ? false : seen.add(key);
  }).slice(0, widest);
}
