/** resolveCallee: which sinks a callee is, by where it comes from or, failing that, by how it is written. */
import type { Certainty, Origin, SinkApi, Value, ValueId } from "../model/index.ts";
import type { Entity } from "../link/entity.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { creationsOf } from "./creations.ts";
import { entryOf } from "./options.ts";
import { givenEntities } from "./sink-given.ts";
import { sinkNames } from "./sink-names.ts";

export interface Resolved { api: SinkApi; certainty: Certainty }

/** A bare call of a project function is followed from inside; only members and library names are sinks themselves. */
export function resolveCallee(program: Program, unit: Unit, callee: ValueId, isNew = false): Resolved[] {
  const written = unit.value(unit.peel(callee));
  if (written.kind === "index") return computedLevels(program, unit, written);
  const entities = identify(program, unit, callee);
  const found = distinct(entities.flatMap((entity) => apiOf(program, entity, isNew) ?? []));
  if (found.length) return found.filter(({ api }) => !isSilent(program, unit, callee, api));
  if (isNew || written.kind !== "member") return [];
  if (entities.some((entity) => entity.kind === "function" || entity.kind === "class" || entity.kind === "object")) return [];
  const names = unit.chain(callee);
  const api = names.length >= 2 ? program.catalog.sinkByNames(names) : undefined;
  const given = api || sinkNames(program.catalog).isTelling(written.name) || (names.length === 2 && handed.has(names[0]!)) ? distinct(givenEntities(program, unit, callee).flatMap((entity) => apiOf(program, entity, false) ?? [])) : [];
  if (given.length) return given;
  // Known to come from a package the catalog says nothing of: its `logger.info` is still a logger by name.
  return api ? [{ api, certainty: "likely" }] : [];
}

/** What frameworks hand their handlers is called. */
const handed = new Set(["request", "req", "server"]);

function apiOf(program: Program, entity: Entity, isNew: boolean): Resolved | undefined {
  if (entity.kind !== "api") return undefined;
  const { origin } = entity;
  const last = origin.steps.at(-1);
  // `const [value, setValue] = useLocalStorage(key)`: what the tables know is the call of the result.
  const isSetter = last?.kind === "member" && /^\d+$/.test(last.name) && origin.steps.at(-2)?.kind === "call";
  const steps = isNew ? [...origin.steps, { kind: "new" as const }] : isSetter ? origin.steps.slice(0, -1) : origin.steps;
  const api = program.catalog.sink({ ...origin, steps }) ?? (isInstance(origin) ? program.catalog.sink({ ...origin, steps: origin.steps.slice(0, -2) }) : undefined);
  return api ? { api, certainty: "sure" } : undefined;
}

const deriving = new Set(["create", "extend", "instance", "defaults"]);

/** `ofetch.create(options)` is called like `ofetch` itself. */
function isInstance({ package: specifier, steps }: Origin): boolean {
  const [maker, made] = steps.slice(-2);
  return specifier !== null && maker?.kind === "member" && deriving.has(maker.name) && made?.kind === "call";
}

const distinct = (found: Resolved[]): Resolved[] =>
  found.filter(({ api }, index) => found.findIndex((other) => other.api.entry === api.entry && other.api.surface === api.surface && other.api.recipient.id === api.recipient.id) === index);

const usualLevels = ["info", "log", "error", "warn", "debug", "track", "capture"];

/** `logger[level](text)`: any of the levels the key can be; without a constant, a usual one. */
function computedLevels(program: Program, unit: Unit, value: Value & { kind: "index" }): Resolved[] {
  const owners = identify(program, unit, value.base).filter((entity) => entity.kind === "api");
  if (!owners.length) return byConvention(program, unit, value);
  const levels = [...constants(unit, value.key, 0), ...usualLevels];
  return distinct(owners.flatMap((owner): Resolved[] => {
    for (const name of levels) {
      const found = apiOf(program, { ...owner, origin: { ...owner.origin, steps: [...owner.origin.steps, { kind: "member", name }] } }, false);
      if (found) return [found];
    }
    return [];
  }));
}

function byConvention(program: Program, unit: Unit, value: Value & { kind: "index" }): Resolved[] {
  const names = unit.chain(value.base);
  const root = unit.value(unit.peel(value.base));
  if (!names.length || root.kind === "param") return [];
  const api = program.catalog.sinkByNames([...names, "info"]);
  return api?.kind === "log" && identify(program, unit, value.base).length === 0 ? [{ api, certainty: "likely" }] : [];
}

function constants(unit: Unit, id: ValueId, depth: number): string[] {
  const value = unit.value(unit.peel(id));
  if (value.kind === "const") return value.text === undefined ? [] : [value.text];
  return value.kind === "choice" && depth < 3 ? value.options.flatMap((option) => constants(unit, option, depth + 1)) : [];
}

/** `pino({ level: "silent" })`, `{ enabled: false }`: a logger that never writes. */
function isSilent(program: Program, unit: Unit, callee: ValueId, api: SinkApi): boolean {
  if (api.kind !== "log" && api.kind !== "bindings") return false;
  const setUps = creationsOf(program, unit, callee);
  return setUps.length > 0 && setUps.every((setUp) => setUp.some((options) => {
    const says = (key: string): string | undefined => {
      const entry = entryOf(program, options, key);
      const value = entry && entry.unit.value(entry.unit.peel(entry.id));
      return value?.kind === "const" ? value.text : undefined;
    };
    return says("level") === "silent" || says("enabled") === "false" || says("silent") === "true";
  }));
}
