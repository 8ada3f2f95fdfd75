/** Writes by other files into an object a module exports: `state.user = user` far from where `state` is made. */
import type { Effect, ValueId } from "../model/index.ts";
import type { Program } from "./program.ts";
import type { Unit } from "./unit.ts";

const memo = new WeakMap<Unit, Map<ValueId, { unit: Unit; effect: Effect }[]>>();

export function writesElsewhere(program: Program, unit: Unit, id: ValueId): { unit: Unit; effect: Effect }[] {
  const known = memo.get(unit) ?? memo.set(unit, new Map()).get(unit)!;
  const cached = known.get(id);
  if (cached) return cached;
  known.set(id, []);
  const names = unit.facts.exports.flatMap((fact) => (fact.kind === "value" && unit.peel(fact.value) === id ? [fact.name] : []));
  const found = names.flatMap((name) => program.graph.filesReaching(unit.path, `${name}.`)).flatMap((path) => {
    const other = path === unit.path ? undefined : program.unit(path);
    return other ? other.facts.functions.flatMap((fn) => fn.effects.flatMap((effect) => (isTarget(program, other, effect, unit, id) ? [{ unit: other, effect }] : []))) : [];
  });
  known.set(id, found);
  return found;
}

function isTarget(program: Program, other: Unit, effect: Effect, unit: Unit, id: ValueId): boolean {
  const target = other.value(other.peel(effect.target));
  if (target.kind !== "import") return false;
  const resolved = program.import(other, target.index);
  return resolved.kind === "value" && resolved.unit === unit && unit.peel(resolved.id) === id;
}
