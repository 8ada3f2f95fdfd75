/**
 * Evaluator: which personal data a value holds, backwards from where it is used to where it came in. Results are
 * symbolic in the parameters of the function the value stands in; every (value, path) is worked out once.
 */
import type { FunctionId, Hop, Place, TypeId, Value, ValueId } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { additionsTo, fieldKey } from "../link/additions.ts";
import { assignedFields, identify, superOf } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import { writesElsewhere } from "../link/shared-state.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { fieldsOf, type TypedShape } from "../types/fields.ts";
import { evaluateCall } from "./calls.ts";
import { thrownInside } from "./errors.ts";
import { typedByEvent } from "./inputs.ts";
import { optionsThis } from "./option-objects.ts";
import { inferredOutput } from "./procedures.ts";
import { ownerIsPerson, recogniseCall, recogniseField, recogniseName, isLinkSecret, recogniseQueryKey, recogniseSegment, sourceField, type Recognition } from "./recognise.ts";
import { asText, clean, isEmpty, plain, throughOpen, underField, union, unknown, withHop, withTrail, type Datum, type Open, type Result } from "./result.ts";
import { computed } from "./sanitize.ts";

const deepest = 160;
/** Distinct (value, path) pairs one sink may open before the rest of it is left unknown. */
const mostSteps = 60_000;
const queryKey = /[?&]([\w.-]{1,40})=$/;

export class Evaluator {
  readonly program: Program;
  readonly strict: boolean;
  /** What a value and path hold, or, while that is being worked out, the depth it is worked out at. */
  private readonly memo = new Map<Unit, Map<ValueId | string, Result | number>>();
  private depth = 0;
  /** Depth of the outermost cycle met since it was last reset. */
  private cycle = Infinity;
  private steps = 0;
  /** Places where a bound was hit. */
  readonly bounds = new Set<string>();

  constructor(program: Program, options: { strict?: boolean } = {}) {
    this.program = program;
    this.strict = options.strict ?? false;
  }

  /** Called once per sink: bounds are per sink, results are shared. */
  begin(): void { this.steps = 0; }

  evaluate(unit: Unit, id: ValueId, path: readonly string[] = []): Result {
    const { kind } = unit.value(id);
    if (kind === "const" || kind === "function" || kind === "class") return clean;
    let known = this.memo.get(unit);
    if (!known) this.memo.set(unit, (known = new Map()));
    const key = path.length ? `${id}.${path.join(".")}` : id;
    const cached = known.get(key);
    if (typeof cached === "object") return cached;
    if (cached !== undefined) {
      this.cycle = Math.min(this.cycle, cached);
      return clean;
    }
    if (this.depth >= deepest || path.length > 12 || ++this.steps > mostSteps) {
      this.bounds.add(unit.path);
      return unknown;
    }
    known.set(key, this.depth++);
    const outer = this.cycle;
    this.cycle = Infinity;
    const result = this.named(unit, id, path, this.compute(unit, id, path));
    this.depth--;
    // Inside a cycle a result is only what is known so far; the cycle's head has it all.
    const isWhole = this.cycle >= this.depth;
    if (isWhole) known.set(key, result);
    else known.delete(key);
    this.cycle = Math.min(outer, isWhole ? Infinity : this.cycle);
    return result;
  }

  /** Gives what could not be followed the meaning its name has. */
  private named(unit: Unit, id: ValueId, path: readonly string[], result: Result): Result {
    const value = unit.value(id);
    // A text that is nothing personal by itself may still be called what it is.
    const isNamedText = value.kind === "bind" && path.length === 0 && result.plain === true && !result.open.length && this.program.catalog.matchName(value.name)?.strength === "strong";
    if (!(result.unknown || isNamedText) || result.data.length || result.opaque.length || result.open.some((open) => open.treatment !== undefined)) return result;
    if (path[0]?.startsWith("-")) return result;
    const at = "at" in value ? value.at : 0;
    const names = [...unit.chain(id), ...path.filter(isName)];
    const found = this.byNames(value, names, path);
    if (found === "none") return clean;
    if (!found) return result;
    if ("label" in found) return { ...result, unknown: false, opaque: [{ ...found, source: this.source(unit, at, names), trail: null }] };
    return { ...result, unknown: false, data: [this.datum(unit, at, found, names)] };
  }

  private byNames(value: Value, names: string[], path: readonly string[]): Recognition | { label: string; mayContain: string[] } | "none" | undefined {
    const { catalog } = this.program;
    const last = names.at(-1);
    if (last === undefined) return undefined;
    if (value.kind === "call" && path.length === 0) return recogniseCall(catalog, last);
    const api = this.byAccess(names);
    if (api) return api;
    const found = recogniseName(catalog, last, names.slice(0, -1));
    return found && (value.kind === "call" || (value.kind === "bind" && path.length === 0)) ? { ...found, certainty: ownerIsPerson(catalog, names.slice(0, -1)) ? "sure" : "likely" } : found;
  }

  /** Access paths that are sources by convention: `req.ip`, `req.headers["x-forwarded-for"]`, `req.body`. */
  byAccess(names: readonly string[]): Recognition | { label: string; mayContain: string[] } | "none" | undefined {
    const { catalog } = this.program;
    const last = names.at(-1)!;
    if (names.at(-2) === "headers" || names.at(-2) === "header") {
      const header = catalog.header(last);
      if (header) return { dataType: header, certainty: "sure", reason: `request header \`${last}\``, deidentified: false };
    }
    for (let length = names.length; length >= 2; length--) {
      const api = catalog.sourceByNames(names.slice(0, length));
      if (!api) continue;
      const rest = names.slice(length);
      const type = sourceField(api, rest);
      if (type === "none") return "none";
      if (type === "opaque") return rest.length ? undefined : { label: api.label ?? last, mayContain: api.mayContain ?? [] };
      if (type !== undefined) return { dataType: type, certainty: api.certainty, reason: `read from \`${names.join(".")}\``, deidentified: false };
      return undefined;
    }
    return undefined;
  }

  datum(unit: Unit, at: Place, found: Recognition, names: readonly string[]): Datum {
    return {
      dataType: found.dataType, certainty: found.certainty, reason: found.reason,
      ...(found.deidentified ? { treatment: "pseudonymised" as const } : {}),
      source: { dataType: found.dataType, ...this.source(unit, at, names) },
      trail: null,
    };
  }

  source(unit: Unit, at: Place, names: readonly string[]): { file: string; line: number; column: number; expression: string } {
    return { file: unit.path, line: Math.max(1, lineOf(at)), column: Math.max(1, columnOf(at)), expression: names.filter((name) => name !== "").join(".") };
  }

  hop(unit: Unit, at: Place, kind: Hop["kind"], note: string): Hop {
    return { kind, file: unit.path, line: Math.max(1, lineOf(at)), column: Math.max(1, columnOf(at)), note };
  }

  private compute(unit: Unit, id: ValueId, path: readonly string[]): Result {
    const value = unit.value(id);
    switch (value.kind) {
      case "const":
      case "function":
      case "class": return clean;
      case "derived": return value.how === "number" && !path.length ? computed(this, unit, value) : clean;
      case "bind": return this.bound(unit, value, path);
      case "typed": return this.orType(unit, this.evaluate(unit, value.base, path), value.type, path, unit.chain(value.base), 0);
      case "await": return this.evaluate(unit, value.base, path);
      case "element": return this.evaluate(unit, value.base, path[0] === "*" ? path : path);
      case "rest": return this.rest(unit, value, path);
      case "choice": return union(value.options.map((option) => this.evaluate(unit, option, path)));
      case "text": return path.length && !isIndexName(path[0]) ? clean : this.text(unit, value);
      case "array": return this.withWrites(unit, id, path, this.withAdditions(unit, id, path, this.array(unit, value, path)));
      case "object": return this.object(unit, id, value, path);
      case "member": return this.member(unit, id, value, path);
      case "index": return this.evaluate(unit, value.base, [this.constantKey(unit, value.key) ?? "*", ...path]);
      case "param": return { ...clean, open: [{ unit, fn: value.fn, index: value.index, path: [...path], names: [], trail: null }] };
      case "this": return value.cls === undefined ? (optionsThis(this, unit, value.fn, path) ?? unknown) : { ...clean, open: [{ unit, fn: value.fn, index: -1, path: [...path], names: [], trail: null }] };
      case "import": return this.imported(unit, value.index, path);
      case "global": return this.global(unit, id, value, path);
      case "call": return this.withWrites(unit, id, path, evaluateCall(this, unit, id, value, path));
      case "jsx": return this.element(unit, value);
      case "after": return this.after(unit, value, path);
      case "caught": return thrownInside(this, unit, value.fn, value.tried, path);
      default: return unknown;
    }
  }

  private bound(unit: Unit, value: Value & { kind: "bind" }, path: readonly string[]): Result {
    const base = this.evaluate(unit, value.base, path);
    const result = value.type === undefined ? base : this.orType(unit, base, value.type, path, [value.name], value.at);
    if (path.length || isEmpty(result)) return result;
    const named = this.alias(result, value.name);
    return withHop(named, this.hop(unit, value.at, "step", `kept as \`${value.name}\``));
  }

  /** A strong name given on the way stays with what is still open. */
  alias(result: Result, name: string): Result {
    if (!result.open.length || this.program.catalog.matchName(name)?.strength !== "strong") return result;
    return { ...result, open: result.open.map((open) => ({ ...open, names: [...open.names, name] })) };
  }

  /** What is unknown by its value may be known by its declared type. */
  orType(unit: Unit, result: Result, type: TypeId, path: readonly string[], owners: string[], at: Place): Result {
    if (result.data.length || !(result.unknown || result.open.length || result.opaque.length)) return result;
    const typed = this.byType(unit, type, path, owners, at);
    if (typed.data.length || (result.opaque.length && !typed.unknown)) return { ...typed, apply: result.apply };
    return typed.unknown || !result.unknown ? result : union([{ ...result, unknown: false }, typed]);
  }

  byType(unit: Unit, type: TypeId, path: readonly string[], owners: readonly string[], at: Place): Result {
    const inferred = this.inferredReturn(unit, type, path) ?? inferredOutput(this, unit, type, path);
    if (inferred) return inferred;
    return this.byShape(unit, fieldsOf(this.program, unit, type, path), path, owners, at);
  }

  /** `Awaited<ReturnType<typeof load>>` of a function that declares no type: what it returns. */
  private inferredReturn(unit: Unit, type: TypeId, path: readonly string[], depth = 0): Result | undefined {
    const fact = unit.facts.types[type];
    if (fact?.kind === "declared") return fact.form === "alias" && !fact.params.length && depth < 6 ? this.inferredReturn(unit, fact.body, path, depth + 1) : undefined;
    if (fact?.kind !== "ref" || depth > 6) return undefined;
    if (!fact.args.length) {
      const target = fact.import === undefined ? undefined : this.program.importType(unit, fact.import);
      const local = fact.import === undefined ? unit.facts.typeNames[fact.name] : undefined;
      return target?.kind === "type" ? this.inferredReturn(target.unit, target.type, path, depth + 1) : local === undefined ? undefined : this.inferredReturn(unit, local, path, depth + 1);
    }
    if (fact.args[0] === undefined) return undefined;
    if (fact.name === "Awaited" || fact.name === "NonNullable" || fact.name === "Promise") return this.inferredReturn(unit, fact.args[0], path, depth + 1);
    const of = unit.facts.types[fact.args[0]];
    if ((fact.name !== "ReturnType" && fact.name !== "inferAsyncReturnType") || of?.kind !== "typeof" || of.value < 0) return undefined;
    const results = identify(this.program, unit, of.value).flatMap((entity) => (entity.kind === "function" ? [this.returns(entity.unit, entity.fn, path)] : []));
    const result = union(results);
    // Its own parameters are closed here: nobody knows which call is meant.
    const closed = result.open.map((open) => this.close(open)).filter((one) => one.data.length > 0).map((one) => ({ ...one, open: [], apply: [] }));
    return results.length ? { ...union([{ ...result, open: [], apply: [] }, ...closed]), open: [], apply: [] } : undefined;
  }

  /** The personal fields of a known shape; clean when it is known and has none. */
  byShape(unit: Unit, shape: TypedShape, path: readonly string[], owners: readonly string[], at: Place): Result {
    if (shape.isUnknown) return unknown;
    const around = [...owners, ...path.filter(isName)];
    // An unknown key may be any field.
    const certainty = path.includes("*") ? { certainty: "likely" as const } : {};
    const data = shape.fields.flatMap((field): Datum[] => {
      const recognised = recogniseField(this.program.catalog, field, around);
      if (!recognised) return [];
      const found = { ...recognised, ...certainty };
      const datum = this.datum(unit, at || field.at, found, [...around, ...field.path]);
      return [{ ...datum, ...(at ? {} : { source: { ...datum.source, file: field.unit.path } }), ...(field.path.length ? { fields: field.path } : {}) }];
    });
    return data.length || !shape.fields.length ? { ...clean, data } : plain;
  }

  private rest(unit: Unit, value: Value & { kind: "rest" }, path: readonly string[]): Result {
    const [first] = path;
    if (first === undefined) return this.evaluate(unit, value.base, value.without.length ? [`-${value.without.join(",")}`] : []);
    if (first.startsWith("-")) return this.evaluate(unit, value.base, [`-${[...new Set([...value.without, ...first.slice(1).split(",")])].join(",")}`]);
    return value.without.includes(first) ? clean : this.evaluate(unit, value.base, path);
  }

  private text(unit: Unit, value: Value & { kind: "text" }): Result {
    const isTemplate = value.texts?.length === value.parts.length + 1;
    return asText(union(value.parts.map((part, index) => {
      const before = isTemplate ? value.texts![index]! : (value.parts[index - 1] === undefined ? "" : (this.constantKey(unit, value.parts[index - 1]!) ?? ""));
      return this.textPart(unit, part, before === "/" && index > 0 ? `${this.endOf(unit, value.parts[index - 1]!)}/` : before, value.at);
    })));
  }

  /** `?email=${x}`: the key before it names a part nothing else names. */
  private textPart(unit: Unit, part: ValueId, before: string, at: Place): Result {
    const result = this.evaluate(unit, part, this.isError(unit, part) ? ["message"] : []);
    const key = queryKey.exec(before)?.[1];
    const isValue = result.unknown || result.plain || result.open.length > 0 || result.data.length > 0;
    const last = before.endsWith("/") ? unit.chain(part).at(-1) : undefined;
    const name = key ?? (last !== undefined && isLinkSecret(last) ? last : undefined);
    const found = name === undefined || !isValue ? undefined : recogniseQueryKey(this.program.catalog, name);
    const segment = name !== undefined || !isValue || result.data.length ? undefined : /(?:^|\/)([A-Za-z_-]{4,20})\/$/.exec(before)?.[1];
    const id = segment === undefined ? undefined : recogniseSegment(segment, unit.chain(part).at(-1) ?? "");
    if (id) return { ...clean, data: [this.datum(unit, at, id, unit.chain(part))] };
    // A token in a link is a credential, whatever it was made from.
    if (found?.dataType === "auth-credential") return { ...clean, data: [this.datum(unit, at, found, [...unit.chain(part)])] };
    return found && !result.data.length ? { ...result, unknown: false, open: [], data: [this.datum(unit, at, found, [...unit.chain(part)])] } : result;
  }

  /** The last words of a text that a path goes on from: `"/api/Users"` of `this.host`. */
  private endOf(unit: Unit, id: ValueId, depth = 0): string {
    const value = unit.value(unit.peel(id));
    if (depth > 4) return "";
    if (value.kind === "text") {
      const literal = value.texts?.length === value.parts.length + 1 ? value.texts.at(-1) : undefined;
      return literal || (value.parts.length ? this.endOf(unit, value.parts.at(-1)!, depth + 1) : "");
    }
    if (value.kind === "member" && unit.value(unit.peel(value.base)).kind === "this") {
      const owner = unit.value(unit.peel(value.base));
      const field = owner.kind === "this" && owner.cls !== undefined ? unit.facts.classes[owner.cls]?.members.find((member) => member.name === value.name && member.value !== undefined) : undefined;
      return field?.value === undefined ? "" : this.endOf(unit, field.value, depth + 1);
    }
    return this.constantKey(unit, id) ?? "";
  }

  /** In a text an error is its message. */
  isError(unit: Unit, id: ValueId): boolean {
    const value = unit.value(unit.peel(id));
    return value.kind === "caught" || (value.kind === "param" && /^(e|err|error|ex|exception|reason|cause)$/i.test(value.name) && (value.type === undefined || unit.facts.types[value.type]?.kind !== "primitive" || isUntold(unit, value.type)));
  }

  private array(unit: Unit, value: Value & { kind: "array" }, path: readonly string[]): Result {
    const [first, ...rest] = path;
    if (first === "length") return clean;
    if (first !== undefined && isIndexName(first)) {
      const hasSpread = value.items.some((item) => item.spread);
      const item = value.items[Number(first)];
      if (!hasSpread && first !== "*") return item ? this.evaluate(unit, item.value, rest) : clean;
      return union(value.items.map((one) => this.evaluate(unit, one.value, rest)));
    }
    return union(value.items.map((item) => this.evaluate(unit, item.value, path)));
  }

  private object(unit: Unit, id: ValueId, value: Value & { kind: "object" }, path: readonly string[]): Result {
    const [first, ...rest] = path;
    const without = new Set(first?.startsWith("-") ? first.slice(1).split(",") : []);
    const wantsAll = first === undefined || first === "*" || first.startsWith("-");
    const found: Result[] = this.outsideWrites(unit, id, wantsAll ? undefined : first, rest);
    const written = new Set<string>();
    for (let index = value.entries.length - 1; index >= 0; index--) {
      const entry = value.entries[index]!;
      if ("spread" in entry) {
        const hidden = [...without, ...written];
        const keys = this.literalKeys(unit, entry.spread);
        for (const key of keys) written.add(key);
        if (!wantsAll && keys.includes(first)) {
          found.push(this.evaluate(unit, entry.spread, path));
          break;
        }
        found.push(wantsAll ? this.evaluate(unit, entry.spread, hidden.length ? [`-${[...new Set(hidden)].sort().join(",")}`] : []) : this.evaluate(unit, entry.spread, path));
      } else if (!("key" in entry)) found.push(this.evaluate(unit, entry.value, rest));
      else if (wantsAll) {
        if (without.has(entry.key) || written.has(entry.key)) continue;
        written.add(entry.key);
        found.push(underField(this.entry(unit, id, entry, rest), entry.key));
      } else if (entry.key === first) {
        found.push(this.entry(unit, id, entry, rest));
        break;
      }
    }
    return union(found);
  }

  /** Keys of a spread that is an object literal: they overwrite what stands before. */
  private literalKeys(unit: Unit, id: ValueId): string[] {
    const value = unit.value(unit.peel(id));
    if (value.kind === "import") {
      const target = this.program.import(unit, value.index);
      return target.kind === "value" && !target.path.length ? this.literalKeys(target.unit, target.id) : [];
    }
    return value.kind === "object" ? value.entries.flatMap((entry) => ("key" in entry ? [entry.key] : [])) : [];
  }

  private entry(unit: Unit, id: ValueId, entry: { key: string; value: ValueId; at: Place; kind?: string }, rest: readonly string[]): Result {
    const value = unit.value(entry.value);
    if (entry.kind === "get" && value.kind === "function") return this.returns(unit, value.fn, rest);
    const result = this.evaluate(unit, entry.value, rest);
    if (rest.length) return result;
    // A sealed or hashed value does not become the plain one by the key it stands under.
    const isTreated = result.open.some((open) => open.treatment !== undefined);
    if (result.unknown && !isTreated && !result.data.length && !result.opaque.length) {
      const found = recogniseName(this.program.catalog, entry.key, unit.chain(id));
      if (found) return { ...result, unknown: false, data: [this.datum(unit, entry.at, { ...found, certainty: "likely" }, [entry.key])] };
    }
    return this.alias(result, entry.key);
  }

  /** What other functions push into a list of the module. */
  private withAdditions(unit: Unit, id: ValueId, path: readonly string[], result: Result): Result {
    const added = additionsTo(unit, `value ${id}`);
    if (!added.length || path[0] === "length") return result;
    return union([result, ...added.map(({ value }) => this.evaluate(unit, value, isIndexName(path[0]) ? path.slice(1) : path))]);
  }

  private withWrites(unit: Unit, id: ValueId, path: readonly string[], result: Result): Result {
    const writes = unit.writesTo(id);
    if (!writes.length) return result;
    const [first, ...rest] = path;
    const wantsAll = first === undefined || first === "*" || isIndexName(first);
    const written = writes.flatMap((effect) => (wantsAll || effect.key === null || effect.key === first ? [this.evaluate(unit, effect.value, effect.key === null && !isIndexName(first) ? path : rest)] : []));
    return union([{ ...result, unknown: result.unknown && written.length === 0 }, ...written]);
  }

  /** Fields that other functions write into a module-level object. */
  private outsideWrites(unit: Unit, id: ValueId, key: string | undefined, rest: readonly string[]): Result[] {
    const writes = [...unit.writesTo(id).map((effect) => ({ unit, effect })), ...writesElsewhere(this.program, unit, id)];
    return writes.flatMap(({ unit: writer, effect }) => {
      if (key !== undefined && effect.key !== null && effect.key !== key) return [];
      const hop = this.hop(writer, effect.at, "step", `written to \`${[...writer.chain(effect.target), effect.key ?? ""].join(".")}\``);
      return [withHop(this.evaluate(writer, effect.value, rest), hop)];
    });
  }

  private member(unit: Unit, id: ValueId, value: Value & { kind: "member" }, path: readonly string[]): Result {
    if (value.name === "length" || value.name === "size") return clean;
    const known = this.fromSource(unit, id, value, path);
    if (known) return known;
    const getter = this.accessor(unit, id, path);
    if (getter) return getter;
    return this.evaluate(unit, value.base, [value.name, ...path]);
  }

  /** `instance.name` with a getter, `Class.field`: the member's own value. */
  private accessor(unit: Unit, id: ValueId, path: readonly string[]): Result | undefined {
    const value = unit.value(id);
    if (value.kind !== "member") return undefined;
    const owners = identify(this.program, unit, value.base);
    const results = owners.flatMap((owner): Result[] => {
      if (owner.kind !== "class" && owner.kind !== "instance") return [];
      const member = owner.unit.facts.classes[owner.cls]?.members.find((one) => one.name === value.name && (owner.kind === "class") === (one.isStatic ?? false));
      if (!member) return [];
      if (member.kind === "get" && member.value !== undefined) {
        const getter = owner.unit.value(member.value);
        return getter.kind === "function" ? [this.withReceiver(this.returns(owner.unit, getter.fn, path), owner.unit, owner.cls, { unit, id: value.base })] : [];
      }
      if (owner.kind !== "class") return [];
      const values = [...(member.value === undefined ? [] : [member.value]), ...staticWrites(owner.unit, owner.cls, member.name)];
      const result = union(values.map((one) => this.evaluate(owner.unit, one, path)));
      return [member.type === undefined || values.length ? result : this.byType(owner.unit, member.type, path, [value.name], value.at)];
    });
    return results.length ? union(results) : undefined;
  }

  /** Replaces open `this` of a class's methods by the receiver. */
  withReceiver(result: Result, owner: Unit, cls: number, receiver: Ref): Result {
    if (!result.open.length) return result;
    const [own, other] = partition(result.open, (open) => open.index === -1 && open.unit === owner && owner.facts.functions[open.fn]?.cls === cls);
    const filled = own.map((open) => throughOpen(this.evaluate(receiver.unit, receiver.id, open.path), open));
    return union([{ ...result, open: other }, ...filled]);
  }

  /** Values the catalog knows by origin: browser globals, auth hooks, header readers. */
  private fromSource(unit: Unit, id: ValueId, value: Value, path: readonly string[]): Result | undefined {
    for (const entity of identify(this.program, unit, id)) {
      if (entity.kind !== "api") continue;
      const api = this.program.catalog.source(entity.origin);
      if (!api) continue;
      const type = sourceField(api, path);
      const names = [...unit.chain(id), ...path.filter(isName)];
      const at = "at" in value ? value.at : 0;
      if (type === "none") return clean;
      if (type === "opaque") return { ...clean, opaque: [{ label: api.label ?? names.join("."), mayContain: api.mayContain ?? [], source: this.source(unit, at, names), trail: null }] };
      if (type !== undefined) return { ...clean, data: [this.datum(unit, at, { dataType: type, certainty: api.certainty, reason: `read from \`${names.join(".")}\``, deidentified: false }, names)] };
      if (path.length === 0 && Object.keys(api.fields).length) return this.wholeSource(unit, at, api.fields, names, api.certainty);
      if (api.isPerson && path.length) {
        const found = recogniseName(this.program.catalog, path.filter(isName).at(-1) ?? "", ["user"]);
        if (found) return { ...clean, data: [this.datum(unit, at, found, names)] };
      }
    }
    return undefined;
  }

  private wholeSource(unit: Unit, at: Place, fields: Record<string, string>, names: string[], certainty: "sure" | "likely"): Result {
    const data = Object.entries(fields).filter(([, type]) => type !== "none" && type !== "opaque" && this.program.catalog.dataTypes.has(type)).map(([name, dataType]) =>
      ({ ...this.datum(unit, at, { dataType, certainty, reason: `\`${name}\` of \`${names.join(".")}\``, deidentified: false }, [...names, name]), fields: [name] }));
    return { ...clean, data };
  }

  sourceOf(unit: Unit, id: ValueId, path: readonly string[]): Result | undefined { return this.fromSource(unit, id, unit.value(id), path); }

  private global(unit: Unit, id: ValueId, value: Value & { kind: "global" }, path: readonly string[]): Result {
    const known = this.fromSource(unit, id, value, path);
    if (known) return known;
    return knownGlobals.has(value.name) ? clean : unknown;
  }

  private imported(unit: Unit, index: number, path: readonly string[]): Result {
    const target = this.program.import(unit, index);
    if (target.kind === "value") return this.evaluate(target.unit, target.id, [...target.path, ...path]);
    const [name, ...rest] = path;
    if (target.kind === "module" && name !== undefined) {
      const inner = this.program.exportOf(target.unit.path, name);
      if (inner.kind === "value") return this.evaluate(inner.unit, inner.id, [...inner.path, ...rest]);
    }
    return target.kind === "package" && path.length ? unknown : clean;
  }

  /** What a component prints of its props; all of them when the component cannot be read. */
  private element(unit: Unit, value: Value & { kind: "jsx" }): Result {
    const components = typeof value.tag === "string" ? [] : identify(this.program, unit, value.tag);
    const printed = components.flatMap((entity) =>
      entity.kind === "function" ? [this.fill(this.returns(entity.unit, entity.fn, []), entity.unit, entity.fn, (index) => (index === 0 ? { unit, id: value.props } : null))] : []);
    return printed.length ? { ...union(printed), unknown: false } : this.evaluate(unit, value.props, []);
  }

  private after(unit: Unit, value: Value & { kind: "after" }, path: readonly string[]): Result {
    const call = unit.value(value.call);
    const base = this.evaluate(unit, value.base, path);
    if (call.kind !== "call") return base;
    const method = unit.lastName(call.callee) ?? "";
    if (value.arg === -1) return union([base, this.added(unit, call, method, path)]);
    if (method === "assign") return union([base, ...call.args.slice(1).map((argument) => this.evaluate(unit, argument.value, path))]);
    return union([base, ...this.effectsOf(unit, call, value.arg, path)]);
  }

  private added(unit: Unit, call: Value & { kind: "call" }, method: string, path: readonly string[]): Result {
    const keyed = method === "set" || method === "append";
    const [first, ...rest] = path;
    if (!keyed || call.args.length < 2) return union(call.args.map((argument) => this.evaluate(unit, argument.value, isIndexName(first) ? rest : path)));
    const key = this.constantKey(unit, call.args[0]!.value);
    if (first !== undefined && key !== undefined && first !== key && first !== "*" && !first.startsWith("-")) return clean;
    const value = this.evaluate(unit, call.args[1]!.value, first === undefined ? [] : rest);
    if (key !== undefined && isLinkSecret(key) && unit.chain(call.callee).includes("searchParams")) {
      return { ...clean, data: [this.datum(unit, call.at, recogniseQueryKey(this.program.catalog, key)!, [key])] };
    }
    if (!value.unknown || key === undefined) return value;
    const found = recogniseName(this.program.catalog, key, []);
    return found ? { ...value, unknown: false, data: [...value.data, this.datum(unit, call.at, { ...found, certainty: "likely" }, [key])] } : value;
  }

  /** What a project function writes into the object it was handed. */
  private effectsOf(unit: Unit, call: Value & { kind: "call" }, arg: number, path: readonly string[]): Result[] {
    return identify(this.program, unit, call.callee).flatMap((entity): Result[] => {
      if (entity.kind !== "function") return [];
      const fn = entity.unit.facts.functions[entity.fn];
      return (fn?.effects ?? []).flatMap((effect) => {
        const target = entity.unit.value(entity.unit.peel(effect.target));
        if (target.kind !== "param" || target.fn !== entity.fn || target.index !== arg) return [];
        const [first, ...rest] = path;
        if (first !== undefined && effect.key !== null && first !== effect.key && !first.startsWith("-") && first !== "*") return [];
        const result = this.evaluate(entity.unit, effect.value, first === undefined ? [] : rest);
        return [this.fill(result, entity.unit, entity.fn, (index) => (call.args[index] ? { unit, id: call.args[index].value } : null))];
      });
    });
  }

  /** Closes the parameters of one function with the given arguments. */
  fill(result: Result, owner: Unit, fn: FunctionId, argument: (index: number) => Ref | null, hop?: Hop): Result {
    if (!result.open.length && !result.apply.length) return hop ? withHop(result, hop) : result;
    const [own, other] = partition(result.open, (open) => open.unit === owner && open.fn === fn && open.index >= 0);
    const filled = own.map((open) => {
      const given = argument(open.index);
      const outcome = given ? this.evaluate(given.unit, given.id, open.path) : this.fill(this.byDefault(open), owner, fn, argument);
      const named = withTrail(open.names.reduce((so, name) => this.alias(so, name), outcome), open.trail);
      const declared = named.unknown && !named.data.length && !named.opaque.length ? this.close(open) : unknown;
      return declared.data.length || declared.opaque.length ? declared : throughOpen(named, open);
    });
    const rest: Result = { ...result, open: other };
    const merged = union([rest, ...filled]);
    return hop ? withHop(merged, hop) : merged;
  }

  /** What a parameter is when no argument is given. */
  byDefault(open: Open): Result {
    const id = open.unit.facts.functions[open.fn]?.params[open.index];
    const param = id === undefined ? undefined : open.unit.value(id);
    return param?.kind === "param" && param.default !== undefined ? this.evaluate(open.unit, param.default, open.path) : clean;
  }

  /** What a parameter's own declaration says: its type, its name, the names it was given. */
  close(open: Open): Result {
    const { unit, path } = open;
    if (open.index === -1) return throughOpen(this.closeThis(open), open);
    const fn = unit.facts.functions[open.fn];
    const param = fn?.params[open.index] === undefined ? undefined : unit.value(fn.params[open.index]!);
    if (param?.kind !== "param") return unknown;
    const names = [param.name, ...path.filter(isName)].filter((name) => name !== "");
    const typedIn = typedByEvent(this, open);
    if (typedIn && (typedIn.data.length || typedIn.plain)) return throughOpen(typedIn, open);
    const decorated = this.byDecorator(open);
    if (decorated?.data.length) return throughOpen(decorated, open);
    const typed = param.type === undefined ? unknown : this.byType(unit, param.type, path, param.name ? [param.name] : [], param.at);
    if (decorated?.opaque.length && typed.unknown) return decorated;
    if (!typed.data.length && path.length && this.isRequestContext(open)) {
      const found = recogniseName(this.program.catalog, names.at(-1)!, ["request"]);
      if (found) return throughOpen({ ...clean, data: [this.datum(unit, param.at, found, names)] }, open);
    }
    const byName = typed.unknown ? this.closeByNames(open, param.at, names) : typed;
    const named = byName.unknown && !byName.data.length && param.type !== undefined && path.length === 0 && this.program.catalog.isPersonName(param.name) && isOpenRecord(unit, param.type) ? this.openRecord(unit, param.at, names) : byName;
    const result = throughOpen(named, open);
    return open.trail ? { ...result, data: result.data.map((datum) => ({ ...datum, trail: open.trail })), opaque: result.opaque.map((one) => ({ ...one, trail: open.trail })) } : result;
  }

  /** `@Ctx() context`: what a framework hands a resolver of the request it answers. */
  private isRequestContext(open: Open): boolean {
    const ids = open.unit.facts.functions[open.fn]?.paramDecorators?.[open.index] ?? [];
    return ids.some((id) => /^(Ctx|Context|Req|Request)$/.test(open.unit.lastName(open.unit.value(id).kind === "call" ? (open.unit.value(id) as Value & { kind: "call" }).callee : id) ?? ""));
  }

  /** `@Ip() ip`, `@Headers("user-agent") agent`, `@Body() body`: the decorator says where the parameter comes from. */
  private byDecorator(open: Open): Result | undefined {
    const ids = open.unit.facts.functions[open.fn]?.paramDecorators?.[open.index];
    if (!ids) return undefined;
    const result = union(ids.map((id) => {
      const decorator = open.unit.value(id);
      const key = decorator.kind === "call" && decorator.args[0] ? this.constantKey(open.unit, decorator.args[0].value) : undefined;
      // `@Param("id")` is one of the parameters, not all of them.
      const named = this.evaluate(open.unit, id, key === undefined ? open.path : [key, ...open.path]);
      return key === undefined ? named : { ...named, opaque: [] };
    }));
    return result.data.length || result.opaque.length ? { ...result, open: [], unknown: false } : undefined;
  }

  private openRecord(unit: Unit, at: Place, names: string[]): Result {
    return { ...clean, opaque: [{ label: "a record of unknown fields", mayContain: [], source: this.source(unit, at, names), trail: null }] };
  }

  private closeByNames(open: Open, at: Place, names: string[]): Result {
    const { unit } = open;
    const whole = open.path[0]?.startsWith("-") ?? false;
    const found = names.length && !whole ? (this.byAccess(names) ?? recogniseName(this.program.catalog, names.at(-1)!, names.slice(0, -1))) : undefined;
    if (found === "none") return clean;
    if (found && "label" in found) return { ...clean, opaque: [{ ...found, source: this.source(unit, at, names), trail: null }] };
    if (found) return { ...clean, data: [this.datum(unit, at, found, names)] };
    for (const alias of open.names) {
      const named = recogniseName(this.program.catalog, alias, names);
      if (named) return { ...clean, data: [this.datum(unit, at, { ...named, certainty: "likely" }, [...names.slice(0, 1), alias])] };
    }
    return unknown;
  }

  /** `this.field`: what the class writes to it, else its declared type, else its name. */
  private closeThis(open: Open): Result {
    const { unit, path } = open;
    const cls = unit.facts.functions[open.fn]?.cls ?? this.classAround(unit, open.fn);
    return cls === undefined ? unknown : this.classField(unit, cls, path, unit.facts.functions[open.fn]?.isStatic ?? false);
  }

  private classAround(unit: Unit, fn: FunctionId): number | undefined {
    for (let at: FunctionId | undefined = fn; at !== undefined; at = unit.facts.functions[at]?.outer) {
      const cls = unit.facts.functions[at]?.cls;
      if (cls !== undefined) return cls;
    }
    return undefined;
  }

  classField(unit: Unit, cls: number, path: readonly string[], isStatic = false, depth = 0): Result {
    const fact = unit.facts.classes[cls];
    const [name, ...rest] = path;
    if (!fact || depth > 6) return unknown;
    if (name === undefined || name.startsWith("-") || name === "*") return clean;
    const members = fact.members.filter((one) => one.name === name && (one.isStatic ?? false) === isStatic);
    const getter = members.find((one) => one.kind === "get" && one.value !== undefined);
    const read = getter?.value === undefined ? undefined : unit.value(getter.value);
    if (read?.kind === "function") return this.returns(unit, read.fn, rest);
    const values = [...members.flatMap((one) => (one.value === undefined || one.kind !== "field" ? [] : [one.value])), ...assignedFields(unit, cls, name), ...(isStatic ? staticWrites(unit, cls, name) : []), ...additionsTo(unit, fieldKey(cls, name)).map(({ value }) => value)];
    const type = members.find((one) => one.type !== undefined && one.kind === "field")?.type;
    const result = values.length ? union(values.map((id) => this.evaluate(unit, id, rest))) : members.length ? unknown : undefined;
    if (!result) {
      const parents = superOf(this.program, unit, cls).flatMap((parent) => (parent.kind === "instance" ? [this.classField(parent.unit, parent.cls, path, isStatic, depth + 1)] : []));
      if (parents.length) return union(parents);
      const names = path.filter(isName);
      const inherited = names.length > 1 ? recogniseName(this.program.catalog, names.at(-1)!, names.slice(0, -1)) : undefined;
      return inherited ? { ...clean, data: [this.datum(unit, fact.at, inherited, ["this", ...names])] } : unknown;
    }
    const typed = type === undefined ? result : this.orType(unit, result, type, rest, [fact.name, name], 0);
    if (!typed.unknown || typed.data.length) return typed;
    const found = recogniseName(this.program.catalog, [name, ...rest].filter(isName).at(-1)!, [fact.name, name, ...rest].slice(0, -1));
    return found ? { ...typed, unknown: false, data: [this.datum(unit, members[0]?.at ?? fact.at, found, ["this", name, ...rest])] } : typed;
  }

  /** All returns of a function. */
  returns(unit: Unit, fn: FunctionId, path: readonly string[]): Result {
    const summary = unit.facts.functions[fn];
    if (!summary) return unknown;
    const result = union(summary.returns.map((id) => this.evaluate(unit, id, path)));
    // Without a body there is nothing to read.
    if (summary.type === undefined) return summary.returns.length || summary.calls.length ? result : unknown;
    const name = summary.name ? [summary.name] : [];
    if (!summary.returns.length) return this.byType(unit, summary.type, path, name, summary.at);
    // What a body makes of its parameters is known better than by the type it declares.
    return result.unknown || result.opaque.length ? this.orType(unit, result, summary.type, path, name, summary.at) : result;
  }

  constantKey(unit: Unit, id: ValueId): string | undefined {
    const value = unit.value(unit.peel(id));
    if (value.kind === "const") return value.text;
    if (value.kind === "import") {
      const target = this.program.import(unit, value.index);
      return target.kind === "value" && !target.path.length ? this.constantKey(target.unit, target.id) : undefined;
    }
    if (value.kind === "member") {
      for (const entity of identify(this.program, unit, value.base)) {
        const object = entity.kind === "object" ? entity.unit.value(entity.id) : undefined;
        const entry = object?.kind === "object" ? object.entries.find((one) => "key" in one && one.key === value.name) : undefined;
        if (entry && "value" in entry && entity.kind === "object") return this.constantKey(entity.unit, entry.value);
      }
    }
    return undefined;
  }
}

/** `Class.name = value` anywhere in the file. */
function staticWrites(unit: Unit, cls: number, name: string): ValueId[] {
  return unit.facts.functions.flatMap((fn) => fn.effects.flatMap((effect) => {
    const target = unit.value(unit.peel(effect.target));
    return effect.key === name && target.kind === "class" && target.cls === cls ? [effect.value] : [];
  }));
}

function isUntold(unit: Unit, type: TypeId): boolean {
  const fact = unit.facts.types[type];
  return fact?.kind === "primitive" && (fact.name === "any" || fact.name === "unknown");
}

/** `Record<string, unknown>` and the like: any field may be inside. */
function isOpenRecord(unit: Unit, type: TypeId): boolean {
  const fact = unit.facts.types[type];
  if (fact?.kind !== "ref" || fact.name !== "Record" || fact.args.length !== 2) return false;
  const value = unit.facts.types[fact.args[1]!];
  return value?.kind === "primitive" && (value.name === "unknown" || value.name === "any");
}

export const isName = (name: string): boolean => !isIndexName(name) && !name.startsWith("-");
export const isIndexName = (name: string | undefined): boolean => name !== undefined && (name === "*" || /^\d+$/.test(name));

function partition<T>(list: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [], no: T[] = [];
  for (const item of list) (test(item) ? yes : no).push(item);
  return [yes, no];
}

/** Built-in names whose value holds nothing personal by itself. */
const knownGlobals = new Set([
  "process", "import.meta", "Math", "JSON", "Date", "Object", "Number", "String", "Boolean", "Array", "Promise", "Map", "Set", "Symbol", "Reflect", "Intl",
  "Error", "TypeError", "RangeError", "RegExp", "URL", "URLSearchParams", "console", "window", "document", "globalThis", "global", "self", "navigator",
  "performance", "crypto", "Buffer", "__dirname", "__filename", "module", "exports", "require", "NaN", "Infinity", "Proxy", "WeakMap", "BigInt",
  "setTimeout", "setInterval", "clearTimeout", "fetch", "localStorage", "sessionStorage", "screen", "history", "Deno", "Bun", "__DEV__",
]);
