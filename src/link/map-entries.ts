/** entriesOf: the values a Map can hold under the key it is asked for: those it was made with and those set later. */
import type { Value, ValueId } from "../model/index.ts";
import { additionsTo, containerKey } from "./additions.ts";
import { definedAt } from "./defined.ts";
import type { Program } from "./program.ts";
import type { Ref, Unit } from "./unit.ts";

type Call = Value & { kind: "call" };

/** `call` is `map.get(key)`. */
export function entriesOf(program: Program, unit: Unit, call: Call): Ref[] {
  const callee = unit.value(unit.peel(call.callee));
  const key = call.args[0];
  if (callee.kind !== "member" || !key) return [];
  const map = definedAt(program, unit, callee.base);
  const wanted = textOf(unit, key.value);
  const container = containerKey(map.unit, map.id);
  const set = container === undefined ? [] : additionsTo(map.unit, container).flatMap(({ call: site, value }) => {
    const adding = map.unit.value(site.id);
    return adding.kind === "call" && adding.args[0] && fits(wanted, textOf(map.unit, adding.args[0].value)) ? [{ unit: map.unit, id: value }] : [];
  });
  return [...initialEntries(map, wanted), ...set];
}

function initialEntries({ unit, id }: Ref, wanted: string | undefined): Ref[] {
  const made = unit.value(unit.made(id) ?? id);
  const list = made.kind === "call" && made.args[0] ? unit.value(unit.peel(made.args[0].value)) : undefined;
  if (list?.kind !== "array") return [];
  return list.items.flatMap((item): Ref[] => {
    const pair = unit.value(unit.peel(item.value));
    const [key, value] = pair.kind === "array" ? pair.items : [];
    return key && value && fits(wanted, textOf(unit, key.value)) ? [{ unit, id: value.value }] : [];
  });
}

/** A key that is not written out may be any. */
const fits = (wanted: string | undefined, key: string | undefined): boolean => wanted === undefined || key === undefined || wanted === key;

function textOf(unit: Unit, id: ValueId): string | undefined {
  const value = unit.value(unit.peel(id));
  return value.kind === "const" ? value.text : undefined;
}
