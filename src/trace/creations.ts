/** The calls that set up a logger or client: the one its receiver was made by, or the SDK's `init` of the same package. */
import type { Value, ValueId } from "../model/index.ts";
import { assignedFields, identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { entryOf, resolved } from "./options.ts";
import type { Sink } from "./sinks.ts";

/** Arguments of one set-up; the options are among them. */
export type SetUp = Ref[] & {
  /** The call itself. */
  by?: Ref;
};

const deepest = 12;
const children = new Set(["child", "withTag", "getSubLogger", "getChild", "withContext", "extend", "createChild"]);

/** Set-ups of what the function is a method of. */
export function creationsOf(program: Program, unit: Unit, callee: ValueId): SetUp[] {
  const value = unit.value(unit.peel(callee));
  return value.kind === "member" ? madeBy(program, unit, value.base, 0) : value.kind === "import" ? madeBy(program, unit, callee, 0) : [];
}

function madeBy(program: Program, unit: Unit, id: ValueId, depth: number): SetUp[] {
  const at = unit.peel(id);
  const value = unit.value(at);
  if (depth > deepest) return [];
  switch (value.kind) {
    case "call": return byCall(program, unit, at, value, depth);
    case "choice": return value.options.flatMap((option) => madeBy(program, unit, option, depth + 1));
    case "after":
    case "index": return madeBy(program, unit, value.base, depth + 1);
    case "member": return byMember(program, unit, value, depth);
    case "import": {
      const target = resolved(program, { unit, id: at });
      return target.unit === unit && target.id === at ? [] : madeBy(program, target.unit, target.id, depth + 1);
    }
    default: return [];
  }
}

function byCall(program: Program, unit: Unit, id: ValueId, call: Value & { kind: "call" }, depth: number): SetUp[] {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind === "member" && children.has(callee.name)) {
    const own = call.args.slice(1).map((argument) => ({ unit, id: argument.value }));
    return madeBy(program, unit, callee.base, depth + 1).map((setUp): SetUp => Object.assign([...setUp, ...own], { by: setUp.by }));
  }
  const entities = identify(program, unit, call.callee);
  if (entities.some((entity) => entity.kind === "api")) {
    const given: SetUp = Object.assign(call.args.map((argument) => ({ unit, id: argument.value })), { by: { unit, id } });
    return withLogger(program, given, depth);
  }
  return entities.flatMap((entity) => (entity.kind === "function" ? (entity.unit.facts.functions[entity.fn]?.returns ?? []).flatMap((returned) => madeBy(program, entity.unit, returned, depth + 1)) : []));
}

/** `fastify({ logger: { redact } })`, `pinoHttp({ logger })`: the logger's own set-up. */
function withLogger(program: Program, given: SetUp, depth: number): SetUp[] {
  const logger = given.map((one) => entryOf(program, one, "logger") ?? entryOf(program, one, "loggerInstance")).find((one) => one !== undefined);
  if (!logger) return [given];
  const target = resolved(program, logger);
  const inner = target.unit.value(target.id).kind === "object" ? [[target]] : madeBy(program, target.unit, target.id, depth + 1);
  return inner.length ? inner.map((setUp: SetUp): SetUp => Object.assign([...given, ...setUp], { by: setUp.by })) : [given];
}

function byMember(program: Program, unit: Unit, member: Value & { kind: "member" }, depth: number): SetUp[] {
  const owners = identify(program, unit, member.base);
  const found = owners.flatMap((owner): SetUp[] => {
    if (owner.kind === "object") {
      const entry = entryOf(program, { unit: owner.unit, id: owner.id }, member.name);
      return entry ? madeBy(program, entry.unit, entry.id, depth + 1) : [];
    }
    if (owner.kind === "module") {
      const target = program.exportOf(owner.unit.path, member.name);
      return target.kind === "value" && !target.path.length ? madeBy(program, target.unit, target.id, depth + 1) : [];
    }
    if (owner.kind !== "instance" && owner.kind !== "class") return [];
    const members = owner.unit.facts.classes[owner.cls]?.members.filter((one) => one.name === member.name) ?? [];
    const values = [...members.flatMap((one) => one.value ?? []), ...assignedFields(owner.unit, owner.cls, member.name)];
    return values.flatMap((id) => madeBy(program, owner.unit, id, depth + 1));
  });
  // `app.log`: the application made it.
  return found.length || !owners.every((owner) => owner.kind === "api") ? found : madeBy(program, unit, member.base, depth + 1);
}

/** Words of options that take something out, per vendor: without one of them no set-up has to be read. */
const hooks: Record<string, readonly string[]> = {
  posthog: ["before_send", "property_denylist", "sanitize_properties"],
  sentry: ["beforeSend", "beforeBreadcrumb"],
};
const otherHooks = ["beforeSend", "scrubFields", "redactedKeys", "keysBlocklist"];
const initNames = ["init", "start", "setup", "initialize"];
const setUp = new RegExp(`\\b(?:${initNames.join("|")})\\s*\\(|PostHogProvider`);

const memo = new WeakMap<Program, Map<string, SetUp[]>>();

/** Set-ups of the vendor's SDK in the package of the sink; a client that is made has its own. */
export function initsOf(program: Program, sink: Sink): SetUp[] {
  const { entry, recipient } = sink.api;
  if (recipient.kind !== "vendor") return [];
  const home = program.packageOf(sink.unit.path)?.dir ?? "";
  const known = memo.get(program) ?? memo.set(program, new Map()).get(program)!;
  const key = `${entry} ${home}`;
  const cached = known.get(key);
  if (cached) return cached;
  const found = findInits(program, entry, home);
  known.set(key, found);
  return found;
}

function findInits(program: Program, entry: string, home: string): SetUp[] {
  const isHere = (path: string): boolean => (program.packageOf(path)?.dir ?? "") === home;
  const words = hooks[entry] ?? otherHooks;
  if (!words.some((word) => program.graph.filesMentioning(word).some(isHere))) return [];
  return program.graph.filesWriting(entry.split("-")[0]!, setUp).filter(isHere).flatMap((path) => {
    const unit = program.unit(path);
    return unit ? [...initNames.flatMap((name) => unit.callsNamed(name)), ...unit.callsNamed("PostHogProvider")].flatMap(({ id }) => initOf(program, unit, id, entry)) : [];
  });
}

function initOf(program: Program, unit: Unit, id: ValueId, entry: string): SetUp[] {
  const value = unit.value(id);
  if (value.kind === "jsx") {
    const options = entry === "posthog" ? entryOf(program, { unit, id: value.props }, "options") : undefined;
    return options ? [[options]] : [];
  }
  if (value.kind !== "call") return [];
  const isInit = identify(program, unit, value.callee).some((entity) => {
    const api = entity.kind === "api" ? program.catalog.sink(entity.origin) : undefined;
    return api?.kind === "init" && api.entry === entry;
  });
  return isInit ? [value.args.map((argument) => ({ unit, id: argument.value }))] : [];
}
