/**
 * traceSink: from one sink outwards. What is recognised inside the sink's own function stands there; what hangs on a
 * parameter is followed to the callers, and stands at the call where the datum is first recognised.
 */
import type { DataTypeId, FunctionId, Hop, Location, Value, ValueId } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { callersOf, mostCallers, type Feed, type OuterCall } from "../link/callers.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import { schemaShape } from "../types/builders.ts";
import { keyed } from "../types/scalars.ts";
import { pipeBefore, restAware } from "./calls.ts";
import { procedureContext } from "./contexts.ts";
import { rejection, thrownByFunction } from "./errors.ts";
import { isName, type Evaluator } from "./evaluate.ts";
import { submitted, submittedTo } from "./forms.ts";
import { recognisePrompt, recogniseStorageKey } from "./recognise.ts";
import { redacted, redactionOf, type Redaction } from "./redaction.ts";
import { clean, extend, hopsOf, plain, throughOpen, union, unknown, withHop, type Open, type Result, type Trail } from "./result.ts";
import type { Sink } from "./sinks.ts";
import { storedLeaves } from "./stored.ts";
import { schemaResult } from "./validators.ts";

/** Personal data standing at one place outside or at the sink. */
export interface Arrival {
  unit: Unit;
  call: ValueId;
  location: Location;
  result: Result;
  /** Calls between the place and the sink, outermost first. */
  hops: Hop[];
  /** The same calls, for what depends on the way: the host of a request. */
  chain: CallRef[];
  guards: { unit: Unit; guards: number[] }[];
}

const furthest = 60;
const mostArrivals = 200;

interface Walk {
  evaluator: Evaluator;
  sink: Sink;
  seen: Set<string>;
  arrivals: Map<string, Arrival>;
  redaction: Redaction | undefined;
  /** The argument that is being followed, and the path inside it that counts. */
  argument: number;
  inside: readonly string[];
}

export function traceSink(evaluator: Evaluator, sink: Sink): Arrival[] {
  evaluator.begin();
  const redaction = redactionOf(evaluator, sink);
  if (redaction?.isSilent) return [];
  const walk: Walk = { evaluator, sink, seen: new Set(), arrivals: new Map(), redaction, argument: 0, inside: [] };
  for (const { value, path } of sink.payload) {
    walk.argument = sink.args.findIndex((argument) => argument.value === value);
    walk.inside = path;
    const positions = path.length === 0 ? positioned(evaluator, sink, value) : [];
    if (sink.api.surface === "llm") settle(walk, promptLeaves(evaluator, sink, value, path), { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], undefined, 0);
    settle(walk, payloadResult(evaluator, sink, value, path), { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], undefined, 0);
    if (sink.api.kind === "storage-write" && path.length === 0) settle(walk, storedLeaves(evaluator, sink.unit, value), { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], undefined, 0);
    for (const { type, result } of positions) settle(walk, result, { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], type, 0);
  }
  const key = keyResult(evaluator, sink);
  if (key) settle(walk, key, { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], undefined, 0);
  const rejected = sink.rejected === undefined ? undefined : rejection(evaluator, sink.unit, sink.rejected, []);
  if (rejected) settle(walk, rejected, { unit: sink.unit, fn: sink.fn, id: sink.call, guards: sink.guards, tried: undefined }, [], [], undefined, 0);
  return [...walk.arrivals.values()];
}

/** What the key of a stored item says itself: `chat-${user.id}`. */
function keyResult(evaluator: Evaluator, sink: Sink): Result | undefined {
  const key = sink.api.kind === "storage-write" && sink.api.key ? sink.args[sink.api.key.arg] : undefined;
  if (!key || key.spread || sink.api.key!.path.length || sink.payload.some(({ value }) => value === key.value)) return undefined;
  return { ...evaluator.evaluate(sink.unit, key.value), opaque: [], unknown: false };
}

/** Types whose value is an address on the web: as the URL of a request it names what is fetched, it is not sent. */
const addresses = new Set(["page-views", "photos", "videos", "audio", "files", "referrer", "social-profile", "user-content"]);

function payloadResult(evaluator: Evaluator, sink: Sink, value: ValueId, path: readonly string[]): Result {
  const result = evaluator.evaluate(sink.unit, value, path);
  const { url } = sink.api;
  const isUrl = url !== undefined && url !== "receiver" && path.join(".") === url.path.join(".") && sink.args[url.arg]?.value === value;
  return isUrl && sink.unit.value(sink.unit.peel(value)).kind !== "text" ? withoutAddresses(result) : result;
}

const withoutAddresses = (result: Result): Result => ({
  ...result,
  data: result.data.filter((datum) => !addresses.has(datum.dataType)),
  open: result.open.filter((open) => !open.names.length || open.path.length === 0),
});

/** What a value's place in the call says of it: `to` of a mail, the key of a stored item. */
function positioned(evaluator: Evaluator, sink: Sink, value: ValueId): { type: DataTypeId; result: Result }[] {
  const fields = Object.entries(sink.api.fields ?? {}).filter(([field]) => !isSetting(sink.unit, keyed(sink.unit, value, field))).map(([field, type]) => ({ type, result: evaluator.evaluate(sink.unit, value, [field]) }));
  const stored = storedUnder(evaluator, sink, value);
  return stored === undefined ? fields : [...fields, { type: stored, result: evaluator.evaluate(sink.unit, value, []) }];
}

/** `env.REPORT_EMAIL`, `config.support`: an address of the application's own. */
function isSetting(unit: Unit, id: ValueId | undefined): boolean {
  const names = id === undefined ? [] : unit.chain(id);
  return names.some((name) => /^(env|config|process|settings|constants)$/i.test(name)) || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(names.at(-1) ?? "");
}

/** The data type a storage key names: `setItem("auth_token", value)`. */
function storedUnder(evaluator: Evaluator, sink: Sink, value: ValueId): DataTypeId | undefined {
  const { api, args, unit } = sink;
  if (api.kind !== "storage-write") return undefined;
  const key = args[api.key?.arg ?? 0];
  if (!key || key.value === value) return undefined;
  const name = evaluator.constantKey(unit, key.value)?.split(/[.:/]/).at(-1);
  return name ? recogniseStorageKey(evaluator.program.catalog, name)?.dataType : undefined;
}

/** Texts a person typed that go into a prompt, by the names they have in the function that builds it. */
function promptLeaves(evaluator: Evaluator, sink: Sink, id: ValueId, path: readonly string[], depth = 0): Result {
  const { unit } = sink;
  const value = unit.value(id);
  if (depth > 8) return clean;
  const into = (next: ValueId, rest: readonly string[]): Result => promptLeaves(evaluator, sink, next, rest, depth + 1);
  switch (value.kind) {
    case "text": return union(value.parts.map((part) => into(part, [])));
    case "choice": return union(value.options.map((option) => into(option, path)));
    case "array": return union(value.items.map((item) => into(item.value, path)));
    case "object": return union(value.entries.flatMap((entry) => ("key" in entry && (path.length ? entry.key === path[0] : entry.key === "content" || entry.key === "text") ? [into(entry.value, path.slice(1))] : [])));
    case "call": return union(value.args.map((argument) => into(argument.value, [])));
    case "await":
    case "typed": return into(value.base, path);
    case "bind":
    case "member": {
      const inner = value.kind === "bind" ? into(value.base, path) : clean;
      if (inner.data.length) return inner;
      const names = unit.chain(id);
      const found = recognisePrompt(names.at(-1) ?? "");
      const result = found && evaluator.evaluate(unit, id, path);
      if (!found || !result || result.data.length || !(result.unknown || result.plain)) return clean;
      return { ...clean, data: [evaluator.datum(unit, value.at, found, names)] };
    }
    default: return clean;
  }
}

export function locationOf(unit: Unit, id: ValueId, sink?: Sink): Location {
  const value = unit.value(id);
  const at = value.kind === "call" || value.kind === "jsx" ? value.at : (sink?.at ?? 0);
  const end = value.kind === "call" || value.kind === "jsx" ? value.end : (sink?.end ?? at);
  return { file: unit.path, line: lineOf(at), column: columnOf(at), endLine: lineOf(end), endColumn: columnOf(end) };
}

/** Takes what is recognised here, and follows what is open. */
function settle(walk: Walk, result: Result, call: CallRef, hops: Hop[], chain: CallRef[], position: DataTypeId | undefined, depth: number): void {
  const { evaluator } = walk;
  const here: Result[] = [{ ...result, open: [], apply: [] }];
  const further: Open[] = [];
  const queue = [...result.open];
  for (let open = queue.shift(), limit = 0; open && limit < 200; open = queue.shift(), limit++) {
    const own = evaluator.close(open);
    if (own.data.length) {
      if (!allCallersClean(walk, open)) here.push({ ...calledFrom(walk, asPassed(walk, own, open), open), open: [] });
      continue;
    }
    // A field leads to what the class writes into it; what is recognised there counts here.
    const fields = open.index === -1 ? own.open : [];
    const recognised = fields.filter((one) => !isSame(one, open)).map((one) => evaluator.close(one)).filter((one) => one.data.length);
    if (recognised.length) here.push(...recognised.map((one) => ({ ...one, open: [] })));
    else further.push(open);
  }
  const followed = further.filter((open) => {
    const before = walk.arrivals.size;
    const isFed = follow(walk, open, call, hops, chain, position, depth);
    // Callers that say nothing of a prompt leave the word to its name here.
    return isFed && !(walk.sink.api.surface === "llm" && walk.arrivals.size === before && promptOf(walk, open));
  });
  for (const open of further) {
    if (followed.includes(open)) continue;
    const prompt = promptOf(walk, open);
    const own = prompt ?? evaluator.close(open);
    if (prompt) here.push(prompt);
    else if (own.opaque.length) here.push({ ...own, open: [], data: [] });
    else here.push(own.plain ? plain : unknown);
  }
  arrive(walk, union(here), call, hops, chain, position, followed.length > 0);
}

/** Callers of the function that recognises the datum come first on its path. */
function calledFrom(walk: Walk, own: Result, open: Open): Result {
  if (open.index < 0) return own;
  const feeds = callersOf(walk.evaluator.program, open.unit, open.fn).filter((feed) => feed.kind === "call").slice(0, 3);
  const hops = feeds.map((feed): Hop => {
    const { file, line, column } = locationOf(feed.call.unit, feed.call.id);
    return { kind: "step", file, line, column, note: `passed to \`${open.unit.facts.functions[open.fn]?.name ?? ""}()\`` };
  });
  return { ...own, data: own.data.map((datum) => ({ ...datum, trail: after(hops, datum.trail) })) };
}

const after = (hops: Hop[], trail: Trail | null): Trail | null => [...hops, ...hopsOf(trail)].reduce<Trail | null>((so, hop) => extend(so, hop), null);

const isSame = (a: Open, b: Open): boolean => a.unit === b.unit && a.fn === b.fn && a.index === b.index && a.path.join(".") === b.path.join(".");

/** Free text on its way to a language model, known by the names it is given there. */
function promptOf(walk: Walk, open: Open): Result | undefined {
  if (walk.sink.api.surface !== "llm" || open.index < 0) return undefined;
  const { unit } = open;
  const id = unit.facts.functions[open.fn]?.params[open.index];
  const param = id === undefined ? undefined : unit.value(id);
  if (param?.kind !== "param") return undefined;
  const names = [param.name, ...open.path.filter(isName)].filter((name) => name !== "");
  const found = names.length ? recognisePrompt(names.at(-1)!) : undefined;
  return found && { ...clean, data: [{ ...walk.evaluator.datum(unit, param.at, found, names), trail: open.trail }] };
}

function arrive(walk: Walk, found: Result, call: CallRef, hops: Hop[], chain: CallRef[], position: DataTypeId | undefined, isFollowed: boolean): void {
  let result = position === undefined ? redacted(found, walk.redaction, walk.argument, walk.inside) : found;
  if (position !== undefined) {
    const { isCredential, isPseudonymous } = walk.evaluator.program.catalog;
    // A signed token holds the id of its owner, and is a token.
    const isToken = found.data.length > 0 && isCredential(position) && found.data.every((datum) => isPseudonymous(datum.dataType));
    if (!isToken && (found.data.length || !(found.unknown || found.plain) || isFollowed)) return;
    const value = { file: call.unit.path, ...placeIn(call.unit, call.id, walk.sink) };
    result = { ...clean, data: [{ dataType: position, certainty: "likely", reason: positionReason(walk.sink), source: { dataType: position, ...value, expression: walk.sink.callee }, trail: null }] };
  }
  if (!result.data.length && !result.opaque.length) return;
  const location = locationOf(call.unit, call.id, walk.sink);
  const key = `${location.file} ${location.line} ${location.column}`;
  const known = walk.arrivals.get(key);
  if (known) known.result = union([known.result, result]);
  else if (walk.arrivals.size < mostArrivals) {
    walk.arrivals.set(key, { unit: call.unit, call: call.id, location, result, hops, chain, guards: [{ unit: call.unit, guards: call.guards }] });
  }
}

const positionReason = (sink: Sink): string =>
  sink.api.kind === "storage-write" ? "named by the key it is stored under" : "stands where the address of a message goes";

function placeIn(unit: Unit, id: ValueId, sink: Sink): { line: number; column: number } {
  const { line, column } = locationOf(unit, id, sink);
  return { line, column };
}

/** Follows an open parameter to its callers; false when nobody calls. */
function follow(walk: Walk, open: Open, from: CallRef, hops: Hop[], chain: CallRef[], position: DataTypeId | undefined, depth: number): boolean {
  const { evaluator } = walk;
  if (depth >= furthest) return false;
  const key = `${open.unit.path} ${open.fn} ${open.index} ${open.path.join(".")} ${position ?? ""} ${walk.redaction ? `${walk.argument} ${open.within?.join(".") ?? ""} ${open.isText ?? ""}` : ""}`;
  if (walk.seen.has(key)) return true;
  walk.seen.add(key);
  let isFed = false;
  const feeds = callersOf(evaluator.program, open.unit, open.fn);
  if (feeds.length >= mostCallers) evaluator.bounds.add(open.unit.path);
  for (const feed of feeds) {
    const given = open.index === -1 ? receiverResult(evaluator, feed, open) : feedResult(evaluator, feed, open);
    if (!given) continue;
    isFed = true;
    const named = treated(open.names.reduce((so, name) => evaluator.alias(so, name), given), open);
    const outer = feed.kind === "passed" ? feed.outer?.call : undefined;
    if (outer) settle(walk, named, outer, [hopAt(from, walk.sink, depth), ...hops], [outer, ...chain], position, depth + 1);
    else if (feed.kind === "call" && !isSuper(feed)) settle(walk, named, feed.call, [hopAt(from, walk.sink, depth), ...hops], [feed.call, ...chain], position, depth + 1);
    // A callback is no wrapper: what it is handed stands where it is used.
    else settle(walk, withHop(named, handedHop(feed)), from, hops, chain, position, depth + 1);
  }
  return isFed || (open.index === -1 && followFields(walk, open, from, hops, chain, position, depth));
}

/** `super(...)` is part of making one object. */
function isSuper(feed: Feed): boolean {
  const value = feed.call.unit.value(feed.call.id);
  return value.kind === "call" && feed.call.unit.value(value.callee).kind === "super";
}

/** Nobody is seen calling the method: whoever makes an instance fills its fields. */
function followFields(walk: Walk, open: Open, from: CallRef, hops: Hop[], chain: CallRef[], position: DataTypeId | undefined, depth: number): boolean {
  const fields = walk.evaluator.close(open).open.filter((one) => one.index >= 0);
  return fields.map((one) => follow(walk, one, from, hops, chain, position, depth)).some(Boolean);
}

/** The field, in the instance a method is called on. */
function receiverResult(evaluator: Evaluator, feed: Feed, open: Open): Result | undefined {
  const value = feed.call.unit.value(feed.call.id);
  if (feed.kind !== "call" || value.kind !== "call") return undefined;
  const callee = feed.call.unit.value(feed.call.unit.peel(value.callee));
  if (callee.kind !== "member") return undefined;
  const result = evaluator.evaluate(feed.call.unit, callee.base, open.path);
  // An injected service is nobody's instance in particular.
  return result.unknown || result.open.some((one) => one.index >= 0 && one.path.length > open.path.length - 1 && one.unit === feed.call.unit && isReceiver(one, open)) ? undefined : result;
}

const isReceiver = (one: Open, open: Open): boolean => one.path.join(".") === open.path.join(".");

function handedHop(feed: Feed): Hop {
  const { line, column } = locationOf(feed.call.unit, feed.call.id);
  const value = feed.call.unit.value(feed.call.id);
  const name = value.kind === "call" ? `\`${feed.call.unit.chain(value.callee).filter(Boolean).join(".")}()\`` : "the component";
  const at = feed.kind === "passed" ? { unit: feed.inner.unit, ...locationOf(feed.inner.unit, feed.inner.id) } : { unit: feed.call.unit, line, column };
  return { kind: "step", file: at.unit.path, line: at.line, column: at.column, note: `given by ${name}` };
}

function treated(given: Result, open: Open): Result {
  const result = throughOpen(given, open);
  return { ...result, data: result.data.map((datum) => ({ ...datum, trail: open.trail && !datum.trail ? extend(datum.trail, open.trail.hop) : datum.trail })) };
}

function hopAt(call: CallRef, sink: Sink, depth: number): Hop {
  const { line, column } = locationOf(call.unit, call.id, sink);
  const value = call.unit.value(call.id);
  const name = value.kind === "call" ? call.unit.chain(value.callee).filter(Boolean).join(".") : value.kind === "jsx" ? "component" : sink.callee;
  return { kind: depth === 0 ? "sink" : "call", file: call.unit.path, line, column, note: depth === 0 ? `handed to \`${sink.callee}()\`` : `passed on by \`${name}()\`` };
}

/** What one caller gives the parameter. */
export function feedResult(evaluator: Evaluator, feed: Feed, open: Open): Result | undefined {
  const { call } = feed;
  const value = call.unit.value(call.id);
  switch (feed.kind) {
    case "jsx": return value.kind === "jsx" && open.index === 0 ? evaluator.evaluate(call.unit, value.props, open.path) : undefined;
    case "call": {
      if (value.kind !== "call" || isLeftToLater(call.unit, value, open.index + feed.shift)) return undefined;
      return argumentResult(evaluator, call.unit, value.args, open, feed.shift);
    }
    case "passed": {
      const inner = feed.inner.unit.value(feed.inner.id);
      if (inner.kind !== "call" || value.kind !== "call") return undefined;
      const inside = argumentResult(evaluator, feed.inner.unit, inner.args, open, 0);
      const result = inside && feed.outer ? filledByOuter(evaluator, feed.inner.unit, feed.outer, inside) : inside;
      const owner = outermost(feed.inner.unit, feed.inner.fn);
      return result && owner !== undefined ? evaluator.fill(result, feed.inner.unit, owner, (index) => (value.args[index] ? { unit: call.unit, id: value.args[index].value } : null)) : result;
    }
    case "event": return value.kind === "call" ? eventResult(evaluator, feed, value, open) : undefined;
    case "callback": return callbackFeed(evaluator, feed, open);
  }
}

function filledByOuter(evaluator: Evaluator, unit: Unit, { call, fn }: OuterCall, result: Result): Result {
  const value = call.unit.value(call.id);
  return value.kind === "call" ? evaluator.fill(result, unit, fn, restAware({ unit, fn }, call.unit, value.args)) : result;
}

/** The function whose parameter the callback is: the outermost one around the inner call. */
function outermost(unit: Unit, fn: FunctionId): FunctionId | undefined {
  let at: FunctionId = fn;
  for (let outer = unit.facts.functions[at]?.outer; outer !== undefined && outer !== 0; outer = unit.facts.functions[at]?.outer) at = outer;
  return at;
}

function argumentResult(evaluator: Evaluator, unit: Unit, args: readonly { value: ValueId; spread?: true }[], open: Open, shift: number): Result | undefined {
  const param = open.unit.facts.functions[open.fn]?.params[open.index];
  const fact = param === undefined ? undefined : open.unit.value(param);
  const index = (fact?.kind === "param" && fact.from !== undefined ? fact.from : open.index) + shift;
  // An argument that an earlier `bind` gave.
  if (index < 0) return undefined;
  if (fact?.kind === "param" && fact.rest) {
    const [first, ...rest] = open.path;
    const one = first !== undefined && /^\d+$/.test(first) ? args[index + Number(first)] : undefined;
    const spread = args.findIndex((argument) => argument.spread);
    if (spread !== -1 && spread <= index && first !== undefined && /^\d+$/.test(first)) return evaluator.evaluate(unit, args[spread]!.value, [String(index - spread + Number(first)), ...rest]);
    if (spread !== -1 && spread <= index) return evaluator.evaluate(unit, args[spread]!.value, open.path);
    if (one) return evaluator.evaluate(unit, one.value, rest);
    return union(args.slice(index).map((argument) => evaluator.evaluate(unit, argument.value, first === "*" ? rest : open.path)));
  }
  const spread = args.findIndex((argument) => argument.spread);
  if (spread !== -1 && spread <= index) return evaluator.evaluate(unit, args[spread]!.value, isCounted(unit, args[spread]!.value) ? [String(index - spread), ...open.path] : open.path);
  return args[index] ? evaluator.evaluate(unit, args[index].value, open.path) : evaluator.byDefault(open);
}

/** `join.bind(null, id)` leaves the other parameters to whoever calls the result. */
function isLeftToLater(unit: Unit, call: Value & { kind: "call" }, index: number): boolean {
  const callee = unit.value(unit.peel(call.callee));
  return callee.kind === "member" && callee.name === "bind" && index >= call.args.length;
}

/** A list whose items can be told apart by their place. */
function isCounted(unit: Unit, id: ValueId): boolean {
  const value = unit.value(unit.peel(id));
  return value.kind === "array" || (value.kind === "param" && value.rest === true);
}

/** Arguments of an `emit`; of a `next(error)` only the error. */
function eventResult(evaluator: Evaluator, feed: Feed & { kind: "event" }, value: Value & { kind: "call" }, open: Open): Result | undefined {
  return feed.shift === 0 && open.index > 0 ? undefined : argumentResult(evaluator, feed.call.unit, value.args, open, feed.shift);
}

const elementMethods = new Set(["map", "forEach", "filter", "find", "findLast", "some", "every", "flatMap", "findIndex", "sort", "tap", "subscribe", "then", "each", "next", "finally"]);
const errorKeys = new Set(["error", "onError", "catch", "fail", "rejected"]);
const resultKeys = new Set(["next", "onSuccess", "onData", "success", "fulfilled"]);

function callbackFeed(evaluator: Evaluator, feed: Feed & { kind: "callback" }, open: Open): Result | undefined {
  const value = feed.call.unit.value(feed.call.id);
  if (feed.key !== undefined && value.kind === "call") return observerResult(evaluator, feed, value, open);
  const listed = listedFirst(evaluator, feed, value, open);
  if (listed) return listed;
  if (!feed.receiver) return piped(evaluator, feed, open);
  const { unit, id } = feed.receiver;
  if (feed.method === "catch" || (feed.method === "then" && feed.arg === 1)) return open.index === 0 ? rejection(evaluator, unit, id, open.path) : undefined;
  if (feed.method === "reduce") return open.index === 1 ? evaluator.evaluate(unit, id, open.path) : undefined;
  const values = open.index === 0 ? submitted(evaluator, feed.receiver, feed.method, open.path) : undefined;
  if (values) return values;
  const context = open.index === 0 && open.path[0] === "ctx" ? procedureContext(evaluator, feed.receiver, open.path.slice(1)) : undefined;
  if (context) return context;
  const validated = validatedInput(evaluator, feed, open);
  if (validated) return validated;
  if (!elementMethods.has(feed.method) || feed.arg !== 0) return undefined;
  if (open.index === 0 || feed.method === "sort") return evaluator.evaluate(unit, id, open.path);
  return open.index === 1 ? clean : undefined;
}

/** `_.forEach(users, fn)`, `each(users, fn)`: a library's function that is given the list first. */
function listedFirst(evaluator: Evaluator, feed: Feed & { kind: "callback" }, call: Value, open: Open): Result | undefined {
  if (call.kind !== "call" || feed.arg !== 1 || open.index !== 0 || !elementMethods.has(feed.method) || feed.method === "then" || !call.args[0]) return undefined;
  const receiver = feed.receiver && feed.receiver.unit.value(feed.receiver.unit.peel(feed.receiver.id));
  const isLibrary = receiver === null || (receiver.kind === "import" && feed.receiver!.unit.facts.imports[receiver.index]?.specifier.startsWith(".") === false);
  return isLibrary ? evaluator.evaluate(feed.call.unit, call.args[0].value, open.path) : undefined;
}

const inputKeys = new Set(["input", "parsedInput", "rawInput", "bindArgsParsedInputs"]);
const inputMethods = new Set(["input", "inputSchema", "schema", "validator", "inputValidator"]);

/** `procedure.input(schema).mutation(({ input }) => ...)`: the schema says what the input holds. */
function validatedInput(evaluator: Evaluator, feed: Feed & { kind: "callback" }, open: Open): Result | undefined {
  const [first, ...rest] = open.path;
  if (!feed.receiver || open.index !== 0 || first === undefined || !inputKeys.has(first)) return undefined;
  const { unit } = feed.receiver;
  for (let id = unit.peel(feed.receiver.id), limit = 0; limit < 12; limit++) {
    const value = unit.value(id);
    const callee = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
    if (value.kind !== "call" || callee?.kind !== "member") return undefined;
    const schema = inputMethods.has(callee.name) && value.args[0] ? schemaShape(evaluator.program, unit, value.args[0].value) : undefined;
    if (schema) return schemaResult(evaluator, unit, schema, rest, value.at);
    id = unit.peel(callee.base);
  }
  return undefined;
}

/** `subscribe({ next, error })`, `useMutation({ mutationFn, onSuccess, onError })`. */
function observerResult(evaluator: Evaluator, feed: Feed & { kind: "callback" }, value: Value & { kind: "call" }, open: Open): Result | undefined {
  const key = feed.key!;
  const submit = key === "onSubmit" && open.index === 0 && value.args[feed.arg] ? submittedTo(evaluator, feed.call.unit, value.args[feed.arg]!.value, open.path) : undefined;
  if (submit) return submit;
  if (open.index !== 0 || !(errorKeys.has(key) || resultKeys.has(key))) return undefined;
  const { unit } = feed.call;
  const options = value.args[feed.arg] ? unit.value(unit.peel(value.args[feed.arg]!.value)) : undefined;
  const work = options?.kind === "object" ? options.entries.find((entry) => "key" in entry && /Fn$|^(loader|fetcher|action)$/.test(entry.key)) : undefined;
  const fn = work && "value" in work ? unit.value(unit.peel(work.value)) : undefined;
  if (fn?.kind === "function") return errorKeys.has(key) ? thrownByFunction(evaluator, unit, fn.fn, open.path) : evaluator.returns(unit, fn.fn, open.path);
  if (!feed.receiver) return undefined;
  return errorKeys.has(key) ? rejection(evaluator, feed.receiver.unit, feed.receiver.id, open.path) : evaluator.evaluate(feed.receiver.unit, feed.receiver.id, open.path);
}

/** RxJS operators: `source.pipe(map(f), tap(g))` hands each the result of the one before. */
function piped(evaluator: Evaluator, feed: Feed & { kind: "callback" }, open: Open): Result | undefined {
  const { unit } = feed.call;
  const pipe = [...unit.callsNamed("pipe")].find((call) => {
    const value = unit.value(call.id);
    return value.kind === "call" && value.args.some((argument) => argument.value === feed.call.id);
  });
  const value = pipe && unit.value(pipe.id);
  if (value?.kind !== "call" || open.index !== 0) return undefined;
  const before = pipeBefore(unit, value, feed.call.id);
  if (before === undefined) return undefined;
  return feed.method === "catchError" ? rejection(evaluator, unit, before, open.path) : evaluator.evaluate(unit, before, open.path);
}

/** Where only the parameter's name speaks, what all callers really pass says better what it is: `userName: user.name`. */
function asPassed(walk: Walk, own: Result, open: Open): Result {
  const { evaluator } = walk;
  if (open.index < 0 || !own.data.every((datum) => datum.reason.startsWith("name "))) return own;
  const feeds = callersOf(evaluator.program, open.unit, open.fn);
  if (!feeds.length || feeds.length > 12) return own;
  const passed = new Set<DataTypeId>();
  for (const feed of feeds) {
    const given = feed.kind === "call" || feed.kind === "jsx" ? feedResult(evaluator, feed, open) : undefined;
    const data = given ? [...given.data, ...given.open.flatMap((one) => evaluator.close(one).data)] : [];
    if (!given || given.unknown || !data.length) return own;
    for (const datum of data) passed.add(datum.dataType);
  }
  const [only] = passed;
  if (only === undefined || passed.size > 1 || own.data.some((datum) => datum.dataType === only)) return own;
  return { ...own, data: own.data.map((datum) => ({ ...datum, dataType: only, reason: "what every caller passes", source: { ...datum.source, dataType: only } })) };
}

/** Every caller passes a constant or nothing personal: the parameter's name alone is no evidence. */
function allCallersClean(walk: Walk, open: Open): boolean {
  const { evaluator } = walk;
  if (open.index < 0) return false;
  const feeds = callersOf(evaluator.program, open.unit, open.fn);
  if (!feeds.length || feeds.length > 12) return false;
  return feeds.every((feed) => {
    if (feed.kind !== "call" && feed.kind !== "jsx") return false;
    const given = feedResult(evaluator, feed, open);
    return given !== undefined && !given.unknown && !given.plain && !given.data.length && !given.open.length && !given.opaque.length && !given.apply.length;
  });
}
