/** Thrown values: what the calls and throws inside a try block can hand to its catch clause. */
import type { CallSite, FunctionId, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { carriedBy } from "./library-errors.ts";
import { isEmpty, union, withHop, type Result } from "./result.ts";

const deepest = 8;
const farthestCarried = 3;
/** A caught error's data; clean when nothing personal was thrown: an unknown error is not a finding. */
export function thrownInside(evaluator: Evaluator, unit: Unit, fn: FunctionId, tried: number, path: readonly string[]): Result {
  return { ...union(thrownBy(evaluator, unit, fn, path, tried, 0).results), unknown: false };
}

/** What a call of the function may throw. */
export function thrownByFunction(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[]): Result {
  return { ...union(leaving(evaluator, unit, fn, path, 0).results), unknown: false };
}

/** `isWhole`: no bound and no cycle left something out. */
interface Thrown { results: Result[]; isWhole: boolean }

const memo = new WeakMap<Evaluator, Map<string, Thrown | null>>();

/** Whatever leaves the function, in terms of its own parameters: worked out once. */
function leaving(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[], depth: number): Thrown {
  const known = memo.get(evaluator) ?? memo.set(evaluator, new Map()).get(evaluator)!;
  const key = `${unit.path} ${fn} ${path.join(".")}`;
  const cached = known.get(key);
  if (cached) return cached;
  if (cached === null || depth > deepest) return { results: [], isWhole: false };
  known.set(key, null);
  const found = thrownBy(evaluator, unit, fn, path, null, depth);
  if (found.isWhole || depth === 0) known.set(key, found);
  else known.delete(key);
  return found;
}

/** `tried` null: whatever leaves the function; otherwise what is raised inside that try block. */
function thrownBy(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[], tried: number | null, depth: number): Thrown {
  const summary = unit.facts.functions[fn];
  if (!summary) return { results: [], isWhole: true };
  const concerns = (at: number | undefined): boolean => reaches(summary.tries, at, tried);
  const own = summary.throws.filter((one) => concerns(one.tried)).map((one) => withHop(evaluator.evaluate(unit, one.value, path), evaluator.hop(unit, one.at, "step", "thrown")));
  const returned = tried === null ? summary.returns.flatMap((id) => rejectedValue(evaluator, unit, id, path, 0)) : [];
  let isWhole = true;
  const handled = handledIn(unit, summary.calls);
  const called = summary.calls.filter((call) => concerns(call.tried) && !handled.has(call.value)).flatMap((call) => {
    const thrown = thrownByCall(evaluator, unit, call.value, path, depth);
    isWhole &&= thrown.isWhole;
    return thrown.results;
  });
  return { results: [...own, ...returned, ...called].filter((result) => !isEmpty(result)), isWhole };
}

/** Calls whose rejection ends where they stand: `load().then(use).catch(report)`. */
function handledIn(unit: Unit, calls: readonly CallSite[]): Set<ValueId> {
  const handled = new Set<ValueId>();
  for (const { value: id } of calls) {
    const call = unit.value(id);
    const callee = call.kind === "call" ? unit.value(unit.peel(call.callee)) : undefined;
    if (call.kind !== "call" || callee?.kind !== "member" || !(callee.name === "catch" || (callee.name === "then" && call.args.length > 1))) continue;
    for (let at = unit.peel(callee.base), limit = 0; limit < 8; limit++) {
      const before = unit.value(at);
      if (before.kind !== "call") break;
      handled.add(at);
      const inner = unit.value(unit.peel(before.callee));
      if (inner.kind !== "member" || !passingOn.has(inner.name)) break;
      at = unit.peel(inner.base);
    }
  }
  return handled;
}

/** What one call may throw, or reject with. */
function thrownByCall(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[], depth: number): Thrown {
  const value = unit.value(id);
  if (value.kind !== "call") return { results: [], isWhole: true };
  const note = `thrown by \`${unit.chain(value.callee).filter(Boolean).join(".")}()\``;
  const hop = evaluator.hop(unit, value.at, "step", note);
  const targets = identify(evaluator.program, unit, value.callee).filter((entity) => entity.kind === "function");
  // Far from the call nobody expects what a library kept; what is thrown on purpose is another matter.
  if (!targets.length) return { results: depth > farthestCarried ? [] : [withHop(carriedBy(evaluator, { unit, id }, path, depth), hop)], isWhole: depth <= farthestCarried };
  let isWhole = true;
  const results = targets.flatMap((target) => {
    const inner = leaving(evaluator, target.unit, target.fn, path, depth + 1);
    isWhole &&= inner.isWhole;
    return inner.results.map((result) => evaluator.fill(result, target.unit, target.fn, (index) => (value.args[index] ? { unit, id: value.args[index].value } : null), hop));
  });
  return { results, isWhole };
}

const passingOn = new Set(["then", "catch", "finally", "pipe", "toPromise", "asObservable"]);

/** `Promise.reject(error)`, `throwError(() => error)`, also with more steps behind them. */
function rejectedValue(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[], depth: number): Result[] {
  const value = unit.value(unit.peel(id));
  if (value.kind === "choice" && depth < 4) return value.options.flatMap((option) => rejectedValue(evaluator, unit, option, path, depth + 1));
  if (value.kind !== "call") return [];
  const chain = unit.chain(value.callee);
  const [first] = value.args;
  if (first && (chain.join(".") === "Promise.reject" || chain.at(-1) === "throwError")) {
    const maker = unit.value(unit.peel(first.value));
    return maker.kind === "function" ? [evaluator.returns(unit, maker.fn, path)] : [evaluator.evaluate(unit, first.value, path)];
  }
  const callee = unit.value(unit.peel(value.callee));
  return callee.kind === "member" && passingOn.has(callee.name) && depth < 8 ? rejectedValue(evaluator, unit, callee.base, path, depth + 1) : [];
}

/** What the error a `.catch` callback or an observer's `error` is given may hold. */
export function rejection(evaluator: Evaluator, unit: Unit, promise: ValueId, path: readonly string[], depth = 0): Result | undefined {
  const id = unit.peel(promise);
  const value = unit.value(id);
  if (value.kind !== "call" || depth > 8) return undefined;
  const callee = unit.value(unit.peel(value.callee));
  const results = [...thrownByCall(evaluator, unit, id, path, 0).results, ...rejectedValue(evaluator, unit, id, path, 0)];
  if (callee.kind === "member" && passingOn.has(callee.name)) {
    const before = rejection(evaluator, unit, callee.base, path, depth + 1);
    if (before) results.push(before);
  }
  const thrown = union(results);
  return isEmpty(thrown) ? undefined : { ...thrown, unknown: false };
}

/** Whether something raised in try block `at` passes through to `tried` (or out of the function). */
function reaches(tries: { parent: number; hasCatch: boolean }[] | undefined, at: number | undefined, tried: number | null): boolean {
  for (let block = at ?? -1; ; block = tries?.[block]?.parent ?? -1) {
    if (block === (tried ?? -1)) return true;
    if (block === -1 || tries?.[block]?.hasCatch) return false;
  }
}
