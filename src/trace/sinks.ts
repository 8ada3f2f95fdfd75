/** findSinks: every call, tag and assignment that hands data out, resolved by origin or, failing that, by convention. */
import type { ArgSelector, Certainty, Origin, Place, SinkApi, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import { resolveCallee } from "./sink-callee.ts";
import { sinkNames } from "./sink-names.ts";
import type { ClientUses } from "./sink-scan.ts";
import { refined } from "./sink-payload.ts";
import { tagSinks } from "./sink-tags.ts";

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

export function findSinks(program: Program, unit: Unit, clients: ClientUses): Sink[] {
  const sinks: Sink[] = [];
  const { callees } = sinkNames(program.catalog);
  for (const call of unit.calls()) {
    const value = unit.value(call.id);
    if (value.kind === "jsx") sinks.push(...tagSinks(program, unit, call, value));
    if (value.kind !== "call") continue;
    const { callee, args } = unwrapped(program, unit, value);
    const found = canBeSink(program, unit, callee, callees, clients) ? resolveCallee(program, unit, callee, value.isNew === true) : [];
    for (const one of found) {
      sinks.push({
        unit, fn: call.fn, ...one, call: call.id, at: value.at, end: value.end, guards: call.guards, payload: payloadOf(one.api.data, args), args,
        callee: unit.chain(callee).filter(Boolean).join("."),
      });
    }
    if (!found.length) sinks.push(...handedSinks(program, unit, call, value));
  }
  sinks.push(...assignments(program, unit));
  return sinks.flatMap((sink) => refined(program, sink));
}

/** `logger.info.call(logger, x)`, `log.apply(null, [x])`: the function behind, with its own arguments. */
function unwrapped(program: Program, unit: Unit, value: Value & { kind: "call" }): Pick<Sink, "args"> & { callee: ValueId } {
  const callee = unit.value(unit.peel(value.callee));
  if (callee.kind !== "member" || (callee.name !== "call" && callee.name !== "apply") || value.isNew) return { callee: value.callee, args: value.args };
  const base = unit.value(unit.peel(callee.base));
  // A method that is really called so: `LiveChatWidget.call("set_customer_email", email)`.
  const isOwn = base.kind === "global" || base.kind === "member" ? isSinkByName(program, [...unit.chain(callee.base), callee.name]) : false;
  if (isOwn) return { callee: value.callee, args: value.args };
  const [, ...rest] = value.args;
  return { callee: callee.base, args: callee.name === "apply" ? rest.slice(0, 1).map((argument) => ({ ...argument, spread: true as const })) : rest };
}

function isSinkByName(program: Program, names: readonly string[]): boolean {
  const [first = "", ...rest] = names[0] === "window" ? names.slice(1) : names;
  return program.catalog.sink({ package: null, export: first, steps: rest.map((name) => ({ kind: "member", name })) }) !== undefined;
}

/** Most calls end here: nothing the catalog knows is written like them. */
function canBeSink(program: Program, unit: Unit, id: ValueId, callees: ReadonlySet<string>, clients: ClientUses): boolean {
  const callee = unit.value(unit.peel(id));
  switch (callee.kind) {
    case "function":
    case "class":
    case "this":
    case "super": return false;
    case "member": return callees.has(callee.name) || /^\d+$/.test(callee.name);
    case "global": return callees.has(callee.name);
    case "import": return clients.has(program, unit, callee.index);
    default: return true;
  }
}

const handing = new Set(["then", "forEach", "map", "subscribe", "tap", "catch"]);

/** `promise.then(logger.info)`, `list.forEach(note)`: the sink itself is the callback. */
function handedSinks(program: Program, unit: Unit, call: CallRef, value: Value & { kind: "call" }): Sink[] {
  const callee = unit.value(unit.peel(value.callee));
  const [given] = value.args;
  if (!given || callee.kind !== "member" || !handing.has(callee.name) || unit.value(unit.peel(given.value)).kind === "function") return [];
  return resolveCallee(program, unit, given.value).slice(0, 1).map((found) => ({
    unit, fn: call.fn, ...found, call: call.id, at: value.at, end: value.end, guards: call.guards, args: [],
    callee: unit.chain(given.value).join("."), payload: callee.name === "catch" ? [] : [{ value: callee.base, path: [] }],
    ...(callee.name === "catch" ? { rejected: callee.base } : {}),
  }));
}

export function payloadOf(selectors: readonly ArgSelector[], args: readonly { value: ValueId; spread?: true }[]): { value: ValueId; path: string[] }[] {
  return selectors.flatMap((selector) => {
    const taken = selector.rest ? args.slice(selector.arg) : args.slice(selector.arg, selector.arg + 1);
    return taken.map((argument) => ({ value: argument.value, path: selector.path }));
  });
}

/** `document.cookie = v`, `location.href = v`: writes to well-known globals, and to what a framework hands its handlers. */
function assignments(program: Program, unit: Unit): Sink[] {
  return unit.facts.functions.flatMap((summary, fn) => summary.effects.flatMap((effect): Sink[] => {
    if (effect.key === null) return [];
    const api = writtenApi(program, unit, effect.target, effect.key);
    if (!api) return [];
    return [{
      unit, fn, api, certainty: "sure", call: -1, at: effect.at, end: effect.at, guards: effect.guards ?? [],
      callee: [...unit.chain(effect.target), effect.key].join("."), payload: [{ value: effect.value, path: [] }], args: [{ value: effect.value }],
    }];
  }));
}

function writtenApi(program: Program, unit: Unit, target: ValueId, key: string): SinkApi | undefined {
  for (const entity of identify(program, unit, target)) {
    const origin = entity.kind === "api" ? entity.origin : entity.kind === "param" && entity.unit === unit ? handlerOrigin(program, unit, entity) : undefined;
    if (!origin) continue;
    const api = program.catalog.sink({ ...origin, steps: [...origin.steps, { kind: "member", name: key }] });
    if (api?.assignment) return api;
  }
  return undefined;
}

/** `({ cookie: { member } }) => { member.value = x }` in a handler: the framework's own cookie. */
function handlerOrigin(program: Program, unit: Unit, { fn, path }: { fn: number; path: string[] }): Origin | undefined {
  if (path.length < 2) return undefined;
  for (const { call } of unit.callsGiven(fn)) {
    const value = unit.value(call.id);
    const entity = value.kind === "call" ? identify(program, unit, value.callee).find((one) => one.kind === "api") : undefined;
    if (entity?.kind === "api" && entity.origin.package !== null) return { package: entity.origin.package, export: "default", steps: path.map((name) => ({ kind: "member", name })) };
  }
  return undefined;
}
