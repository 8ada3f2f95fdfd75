/** Schema builders (zod and its kin, Drizzle and other table builders) read as record types. */
import type { Place, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import type { TypedField } from "./fields.ts";

export interface BuiltShape { fields: TypedField[]; name: string }

const memo = new WeakMap<Unit, Map<ValueId, BuiltShape | undefined>>();
const deepest = 6;

const makers = new Set(["object", "strictObject", "looseObject", "interface", "type", "partial", "pgTable", "mysqlTable", "sqliteTable", "table", "createTable", "Object", "strict", "Schema", "define"]);
const sameShape = new Set([
  "strict", "passthrough", "strip", "catchall", "partial", "deepPartial", "required", "optional", "nullable", "nullish", "default", "describe",
  "refine", "superRefine", "transform", "brand", "readonly", "openapi", "meta", "array", "catch", "pipe", "check", "min", "max", "nonempty", "loose", "unwrap", "element", "promise",
]);
const wrappers = new Set(["array", "Array", "optional", "nullable", "lazy", "union", "intersection", "discriminatedUnion", "record", "Partial", "Optional", "preprocess", "nonNullable"]);
const flags = new Set(["boolean", "bool", "enum", "nativeEnum", "literal", "picklist", "stringbool", "never", "null", "undefined", "void", "function", "Boolean", "Literal", "Enum", "pgEnum"]);

/** Shape of a schema value, or undefined when it is none. */
export function schemaShape(program: Program, unit: Unit, id: ValueId, depth = 0): BuiltShape | undefined {
  if (depth > deepest) return undefined;
  const known = memo.get(unit) ?? memo.set(unit, new Map()).get(unit)!;
  if (known.has(id)) return known.get(id);
  known.set(id, undefined);
  const found = build(program, unit, id, depth);
  known.set(id, found);
  return found;
}

function build(program: Program, unit: Unit, id: ValueId, depth: number): BuiltShape | undefined {
  const value = unit.value(id);
  switch (value.kind) {
    case "bind": {
      const inner = schemaShape(program, unit, value.base, depth + 1);
      return inner && { ...inner, name: inner.name || value.name };
    }
    case "typed":
    case "await": return schemaShape(program, unit, value.base, depth + 1);
    case "import": {
      const target = program.import(unit, value.index);
      return target.kind === "value" && !target.path.length ? schemaShape(program, target.unit, target.id, depth + 1) : undefined;
    }
    case "member": {
      if (value.name === "$inferSelect" || value.name === "$inferInsert" || value.name === "shape") return schemaShape(program, unit, value.base, depth + 1);
      return undefined;
    }
    case "call": return call(program, unit, value, depth);
    default: return undefined;
  }
}

function call(program: Program, unit: Unit, value: { callee: ValueId; args: { value: ValueId }[] }, depth: number): BuiltShape | undefined {
  const callee = unit.value(unit.peel(value.callee));
  const method = callee.kind === "member" ? callee.name : (unit.lastName(value.callee) ?? "");
  const receiver = callee.kind === "member" ? schemaShape(program, unit, callee.base, depth + 1) : undefined;
  const first = value.args[0]?.value;
  if (receiver) {
    if (method === "extend" || method === "safeExtend" || method === "merge" || method === "and" || method === "augment") {
      const added = first === undefined ? undefined : (schemaShape(program, unit, first, depth + 1) ?? objectFields(program, unit, first, depth, ""));
      return { name: receiver.name, fields: [...receiver.fields.filter((field) => !added?.fields.some((one) => one.path[0] === field.path[0])), ...(added?.fields ?? [])] };
    }
    if (method === "pick" || method === "omit") {
      const names = first === undefined ? [] : keysOf(unit, first);
      return { name: receiver.name, fields: receiver.fields.filter((field) => names.includes(field.path[0] ?? "") === (method === "pick")) };
    }
    return sameShape.has(method) ? receiver : undefined;
  }
  // `model("User", schema)` of mongoose, `sequelize.define("user", columns)`.
  if ((method === "model" || method === "define") && value.args[1]) {
    const inner = schemaShape(program, unit, value.args[1].value, depth + 1) ?? (method === "define" ? objectFields(program, unit, value.args[1].value, depth, "") : undefined);
    if (inner) return { ...inner, name: first === undefined ? inner.name : textOf(unit, first) };
  }
  if (makers.has(method) && isBuilder(program, unit, value.callee)) {
    const record = method.endsWith("able") ? value.args[1]?.value : first;
    const name = method.endsWith("able") && first !== undefined ? textOf(unit, first) : "";
    return record === undefined ? undefined : objectFields(program, unit, record, depth, name);
  }
  if (wrappers.has(method) && isBuilder(program, unit, value.callee)) {
    const inner = value.args.flatMap((argument) => {
      const given = unit.value(unit.peel(argument.value));
      const ids = given.kind === "array" ? given.items.map((item) => item.value) : given.kind === "function" ? (unit.facts.functions[given.fn]?.returns ?? []) : [argument.value];
      return ids.flatMap((one) => schemaShape(program, unit, one, depth + 1) ?? []);
    });
    return inner.length ? { name: inner[0]!.name, fields: inner.flatMap((one) => one.fields) } : undefined;
  }
  return undefined;
}

const builderPackages = /^(zod|valibot|yup|joi|io-ts|@sinclair\/typebox|typebox|arktype|superstruct|drizzle-orm|mongoose|convex|@hono\/zod-openapi|zod-openapi|@hapi\/joi|runtypes)(\/|$)/;

/** The call goes to a schema library (`z.object`, `pgTable`), also under an unresolved but customary name. */
function isBuilder(program: Program, unit: Unit, callee: ValueId): boolean {
  const entities = identify(program, unit, callee);
  if (entities.some((entity) => entity.kind === "api" && entity.origin.package !== null)) {
    return entities.some((entity) => entity.kind === "api" && entity.origin.package !== null && builderPackages.test(entity.origin.package));
  }
  return ["z", "v", "yup", "Joi", "t", "Type"].includes(unit.chain(callee)[0] ?? "");
}

function textOf(unit: Unit, id: ValueId): string {
  const value = unit.value(unit.peel(id));
  return value.kind === "const" ? (value.text ?? "") : "";
}

function keysOf(unit: Unit, id: ValueId): string[] {
  const value = unit.value(unit.peel(id));
  return value.kind === "object" ? value.entries.flatMap((entry) => ("key" in entry ? [entry.key] : [])) : [];
}

function objectFields(program: Program, unit: Unit, id: ValueId, depth: number, name: string): BuiltShape | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object") return undefined;
  const fields = value.entries.flatMap((entry): TypedField[] => {
    if ("spread" in entry) {
      const inner = schemaShape(program, unit, entry.spread, depth + 1) ?? objectFields(program, unit, entry.spread, depth + 1, name);
      return inner?.fields ?? [];
    }
    if (!("key" in entry)) return [];
    const inner = schemaShape(program, unit, entry.value, depth + 1);
    if (inner) return inner.fields.map((field) => ({ ...field, path: [entry.key, ...field.path] }));
    const scalar = scalarOf(unit, entry.value);
    return scalar ? [field(unit, entry.key, entry.at, scalar, name)] : [];
  });
  return { fields, name };
}

const field = (unit: Unit, name: string, at: Place, scalar: TypedField["scalar"], owner: string): TypedField => ({ path: [name], owner, unit, at, scalar });

/** What the innermost call of a chain like `z.string().email().optional()` makes; undefined for flags and fixed words. */
function scalarOf(unit: Unit, id: ValueId): TypedField["scalar"] | undefined {
  let value = unit.value(unit.peel(id));
  let name = "";
  for (let limit = 0; limit < 16 && value.kind === "call"; limit++) {
    const callee = unit.value(unit.peel(value.callee));
    if (callee.kind !== "member") { name = unit.lastName(value.callee) ?? ""; break; }
    name = callee.name;
    value = unit.value(unit.peel(callee.base));
    if (value.kind === "member" && name !== "string") name = name === "coerce" ? "string" : name;
  }
  if (flags.has(name)) return undefined;
  if (/^(date|timestamp|datetime)/i.test(name)) return "date";
  return /^(number|int|integer|serial|real|double|decimal|bigint)/i.test(name) ? "number" : "text";
}
