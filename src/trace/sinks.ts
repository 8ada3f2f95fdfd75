/** findSinks: every call, tag and assignment that hands data out, resolved by origin or, failing that, by convention. */
import type { ArgSelector, Certainty, Place, SinkApi, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import { sinkNames } from "./sink-names.ts";

export interface Sink {
  unit: Unit;
  fn: number;
  api: SinkApi;
  certainty: Certainty;
  /** Value of the call, or -1 for an assignment. */
  call: ValueId;
  at: Place;
  end: Place;
  /** `logger.info`: as written, without arguments. */
  callee: string;
  guards: number[];
  /** Values handed over, with the path inside each that counts and the payload field it stands in. */
  payload: { value: ValueId; path: string[] }[];
  args: { value: ValueId; spread?: true }[];
  /** A promise whose rejection is handed over: `promise.catch(console.error)`. */
  rejected?: ValueId;
}

export function findSinks(program: Program, unit: Unit): Sink[] {
  const sinks: Sink[] = [];
  const { callees } = sinkNames(program.catalog);
  for (const call of unit.calls()) {
    const value = unit.value(call.id);
    if (value.kind !== "call") continue;
    const found = canBeSink(unit, value.callee, callees) ? resolveCall(program, unit, value.callee, value.isNew === true) : undefined;
    if (!found) {
      sinks.push(...handedSinks(program, unit, call, value));
      continue;
    }
    const payload = payloadOf(found.api.data, value.args);
    sinks.push({
      unit, fn: call.fn, ...found, call: call.id, at: value.at, end: value.end, guards: call.guards, payload, args: value.args,
      callee: unit.chain(value.callee).filter(Boolean).join("."),
    });
  }
  sinks.push(...assignments(program, unit));
  return sinks;
}

/** Most calls end here: nothing the catalog knows is written like them. */
function canBeSink(unit: Unit, id: ValueId, callees: ReadonlySet<string>): boolean {
  const callee = unit.value(unit.peel(id));
  switch (callee.kind) {
    case "function":
    case "class":
    case "this":
    case "super": return false;
    case "member": return callees.has(callee.name) || passedOn.has(callee.name);
    case "global": return callees.has(callee.name);
    default: return true;
  }
}

const passedOn = new Set(["call", "apply"]);
const handing = new Set(["then", "forEach", "map", "subscribe", "tap", "catch"]);

/** `promise.then(logger.info)`: the sink itself is the callback. */
function handedSinks(program: Program, unit: Unit, call: CallRef, value: Value & { kind: "call" }): Sink[] {
  const callee = unit.value(unit.peel(value.callee));
  const given = value.args[0] && unit.value(unit.peel(value.args[0].value));
  if (callee.kind !== "member" || !handing.has(callee.name) || given?.kind !== "member") return [];
  const found = resolveCall(program, unit, value.args[0]!.value, false);
  if (!found) return [];
  return [{
    unit, fn: call.fn, ...found, call: call.id, at: value.at, end: value.end, guards: call.guards, args: [],
    callee: unit.chain(value.args[0]!.value).join("."), payload: callee.name === "catch" ? [] : [{ value: callee.base, path: [] }],
    ...(callee.name === "catch" ? { rejected: callee.base } : {}),
  }];
}

export function payloadOf(selectors: readonly ArgSelector[], args: readonly { value: ValueId; spread?: true }[]): { value: ValueId; path: string[] }[] {
  return selectors.flatMap((selector) => {
    const taken = selector.rest ? args.slice(selector.arg) : args.slice(selector.arg, selector.arg + 1);
    return taken.map((argument) => ({ value: argument.value, path: selector.path }));
  });
}

function resolveCall(program: Program, unit: Unit, callee: ValueId, isNew: boolean): { api: SinkApi; certainty: Certainty } | undefined {
  const { catalog } = program;
  const written = unit.value(unit.peel(callee));
  // A bare call of a project function is followed from inside; only members and library names can be sinks themselves.
  const entities = identify(program, unit, callee);
  for (const entity of entities) {
    if (entity.kind !== "api") continue;
    const origin = isNew ? { ...entity.origin, steps: [...entity.origin.steps, { kind: "new" as const }] } : entity.origin;
    const api = catalog.sink(origin);
    if (api) return { api, certainty: "sure" };
  }
  if (isNew || written.kind !== "member") return undefined;
  if (entities.some((entity) => entity.kind === "function" || entity.kind === "class" || entity.kind === "object")) return undefined;
  // Known to come from a package the catalog says nothing of: its `logger.info` is still a logger by name.
  const names = unit.chain(callee);
  const api = names.length >= 2 ? catalog.sinkByNames(names) : undefined;
  return api ? { api, certainty: "likely" } : undefined;
}

/** `document.cookie = v`, `location.href = v`: writes to well-known globals. */
function assignments(program: Program, unit: Unit): Sink[] {
  return unit.facts.functions.flatMap((summary, fn) => summary.effects.flatMap((effect): Sink[] => {
    if (effect.key === null) return [];
    for (const entity of identify(program, unit, effect.target)) {
      if (entity.kind !== "api" || entity.origin.package !== null) continue;
      const api = program.catalog.sink({ ...entity.origin, steps: [...entity.origin.steps, { kind: "member", name: effect.key }] });
      if (!api?.assignment) continue;
      return [{
        unit, fn, api, certainty: "sure", call: -1, at: effect.at, end: effect.at, guards: effect.guards ?? [],
        callee: [...unit.chain(effect.target), effect.key].join("."), payload: [{ value: effect.value, path: [] }], args: [{ value: effect.value }],
      }];
    }
    return [];
  }));
}
