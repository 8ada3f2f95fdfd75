/** Database answers whose columns the schema names: Prisma by model, Drizzle by table. */
import type { TypeId, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape } from "../types/builders.ts";
import { classFields, fieldsOf, type TypedField, type TypedShape } from "../types/fields.ts";
import { modelShape } from "../types/model-fields.ts";
import { modelNamed, prismaModel, type Model } from "../types/models.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { clean, union, unknown, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const reads = new Set(["findUnique", "findUniqueOrThrow", "findFirst", "findFirstOrThrow", "findMany", "create", "update", "upsert", "delete", "createManyAndReturn", "updateManyAndReturn"]);
const counts = new Set(["count", "aggregate", "groupBy", "createMany", "updateMany", "deleteMany"]);

export function databaseResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member") return undefined;
  const owner = unit.value(unit.peel(callee.base));
  if (owner.kind === "member" && (reads.has(callee.name) || counts.has(callee.name))) {
    const model = prismaModel(evaluator.program, owner.name);
    if (model) return counts.has(callee.name) ? clean : prismaResult(evaluator, unit, call, model, path);
  }
  return drizzleResult(evaluator, unit, id, call, path) ?? entityResult(evaluator, unit, call, callee, path);
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

const steps = new Set(["from", "where", "limit", "offset", "orderBy", "leftJoin", "innerJoin", "rightJoin", "groupBy", "having", "returning", "values", "set", "execute", "all", "then", "prepare", "for"]);

/** `db.select().from(users).where(...)`, `db.insert(users).values(v).returning()`, `db.query.users.findFirst()`. */
function drizzleResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member") return undefined;
  const table = steps.has(callee.name) ? tableOf(evaluator, unit, id, 0) : callee.name.startsWith("find") ? queryTable(evaluator, unit, callee) : undefined;
  if (!table) return undefined;
  const inside = path.filter((name, index) => index > 0 || !isIndexName(name));
  const fields = table.fields.filter((field) => inside.filter(isName).every((name, index) => field.path[index] === name));
  const names = inside.filter(isName);
  return evaluator.byShape(unit, { fields: fields.map((field) => ({ ...field, path: field.path.slice(names.length) })), isOpen: false, isUnknown: false }, [], [table.name, ...names], call.at);
}

type Table = NonNullable<ReturnType<typeof schemaShape>>;

function tableOf(evaluator: Evaluator, unit: Unit, id: ValueId, depth: number): Table | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "call" || depth > 10) return undefined;
  const callee = unit.value(unit.peel(value.callee));
  if (callee.kind !== "member") return undefined;
  if (callee.name === "from" || callee.name === "insert" || callee.name === "update" || callee.name === "delete") {
    const argument = value.args[0];
    const table = argument && schemaShape(evaluator.program, unit, argument.value);
    if (table) return table;
  }
  return tableOf(evaluator, unit, callee.base, depth + 1);
}

function queryTable(evaluator: Evaluator, unit: Unit, callee: Value & { kind: "member" }): Table | undefined {
  const owner = unit.value(unit.peel(callee.base));
  if (owner.kind !== "member") return undefined;
  const query = unit.value(unit.peel(owner.base));
  if (query.kind !== "member" || query.name !== "query") return undefined;
  for (const path of evaluator.program.filesMentioning("Table(")) {
    const other = evaluator.program.unit(path);
    const fact = other?.exportNamed("value", owner.name);
    if (other && fact?.kind === "value") {
      const table = schemaShape(evaluator.program, other, fact.value);
      if (table) return table;
    }
  }
  return undefined;
}

const entityReads = /^(find|findOne|findBy|findOneBy|findOneOrFail|findOneByOrFail|findByPk|findById|findAll|findAndCount|findAndCountAll|findOrCreate|findOneAndUpdate|findByIdAndUpdate|findByIdAndDelete|findOneAndDelete|getOne|getMany|getOneOrFail|preload|create|save|bulkCreate|build|lean|exec)$/;

/** TypeORM, MikroORM, Sequelize, Mongoose: the record is that of the class, table or schema the call reads from. */
function entityResult(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): Result | undefined {
  if (!entityReads.test(callee.name)) return undefined;
  const inside = path.filter((name, index) => index > 0 || !isIndexName(name));
  const chosen = keysOf(unit, property(unit, call.args[0]?.value, "select")).concat(constants(unit, property(unit, call.args[1]?.value, "fields") ?? property(unit, call.args[0]?.value, "attributes")));
  const shape = recordShape(evaluator, unit, call, callee, inside);
  if (!shape) return undefined;
  const fields = chosen.length && !inside.length ? shape.fields.filter((field) => chosen.includes(field.path[0] ?? "")) : shape.fields;
  return evaluator.byShape(unit, { ...shape, fields }, [], [shape.fields[0]?.owner ?? "", ...inside], call.at);
}

function constants(unit: Unit, id: ValueId | undefined): string[] {
  const value = id === undefined ? undefined : unit.value(unit.peel(id));
  return value?.kind === "array" ? value.items.flatMap((item) => { const one = unit.value(unit.peel(item.value)); return one.kind === "const" && one.text !== undefined ? [one.text] : []; }) : [];
}

/** Where the record's shape is written: the class given, the class called on, `Repository<T>`, a model's schema. */
function recordShape(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): TypedShape | undefined {
  const { program } = evaluator;
  const given = call.args[0] === undefined ? [] : identify(program, unit, call.args[0].value);
  for (const entity of [...given, ...identify(program, unit, callee.base)]) {
    if (entity.kind === "class") return classFields(program, entity.unit, entity.cls, path);
  }
  const schema = schemaShape(program, unit, callee.base);
  if (schema) {
    const fields = schema.fields.filter((field) => path.every((name, index) => field.path[index] === name)).map((field) => ({ ...field, path: field.path.slice(path.length), owner: schema.name }));
    return { fields, isOpen: false, isUnknown: false };
  }
  return repositoryShape(evaluator, unit, callee.base, path);
}

const repositories = /^(Repository|EntityRepository|TreeRepository|MongoRepository|Model|SqlEntityRepository|ReturnModelType|PaginateModel)$/;

function repositoryShape(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[], depth = 0): TypedShape | undefined {
  const value = unit.value(unit.peel(id));
  if (depth > 6) return undefined;
  // `source.getRepository(Patient).createQueryBuilder("p")`.
  if (value.kind === "call") {
    const callee = unit.value(unit.peel(value.callee));
    const entity = value.args[0] ? identify(evaluator.program, unit, value.args[0].value).find((one) => one.kind === "class") : undefined;
    if (entity?.kind === "class" && callee.kind === "member" && /^(getRepository|getMongoRepository|getModelToken|createQueryBuilder|from)$/.test(callee.name)) return classFields(evaluator.program, entity.unit, entity.cls, path);
    return callee.kind === "member" ? repositoryShape(evaluator, unit, callee.base, path, depth + 1) : undefined;
  }
  const type = declaredTypeOf(unit, value);
  const fact = type === undefined ? undefined : unit.facts.types[type];
  return fact?.kind === "ref" && repositories.test(fact.name) && fact.args[0] !== undefined ? fieldsOf(evaluator.program, unit, fact.args[0], path) : undefined;
}

/** The type written at a parameter, or at the class member behind `this.member`. */
function declaredTypeOf(unit: Unit, value: Value): TypeId | undefined {
  if (value.kind === "param") return value.type;
  if (value.kind !== "member") return undefined;
  const owner = unit.value(unit.peel(value.base));
  if (owner.kind !== "this" || owner.cls === undefined) return undefined;
  return unit.facts.classes[owner.cls]?.members.find((member) => member.name === value.name)?.type;
}
