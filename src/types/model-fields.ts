/** Fields of database models written in a schema language, whole or as a query selects them. */
import type { SchemaFact, TypeId, ValueId } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { modelNamed, type Model } from "./models.ts";
import { keyed } from "./scalars.ts";
import { deepest, isIndex, merge, none, unresolved, type TypedField, type TypedShape } from "./shape.ts";

/** A database model as a record: its own columns; relations only when asked for by path. */
export function modelShape(w: { program: Program; depth: number }, model: { unit: Unit; schema: SchemaFact }, path: readonly string[], depth = 0): TypedShape {
  const [first, ...rest] = path;
  const { schema, unit } = model;
  if (first !== undefined && first !== "*" && !first.startsWith("-")) {
    if (isIndex(first)) return modelShape(w, model, rest, depth);
    const field = schema.fields.find((one) => one.name === first);
    if (!field) return none;
    if (field.relation) {
      const related = modelNamed(w.program, field.type);
      return related && depth < deepest ? modelShape(w, related, rest, depth + 1) : unresolved;
    }
    return rest.length && !isIndex(rest[0]) ? { ...unresolved, isOpen: field.type === "Json" } : { fields: column(unit, schema, field, []), isOpen: field.type === "Json", isUnknown: false };
  }
  const without = new Set(first?.startsWith("-") ? first.slice(1).split(",") : []);
  return { fields: schema.fields.filter((field) => !field.relation && !without.has(field.name)).flatMap((field) => column(unit, schema, field, [field.name])), isOpen: false, isUnknown: false };
}

function column(unit: Unit, schema: SchemaFact, field: SchemaFact["fields"][number], path: string[]): TypedField[] {
  if (field.type === "Boolean" || field.type === "Bytes") return [];
  const scalars: Record<string, TypedField["scalar"]> = { Int: "number", Float: "number", Decimal: "number", BigInt: "number", DateTime: "date", Json: "unknown" };
  return [{ path, owner: schema.name, unit, at: field.at, scalar: scalars[field.type] ?? (/^[A-Z]/.test(field.type) && field.type !== "String" && field.type !== "ID" ? "unknown" : "text") }];
}

/** A record of keys, written as a type or as a value: `{ select: { email: true } }`, `typeof userArgs`. */
type Keys = { unit: Unit; type: TypeId } | { unit: Unit; value: ValueId };

/** `Prisma.UserGetPayload<{ select: { email: true } }>`: the columns chosen, and relations with theirs. */
export function payloadShape(w: { program: Program; depth: number }, model: Model, unit: Unit, args: TypeId | undefined, path: readonly string[]): TypedShape {
  return args === undefined ? modelShape(w, model, path) : chosenShape(w, model, { unit, type: args }, path, 0);
}

function chosenShape(w: { program: Program; depth: number }, model: Model, args: Keys, path: readonly string[], depth: number): TypedShape {
  const select = under(args, "select");
  const extra = under(args, "include");
  const omitted = under(args, "omit");
  const chosen = select && new Set(keysOf(select));
  const hidden = new Set(omitted ? keysOf(omitted) : []);
  const [first, ...rest] = isIndex(path[0]) ? path.slice(1) : path;
  const related = (name: string): TypedShape | undefined => {
    const field = model.schema.fields.find((one) => one.name === name && one.relation);
    const target = field && modelNamed(w.program, field.type);
    const inner = under(select ?? extra ?? args, name);
    return target && inner && depth < deepest ? chosenShape(w, target, inner, name === first ? rest : [], depth + 1) : undefined;
  };
  if (first !== undefined && first !== "*" && !first.startsWith("-")) {
    if (hidden.has(first) || (chosen && !chosen.has(first))) return none;
    return related(first) ?? modelShape(w, model, path);
  }
  const own = modelShape(w, model, path);
  const kept = own.fields.filter(({ path: [name = ""] }) => !hidden.has(name) && (!chosen || chosen.has(name)));
  const nested = [select, extra].flatMap((record) => (record ? keysOf(record) : [])).flatMap((name) => {
    const found = related(name);
    return found ? [{ ...found, fields: found.fields.map((field) => ({ ...field, path: [name, ...field.path] })) }] : [];
  });
  return merge([{ ...own, fields: kept }, ...nested]);
}

function under(keys: Keys, name: string): Keys | undefined {
  if ("value" in keys) {
    const value = keyed(keys.unit, keys.value, name);
    return value === undefined ? undefined : { unit: keys.unit, value };
  }
  const fact = keys.unit.facts.types[keys.type];
  if (fact?.kind === "typeof") return under({ unit: keys.unit, value: fact.value }, name);
  const field = fact?.kind === "object" ? fact.fields.find((one) => one.name === name) : undefined;
  return field && { unit: keys.unit, type: field.type };
}

function keysOf(keys: Keys): string[] {
  if ("value" in keys) {
    const value = keys.unit.value(keys.unit.peel(keys.value));
    return value.kind === "object" ? value.entries.flatMap((entry) => ("key" in entry ? [entry.key] : [])) : [];
  }
  const fact = keys.unit.facts.types[keys.type];
  if (fact?.kind === "typeof") return keysOf({ unit: keys.unit, value: fact.value });
  return fact?.kind === "object" ? fact.fields.map((field) => field.name) : [];
}
