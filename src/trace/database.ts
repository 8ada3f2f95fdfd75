/** Database answers whose columns the schema names: Prisma by model, the others by table, entity or row type. */
import type { Value, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape, type BuiltShape } from "../types/builders.ts";
import type { TypedField } from "../types/fields.ts";
import { modelShape } from "../types/model-fields.ts";
import { modelNamed, prismaModel, type Model } from "../types/models.ts";
import { addColumns, chosenFields, everything } from "./columns.ts";
import { entityResult } from "./entities.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { queryResult } from "./queries.ts";
import { clean, union, unknown, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const reads = new Set(["findUnique", "findUniqueOrThrow", "findFirst", "findFirstOrThrow", "findMany", "create", "update", "upsert", "delete", "createManyAndReturn", "updateManyAndReturn"]);
const counts = new Set(["count", "aggregate", "groupBy", "createMany", "updateMany", "deleteMany"]);

export function databaseResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member") return queryResult(evaluator, unit, id, call, path);
  const owner = unit.value(unit.peel(callee.base));
  if (owner.kind === "member" && (reads.has(callee.name) || counts.has(callee.name))) {
    const model = prismaModel(evaluator.program, owner.name);
    if (model) return counts.has(callee.name) ? clean : prismaResult(evaluator, unit, call, model, path);
  }
  return tableQuery(evaluator, unit, call, callee, path) ?? queryResult(evaluator, unit, id, call, path) ?? entityResult(evaluator, unit, id, call, path);
}

function prismaResult(evaluator: Evaluator, unit: Unit, call: Call, model: Model, path: readonly string[]): Result {
  const options = call.args[0]?.value;
  const inside = path.filter((name, index) => index > 0 || !isIndexName(name));
  const hop = evaluator.hop(unit, call.at, "step", `read from ${model.schema.name} by Prisma`);
  const result = selected(evaluator, unit, options, model, inside, [], 0);
  return { ...result, data: result.data.map((datum) => ({ ...datum, trail: { hop, before: null, length: 1 } })) };
}

/** Fields of a model under `select`, `include` and `omit`. */
function selected(evaluator: Evaluator, unit: Unit, options: ValueId | undefined, model: Model, path: readonly string[], owners: string[], depth: number): Result {
  const select = property(unit, options, "select");
  const include = property(unit, options, "include");
  const omitted = keysOf(unit, property(unit, options, "omit"));
  const [first, ...rest] = path;
  const named = first !== undefined && isName(first);
  if (depth > 4) return unknown;
  const relation = named ? model.schema.fields.find((field) => field.name === first && field.relation) : undefined;
  if (relation) {
    const related = modelNamed(evaluator.program, relation.type);
    const nested = property(unit, select ?? include, first!);
    const inner = rest.filter((name, index) => index > 0 || !isIndexName(name));
    return related ? selected(evaluator, unit, nested, related, inner, [...owners, model.schema.name, first!], depth + 1) : unknown;
  }
  const chosen = select === undefined ? undefined : keysOf(unit, select);
  const shape = modelShape({ program: evaluator.program, depth: 0 }, model, path);
  const fields = shape.fields.filter((field) => allows(field, chosen, omitted, named ? first : undefined));
  if (shape.isUnknown) return unknown;
  const own = evaluator.byShape(unit, { ...shape, fields: fields.map((field) => (named ? { ...field, path: [] } : field)) }, [], [...owners, ...(named ? [model.schema.name, first!] : [])], 0);
  const located = { ...own, data: own.data.map((datum) => ({ ...datum, source: { ...datum.source, file: model.unit.path } })) };
  if (named) return located;
  const nested = [select, include].flatMap((record) => keysOf(unit, record)).flatMap((key) => {
    const field = model.schema.fields.find((one) => one.name === key && one.relation);
    const related = field && modelNamed(evaluator.program, field.type);
    return related ? [selected(evaluator, unit, property(unit, select ?? include, key), related, [], [...owners, model.schema.name, key], depth + 1)] : [];
  });
  return union([located, ...nested]);
}

function allows(field: TypedField, chosen: string[] | undefined, omitted: string[], named: string | undefined): boolean {
  const key = named ?? field.path[0] ?? "";
  return !omitted.includes(key) && (chosen === undefined || chosen.length === 0 || chosen.includes(key));
}

function property(unit: Unit, id: ValueId | undefined, name: string): ValueId | undefined {
  if (id === undefined) return undefined;
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object") return undefined;
  for (const entry of value.entries) if ("key" in entry && entry.key === name) return entry.value;
  return undefined;
}

function keysOf(unit: Unit, id: ValueId | undefined): string[] {
  if (id === undefined) return [];
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object") return [];
  return value.entries.flatMap((entry) => {
    if (!("key" in entry)) return [];
    const given = unit.value(unit.peel(entry.value));
    return given.kind === "const" && given.text === "false" ? [] : [entry.key];
  });
}

/** `db.query.users.findFirst({ columns: { email: true } })`: relations keep what their names say. */
function tableQuery(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): Result | undefined {
  const table = callee.name.startsWith("find") ? queryTable(evaluator, unit, callee) : undefined;
  if (!table) return undefined;
  const inside = path.filter((name) => !isIndexName(name));
  const options = call.args[0]?.value;
  const related = property(unit, options, "with");
  if (inside[0] !== undefined && property(unit, related, inside[0]) !== undefined) return unknown;
  const columns = everything();
  const chosen = property(unit, options, "columns");
  if (chosen !== undefined) addColumns(unit, chosen, columns, (id) => evaluator.constantKey(unit, id));
  return evaluator.byShape(unit, { fields: chosenFields(table.fields, columns, inside), isOpen: false, isUnknown: false }, [], [table.name, ...inside.filter(isName)], call.at);
}

function queryTable(evaluator: Evaluator, unit: Unit, callee: Value & { kind: "member" }): BuiltShape | undefined {
  const owner = unit.value(unit.peel(callee.base));
  if (owner.kind !== "member") return undefined;
  const query = unit.value(unit.peel(owner.base));
  if (query.kind !== "member" || query.name !== "query") return undefined;
  for (const path of evaluator.program.graph.filesMentioning("drizzle-orm/")) {
    const other = evaluator.program.unit(path);
    const fact = other?.exportNamed("value", owner.name);
    if (other && fact?.kind === "value") {
      const table = schemaShape(evaluator.program, other, fact.value);
      if (table) return table;
    }
  }
  return undefined;
}
