/** fieldsOf: the scalar fields a declared type has below a path, resolved from Facts across files. */
import type { Place, TypeFact, TypeId } from "../model/index.ts";
import type { Program, Target } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape } from "./builders.ts";
import { described } from "./decorators.ts";
import { modelShape, payloadShape } from "./model-fields.ts";
import { modelNamed } from "./models.ts";
import { deepest, isIndex, merge, none, unresolved, type TypedField, type TypedShape } from "./shape.ts";
import { transparent } from "../link/type-target.ts";

export type { TypedField, TypedShape } from "./shape.ts";

type Env = ReadonlyMap<string, { unit: Unit; type: TypeId; env: Env }>;
const noEnv: Env = new Map();
const dates = new Set(["Date", "Dayjs", "Moment", "DateTime"]);
const opaqueNames = new Set(["Record", "Map", "object", "JsonValue", "JSONValue", "InputJsonValue", "Json"]);

interface Walker { program: Program; depth: number; owner: string; seen: number }

export function fieldsOf(program: Program, unit: Unit, type: TypeId, path: readonly string[]): TypedShape {
  return shape({ program, depth: 0, owner: "", seen: 0 }, unit, type, path, noEnv, 0);
}

function scalar(w: Walker, unit: Unit, at: Place, kind: TypedField["scalar"], path: readonly string[]): TypedShape {
  return path.length ? none : { fields: [{ path: [], owner: w.owner, unit, at, scalar: kind }], isOpen: false, isUnknown: false };
}

function shape(w: Walker, unit: Unit, type: TypeId, path: readonly string[], env: Env, at: Place): TypedShape {
  const fact = unit.facts.types[type];
  if (!fact || w.seen > 24) return unresolved;
  switch (fact.kind) {
    case "primitive": return primitive(w, unit, fact.name, path, at);
    case "literal":
    case "function":
    case "keyof": return none;
    case "array": return shape(w, unit, fact.of, isIndex(path[0]) ? path.slice(1) : path, env, at);
    case "tuple": {
      const item = path[0] !== undefined && /^\d+$/.test(path[0]) ? fact.of[Number(path[0])] : undefined;
      return item !== undefined ? shape(w, unit, item, path.slice(1), env, at) : merge(fact.of.map((one) => shape(w, unit, one, path, env, at)));
    }
    case "union":
    case "intersection": return merge(fact.of.map((one) => shape(w, unit, one, path, env, at)));
    case "conditional": return merge([fact.yes, fact.no].map((one) => shape(w, unit, one, path, env, at)));
    case "object": return objectShape(w, unit, fact, path, env);
    case "declared": return declared(w, unit, fact, path, env);
    case "class": return classShape(w, unit, fact.cls, path, env);
    case "mapped": return mapped(w, unit, fact, path, env, at);
    case "indexed": {
      const key = unit.facts.types[fact.key];
      return shape(w, unit, fact.of, [key?.kind === "literal" ? key.text : "*", ...path], env, at);
    }
    case "typeof": return valueShape(w, unit, fact.value, path);
    case "ref": return reference({ ...w, seen: w.seen + 1 }, unit, fact, path, env, at);
  }
}

/** `{ [K in keyof User]: string }`: the fields of User with the kind of value the body has. */
function mapped(w: Walker, unit: Unit, fact: TypeFact & { kind: "mapped" }, path: readonly string[], env: Env, at: Place): TypedShape {
  const key = unit.facts.types[fact.key];
  const body = unit.facts.types[fact.body];
  if (key?.kind !== "keyof") return path.length ? shape(w, unit, fact.body, path.slice(1), env, at) : { ...none, isOpen: true };
  const fields = shape(w, unit, key.of, path, env, at);
  if (body?.kind === "indexed") return fields;
  const value = shape(w, unit, fact.body, [], env, at).fields[0];
  return value ? { ...fields, fields: fields.fields.map((field) => ({ ...field, scalar: value.scalar })) } : none;
}

function primitive(w: Walker, unit: Unit, name: string, path: readonly string[], at: Place): TypedShape {
  if (name === "string" || name === "bigint") return scalar(w, unit, at, "text", path);
  if (name === "number") return scalar(w, unit, at, "number", path);
  if (name === "any" || name === "unknown" || name === "object") return path.length || at === 0 ? { ...unresolved, isOpen: true } : { fields: [{ path: [], owner: w.owner, unit, at, scalar: "unknown" }], isOpen: true, isUnknown: true };
  return none;
}

function objectShape(w: Walker, unit: Unit, fact: TypeFact & { kind: "object" }, path: readonly string[], env: Env): TypedShape {
  const [first, ...rest] = path;
  if (first !== undefined && first !== "*" && !first.startsWith("-")) {
    const field = fact.fields.find((one) => one.name === first);
    if (field) return shape(w, unit, field.type, rest, env, field.at);
    // A field the declaration does not have: the value is not (only) what the type says.
    return fact.index === undefined ? unresolved : shape(w, unit, fact.index, rest, env, 0);
  }
  if (w.depth >= deepest) return none;
  const without = new Set(first?.startsWith("-") ? first.slice(1).split(",") : []);
  const deeper = { ...w, depth: w.depth + 1 };
  const inner = fact.fields.filter((field) => !field.method && !without.has(field.name)).map((field) => {
    const found = shape(deeper, unit, field.type, [], env, field.at);
    return { ...found, isOpen: false, isUnknown: false, fields: found.fields.map((one) => ({ ...one, path: [field.name, ...one.path], ...(one.path.length ? {} : { unit, at: field.at }) })) };
  });
  const merged = merge([none, ...inner]);
  return fact.index === undefined ? merged : merge([merged, { ...none, isOpen: fact.fields.length === 0 }]);
}

function declared(w: Walker, unit: Unit, fact: TypeFact & { kind: "declared" }, path: readonly string[], env: Env): TypedShape {
  if (fact.form === "enum") return none;
  const inside = { ...w, owner: fact.name, seen: w.seen + 1 };
  return merge([shape(inside, unit, fact.body, path, env, 0), ...fact.extends.map((parent) => ({ ...shape(inside, unit, parent, path, env, 0), isUnknown: false }))]);
}

/** Declared fields of a class, with those it inherits. */
export function classFields(program: Program, unit: Unit, cls: number, path: readonly string[]): TypedShape {
  return classShape({ program, depth: 0, owner: "", seen: 0 }, unit, cls, path, noEnv);
}

function classShape(w: Walker, unit: Unit, cls: number, path: readonly string[], env: Env): TypedShape {
  const fact = unit.facts.classes[cls];
  if (!fact) return unresolved;
  const inside = { ...w, owner: fact.name, seen: w.seen + 1 };
  const [first, ...rest] = path;
  const fields = fact.members.filter((member) => member.kind === "field" && !member.isStatic);
  const parent = fact.extendsType === undefined ? none : shape(inside, unit, fact.extendsType, path, env, 0);
  if (first !== undefined && first !== "*" && !first.startsWith("-")) {
    const member = fact.members.find((one) => one.name === first);
    if (member?.type !== undefined) return described(unit, member, shape(inside, unit, member.type, rest, env, member.at));
    return member ? unresolved : { ...parent, isUnknown: parent.isUnknown && fact.extendsType !== undefined };
  }
  if (w.depth >= deepest) return none;
  const deeper = { ...inside, depth: w.depth + 1 };
  const own = fields.map((member) => {
    const found = member.type === undefined ? none : shape(deeper, unit, member.type, [], env, member.at);
    return { ...found, isOpen: false, isUnknown: false, fields: described(unit, member, found).fields.map((one) => ({ ...one, path: [member.name, ...one.path] })) };
  });
  return merge([none, ...own, { ...parent, isUnknown: false }]);
}

function reference(w: Walker, unit: Unit, fact: TypeFact & { kind: "ref" }, path: readonly string[], env: Env, at: Place): TypedShape {
  const bound = env.get(fact.name);
  if (bound && fact.import === undefined) return shape(w, bound.unit, bound.type, path, bound.env, at);
  const utility = utilityShape(w, unit, fact, path, env, at);
  if (utility) return utility;
  if (fact.import !== undefined) return imported(w, unit, fact, path, env);
  const local = unit.facts.typeNames[fact.name];
  if (local !== undefined) return instantiate(w, unit, local, unit, fact, path, env);
  const model = modelNamed(w.program, fact.name);
  return model && fact.name !== "Error" ? modelShape(w, model, path) : unresolved;
}

function instantiate(w: Walker, target: Unit, type: TypeId, from: Unit, fact: TypeFact & { kind: "ref" }, path: readonly string[], env: Env): TypedShape {
  const params = typeParameters(target, type);
  const inner: Env = fact.args.length && params.length
    ? new Map(params.flatMap((name, index) => (fact.args[index] === undefined ? [] : [[name, { unit: from, type: fact.args[index]!, env }] as const])))
    : noEnv;
  return shape(w, target, type, path, inner, 0);
}

function typeParameters(unit: Unit, type: TypeId): string[] {
  const fact = unit.facts.types[type];
  if (fact?.kind === "declared") return fact.params;
  return fact?.kind === "class" ? (unit.facts.classes[fact.cls]?.typeParams ?? []) : [];
}

/** Pick, Omit, Record, ReturnType, z.infer and the wrappers. */
function utilityShape(w: Walker, unit: Unit, fact: TypeFact & { kind: "ref" }, path: readonly string[], env: Env, at: Place): TypedShape | undefined {
  const [first, second] = fact.args;
  const name = fact.path?.at(-1) ?? fact.name;
  if (dates.has(name)) return scalar(w, unit, at, "date", path);
  if (first === undefined) return opaqueNames.has(name) ? { ...unresolved, isOpen: true } : undefined;
  switch (name) {
    case "Pick": return keep(w, unit, first, second, path, env, at, true);
    case "Omit": return keep(w, unit, first, second, path, env, at, false);
    case "Record":
    case "Map": return path.length ? shape(w, unit, second ?? first, path.slice(1), env, at) : second === undefined ? { ...none, isOpen: true } : recordShape(w, unit, second, env, at);
    case "ReturnType": {
      const of = unit.facts.types[first];
      return of?.kind === "typeof" ? returnShape(w, unit, of.value, path) : unresolved;
    }
    case "infer":
    case "output":
    case "input":
    case "TypeOf":
    case "Infer":
    case "InferOutput":
    case "InferType":
    case "InferSelectModel":
    case "InferSchemaType":
    case "InferRawDocType":
    case "Static": {
      const of = unit.facts.types[first];
      return of?.kind === "typeof" ? valueShape(w, unit, of.value, path) : unresolved;
    }
    default: return transparent.has(name) ? shape(w, unit, first, name.endsWith("Array") || name === "Array" ? (isIndex(path[0]) ? path.slice(1) : path) : path, env, at) : undefined;
  }
}

function recordShape(w: Walker, unit: Unit, type: TypeId, env: Env, at: Place): TypedShape {
  const inner = shape(w, unit, type, [], env, at);
  // A dictionary of texts says nothing of its keys; one of records still has their fields.
  return { fields: inner.fields.filter((field) => field.path.length), isOpen: inner.fields.every((field) => !field.path.length), isUnknown: inner.isUnknown };
}

function keep(w: Walker, unit: Unit, type: TypeId, keys: TypeId | undefined, path: readonly string[], env: Env, at: Place, isPick: boolean): TypedShape {
  const names = keys === undefined ? [] : literals(unit, keys);
  const first = path[0];
  if (first !== undefined && !first.startsWith("-")) return names.includes(first) === isPick || first === "*" ? shape(w, unit, type, path, env, at) : none;
  const all = shape(w, unit, type, path, env, at);
  return { ...all, fields: all.fields.filter((field) => field.path[0] === undefined || names.includes(field.path[0]) === isPick) };
}

function literals(unit: Unit, type: TypeId): string[] {
  const fact = unit.facts.types[type];
  if (fact?.kind === "literal") return [fact.text];
  return fact?.kind === "union" ? fact.of.flatMap((one) => literals(unit, one)) : [];
}

function returnShape(w: Walker, unit: Unit, value: number, path: readonly string[]): TypedShape {
  const target = unit.value(unit.peel(value));
  const resolved = target.kind === "import" ? w.program.import(unit, target.index) : undefined;
  const at = resolved?.kind === "value" ? { unit: resolved.unit, id: resolved.id } : { unit, id: value };
  const fn = at.unit.value(at.unit.peel(at.id));
  const summary = fn.kind === "function" ? at.unit.facts.functions[fn.fn] : undefined;
  return summary?.type === undefined ? unresolved : shape(w, at.unit, summary.type, path, noEnv, 0);
}

/** A schema builder's value, seen as a type. */
function valueShape(w: Walker, unit: Unit, value: number, path: readonly string[]): TypedShape {
  const found = schemaShape(w.program, unit, value);
  if (!found) return unresolved;
  const inside = found.fields.filter((field) => matches(field.path, path)).map((field) => ({ ...field, path: field.path.slice(path[0]?.startsWith("-") ? 0 : path.length) }));
  return { fields: inside, isOpen: false, isUnknown: false };
}

function matches(field: string[], path: readonly string[]): boolean {
  if (path[0]?.startsWith("-")) return !path[0].slice(1).split(",").includes(field[0] ?? "");
  return path.every((name, index) => name === "*" || field[index] === name);
}

function imported(w: Walker, unit: Unit, fact: TypeFact & { kind: "ref" }, path: readonly string[], env: Env): TypedShape {
  const target: Target = w.program.importType(unit, fact.import!);
  const last = fact.path?.at(-1);
  if (target.kind === "type" && !fact.path) return instantiate(w, target.unit, target.type, unit, fact, path, env);
  if (target.kind === "module" && last) {
    const inner = w.program.exportOf(target.unit.path, fact.path![0]!, "type");
    if (inner.kind === "type") return instantiate(w, inner.unit, inner.type, unit, fact, path, env);
  }
  if (target.kind === "value") {
    const value = target.unit.value(target.unit.peel(target.id));
    if (value.kind === "class") return classShape(w, target.unit, value.cls, path, noEnv);
  }
  if (target.kind === "package") {
    const name = last ?? target.name;
    const model = /prisma/i.test(target.specifier) || /generated|@\//.test(target.specifier) ? modelNamed(w.program, name.replace(/GetPayload$/, "")) : undefined;
    if (model) return name.endsWith("GetPayload") ? payloadShape(w, model, unit, fact.args[0], path) : modelShape(w, model, path);
  }
  return unresolved;
}
