/** evaluateCall: the data a call's result holds. */
import type { Argument, Value, ValueId } from "../model/index.ts";
import { callsOfParameter } from "../link/callers.ts";
import { identify } from "../link/identify.ts";
import type { Entity } from "../link/entity.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { typedAnswer } from "./answers.ts";
import { builtinFunction, builtinMethod, libraryFunction } from "./builtins.ts";
import { databaseResult } from "./database.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { storedContext } from "./contexts.ts";
import { formRead } from "./forms.ts";
import { madeAt } from "./origins.ts";
import { procedureResult } from "./procedures.ts";
import { recogniseName } from "./recognise.ts";
import { asCarried, asText, clean, onlyFields, union, unknown, withHop, withTreatment, type Result } from "./result.ts";
import { selectedState, stateful, stateResult, storeResult } from "./state.ts";
import { partOf, replaced, rounded, sanitizedCall } from "./sanitize.ts";
import { validatedCall } from "./validators.ts";
import { usesOf } from "../link/uses.ts";

type Call = Value & { kind: "call" };

/** One call never opens more targets than this. */
const widestDispatch = 16;

export function evaluateCall(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result {
  const callee = unit.value(unit.peel(call.callee));
  const method = callee.kind === "member" ? callee.name : undefined;
  if (translations.has(unit.lastName(call.callee) ?? "")) return { ...union(call.args.map((argument) => evaluator.evaluate(unit, argument.value))), unknown: false };
  const entities = identify(evaluator.program, unit, call.callee);
  const targets = entities.filter((entity) => entity.kind === "function" || entity.kind === "class");
  const selected = selectedState(evaluator, unit, call, path);
  if (selected) return selected;
  if (targets.length) return promisified(evaluator, unit, call, path, targets) ?? projectCall(evaluator, unit, id, call, path, targets);
  const stored = databaseResult(evaluator, unit, id, call, path);
  if (stored) return stored;
  const catalogued = apiCall(evaluator, unit, id, call, path, entities);
  if (catalogued) return catalogued;
  const checked = storeResult(evaluator, unit, call, path) ?? storedContext(evaluator, unit, call, path) ?? formRead(evaluator, unit, call, path) ?? validatedCall(evaluator, unit, call, path) ?? procedureResult(evaluator, unit, call, path);
  if (checked) return checked;
  const accessed = accessCall(evaluator, unit, call, path);
  if (accessed) return accessed;
  if (callee.kind === "member" && method !== undefined) {
    const built = methodCall(evaluator, unit, call, callee, path);
    if (built) return built;
  }
  const direct = functionCall(evaluator, unit, id, call, path, entities) ?? reshaped(evaluator, unit, id, call, path, entities);
  if (direct) return direct;
  const given = entities.find((entity) => entity.kind === "param");
  if (given?.kind === "param" && given.path.length === 0) return { ...unknown, apply: [{ unit, call: id, fn: given.fn, index: given.index, path: [...path], trail: null }] };
  return typedAnswer(evaluator, unit, call, path) ?? unknown;
}

/** Functions that print their arguments into a text of another language. */
const translations = new Set(["t", "$t", "tc", "translate", "formatMessage", "gettext", "ngettext"]);

function argumentOf(unit: Unit, args: readonly Argument[], rest: boolean): (index: number) => Ref | null {
  return (index) => {
    const spread = args.findIndex((argument) => argument.spread);
    if (spread !== -1 && spread <= index) return { unit, id: args[spread]!.value };
    const argument = args[index];
    return argument || !rest ? (argument ? { unit, id: argument.value } : null) : null;
  };
}

function projectCall(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], targets: Entity[]): Result {
  const callee = unit.value(call.callee);
  const shifted = callee.kind === "member" && (callee.name === "call" || callee.name === "apply") && targets[0]?.kind === "function";
  const applied = shifted && callee.name === "apply" ? call.args[1] : undefined;
  const args = applied ? [{ value: applied.value, spread: true as const }] : shifted ? call.args.slice(1) : call.args;
  const note = `returned by \`${unit.chain(call.callee).filter(Boolean).join(".")}()\``;
  const hop = evaluator.hop(unit, call.at, "step", note);
  if (targets.length > widestDispatch) evaluator.bounds.add(unit.path);
  return union(targets.slice(0, widestDispatch).map((target): Result => {
    if (target.kind === "class") return instance(evaluator, unit, id, call, target, path);
    if (target.kind !== "function") return unknown;
    const summary = target.unit.facts.functions[target.fn];
    if (!summary) return unknown;
    const inside = evaluator.hop(target.unit, summary.at, "step", `through \`${summary.name || "a function"}()\``);
    let result = withHop(evaluator.returns(target.unit, target.fn, path), inside);
    result = ownWrites(evaluator, result, target);
    result = applyCallbacks(evaluator, result, target, boundFirst(target, argumentOf(unit, args, false)));
    result = evaluator.fill(result, target.unit, target.fn, boundFirst(target, restAware(target, unit, args)), hop);
    if (target.self && summary.cls !== undefined) result = evaluator.withReceiver(result, target.unit, summary.cls, target.self);
    if (target.made) result = fillClosure(evaluator, result, target.made);
    return result;
  }));
}

/** `promisify(find)(key)` yields what `find` hands its last parameter, after the error. */
function promisified(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[], targets: Entity[]): Result | undefined {
  const made = madeAt(evaluator.program, unit, call.callee);
  const maker = made.unit.value(made.id);
  if (maker.kind !== "call" || !/^promisify(All)?$/.test(made.unit.lastName(maker.callee) ?? "")) return undefined;
  return union(targets.flatMap((target) => {
    if (target.kind !== "function") return [];
    const last = (target.unit.facts.functions[target.fn]?.params.length ?? 0) - 1;
    return callsOfParameter(target.unit, target.fn, last).map((inner) => {
      const given = target.unit.value(inner.id);
      const value = given.kind === "call" ? given.args[1] : undefined;
      return value ? evaluator.fill(evaluator.evaluate(target.unit, value.value, path), target.unit, target.fn, argumentOf(unit, call.args, false)) : clean;
    });
  }));
}

/** `return this` after `this.line = line`: the field is what the method has just written. */
function ownWrites(evaluator: Evaluator, result: Result, target: Entity & { kind: "function" }): Result {
  const summary = target.unit.facts.functions[target.fn]!;
  const written = result.open.flatMap((open) => {
    if (open.index !== -1 || open.unit !== target.unit || open.fn !== target.fn) return [];
    const [name, ...rest] = open.path;
    return summary.effects.filter((effect) => effect.key === name && target.unit.value(effect.target).kind === "this").map((effect) => evaluator.evaluate(target.unit, effect.value, rest));
  });
  if (!written.length) return result;
  const isWritten = (name: string | undefined): boolean => summary.effects.some((effect) => effect.key === name && target.unit.value(effect.target).kind === "this");
  const open = result.open.filter((one) => !(one.index === -1 && one.unit === target.unit && one.fn === target.fn && isWritten(one.path[0])));
  return union([{ ...result, open }, ...written]);
}

/** Arguments of an earlier `bind` come before those of the call. */
function boundFirst({ bound }: Entity & { kind: "function" }, given: (index: number) => Ref | null): (index: number) => Ref | null {
  const bind = bound?.unit.value(bound.id);
  if (!bound || bind?.kind !== "call") return given;
  const args = bind.args.slice(1);
  return (index) => (args[index] ? { unit: bound.unit, id: args[index].value } : given(index - args.length));
}

/** Rest parameters take every remaining argument. */
export function restAware(target: Pick<Entity & { kind: "function" }, "unit" | "fn">, unit: Unit, args: readonly Argument[]): (index: number) => Ref | null {
  const plain = argumentOf(unit, args, false);
  const params = target.unit.facts.functions[target.fn]?.params ?? [];
  return (index) => {
    const param = params[index] === undefined ? undefined : target.unit.value(params[index]);
    if (param?.kind !== "param" || !param.rest) return plain(index);
    const items = args.slice(param.from ?? index);
    return { unit, id: syntheticArray(unit, items) };
  };
}

/** An array value for the arguments a rest parameter collects. */
const syntheticArray = (unit: Unit, items: readonly Argument[]): ValueId => synthetic(unit, { kind: "array", items: [...items], at: 0 });

/** A value the file does not write out; equal ones are made once. */
function synthetic(unit: Unit, value: Value): ValueId { return unit.synthetic(value); }

/** `wrap(handler)`: results of calls of the parameter become results of the function that was given. */
function applyCallbacks(evaluator: Evaluator, result: Result, target: Entity & { kind: "function" }, argument: (index: number) => Ref | null): Result {
  const own = result.apply.filter((apply) => apply.unit === target.unit && apply.fn === target.fn);
  if (!own.length) return result;
  const outcomes = own.flatMap((apply): Result[] => {
    const given = argument(apply.index);
    const inner = apply.unit.value(apply.call);
    if (!given || inner.kind !== "call") return [];
    return identify(evaluator.program, given.unit, given.id).flatMap((entity) => {
      if (entity.kind !== "function") return [];
      const returned = evaluator.returns(entity.unit, entity.fn, apply.path);
      return [evaluator.fill(returned, entity.unit, entity.fn, argumentOf(apply.unit, inner.args, false))];
    });
  });
  return union([{ ...result, unknown: result.unknown && outcomes.length === 0, apply: result.apply.filter((apply) => !own.includes(apply)) }, ...outcomes]);
}

/** A closure's captured parameters are the arguments of the call that made it. */
function fillClosure(evaluator: Evaluator, result: Result, made: Ref): Result {
  const maker = made.unit.value(made.id);
  if (maker.kind !== "call") return result;
  return identify(evaluator.program, made.unit, maker.callee).reduce((so, entity) =>
    entity.kind === "function" ? evaluator.fill(so, entity.unit, entity.fn, argumentOf(made.unit, maker.args, false)) : so, result);
}

/** `new C(...)`: its fields, with the constructor's parameters filled. */
function instance(evaluator: Evaluator, unit: Unit, _id: ValueId, call: Call, target: Entity & { kind: "class" }, path: readonly string[]): Result {
  const fact = target.unit.facts.classes[target.cls];
  if (!fact) return unknown;
  const fields = path.length ? [path] : fact.members.filter((member) => member.kind === "field" && !member.isStatic).map((member) => [member.name]);
  const results = fields.map((one) => fieldOf(evaluator, target, one));
  const construct = constructorOf(evaluator, target);
  const filled = union(results.map((result) => (construct ? evaluator.fill(result, construct.unit, construct.fn, argumentOf(unit, call.args, false)) : result)));
  // An error made of text: `class NotFound extends Error`.
  const message = path.length === 0 || ["message", "stack", "cause"].includes(path[0]!) ? errorMessage(evaluator, unit, call, target) : clean;
  return union([{ ...filled, unknown: path.length > 0 && filled.unknown }, message]);
}

function fieldOf(evaluator: Evaluator, target: Entity & { kind: "class" }, path: readonly string[]): Result {
  return evaluator.classField(target.unit, target.cls, path);
}

function constructorOf(evaluator: Evaluator, target: Entity & { kind: "class" }, depth = 0): { unit: Unit; fn: number } | undefined {
  const fact = target.unit.facts.classes[target.cls];
  if (!fact || depth > 6) return undefined;
  if (fact.construct !== undefined) return { unit: target.unit, fn: fact.construct };
  if (fact.extends === undefined) return undefined;
  for (const parent of identify(evaluator.program, target.unit, fact.extends)) if (parent.kind === "class") return constructorOf(evaluator, parent, depth + 1);
  return undefined;
}

/** What `super(message)` was given, when the class ends at the built-in Error. */
function errorMessage(evaluator: Evaluator, unit: Unit, call: Call, target: Entity & { kind: "class" }, depth = 0): Result {
  const fact = target.unit.facts.classes[target.cls];
  if (fact?.extends === undefined || depth > 4) return clean;
  const parents = identify(evaluator.program, target.unit, fact.extends);
  const isError = parents.some((parent) => parent.kind === "api" && /Error$|Exception$/.test(parent.origin.export));
  const construct = fact.construct;
  if (construct === undefined) return isError ? union(call.args.map((argument) => evaluator.evaluate(unit, argument.value))) : clean;
  const supers = target.unit.facts.functions[construct]?.calls.filter((site) => {
    const value = target.unit.value(site.value);
    return value.kind === "call" && target.unit.value(value.callee).kind === "super";
  }) ?? [];
  return union(supers.flatMap((site) => {
    const value = target.unit.value(site.value);
    if (value.kind !== "call") return [];
    const inner = isError ? union(value.args.map((argument) => evaluator.evaluate(target.unit, argument.value)))
      : union(parents.flatMap((parent) => (parent.kind === "class" ? [errorMessage(evaluator, target.unit, value, parent, depth + 1)] : [])));
    return [evaluator.fill(inner, target.unit, construct, argumentOf(unit, call.args, false))];
  }));
}

/** Calls the catalog knows by origin: sanitizers, sources, builders of well-known libraries. */
function apiCall(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], entities: Entity[]): Result | undefined {
  const sanitized = sanitizedCall(evaluator, unit, call, path, entities);
  if (sanitized) return sanitized;
  const source = evaluator.sourceOf(unit, id, path);
  if (source) return source;
  return headerRead(evaluator, unit, call, entities);
}

/** Calls that are sources by convention: `await request.json()`, `ctx.request.body()`. */
function accessCall(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const names = unit.chain(call.callee);
  if (names.length < 2) return undefined;
  const found = evaluator.byAccess([...names, ...path.filter(isName)]);
  if (!found) return undefined;
  if (found === "none") return clean;
  const source = evaluator.source(unit, call.at, [...names, ...path.filter(isName)]);
  if ("label" in found) return { ...clean, opaque: [{ ...found, source, trail: null }] };
  return { ...clean, data: [evaluator.datum(unit, call.at, found, [...names, ...path.filter(isName)])] };
}

/** `headers().get("x-forwarded-for")`, `getHeader(event, "user-agent")`. */
function headerRead(evaluator: Evaluator, unit: Unit, call: Call, entities: Entity[]): Result | undefined {
  const { catalog } = evaluator.program;
  const names = unit.chain(call.callee);
  const api = entities.flatMap((entity) => (entity.kind === "api" ? (catalog.source(entity.origin) ?? []) : []))[0] ?? catalog.sourceByNames(names);
  if (api?.headerArg === undefined) return undefined;
  const argument = call.args[api.headerArg];
  const name = argument && evaluator.constantKey(unit, argument.value);
  if (name === undefined) return undefined;
  const dataType = catalog.header(name);
  if (!dataType) return clean;
  return { ...clean, data: [evaluator.datum(unit, call.at, { dataType, certainty: "sure", reason: `request header \`${name}\``, deidentified: false }, [...names, name])] };
}

function methodCall(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): Result | undefined {
  const header = headerRead(evaluator, unit, call, []);
  if (header) return header;
  const base = callee.base;
  if (callee.name === "pipe" && call.args.length) return pipeResult(evaluator, unit, call, base, path);
  switch (builtinMethod(callee.name)) {
    case "receiver":
      if (callee.name === "entries" && unit.value(unit.peel(base)).kind !== "global") return path[0] === "0" ? clean : evaluator.evaluate(unit, base, path[0] === "1" ? path.slice(1) : path);
      return received(evaluator, unit, call, callee, path);
    case "part": return withTreatment(evaluator.evaluate(unit, base, path.filter(isName)), "reduced");
    case "nothing": return clean;
    case "callback":
    case "then": return callbackResult(evaluator, unit, call, base, path);
    case "both": return union([evaluator.evaluate(unit, base, path), ...call.args.map((argument) => evaluator.evaluate(unit, argument.value, path))]);
    case "entry": return entryOf(evaluator, unit, call, base, path);
    case "rounded": return rounded(evaluator, unit, call, base);
    default: return callee.name === "reduce" || callee.name === "reduceRight" ? reduced(evaluator, unit, call, base, path) : undefined;
  }
}

const mapping = /^(map|switchMap|mergeMap|concatMap|exhaustMap|flatMap|scan|reduce|expand)$/;

/** `source.pipe(a, b)`: what the last operator makes of the pipe before it. */
function pipeResult(evaluator: Evaluator, unit: Unit, call: Call, base: ValueId, path: readonly string[]): Result {
  const last = call.args.at(-1)!;
  const operator = unit.value(unit.peel(last.value));
  const before = call.args.length > 1 ? synthetic(unit, { ...call, args: call.args.slice(0, -1) }) : base;
  const name = operator.kind === "call" ? (unit.lastName(operator.callee) ?? "") : "";
  if (operator.kind === "call" && mapping.test(name) && operator.args[0]) return callbackOver(evaluator, unit, operator.args[0].value, before, path);
  return evaluator.evaluate(unit, before, path);
}

/** The pipe an operator's callback gets its value from. */
export function pipeBefore(unit: Unit, pipe: Call, operator: ValueId): ValueId | undefined {
  const callee = unit.value(unit.peel(pipe.callee));
  const index = pipe.args.findIndex((argument) => argument.value === operator);
  if (callee.kind !== "member" || index === -1) return undefined;
  return index === 0 ? callee.base : synthetic(unit, { ...pipe, args: pipe.args.slice(0, index) });
}

function received(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): Result | undefined {
  const root = unit.value(unit.peel(callee.base));
  // `Object.values`, `JSON...`: handled as functions.
  if (root.kind === "global" && /^(Object|JSON|Array|Number|String|Promise|Math|Date|Buffer)$/.test(root.name)) return undefined;
  if (callee.name === "catch") return union([evaluator.evaluate(unit, callee.base, path), callbackResult(evaluator, unit, call, callee.base, path)]);
  if (callee.name === "slice") return partOf(evaluator, unit, call, callee, path);
  if (callee.name === "replace" || callee.name === "replaceAll") return replaced(evaluator, unit, call, callee, path);
  const result = evaluator.evaluate(unit, callee.base, path);
  return textMethods.has(callee.name) ? asText(result) : result;
}

/** Methods that make one text of what they are called on. */
const textMethods = new Set(["toString", "join", "toISOString", "toLocaleString", "repeat"]);

function callbackResult(evaluator: Evaluator, unit: Unit, call: Call, base: ValueId, path: readonly string[]): Result {
  const argument = call.args[0];
  if (!argument) return evaluator.evaluate(unit, base, path);
  const functions = identify(evaluator.program, unit, argument.value);
  const results = functions.flatMap((entity): Result[] => {
    if (entity.kind === "api") return builtinFunction([entity.origin.export, ...entity.origin.steps.flatMap((one) => (one.kind === "member" ? [one.name] : []))].join(".")) === "nothing" ? [clean] : [evaluator.evaluate(unit, base, path)];
    if (entity.kind !== "function") return [];
    const returned = evaluator.returns(entity.unit, entity.fn, path.filter((name, index) => index > 0 || !isIndexName(name)));
    return [evaluator.fill(returned, entity.unit, entity.fn, (index) => (index === 0 ? { unit, id: base } : null))];
  });
  return results.length ? union(results) : unknown;
}

/** What a callback makes of each element of `base`. */
function callbackOver(evaluator: Evaluator, unit: Unit, callback: ValueId, base: ValueId, path: readonly string[]): Result {
  return union(identify(evaluator.program, unit, callback).flatMap((entity) =>
    entity.kind === "function" ? [evaluator.fill(evaluator.returns(entity.unit, entity.fn, path), entity.unit, entity.fn, (index) => (index === 0 ? { unit, id: base } : null))] : []));
}

function reduced(evaluator: Evaluator, unit: Unit, call: Call, base: ValueId, path: readonly string[]): Result {
  const results = identify(evaluator.program, unit, call.args[0]?.value ?? -1).flatMap((entity): Result[] => {
    if (entity.kind !== "function") return [];
    const returned = evaluator.returns(entity.unit, entity.fn, path);
    return [evaluator.fill(returned, entity.unit, entity.fn, (index) => (index === 1 ? { unit, id: base } : null))];
  });
  const initial = call.args[1];
  return union([...results, ...(initial ? [evaluator.evaluate(unit, initial.value, path)] : [])]);
}

/** `map.get(key)`, `searchParams.get("email")`, `formData.get("phone")`. */
function entryOf(evaluator: Evaluator, unit: Unit, call: Call, base: ValueId, path: readonly string[]): Result | undefined {
  const argument = call.args[0];
  if (!argument || call.args.length > 2) return undefined;
  const key = evaluator.constantKey(unit, argument.value);
  if (key !== undefined && key.startsWith("/")) return undefined;
  const result = evaluator.evaluate(unit, base, [key ?? "*", ...path]);
  if (!result.unknown || result.data.length || key === undefined || path.length) return result;
  const found = recogniseName(evaluator.program.catalog, key, unit.chain(base));
  return found ? { ...result, unknown: false, data: [evaluator.datum(unit, call.at, found, [...unit.chain(base), key])] } : result;
}

function functionCall(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], entities: Entity[]): Result | undefined {
  for (const entity of entities) {
    if (entity.kind !== "api") continue;
    const { origin } = entity;
    const members = origin.steps.flatMap((one) => (one.kind === "member" ? [one.name] : []));
    if (origin.package === null) {
      if (origin.export === "Promise" && call.isNew && !members.length) return settled(evaluator, unit, call, path);
      const effect = builtinFunction([origin.export, ...members].join("."));
      if (effect === "nothing") return clean;
      const printed = origin.export === "JSON" ? json(evaluator, unit, call, path, members[0]) : undefined;
      if (printed) return printed;
      if (members.at(-1) === "entries" && path[0] === "0") return clean;
      if (origin.export.endsWith("Error") && call.isNew) return errorResult(evaluator, unit, call, path);
      if (members.at(-1) === "from" && origin.export === "Array" && call.args[1]) return callbackOver(evaluator, unit, call.args[1].value, call.args[0]!.value, path);
      if (origin.export === "URLSearchParams" && call.isNew && path.length) return queried(evaluator, unit, call, path);
      if (origin.export === "URL" && call.isNew && path[0] === "searchParams" && path.length > 1) return queriedOf(queried(evaluator, unit, call, []));
      if (origin.export === "URL" && call.isNew && path.length) return urlParts.has(path[0]!) ? union(call.args.map((argument) => evaluator.evaluate(unit, argument.value))) : clean;
      if (effect) {
        const inner = dropIndex(path, members.at(-1) ?? (call.isNew ? origin.export : undefined));
        const isPrinted = origin.export === "String" && !members.length;
        const all = union(call.args.map((argument) => evaluator.evaluate(unit, argument.value, isPrinted && evaluator.isError(unit, argument.value) ? ["message"] : inner)));
        if (effect === "reduced") return withTreatment(all, "reduced");
        return textFunctions.has(origin.export) ? asText(all) : all;
      }
      continue;
    }
    const name = members.at(-1) ?? (origin.export === "default" ? (/^lodash[./](\w+)$/.exec(origin.package)?.[1] ?? "default") : origin.export);
    // `count()` of a signal, `$store` of a store: reading what it holds.
    if (stateful.has(name) && origin.steps.at(-1)?.kind === "call") return evaluator.evaluate(unit, call.callee, path);
    if (origin.export === "computed" && origin.steps.at(-1)?.kind === "call") return evaluator.evaluate(unit, call.callee, path);
    const effect = libraryFunction(origin.package, name) ?? (origin.steps.length === 0 ? libraryFunction(origin.package, origin.export) : undefined);
    if (effect) return libraryCall(evaluator, unit, id, call, path, name, effect);
  }
  return undefined;
}

const textFunctions = new Set(["String", "encodeURIComponent", "encodeURI", "btoa", "escape"]);

/** `JSON.stringify(record, keys)`; a copy made by way of a text is still the record. */
function json(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[], member: string | undefined): Result | undefined {
  const [first, second] = call.args;
  if (!first) return undefined;
  if (member === "parse") {
    const inner = unit.value(unit.peel(first.value));
    const isCopy = inner.kind === "call" && unit.chain(inner.callee).join(".") === "JSON.stringify" && inner.args.length === 1;
    if (isCopy) return evaluator.evaluate(unit, inner.args[0]!.value, path);
    // A field of what a text turns out to be: only its name can tell, unless the text itself is known.
    const text = evaluator.evaluate(unit, first.value);
    return path.length && inner.kind !== "const" && !text.data.length && !text.opaque.length ? unknown : undefined;
  }
  if (member !== "stringify" || path.length) return undefined;
  const keys = second && unit.value(unit.peel(second.value)).kind === "array" ? constantList(evaluator, unit, [second]) : undefined;
  const record = evaluator.evaluate(unit, first.value);
  // The list goes for every level.
  return asText(keys ? onlyFields(record, keys) : record);
}

/** `new Promise((resolve) => ...)`: what `resolve` is called with. */
function settled(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result {
  const executor = call.args[0] ? unit.value(unit.peel(call.args[0].value)) : undefined;
  if (executor?.kind !== "function") return unknown;
  return union(callsOfParameter(unit, executor.fn, 0).map((inner) => {
    const value = unit.value(inner.id);
    return value.kind === "call" && value.args[0] ? evaluator.evaluate(unit, value.args[0].value, path) : clean;
  }));
}


/** Parts of a URL that repeat what it was made from; host and protocol do not. */
const urlParts = new Set(["href", "search", "searchParams", "pathname", "hash", "toString", "toJSON"]);

/** `new URLSearchParams(location.search)`: a text that is taken apart; only the key names the value. */
function queried(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result {
  const result = union(call.args.map((argument) => evaluator.evaluate(unit, argument.value, path)));
  const first = call.args[0] ? unit.value(unit.peel(call.args[0].value)) : undefined;
  const isWritten = first === undefined || first.kind === "object" || first.kind === "array";
  return isWritten || result.data.length ? result : { ...result, opaque: [], unknown: true };
}

/** One parameter of an address is not the address. */
function queriedOf(result: Result): Result {
  const data = result.data.filter(({ dataType }) => dataType !== "page-views");
  return data.length ? { ...result, data } : { ...result, data, opaque: [], unknown: true };
}

/** `new Error(message, { cause })`. */
function errorResult(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result {
  const [message, options] = call.args;
  const cause = (): Result => (options ? evaluator.evaluate(unit, options.value, ["cause", ...path.slice(path[0] === "cause" ? 1 : 0)]) : clean);
  if (path[0] === "cause") return cause();
  const text = message && ["message", "stack", "toString", undefined].includes(path[0]) ? evaluator.evaluate(unit, message.value) : clean;
  return path.length ? text : union([text, cause()]);
}

/** `Object.entries(x)` yields pairs, `Object.values(x)` elements: the key position is dropped. */
function dropIndex(path: readonly string[], member: string | undefined): readonly string[] {
  if (member === "entries") return path.slice(path[0] === "1" ? 1 : 2);
  if (member === "Map" || member === "WeakMap") return path.length ? ["*", "1", ...path.slice(1)] : [];
  return member === "values" && isIndexName(path[0]) ? path.slice(1) : path;
}

const lookups = /^(get|find|fetch|create|update|delete|remove|send|list|query|set|save|insert|load|read|write|connect|init|verify|check|is|has|validate|compare|count|use|on|add|register|start|run|open|close|sign|resolve|exec|call|make|build|new|with|to[A-Z]|knows|exists|matches|contains|supports|needs|state|status|score|rate|rank|hash|digest|mask|redact|scrub|anonymi[sz]e|pseudonymi[sz]e|obfuscate|encrypt|id[A-Z]|log|track|capture)/;

/** `chalk.bold(x)`, `tidy(x)`: a library nobody can read, whose name promises no lookup, may hand its text on. */
function reshaped(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], entities: Entity[]): Result | undefined {
  const [first] = call.args;
  const entity = entities[0];
  const name = unit.lastName(call.callee) ?? "";
  if (!first || path.length || call.isNew || call.args.length > 2 || entity?.kind !== "api" || entity.origin.package === null || lookups.test(name) || usesOf(unit).isAwaited(id)) return undefined;
  if (entity.origin.steps.some((step) => step.kind === "new") || evaluator.program.catalog.vendorOfPackage(entity.origin.package)) return undefined;
  const given = evaluator.evaluate(unit, first.value);
  if (given.data.some((datum) => datum.fields !== undefined)) return undefined;
  // A field of something; whole records are turned into anything.
  const open = given.open.filter((one) => one.path.length > 0 && !one.within);
  if (!given.data.length && !open.length) return undefined;
  return onlyFields(asCarried({ ...clean, data: given.data, open }, []), []);
}

function libraryCall(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[], name: string, effect: "arguments" | "first"): Result {
  const [first, second] = call.args;
  if (stateful.has(name)) return stateResult(evaluator, unit, id, call, path, name);
  if (!first) return clean;
  if ((name === "pick" || name === "omit") && second) {
    const keys = constantList(evaluator, unit, call.args.slice(1));
    if (name === "omit") return path.length ? (keys.includes(path[0]!) ? clean : evaluator.evaluate(unit, first.value, path)) : evaluator.evaluate(unit, first.value, [`-${keys.sort().join(",")}`]);
    return path.length ? (keys.includes(path[0]!) ? evaluator.evaluate(unit, first.value, path) : clean) : union(keys.map((key) => evaluator.evaluate(unit, first.value, [key])));
  }
  if ((name === "mapValues" || name === "map") && second) return callbackOver(evaluator, unit, second.value, first.value, path.slice(1));
  if (name === "get" && second) {
    const list = unit.value(unit.peel(second.value));
    const keys = list.kind === "array" ? constantList(evaluator, unit, [second]) : evaluator.constantKey(unit, second.value)?.split(".");
    return evaluator.evaluate(unit, first.value, [...(keys ?? ["*"]), ...path]);
  }
  const callbacks = identify(evaluator.program, unit, first.value).filter((entity) => entity.kind === "function");
  if (callbacks.length) return union(callbacks.map((entity) => (entity.kind === "function" ? evaluator.returns(entity.unit, entity.fn, path.filter((one) => one !== "value")) : clean)));
  const used = effect === "first" ? [first] : call.args;
  return union(used.map((argument) => evaluator.evaluate(unit, argument.value, path)));
}

function constantList(evaluator: Evaluator, unit: Unit, args: readonly Argument[]): string[] {
  return args.flatMap((argument) => {
    const value = unit.value(unit.peel(argument.value));
    if (value.kind === "array") return value.items.flatMap((item) => evaluator.constantKey(unit, item.value) ?? []);
    return evaluator.constantKey(unit, argument.value) ?? [];
  });
}
