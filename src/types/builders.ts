/** Schema builders (zod and its kin, Drizzle and other table builders) read as record types. */
import type { Entry, Place, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import type { TypedField } from "./shape.ts";
import { keyed, scalarOf, textOf, type Scalar } from "./scalars.ts";

export interface BuiltShape { fields: TypedField[]; name: string }

const memo = new WeakMap<Unit, Map<ValueId, BuiltShape | undefined>>();
const deepest = 6;

const makers = new Set(["object", "strictObject", "looseObject", "interface", "type", "partial", "pgTable", "mysqlTable", "sqliteTable", "table", "createTable", "Object", "strict", "Schema", "define", "Struct"]);
const sameShape = new Set([
  "strict", "passthrough", "strip", "catchall", "partial", "deepPartial", "required", "optional", "nullable", "nullish", "default", "describe",
  "refine", "superRefine", "transform", "brand", "readonly", "openapi", "meta", "array", "catch", "pipe", "check", "min", "max", "nonempty", "loose", "unwrap", "element", "promise",
]);
const wrappers = new Set(["array", "Array", "optional", "nullable", "lazy", "union", "intersection", "discriminatedUnion", "record", "Partial", "Optional", "preprocess", "nonNullable", "pipe", "pipeAsync"]);
/** Members of a schema value that stand for the type it describes. */
const inferred = new Set(["$inferSelect", "$inferInsert", "shape", "infer", "inferOut", "inferIn", "_type", "_output", "_input", "static", "Type", "element"]);

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
      if (inferred.has(value.name)) return schemaShape(program, unit, value.base, depth + 1);
      return exported(program, unit, value, depth);
    }
    case "call": return call(program, unit, value, depth);
    default: return undefined;
  }
}

/** `schema.users` of a namespace import. */
function exported(program: Program, unit: Unit, value: { base: ValueId; name: string }, depth: number): BuiltShape | undefined {
  const owner = unit.value(unit.peel(value.base));
  const target = owner.kind === "import" ? program.import(unit, owner.index) : undefined;
  const inner = target?.kind === "module" ? program.exportOf(target.unit.path, value.name) : undefined;
  return inner?.kind === "value" && !inner.path.length ? schemaShape(program, inner.unit, inner.id, depth + 1) : undefined;
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
    const built = record === undefined ? undefined : objectFields(program, unit, record, depth, name);
    // Elsewhere a text argument is a message, not the name of a column.
    return method.endsWith("able") || !built ? built : { ...built, fields: built.fields.map(({ column: _, ...rest }) => rest) };
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

const builderPackages = /^(zod|valibot|yup|joi|io-ts|@sinclair\/typebox|typebox|arktype|superstruct|drizzle-orm|mongoose|convex|@hono\/zod-openapi|zod-openapi|@hapi\/joi|runtypes|effect|@effect\/schema|elysia|fastify-type-provider)(\/|$)/;

/** The call goes to a schema library (`z.object`, `pgTable`), also under an unresolved but customary name. */
function isBuilder(program: Program, unit: Unit, callee: ValueId): boolean {
  const entities = identify(program, unit, callee);
  if (entities.some((entity) => entity.kind === "api" && entity.origin.package !== null)) {
    return entities.some((entity) => entity.kind === "api" && entity.origin.package !== null && builderPackages.test(entity.origin.package));
  }
  return ["z", "v", "yup", "Joi", "t", "Type"].includes(unit.chain(callee)[0] ?? "");
}

function keysOf(unit: Unit, id: ValueId): string[] {
  const value = unit.value(unit.peel(id));
  return value.kind === "object" ? value.entries.flatMap((entry) => ("key" in entry ? [entry.key] : [])) : [];
}

function objectFields(program: Program, unit: Unit, id: ValueId, depth: number, name: string): BuiltShape | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object" || depth > deepest) return undefined;
  return { fields: value.entries.flatMap((entry) => entryFields(program, unit, entry, depth, name)), name };
}

function entryFields(program: Program, unit: Unit, entry: Entry, depth: number, name: string): TypedField[] {
  if ("spread" in entry) {
    const inner = schemaShape(program, unit, entry.spread, depth + 1) ?? objectFields(program, unit, entry.spread, depth + 1, name);
    return inner?.fields ?? [];
  }
  if (!("key" in entry)) return [];
  const inner = schemaShape(program, unit, entry.value, depth + 1) ?? nested(program, unit, entry.value, depth + 1, entry.key);
  if (inner) return inner.fields.map((field) => ({ ...field, path: [entry.key, ...field.path] }));
  const scalar = scalarOf(unit, entry.value);
  return scalar ? [field(unit, entry.key, entry.at, scalar, name)] : [];
}

/** `contact: { phone: String }`, `lines: [{ email: String }]`; `{ type: String }` describes one value. */
function nested(program: Program, unit: Unit, id: ValueId, depth: number, name: string): BuiltShape | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind === "array") return value.items[0] && nested(program, unit, value.items[0].value, depth, name);
  if (value.kind !== "object") return undefined;
  const type = keyed(unit, id, "type");
  if (type === undefined) return objectFields(program, unit, id, depth, name);
  return schemaShape(program, unit, type, depth) ?? nested(program, unit, type, depth, name) ?? (unit.value(unit.peel(type)).kind === "object" ? objectFields(program, unit, id, depth, name) : undefined);
}

const field = (unit: Unit, name: string, at: Place, { kind, hint, column }: Scalar, owner: string): TypedField =>
  ({ path: [name], owner, unit, at, scalar: kind, ...(hint ? { hint } : {}), ...(column && column !== name ? { column } : {}) });
