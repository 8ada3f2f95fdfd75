/** definedAt: where a value is made, through names, later additions and imports. */
import type { ValueId } from "../model/index.ts";
import type { Program } from "./program.ts";
import type { Ref, Unit } from "./unit.ts";

export function definedAt(program: Program, unit: Unit, id: ValueId, depth = 0): Ref {
  const at = unit.peel(id);
  const value = unit.value(at);
  if (depth > 6) return { unit, id: at };
  if (value.kind === "after") return definedAt(program, unit, value.base, depth + 1);
  if (value.kind === "choice") return { unit, id: unit.made(at) ?? at };
  if (value.kind !== "import") return { unit, id: at };
  const target = program.import(unit, value.index);
  return target.kind === "value" && !target.path.length ? definedAt(program, target.unit, target.id, depth + 1) : { unit, id: at };
}
