/** findKeepings: what is kept for how long, where the code says it in numbers and the catalog knows the unit. */
import type { Certainty, DataTypeId, Keeping, LifetimeApi, LifetimeUnit, SinkApi, Surface, Value } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Ref, Unit } from "../link/unit.ts";
import { secondsOf } from "./durations.ts";
import type { Evaluator } from "./evaluate.ts";
import { entryOf, resolved } from "./options.ts";
import { traceSink } from "./outward.ts";
import { resolveCallee } from "./sink-callee.ts";
import { payloadOf } from "./sinks.ts";

type Call = Value & { kind: "call" };
const kinds: Readonly<Record<string, { what: Keeping["what"]; surface: Surface; types: DataTypeId[] }>> = {
  cookie: { what: "cookie", surface: "client-storage", types: ["cookie"] },
  "session-store": { what: "session", surface: "client-storage", types: ["session-id", "cookie"] },
  token: { what: "token", surface: "storage", types: ["auth-credential"] },
  cache: { what: "cache", surface: "storage", types: [] },
  database: { what: "database", surface: "storage", types: [] },
  queue: { what: "queue", surface: "storage", types: [] },
  "object-storage": { what: "object-storage", surface: "storage", types: ["files", "photos", "videos", "user-content"] },
  "retention-config": { what: "log", surface: "log", types: [] },
};
/** Entries of the family of retention settings that are not about logs. */
const storesOf: Readonly<Record<string, string>> = { Bucket: "object-storage", Queue: "queue", Stream: "queue", Table: "database" };
const tokens = ["maxAge", "max-age", "expire", "expiry", "xpiration", "ttl", "Ttl", "TTL", "etention", "maxFiles", "setex", "setEx", "psetex", "\"EX\"", "'EX'", "EX:", "removeOn"];

export function findKeepings(evaluator: Evaluator, bytes: (path: string) => Buffer | undefined): Keeping[] {
  const { program } = evaluator;
  const names = program.catalog.lifetimeNames();
  return program.project.files.filter(({ role, kind }) => role === "app" && kind !== "prisma" && kind !== "graphql").flatMap(({ path }) => {
    const content = bytes(path);
    if (!content || !tokens.some((token) => content.includes(token, 0, "latin1"))) return [];
    const unit = program.unit(path);
    return unit === undefined ? [] : [...unit.calls()].flatMap((call) => keepingAt(evaluator, unit, call, names) ?? []);
  });
}

function keepingAt(evaluator: Evaluator, unit: Unit, call: CallRef, names: ReadonlySet<string>): Keeping | undefined {
  const value = unit.value(call.id);
  if (value.kind !== "call") return undefined;
  const found = apiOf(evaluator.program, unit, value, names);
  const seconds = found && (valueSeconds(evaluator.program, unit, value, found.api) ?? undefined);
  if (!found || seconds === undefined) return undefined;
  const { api } = found;
  const family = api.family === "retention-config" ? storesOf[unit.lastName(value.callee) ?? ""] ?? api.family : api.family;
  const kind = kinds[family];
  if (!kind) return undefined;
  const handed = api.data.length > 0 ? typesIn(evaluator, unit, call, value, api, kind.surface) : api.family === "database" ? modelTypes(evaluator.program, unit, value) : [];
  const dataTypes = [...new Set([...kind.types, ...handed])].sort();
  if (dataTypes.length === 0 && kind.what !== "log") return undefined;
  return {
    what: kind.what, surface: kind.surface, dataTypes, seconds: seconds === Number.POSITIVE_INFINITY ? null : Math.round(seconds), certainty: found.certainty,
    callee: unit.chain(value.callee).filter(Boolean).join("."),
    location: { file: unit.path, line: lineOf(value.at), column: columnOf(value.at), endLine: lineOf(value.end), endColumn: columnOf(value.end) },
  };
}

/** By the origin of the callee; a cookie that is set on a response also by how it is written. */
function apiOf(program: Program, unit: Unit, value: Call, names: ReadonlySet<string>): { api: LifetimeApi; certainty: Certainty } | undefined {
  const callee = unit.value(unit.peel(value.callee));
  if (callee.kind === "member" && !names.has(callee.name) && !names.has("*")) return undefined;
  for (const entity of identify(program, unit, value.callee)) {
    if (entity.kind !== "api") continue;
    const steps = value.isNew ? [...entity.origin.steps, { kind: "new" as const }] : entity.origin.steps;
    const api = program.catalog.lifetime({ ...entity.origin, steps });
    if (api) return { api, certainty: "sure" };
  }
  const [written] = resolveCallee(program, unit, value.callee, value.isNew === true);
  return written?.api.lifetime ? { api: written.api.lifetime, certainty: written.certainty } : undefined;
}

/** `client.set(key, value, "EX", 60)`: the word before the number is the unit. */
const spokenUnits: Readonly<Record<string, LifetimeUnit>> = { EX: "s", PX: "ms" };

function valueSeconds(program: Program, unit: Unit, value: Call, api: LifetimeApi): number | undefined {
  const argument = value.args[api.arg];
  if (!argument) return undefined;
  const before = api.arg > 0 && api.entry === "ioredis" ? value.args[api.arg - 1] : undefined;
  const word = before && unit.value(unit.peel(before.value));
  const said = word?.kind === "const" ? spokenUnits[(word.text ?? "").toUpperCase()] : undefined;
  const inUnit = said ?? unitOf(program, api);
  const own: Ref = { unit, id: argument.value };
  const refs = follow(program, own, api.path);
  const given = longestOf(refs.map((ref) => secondsOf(program, ref, inUnit)));
  if (given !== undefined || api.family !== "cookie") return given;
  // `expires: new Date(...)` beside `maxAge`.
  const dates = follow(program, own, [...api.path.slice(0, -1), "expires"]);
  return longestOf(dates.map((ref) => secondsOf(program, ref, "count")));
}

function longestOf(found: (number | undefined)[]): number | undefined {
  const known = found.filter((seconds) => seconds !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Some packages changed the unit with a major version. */
function unitOf({ project }: Program, { unit, since }: LifetimeApi): LifetimeUnit {
  if (!since) return unit;
  const version = project.versions[since.package] ?? project.packages.map(({ dependencies }) => dependencies[since.package]).find((range) => range !== undefined);
  const major = Number(/\d+/.exec(version ?? "")?.[0] ?? Number.NaN);
  return major < since.major ? since.before : unit;
}

function follow(program: Program, from: Ref, path: readonly string[]): Ref[] {
  return path.reduce<Ref[]>((refs, key) => refs.flatMap((ref) => {
    if (key !== "[]") return entryOf(program, ref, key) ?? [];
    const list = resolved(program, ref);
    const value = list.unit.value(list.id);
    return value.kind === "array" ? value.items.map((item) => ({ unit: list.unit, id: item.value })) : [];
  }), [from]);
}

/** What is put there: the personal data in the arguments. */
function typesIn(evaluator: Evaluator, unit: Unit, call: CallRef, value: Call, api: LifetimeApi, surface: Surface): DataTypeId[] {
  const sink: SinkApi = { entry: api.entry, surface, recipient: { id: api.entry, name: api.entry, kind: "first-party" }, kind: "storage-write", data: api.data };
  const arrivals = traceSink(evaluator, {
    unit, fn: call.fn, api: sink, certainty: "sure", call: call.id, at: value.at, end: value.end, callee: "", guards: call.guards, args: value.args, payload: payloadOf(api.data, value.args),
  });
  return arrivals.flatMap(({ result }) => result.data.map(({ dataType }) => dataType));
}

/** A TTL index is on a schema: the personal fields of what it was made with. */
function modelTypes(program: Program, unit: Unit, value: Call): DataTypeId[] {
  const callee = unit.value(unit.peel(value.callee));
  if (callee.kind !== "member") return [];
  const made = resolved(program, { unit, id: callee.base });
  const schema = made.unit.value(made.id);
  const fields = schema.kind === "call" && schema.args[0] ? resolved(program, { unit: made.unit, id: schema.args[0].value }) : undefined;
  const object = fields?.unit.value(fields.id);
  if (object?.kind !== "object") return [];
  return object.entries.flatMap((entry) => ("key" in entry ? program.catalog.matchName(entry.key)?.dataType ?? [] : []));
}
