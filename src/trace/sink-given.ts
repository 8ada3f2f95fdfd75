/** givenSinks: a receiver that was handed in: what the callers give, or the framework whose handler this is. */
import type { ValueId } from "../model/index.ts";
import { callersOf } from "../link/callers.ts";
import type { Entity } from "../link/entity.ts";
import { assignedFields, identify, memberOf } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";

interface Root { fn: number; index: number; path: string[] }

const mostCallers = 12;

/** What `callee` is for the callers that are seen; empty when none of them says. */
export function givenEntities(program: Program, unit: Unit, callee: ValueId): Entity[] {
  return rootsOf(unit, callee, [], 0).flatMap((root) => {
    const fromCallers = callersOf(program, unit, root.fn).slice(0, mostCallers).flatMap((feed): Entity[] => {
      const call = feed.kind === "call" ? feed.call.unit.value(feed.call.id) : undefined;
      const argument = feed.kind === "call" && call?.kind === "call" ? call.args[root.index + feed.shift] : undefined;
      return argument ? members(program, feed.call.unit, argument.value, root.path) : [];
    });
    return fromCallers.length ? fromCallers : byFramework(program, unit, root);
  });
}

/** The parameters a callee's receiver comes from, directly or kept in a field by the constructor. */
function rootsOf(unit: Unit, id: ValueId, path: string[], depth: number): Root[] {
  const value = unit.value(unit.peel(id));
  if (depth > 6) return [];
  if (value.kind === "param") return path.length ? [{ fn: value.fn, index: value.index, path }] : [];
  if (value.kind !== "member") return [];
  const owner = unit.value(unit.peel(value.base));
  if (owner.kind !== "this" || owner.cls === undefined) return rootsOf(unit, value.base, [value.name, ...path], depth + 1);
  const fields = unit.facts.classes[owner.cls]?.members.filter((one) => one.name === value.name && one.kind === "field") ?? [];
  const values = [...fields.flatMap((one) => one.value ?? []), ...assignedFields(unit, owner.cls, value.name)];
  return path.length ? values.flatMap((one) => rootsOf(unit, one, path, depth + 1)) : [];
}

function members(program: Program, unit: Unit, id: ValueId, path: readonly string[]): Entity[] {
  return path.reduce((owners, name) => owners.flatMap((owner) => memberOf(program, owner, name, { unit, id })), identify(program, unit, id));
}

/** `app.get("/", (request) => request.log.info())`: what the framework hands its handlers is the framework's. */
function byFramework(program: Program, unit: Unit, { fn, path }: Root): Entity[] {
  if (!path.length) return [];
  return unit.callsGiven(fn).flatMap(({ call }) => {
    const value = unit.value(call.id);
    if (value.kind !== "call") return [];
    return identify(program, unit, value.callee).flatMap((entity): Entity[] => (entity.kind === "api" && entity.origin.package !== null
      ? handedBy(entity.origin.package, path) : []));
  });
}

/** As a member of the framework, and of the request it hands its handlers. */
function handedBy(specifier: string, path: readonly string[]): Entity[] {
  const members = path.map((name) => ({ kind: "member" as const, name }));
  return [
    { kind: "api", origin: { package: specifier, export: "default", steps: members } },
    { kind: "api", origin: { package: specifier, export: "Request", steps: [{ kind: "new" }, ...members] } },
  ];
}
