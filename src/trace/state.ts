/** stateResult: what a container holds whose value is set later: `useState`, `ref`, `signal`. */
import type { FunctionId, TypeId, Value, ValueId } from "../model/index.ts";
import { callsOfParameter } from "../link/callers.ts";
import { identify } from "../link/identify.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { typedToSetter } from "./inputs.ts";
import { optionsState } from "./option-objects.ts";
import { madeAt } from "./origins.ts";
import { clean, isEmpty, plain, throughOpen, union, unknown, type Open, type Result } from "./result.ts";
import { usesOf } from "../link/uses.ts";

type Call = Value & { kind: "call" };

/** Containers whose value is set later: the initial value is only one of those they hold. */
export const stateful = new Set(["useState", "useReducer", "useRef", "ref", "shallowRef", "signal", "writable", "atom", "BehaviorSubject", "reactive", "shallowReactive", "createStore", "createSignal"]);
const pairs = new Set(["useState", "useReducer", "useAtom", "createSignal"]);

export function stateResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], name: string): Result {
  const isPair = pairs.has(name);
  if (isPair && path[0] === "1") return clean;
  const rest = path.filter((one, index) => index > 0 || !["0", "current", "value"].includes(one) || name.endsWith("eactive"));
  const initial = call.args[name === "useReducer" ? 1 : 0];
  const typed = call.typeArgs?.[0] === undefined ? unknown : evaluator.orType(unit, unknown, call.typeArgs[0], rest, [], call.at);
  const first = initial ? unit.value(unit.peel(initial.value)) : undefined;
  // A switch or a counter stays one.
  if (first?.kind === "const" && (first.type === "boolean" || first.type === "number")) return plain;
  const started = initial ? startOf(evaluator, unit, initial.value, rest) : unknown;
  const set = isPair ? setLater(evaluator, unit, id, call, rest) : [];
  const known = union([typed, started, ...set]);
  // An empty start says nothing: what is typed or fetched later has the name it is kept under.
  const isUnsaid = isEmpty(known) && !known.plain && rest.length > 0 && isEmptyStart(evaluator, unit, initial?.value, rest);
  return isUnsaid ? unknown : known;
}

/** `useState(() => load())`: what the initialiser returns. */
function startOf(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[]): Result {
  const value = unit.value(unit.peel(id));
  return value.kind === "function" ? evaluator.returns(unit, value.fn, path) : evaluator.evaluate(unit, id, path);
}

function isEmptyStart(evaluator: Evaluator, unit: Unit, id: ValueId | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  const value = id === undefined ? undefined : unit.value(unit.peel(id));
  if (value === undefined) return true;
  if (name === undefined) return value.kind === "const" && (value.type === "null" || value.type === "undefined" || (value.type === "string" && value.text === ""));
  if (value.kind === "const") return value.type === "null" || value.type === "undefined";
  if (value.kind !== "object") return false;
  const entry = value.entries.find((one) => "key" in one && one.key === name);
  return entry !== undefined && "key" in entry && isEmptyStart(evaluator, unit, entry.value, rest);
}

/** What the setter is given: `setEmail(event.target.value)`, `setUser((before) => ...)`, `onChangeText={setEmail}`. */
function setLater(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result[] {
  if (unit.lastName(call.callee) === "useReducer") return [];
  const owner = unit.site(id)?.fn;
  const given = usesOf(unit).callsOfMember(id, "1").slice(0, 24).map((site) => givenTo(evaluator, site, path, owner));
  return path.length ? given : [...given, ...typedToSetter(evaluator, unit, id, "1")];
}

function givenTo(evaluator: Evaluator, { unit, id }: CallRef, path: readonly string[], owner: number | undefined): Result {
  const site = unit.value(id);
  const argument = site.kind === "call" ? site.args[0] : undefined;
  if (!argument) return clean;
  const value = unit.value(unit.peel(argument.value));
  const result = value.kind === "function" ? evaluator.returns(unit, value.fn, path) : evaluator.evaluate(unit, argument.value, path);
  // Parameters of handlers and callbacks end here; those of the component are its callers' matter.
  const [own, inner] = [result.open.filter((open) => open.fn === owner), result.open.filter((open) => open.fn !== owner)];
  const closed = inner.map((open) => evaluator.close(open)).map((one) => ({ ...one, open: [], apply: [] }));
  const all = union([{ ...result, open: own, apply: [], unknown: false }, ...closed.filter((one) => one.data.length || one.opaque.length)]);
  return isEmpty(all) && (result.unknown || inner.length) && value.kind !== "const" ? plain : all;
}

/** `useMemberStore()` of `defineStore(id, options)` or `defineStore(id, () => ({ ... }))`: the store's state. */
export function storeResult(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  if (!path.length) return undefined;
  const made = madeAt(evaluator.program, unit, call.callee);
  const maker = made.unit.value(made.id);
  if (maker.kind !== "call" || made.unit.lastName(maker.callee) !== "defineStore") return undefined;
  const options = maker.args.at(-1);
  const value = options && made.unit.value(made.unit.peel(options.value));
  if (!options || !value) return undefined;
  if (value.kind === "function") return { ...evaluator.returns(made.unit, value.fn, path), open: [] };
  const result = optionsState(evaluator, made.unit, options.value, path);
  return result && { ...result, open: [] };
}

const makers = new Set(["create", "createStore", "createWithEqualityFn"]);
const middleware = new Set(["persist", "devtools", "immer", "subscribeWithSelector", "combine", "redux", "temporal"]);

/** `useApp((state) => state.user)` of a Zustand store: what the selector takes of the state, and of what is set later. */
export function selectedState(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  if (!/^use[A-Z]/.test(unit.lastName(call.callee) ?? "") || call.args.length > 2) return undefined;
  const made = madeAt(evaluator.program, unit, call.callee);
  const state = stateFunction(evaluator, made.unit, made.id);
  if (!state) return undefined;
  const selector = call.args[0] ? identify(evaluator.program, unit, call.args[0].value).find((entity) => entity.kind === "function") : undefined;
  if (selector?.kind !== "function") return call.args.length ? unknown : stateAt(evaluator, state, path);
  const returned = evaluator.returns(selector.unit, selector.fn, path);
  const isState = (open: Open): boolean => open.unit === selector.unit && open.fn === selector.fn && open.index === 0;
  return union([{ ...returned, open: returned.open.filter((open) => !isState(open)) }, ...returned.open.filter(isState).map((open) => throughOpen(stateAt(evaluator, state, open.path), open))]);
}

/** The function that makes the state, below middleware and `create<State>()(...)`. */
function stateFunction(evaluator: Evaluator, unit: Unit, id: ValueId, depth = 0): { unit: Unit; fn: FunctionId; type?: TypeId } | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "call" || depth > 5) return undefined;
  const curried = unit.value(unit.peel(value.callee));
  const maker = curried.kind === "call" ? curried : value;
  const name = unit.lastName(maker.callee) ?? "";
  const isMaker = depth === 0 ? makers.has(name) && identify(evaluator.program, unit, maker.callee).some((entity) => entity.kind === "api" && /^zustand/.test(entity.origin.package ?? "")) : middleware.has(name);
  const [first] = value.args;
  if (!isMaker || !first) return undefined;
  const type = maker.typeArgs?.[0];
  const inner = unit.value(unit.peel(first.value));
  if (inner.kind === "function") return { unit, fn: inner.fn, ...(type === undefined ? {} : { type }) };
  const below = stateFunction(evaluator, unit, first.value, depth + 1);
  return below && { ...below, ...(type === undefined ? {} : { type }) };
}

function stateAt(evaluator: Evaluator, { unit, fn, type }: { unit: Unit; fn: FunctionId; type?: TypeId }, path: readonly string[]): Result {
  const set = callsOfParameter(unit, fn, 0).map(({ id }): Result => {
    const call = unit.value(id);
    const given = call.kind === "call" ? call.args[0] : undefined;
    if (!given) return clean;
    const value = unit.value(unit.peel(given.value));
    const result = value.kind === "function" ? evaluator.returns(unit, value.fn, path) : value.kind === "object" && path.length && !value.entries.some((entry) => !("key" in entry) || entry.key === path[0]) ? clean : evaluator.evaluate(unit, given.value, path);
    const closed = result.open.map((open) => evaluator.close(open)).filter((one) => one.data.length > 0).map((one) => ({ ...one, open: [], apply: [] }));
    return union([{ ...result, open: [], apply: [] }, ...closed]);
  });
  const found = union([evaluator.returns(unit, fn, path), ...set]);
  const typed = type === undefined || !path.length ? unknown : evaluator.byType(unit, type, path, ["state"], 0);
  if (found.data.length) return { ...found, open: [], apply: [] };
  return typed.unknown ? { ...found, open: [], apply: [], unknown: !found.plain } : typed;
}
