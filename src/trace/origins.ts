/** Where a value was made: through names, imports and fields; and the chain of calls it was made by. */
import type { Argument, TypeId, Value, ValueId } from "../model/index.ts";
import { assignedFields } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";

const furthest = 12;

export function madeAt(program: Program, unit: Unit, id: ValueId, depth = 0): Ref {
  const at = unit.peel(id);
  const value = unit.value(at);
  const here: Ref = { unit, id: at };
  if (depth > furthest) return here;
  const further = (next: ValueId | undefined, owner = unit): Ref => (next === undefined ? here : madeAt(program, owner, next, depth + 1));
  switch (value.kind) {
    case "after": return further(value.base);
    case "import": {
      const target = program.import(unit, value.index);
      return target.kind === "value" && !target.path.length ? further(target.id, target.unit) : here;
    }
    case "member": {
      const owner = unit.value(unit.peel(value.base));
      if (owner.kind === "this" && owner.cls !== undefined) {
        const field = unit.facts.classes[owner.cls]?.members.find((member) => member.name === value.name && member.kind === "field");
        return further(field?.value ?? assignedFields(unit, owner.cls, value.name)[0]);
      }
      const target = owner.kind === "import" ? program.import(unit, owner.index) : undefined;
      const inner = target?.kind === "module" ? program.exportOf(target.unit.path, value.name) : undefined;
      return inner?.kind === "value" && !inner.path.length ? further(inner.id, inner.unit) : here;
    }
    default: return here;
  }
}

/** The type written where a value is declared: at a parameter, a class member, a constant. */
export function writtenType(unit: Unit, id: ValueId): TypeId | undefined {
  for (let at = id; ;) {
    const value = unit.value(at);
    if ((value.kind === "bind" || value.kind === "typed") && value.type !== undefined) return value.type;
    if (value.kind === "bind" || value.kind === "await" || value.kind === "after") at = value.base;
    else if (value.kind === "param") return value.type;
    else return value.kind === "member" ? memberType(unit, value) : undefined;
  }
}

function memberType(unit: Unit, value: Value & { kind: "member" }): TypeId | undefined {
  const owner = unit.value(unit.peel(value.base));
  if (owner.kind !== "this" || owner.cls === undefined) return undefined;
  return unit.facts.classes[owner.cls]?.members.find((member) => member.name === value.name)?.type;
}

/** One call of a chain like `db.select().from(users).where(x)`; `name` is empty for a bare call. */
export interface Link { name: string; args: Argument[]; id: ValueId; callee: ValueId; typeArgs: readonly TypeId[] }

/** Calls of a chain, the last one first, and what the first is called on. */
export function chainOf(unit: Unit, id: ValueId): { links: Link[]; root: ValueId } {
  const links: Link[] = [];
  let at = unit.peel(id);
  for (let limit = 0; limit < 40; limit++) {
    const value = unit.value(at);
    if (value.kind !== "call") break;
    const callee = unit.value(unit.peel(value.callee));
    links.push({ name: callee.kind === "member" ? callee.name : "", args: value.args, id: at, callee: value.callee, typeArgs: value.typeArgs ?? [] });
    at = unit.peel(callee.kind === "member" ? callee.base : value.callee);
    if (callee.kind !== "member") break;
  }
  return { links, root: at };
}
