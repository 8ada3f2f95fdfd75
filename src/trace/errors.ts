/** Thrown values: what the calls and throws inside a try block can hand to its catch clause. */
import type { FunctionId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { union, withHop, type Result } from "./result.ts";

const deepest = 8;
/** A caught error's data; clean when nothing personal was thrown: an unknown error is not a finding. */
export function thrownInside(evaluator: Evaluator, unit: Unit, fn: FunctionId, tried: number, path: readonly string[]): Result {
  const result = union(thrownBy(evaluator, unit, fn, path, tried, new Set(), 0));
  return { ...result, unknown: false };
}

/** What a call of the function may throw. */
export function thrownByFunction(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[]): Result {
  return { ...union(thrownBy(evaluator, unit, fn, path, null, new Set(), 0)), unknown: false };
}

/** `tried` null: whatever leaves the function; otherwise what is raised inside that try block. */
function thrownBy(evaluator: Evaluator, unit: Unit, fn: FunctionId, path: readonly string[], tried: number | null, seen: Set<string>, depth: number): Result[] {
  const summary = unit.facts.functions[fn];
  const key = `${unit.path} ${fn} ${tried}`;
  if (!summary || depth > deepest || seen.has(key)) return [];
  seen.add(key);
  const concerns = (at: number | undefined): boolean => reaches(summary.tries, at, tried);
  const own = summary.throws.filter((one) => concerns(one.tried)).map((one) => withHop(evaluator.evaluate(unit, one.value, path), evaluator.hop(unit, one.at, "step", "thrown")));
  const rejected = tried === null ? summary.returns.flatMap((id) => {
    const value = unit.value(unit.peel(id));
    const isReject = value.kind === "call" && unit.chain(value.callee).join(".") === "Promise.reject";
    return isReject && value.args[0] ? [evaluator.evaluate(unit, value.args[0].value, path)] : [];
  }) : [];
  const called = summary.calls.filter((call) => concerns(call.tried)).flatMap((call) => {
    const value = unit.value(call.value);
    if (value.kind !== "call") return [];
    return identify(evaluator.program, unit, value.callee).flatMap((entity) => {
      if (entity.kind !== "function") return [];
      const inner = thrownBy(evaluator, entity.unit, entity.fn, path, null, seen, depth + 1);
      const hop = evaluator.hop(unit, value.at, "step", `thrown by \`${unit.chain(value.callee).join(".")}()\``);
      return inner.map((result) => evaluator.fill(result, entity.unit, entity.fn, (index) => (value.args[index] ? { unit, id: value.args[index].value } : null), hop));
    });
  });
  return [...own, ...rejected, ...called];
}

/** Whether something raised in try block `at` passes through to `tried` (or out of the function). */
function reaches(tries: { parent: number; hasCatch: boolean }[] | undefined, at: number | undefined, tried: number | null): boolean {
  for (let block = at ?? -1; ; block = tries?.[block]?.parent ?? -1) {
    if (block === (tried ?? -1)) return true;
    if (block === -1 || tries?.[block]?.hasCatch) return false;
  }
}
