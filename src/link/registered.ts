/** callsOfRegistered: calls of functions that were put into a container first: plugins, handlers, subscribers. */
import { additionsTo, containerKey, isTakenFrom } from "./additions.ts";
import { identify } from "./identify.ts";
import type { Program } from "./program.ts";
import type { CallRef, Given, Unit } from "./unit.ts";

export function callsOfRegistered(program: Program, { call, arg, key }: Given): CallRef[] {
  return containersOf(program, call, arg).flatMap(({ unit, container }) => [...unit.calls()].filter((one) => {
    const value = unit.value(one.id);
    if (value.kind !== "call") return false;
    const callee = unit.value(unit.peel(value.callee));
    if (key === undefined) return isTakenFrom(unit, value.callee, container);
    return callee.kind === "member" && callee.name === key && isTakenFrom(unit, callee.base, container);
  }));
}

/** Where the call, or the function it calls, adds the argument to. */
function containersOf(program: Program, call: CallRef, arg: number): { unit: Unit; container: string }[] {
  const value = call.unit.value(call.id);
  if (value.kind !== "call") return [];
  const own = call.unit.value(call.unit.peel(value.callee));
  const key = own.kind === "member" ? containerKey(call.unit, own.base) : undefined;
  const direct = key !== undefined && additionsTo(call.unit, key).some((one) => one.call.id === call.id) ? [{ unit: call.unit, container: key }] : [];
  const inside = identify(program, call.unit, value.callee).flatMap((entity) => (entity.kind === "function" ? keptIn(entity.unit, entity.fn, arg) : []));
  return [...direct, ...inside];
}

function keptIn(unit: Unit, fn: number, arg: number): { unit: Unit; container: string }[] {
  return (unit.facts.functions[fn]?.calls ?? []).flatMap((site) => {
    const value = unit.value(site.value);
    const callee = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
    const last = value.kind === "call" ? value.args.at(-1) : undefined;
    const given = last && unit.value(unit.peel(last.value));
    if (callee?.kind !== "member" || given?.kind !== "param" || given.fn !== fn || given.index !== arg) return [];
    const container = containerKey(unit, callee.base);
    return container !== undefined && additionsTo(unit, container).some((one) => one.call.id === site.value) ? [{ unit, container }] : [];
  });
}
