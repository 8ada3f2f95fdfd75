/** optionsThis: `this` in a method of an options object: a Pinia or Vuex store, a Vue component, a plain object with methods. */
import type { Entry, FunctionId, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import { keyed } from "../types/scalars.ts";
import type { Evaluator } from "./evaluate.ts";
import { recogniseName } from "./recognise.ts";
import { clean, isEmpty, union, unknown, type Result } from "./result.ts";

/** Parts of the options whose functions see the whole object as `this`. */
const groups = new Set(["actions", "methods", "getters", "computed", "watch", "mutations", "hooks"]);
const states = ["state", "data"];
const members = ["getters", "computed"];

interface Options { id: ValueId; functions: FunctionId[] }

const memo = new WeakMap<Unit, Map<FunctionId, Options>>();

/** `path` inside `this` of a function that is no member of a class; undefined when it stands in no object. */
export function optionsThis(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[]): Result | undefined {
  const options = optionsOf(unit, fn);
  const [name, ...rest] = path;
  if (!options || name === undefined || name.startsWith("-") || name === "*") return undefined;
  return optionsField(evaluator, unit, options, name, rest);
}

/** The same field of a store made of such options, as others see it: `useMemberStore().member`. */
export function optionsState(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[]): Result | undefined {
  const [name, ...rest] = path;
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object" || name === undefined || name.startsWith("-") || name === "*") return undefined;
  return optionsField(evaluator, unit, { id: unit.peel(id), functions: functionsIn(unit, unit.peel(id)) }, name, rest);
}

function optionsField(evaluator: Evaluator, unit: Unit, { id, functions }: Options, name: string, rest: readonly string[]): Result | undefined {
  const state = states.map((key) => keyed(unit, id, key)).find((one) => one !== undefined);
  const started = state === undefined ? [] : startedWith(evaluator, unit, state, [name, ...rest]);
  const own = ownEntry(unit, id, name);
  const given = own === undefined ? [] : [memberValue(evaluator, unit, own, rest)];
  const written = functions.flatMap((one) => (unit.facts.functions[one]?.effects ?? []).flatMap((effect) => {
    const target = unit.value(unit.peel(effect.target));
    return effect.key === name && target.kind === "this" && target.cls === undefined ? [evaluator.evaluate(unit, effect.value, rest)] : [];
  }));
  const all = [...started, ...given, ...written];
  if (!all.length) return undefined;
  const result = union(all);
  if (!isEmpty(result) || result.plain) return result;
  const found = recogniseName(evaluator.program.catalog, [name, ...rest].at(-1)!, [name, ...rest].slice(0, -1));
  return found ? { ...clean, data: [evaluator.datum(unit, unit.facts.functions[functions[0] ?? 0]?.at ?? 0, found, ["this", name, ...rest])] } : unknown;
}

function startedWith(evaluator: Evaluator, unit: Unit, state: ValueId, path: readonly string[]): Result[] {
  const value = unit.value(unit.peel(state));
  return [value.kind === "function" ? evaluator.returns(unit, value.fn, path) : evaluator.evaluate(unit, state, path)];
}

/** `getters: { handicap: (state) => ... }`, or a field of a plain object. */
function ownEntry(unit: Unit, id: ValueId, name: string): ValueId | undefined {
  for (const group of members) {
    const inner = keyed(unit, id, group);
    const found = inner === undefined ? undefined : keyed(unit, unit.peel(inner), name);
    if (found !== undefined) return found;
  }
  const own = keyed(unit, id, name);
  return own !== undefined && unit.value(unit.peel(own)).kind !== "function" ? own : undefined;
}

function memberValue(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[]): Result {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "function") return evaluator.evaluate(unit, id, path);
  const result = evaluator.returns(unit, value.fn, path);
  return { ...result, open: result.open.filter((open) => open.fn !== value.fn) };
}

function optionsOf(unit: Unit, fn: FunctionId): Options | undefined {
  let known = memo.get(unit);
  if (!known) memo.set(unit, known = findOptions(unit));
  return known.get(fn);
}

/** Objects with functions in them; those with groups of functions take the groups' functions too. */
function findOptions(unit: Unit): Map<FunctionId, Options> {
  const found = new Map<FunctionId, Options>();
  const nested = new Map<FunctionId, Options>();
  unit.facts.values.forEach((value, id) => {
    if (value.kind !== "object") return;
    const own = ownFunctions(unit, value.entries);
    const grouped = groupedFunctions(unit, value.entries);
    if (!own.length && !grouped.length) return;
    const options: Options = { id, functions: [...own, ...grouped] };
    for (const fn of own) found.set(fn, options);
    for (const fn of grouped) nested.set(fn, options);
  });
  return new Map([...found, ...nested]);
}

const functionsIn = (unit: Unit, id: ValueId): FunctionId[] => {
  const value = unit.value(id);
  return value.kind === "object" ? [...ownFunctions(unit, value.entries), ...groupedFunctions(unit, value.entries)] : [];
};

const ownFunctions = (unit: Unit, entries: readonly Entry[]): FunctionId[] => entries.flatMap((entry) => {
  const value = "key" in entry ? unit.value(unit.peel(entry.value)) : undefined;
  return value?.kind === "function" && !unit.facts.functions[value.fn]?.isArrow ? [value.fn] : [];
});

const groupedFunctions = (unit: Unit, entries: readonly Entry[]): FunctionId[] => entries.flatMap((entry) => {
  const value = "key" in entry && groups.has(entry.key) ? unit.value(unit.peel(entry.value)) : undefined;
  return value?.kind === "object" ? ownFunctions(unit, value.entries) : [];
});
