/** Containers that live longer than a call: what is added to a module's list or a field, and who takes it out again. */
import type { ValueId } from "../model/index.ts";
import type { CallRef, Unit } from "./unit.ts";

const adding = new Set(["push", "unshift", "add", "enqueue", "set"]);
const taking = new Set(["forEach", "map", "flatMap", "filter", "some", "every", "find", "each"]);

interface Containers { added: Map<string, { call: CallRef; value: ValueId }[]> }

const memo = new WeakMap<Unit, Containers>();

/** One name for every mention of the same container: a module's value, a field of a class. */
export function containerKey(unit: Unit, id: ValueId): string | undefined {
  const made = unit.made(id);
  if (made !== undefined) return `value ${made}`;
  const value = unit.value(unit.peel(id));
  const owner = value.kind === "member" ? unit.value(unit.peel(value.base)) : undefined;
  return value.kind === "member" && owner?.kind === "this" && owner.cls !== undefined ? fieldKey(owner.cls, value.name) : undefined;
}

export const fieldKey = (cls: number, name: string): string => `field ${cls} ${name}`;

/** Values that calls like `list.push(value)` add, the last argument of each. */
export function additionsTo(unit: Unit, key: string): { call: CallRef; value: ValueId }[] {
  let known = memo.get(unit);
  if (!known) memo.set(unit, known = findAdditions(unit));
  return known.added.get(key) ?? [];
}

function findAdditions(unit: Unit): Containers {
  const added: Containers["added"] = new Map();
  for (const call of unit.calls()) {
    const value = unit.value(call.id);
    const callee = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
    const given = value.kind === "call" ? value.args.at(-1) : undefined;
    if (callee?.kind !== "member" || !adding.has(callee.name) || !given || given.spread) continue;
    const key = containerKey(unit, callee.base);
    if (key === undefined) continue;
    const list = added.get(key) ?? added.set(key, []).get(key)!;
    list.push({ call, value: given.value });
  }
  return { added };
}

/** The value is one of the container's: a loop's variable, an entry, the parameter of a callback over it. */
export function isTakenFrom(unit: Unit, id: ValueId, key: string): boolean {
  const value = unit.value(unit.peel(id));
  switch (value.kind) {
    case "element":
    case "index": return containerKey(unit, value.base) === key;
    case "param": return value.index === 0 && unit.callsGiven(value.fn).some(({ call, arg }) => {
      const over = unit.value(call.id);
      const callee = over.kind === "call" ? unit.value(unit.peel(over.callee)) : undefined;
      return arg === 0 && callee?.kind === "member" && taking.has(callee.name) && containerKey(unit, callee.base) === key;
    });
    case "call": {
      const callee = unit.value(unit.peel(value.callee));
      return callee.kind === "member" && /^(get|at|shift|pop)$/.test(callee.name) && containerKey(unit, callee.base) === key;
    }
    default: return false;
  }
}
