/** callersOf: every place that gives a function its arguments, found on demand by names, verified by identity. */
import type { FunctionId, ValueId } from "../model/index.ts";
import type { Entity } from "./entity.ts";
import { holdersOf } from "./holders.ts";
import { identify } from "./identify.ts";
import type { Program } from "./program.ts";
import { callsOfRegistered } from "./registered.ts";
import { typeTarget } from "./type-target.ts";
import { computed, takenOut, type CallRef, type Ref, type Unit } from "./unit.ts";
import { usesOf } from "./uses.ts";

export type Feed =
  /** An ordinary call; `shift` arguments were taken by `call`/`bind`. */
  | { kind: "call"; call: CallRef; shift: number }
  /** A JSX element: parameter 0 is its props. */
  | { kind: "jsx"; call: CallRef }
  /** A callback of a method: `list.map(fn)`, `promise.then(fn)`; `receiver` is the list or promise. */
  | { kind: "callback"; call: CallRef; arg: number; receiver: Ref | null; method: string; key?: string }
  /** A listener of a named event: `call` is the `emit` with the same name; arguments come after the name. */
  | { kind: "event"; call: CallRef; shift: number }
  /** A project function calls the callback it was given: arguments are those of `inner`, inside what `call` calls. */
  | { kind: "passed"; call: CallRef; inner: CallRef; outer?: OuterCall };

/** `inner` stands in the function that `call` returned, and `call` here is a call of that one. */
export interface OuterCall { call: CallRef; fn: FunctionId }

/** A function with more callers than this is not followed further out. */
export const mostCallers = 400;

const memo = new WeakMap<Program, Map<string, Feed[]>>();

export function callersOf(program: Program, unit: Unit, fn: FunctionId): Feed[] {
  const known = memo.get(program) ?? memo.set(program, new Map()).get(program)!;
  const key = `${unit.path} ${fn}`;
  const cached = known.get(key);
  if (cached) return cached;
  known.set(key, []);
  const found = [...namedCalls(program, unit, fn), ...callbackUses(program, unit, fn)].slice(0, mostCallers);
  known.set(key, found);
  return found;
}

function isFunction(program: Program, call: CallRef, callee: ValueId, unit: Unit, fn: FunctionId): boolean {
  return identify(program, call.unit, callee).some((entity) =>
    (entity.kind === "function" && entity.unit === unit && entity.fn === fn) ||
    ((entity.kind === "class" || (entity.kind === "instance" && call.unit.value(callee).kind === "super")) && entity.unit === unit && unit.facts.classes[entity.cls]?.construct === fn));
}

function namedCalls(program: Program, unit: Unit, fn: FunctionId): Feed[] {
  const summary = unit.facts.functions[fn];
  if (!summary) return [];
  const isConstructor = summary.cls !== undefined && unit.facts.classes[summary.cls]?.construct === fn;
  const own = isConstructor ? (unit.facts.classes[summary.cls!]?.name ?? "") : summary.name;
  const exported = exportedNames(unit, fn, isConstructor ? summary.cls : undefined);
  const feeds: Feed[] = [];
  const taken = new Set<CallRef>();
  const take = (candidates: CallRef[]): void => {
    for (const call of candidates) {
      if (taken.has(call)) continue;
      taken.add(call);
      const value = call.unit.value(call.id);
      if (value.kind === "jsx") {
        if (typeof value.tag !== "string" && isFunction(program, call, value.tag, unit, fn)) feeds.push({ kind: "jsx", call });
      } else if (value.kind === "call" && isFunction(program, call, value.callee, unit, fn)) {
        feeds.push({ kind: "call", call, shift: shiftOf(call, value.callee) });
        feeds.push(...boundCalls(program, call, value.callee));
      }
    }
  };
  const stored = storedUnder(unit, fn);
  const names = new Set([own, ...exported, ...reExportedAs(program, unit, exported), ...madeNames(program, unit, fn)].filter((name) => name !== "" && name !== "default"));
  for (const name of [...names, ...[...names].flatMap((one) => unit.aliasesOf(one))]) take(unit.callsNamed(name));
  take(unit.callsNamed(computed));
  if (stored) take(unit.callsNamed(takenOut));
  for (const name of stored ?? []) for (const path of program.graph.filesReaching(unit.path, name)) if (path !== unit.path) take(program.unit(path)?.callsNamed(takenOut) ?? []);
  for (const holder of isConstructor ? [] : holdersOf(program, unit, fn)) take(holder.unit.callsNamed(holder.name));
  if (isConstructor) take(superCalls(program, unit, own));
  for (const path of candidateFiles(program, unit, names, exported, isConstructor ? undefined : summary.cls)) {
    const other = path === unit.path ? undefined : program.unit(path);
    if (!other) continue;
    const local = new Set(names);
    for (const fact of other.facts.imports) if ((names.has(fact.name) || fact.name === "default") && fact.local) local.add(fact.local);
    if (exported.has("default")) local.add("default");
    for (const name of names) for (const alias of other.aliasesOf(name)) local.add(alias);
    for (const name of local) take(other.callsNamed(name));
    if (feeds.length > mostCallers) break;
  }
  return feeds;
}

/** Names of what a call makes of the function: `const track = useCallback(fn)`, `const save = debounce(fn)`. */
function madeNames(program: Program, unit: Unit, fn: FunctionId): string[] {
  return unit.callsGiven(fn).flatMap(({ call, key }) => {
    const names = key === undefined ? usesOf(unit).namesOf(call.id) : [];
    const isMade = names.length > 0 && identify(program, unit, call.id).some((entity) => entity.kind === "function" && entity.unit === unit && entity.fn === fn);
    return isMade ? names : [];
  });
}

/** Names of the lists and Maps a function was put into where they are made; undefined when it was not. */
function storedUnder(unit: Unit, fn: FunctionId): string[] | undefined {
  const containers = usesOf(unit).containersOf(fn);
  return containers.length ? containers.flatMap((id) => usesOf(unit).namesOf(id)) : undefined;
}

/** `const bound = say.bind(null, "driver")`: calls of `bound` give what comes after the bound arguments. */
function boundCalls(program: Program, bind: CallRef, callee: ValueId): Feed[] {
  const value = bind.unit.value(bind.id);
  const member = bind.unit.value(callee);
  if (value.kind !== "call" || member.kind !== "member" || member.name !== "bind") return [];
  return callsOfResult(program, bind, (entity) => entity.kind === "function" && (value.args.length < 2 || (entity.bound?.unit === bind.unit && entity.bound.id === bind.id)))
    .map((call): Feed => ({ kind: "call", call, shift: 1 - Math.max(1, value.args.length) }));
}

/** Calls of what a call returns, by the names it is given. */
function callsOfResult(program: Program, made: CallRef, isIt: (entity: Entity) => boolean): CallRef[] {
  const names = usesOf(made.unit).namesOf(made.id);
  const exported = new Set(made.unit.exportedValues().filter(({ id }) => made.unit.peel(id) === made.id).map(({ name }) => name));
  const found = names.flatMap((name) => {
    const others = exported.has(name) ? program.graph.usersOf(made.unit.path, name).map(({ path }) => path).filter((path) => path !== made.unit.path) : [];
    return [...made.unit.callsNamed(name), ...others.flatMap((path) => program.unit(path)?.callsNamed(name) ?? [])];
  });
  return found.filter((call) => {
    const value = call.unit.value(call.id);
    return value.kind === "call" && identify(program, call.unit, value.callee).some(isIt);
  });
}

const shiftOf = (call: CallRef, callee: ValueId): number => {
  const value = call.unit.value(callee);
  return value.kind === "member" && (value.name === "call" || value.name === "bind") ? 1 : 0;
};

/** `super(...)` in subclasses of the same program. */
function superCalls(program: Program, unit: Unit, name: string): CallRef[] {
  return program.graph.filesReaching(unit.path, name).flatMap((path) => program.unit(path)?.callsNamed("super") ?? []);
}

function exportedNames(unit: Unit, fn: FunctionId, cls: number | undefined): Set<string> {
  const names = new Set<string>();
  for (const { name, id } of unit.exportedValues()) {
    const value = unit.value(unit.peel(id));
    if ((value.kind === "function" && value.fn === fn) || (value.kind === "class" && value.cls === cls)) names.add(name);
  }
  return names;
}

/** `export { audit as record } from "./audit"`: the names barrels give it. */
const reExportedAs = (program: Program, unit: Unit, names: Set<string>): string[] => [...names].flatMap((name) => program.graph.usersOf(unit.path, name).flatMap(({ handedOnAs }) => handedOnAs ?? []));

/** Files of the parents of a class: its methods are also called through them, by files that never import the class. */
function parentFiles(program: Program, unit: Unit, cls: number): string[] {
  const fact = unit.facts.classes[cls]!;
  const types = [...fact.implements, ...(fact.extendsType === undefined ? [] : [fact.extendsType])];
  return types.flatMap((type) => typeTarget(program, unit, type).flatMap((target) => (target.kind === "class" || target.kind === "declared" ? [target.unit.path] : [])));
}

function candidateFiles(program: Program, unit: Unit, names: Set<string>, exported: ReadonlySet<string>, cls: number | undefined): Set<string> {
  const { graph } = program;
  const files = new Set<string>();
  for (const name of exported) for (const { path } of graph.usersOf(unit.path, name)) files.add(path);
  const starts = cls === undefined ? [unit.path] : [unit.path, ...parentFiles(program, unit, cls)];
  for (const name of names) for (const start of starts) for (const path of graph.filesCalling(start, name)) files.add(path);
  return files;
}

/** Callbacks: the function itself, or its name, handed to a call. */
function callbackUses(program: Program, unit: Unit, fn: FunctionId): Feed[] {
  const feeds: Feed[] = [];
  for (const given of unit.callsGiven(fn)) {
    const later = callsOfRegistered(program, given);
    feeds.push(...(later.length ? later.map((call): Feed => ({ kind: "call", call, shift: 0 })) : callbackFeeds(program, given.call, given.arg, given.key)));
  }
  return [...feeds, ...handedToNext(program, unit, fn)];
}

/** An error handler of four parameters gets whatever some handler gives to `next`. */
function handedToNext(program: Program, unit: Unit, fn: FunctionId): Feed[] {
  const params = unit.facts.functions[fn]?.params ?? [];
  const first = params[0] === undefined ? undefined : unit.value(params[0]);
  if (params.length !== 4 || first?.kind !== "param" || !/^(err|error|e|exception)$/i.test(first.name)) return [];
  return program.graph.filesMentioning("next(").flatMap((path) => (program.unit(path)?.callsNamed("next") ?? []).flatMap((call): Feed[] => {
    const value = call.unit.value(call.id);
    const callee = value.kind === "call" ? call.unit.value(value.callee) : undefined;
    return value.kind === "call" && value.args.length === 1 && callee?.kind === "param" ? [{ kind: "event", call, shift: 0 }] : [];
  }));
}

function callbackFeeds(program: Program, call: CallRef, arg: number, key?: string): Feed[] {
  const value = call.unit.value(call.id);
  if (value.kind !== "call") return [];
  const inner = identify(program, call.unit, value.callee).flatMap((entity): Feed[] =>
    entity.kind === "function" ? callsOfParameter(entity.unit, entity.fn, arg, key).flatMap((one) => passedBy(program, call, one, entity.fn)) : []);
  if (inner.length) return inner;
  const callee = call.unit.value(call.unit.peel(value.callee));
  if (callee.kind === "member" && listeners.has(callee.name)) {
    const emitted = emitters(program, call.unit, value.args[0]?.value);
    if (emitted.length) return emitted;
  }
  // `operators.tap(fn)` of a module is called on nothing.
  if (callee.kind === "member" && !isModule(call.unit, callee.base)) return [{ kind: "callback", call, arg, receiver: { unit: call.unit, id: callee.base }, method: callee.name, ...(key === undefined ? {} : { key }) }];
  return [{ kind: "callback", call, arg, receiver: null, method: call.unit.lastName(value.callee) ?? "", ...(key === undefined ? {} : { key }) }];
}

function isModule(unit: Unit, id: ValueId): boolean {
  const value = unit.value(unit.peel(id));
  return value.kind === "import" && unit.facts.imports[value.index]?.name === "*";
}

/** The wrapper calls the callback itself, or in the function it returns: then whoever calls that one gives the arguments. */
function passedBy(program: Program, call: CallRef, inner: CallRef, wrapper: FunctionId): Feed[] {
  const { functions } = inner.unit.facts;
  let closure: FunctionId | undefined = inner.fn;
  while (closure !== undefined && functions[closure]?.outer !== wrapper) closure = functions[closure]?.outer;
  const isReturned = closure !== undefined && (functions[wrapper]?.returns ?? []).some((id) => {
    const value = inner.unit.value(inner.unit.peel(id));
    return value.kind === "function" && value.fn === closure;
  });
  const outer = isReturned && functions[closure!]!.params.length ? callsOfResult(program, call, (entity) => entity.kind === "function" && entity.made?.unit === call.unit && entity.made.id === call.id) : [];
  return outer.length ? outer.map((one) => ({ kind: "passed", call, inner, outer: { call: one, fn: closure! } })) : [{ kind: "passed", call, inner }];
}

const listeners = new Set(["on", "once", "addListener", "subscribe", "addEventListener", "$on", "handle", "listen"]);
const emits = ["emit", "publish", "dispatch", "trigger", "$emit", "emitAsync"];

/** Calls that emit the event a listener waits for, by the constant name. */
function emitters(program: Program, unit: Unit, name: ValueId | undefined): Feed[] {
  const event = name === undefined ? undefined : constantText(unit, name);
  if (!event || event.length < 4) return [];
  return program.graph.filesWriting(event, emitting(event)).flatMap((path) => {
    const other = program.unit(path);
    return emits.flatMap((method) => other?.callsNamed(method) ?? []).flatMap((call): Feed[] => {
      const value = call.unit.value(call.id);
      return value.kind === "call" && value.args[0] && constantText(call.unit, value.args[0].value) === event ? [{ kind: "event", call, shift: 1 }] : [];
    });
  });
}

/** The event's name right in the call, or kept in a constant. */
function emitting(event: string): RegExp {
  const quoted = `["'\`]${event.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`;
  return new RegExp(`(?:${emits.map((name) => name.replace("$", "\\$")).join("|")})\\s*(?:<[^>()]*>)?\\(\\s*${quoted}|[\\w$]\\s*=\\s*${quoted}`);
}

function constantText(unit: Unit, id: ValueId): string | undefined {
  const value = unit.value(unit.peel(id));
  return value.kind === "const" && value.type === "string" ? value.text : undefined;
}

/** Calls, inside the function or its closures, of the parameter itself. */
export function callsOfParameter(unit: Unit, fn: FunctionId, index: number, key?: string): CallRef[] {
  const found: CallRef[] = [];
  for (const call of unit.calls()) {
    const value = unit.value(call.id);
    if (value.kind !== "call") continue;
    let callee = unit.value(unit.peel(value.callee));
    if (key !== undefined) {
      if (callee.kind !== "member" || callee.name !== key) continue;
      callee = unit.value(unit.peel(callee.base));
    }
    if (callee.kind === "param" && callee.fn === fn && callee.index === index) found.push(call);
  }
  return found;
}
