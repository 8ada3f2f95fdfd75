/** Answers of query builders whose tables are typed: Drizzle by its tables, Kysely by its database type, Knex by the row's. */
import type { TypeId, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape, type BuiltShape } from "../types/builders.ts";
import { fieldsOf, type TypedField } from "../types/fields.ts";
import { addColumns, chosenFields, everything, type Columns } from "./columns.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { chainOf, madeAt, writtenType, type Link } from "./origins.ts";
import { clean, plain, underField, union, unknown, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

export function queryResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result | undefined {
  const { links } = chainOf(unit, id);
  if (!links.length) return undefined;
  const inside = path.filter((name, index) => index > 0 || !isIndexName(name));
  return drizzle(evaluator, unit, links, inside, call.at) ?? kysely(evaluator, unit, links, inside, call.at) ?? knex(evaluator, unit, links, inside, call.at);
}

/** Fields of one record, found below `path`. */
function record(evaluator: Evaluator, unit: Unit, fields: TypedField[], columns: Columns, name: string, path: readonly string[], at: number): Result {
  const names = path.filter(isName);
  const shape = { fields: chosenFields(fields, columns, path.filter((one) => !isIndexName(one))), isOpen: false, isUnknown: false };
  return evaluator.byShape(unit, shape, [], [name, ...names], at);
}

const sources = new Set(["from", "insert", "update", "delete", "into"]);
const changes = new Set(["insert", "update", "delete"]);
const joins = /^(left|right|inner|full|cross)Join(Lateral)?$/;

/** `db.select().from(users)`, `db.insert(users).values(v).returning()`. */
function drizzle(evaluator: Evaluator, unit: Unit, links: Link[], path: readonly string[], at: number): Result | undefined {
  const source = links.find((link) => sources.has(link.name));
  const table = source?.args[0] && tableAt(evaluator, unit, source.args[0].value);
  if (!table) return undefined;
  const returning = links.find((link) => link.name === "returning");
  if (changes.has(source.name) && !returning) return clean;
  const asking = returning ?? links.find((link) => link.name.startsWith("select"));
  const chosen = asking?.args.at(-1);
  if (chosen && unit.value(unit.peel(chosen.value)).kind === "object") return selection(evaluator, unit, chosen.value, path, at, 0);
  const joined = links.filter((link) => joins.test(link.name)).flatMap((link) => (link.args[0] ? (tableAt(evaluator, unit, link.args[0].value) ?? []) : []));
  if (!joined.length) return record(evaluator, unit, table.fields, everything(), table.name, path, at);
  // Joined rows stand under the names of their tables.
  const [first, ...rest] = path;
  const tables = [table, ...joined].filter((one) => first === undefined || !isName(first) || one.name === first);
  return union(tables.map((one) => record(evaluator, unit, one.fields, everything(), one.name, rest, at)));
}

function tableAt(evaluator: Evaluator, unit: Unit, id: ValueId): BuiltShape | undefined {
  const shape = schemaShape(evaluator.program, unit, id);
  return shape?.fields.length ? shape : undefined;
}

/** `{ mail: users.email, user: users }`: each key is a column, a table, or a record of them. */
function selection(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[], at: number, depth: number): Result {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "object" || depth > 4) return unknown;
  const [first, ...rest] = path;
  const hidden = first?.startsWith("-") ? first.slice(1).split(",") : [];
  return union(value.entries.flatMap((entry): Result[] => {
    if (!("key" in entry)) return [];
    if (first !== undefined && isName(first) ? entry.key !== first : hidden.includes(entry.key)) return [];
    const found = selected(evaluator, unit, entry.value, first !== undefined && isName(first) ? rest : [], at, depth);
    return [first === undefined || !isName(first) ? underField(found, entry.key) : found];
  }));
}

function selected(evaluator: Evaluator, unit: Unit, id: ValueId, path: readonly string[], at: number, depth: number): Result {
  const value = unit.value(unit.peel(id));
  if (value.kind === "object") return selection(evaluator, unit, id, path, at, depth + 1);
  const whole = tableAt(evaluator, unit, id);
  if (whole) return record(evaluator, unit, whole.fields, everything(), whole.name, path, at);
  const table = value.kind === "member" ? tableAt(evaluator, unit, value.base) : undefined;
  return table && value.kind === "member" ? record(evaluator, unit, table.fields, everything(), table.name, [value.name, ...path], at) : plain;
}

const tables: Record<string, true> = { selectFrom: true, insertInto: true, updateTable: true, deleteFrom: true, replaceInto: true };

/** `db.selectFrom("person").select(["email"]).execute()` of a `Kysely<Database>`. */
function kysely(evaluator: Evaluator, unit: Unit, links: Link[], path: readonly string[], at: number): Result | undefined {
  const source = links.find((link) => tables[link.name]);
  const database = source && databaseType(evaluator, unit, receiver(unit, source.callee), 0);
  if (!database) return undefined;
  const text = (id: ValueId): string | undefined => evaluator.constantKey(unit, id);
  const names = [source, ...links.filter((link) => joins.test(link.name))].flatMap((link) => (link.args[0] ? tableNames(unit, link.args[0].value, text) : []));
  const asked = links.filter((link) => link.name === "select" || link.name === "returning");
  const all = links.some((link) => link.name === "selectAll" || link.name === "returningAll");
  if (source.name !== "selectFrom" && !asked.length && !all) return clean;
  const columns = everything();
  const isRead = asked.flatMap((link) => link.args).map((argument) => addColumns(unit, argument.value, columns, text)).every(Boolean);
  if (!isRead && !columns.only) return unknown;
  if (all) delete columns.only;
  return union(names.map((name) => {
    const { fields } = fieldsOf(evaluator.program, database.unit, database.type, [name]);
    return record(evaluator, unit, fields, columns, name, path, at);
  }));
}

/** What a method is called on. */
function receiver(unit: Unit, callee: ValueId): ValueId {
  const value = unit.value(unit.peel(callee));
  return value.kind === "member" ? value.base : callee;
}

function tableNames(unit: Unit, id: ValueId, text: (id: ValueId) => string | undefined): string[] {
  const value = unit.value(unit.peel(id));
  const ids = value.kind === "array" ? value.items.map((item) => item.value) : [id];
  return ids.flatMap((one) => text(one)?.split(/\s+as\s+/i)[0]?.replace(/^.*\./, "") ?? []);
}

const handles = /^(Kysely|Transaction|ControlledTransaction|QueryCreator)$/;

/** The type argument of the connection: at its declaration, at `new Kysely<Database>()`, or of the one a transaction is of. */
function databaseType(evaluator: Evaluator, unit: Unit, id: ValueId, depth: number): { unit: Unit; type: TypeId } | undefined {
  if (depth > 4) return undefined;
  const type = writtenType(unit, id);
  const fact = type === undefined ? undefined : unit.facts.types[type];
  if (fact?.kind === "ref" && handles.test(fact.name) && fact.args[0] !== undefined) return { unit, type: fact.args[0] };
  const made = madeAt(evaluator.program, unit, id);
  const value = made.unit.value(made.id);
  // `new Kysely<Database>()`; `db.withPlugin(x)` is of the same database.
  if (value.kind === "call") return value.typeArgs?.[0] === undefined ? databaseType(evaluator, made.unit, receiver(made.unit, value.callee), depth + 1) : { unit: made.unit, type: value.typeArgs[0] };
  if (value.kind === "param" && value.type === undefined) {
    // `db.transaction().execute(async (trx) => ...)`.
    const given = made.unit.callsGiven(value.fn)[0]?.call.id;
    const call = given === undefined ? undefined : made.unit.value(given);
    return call?.kind === "call" ? databaseType(evaluator, made.unit, receiver(made.unit, call.callee), depth + 1) : undefined;
  }
  return made.unit === unit && made.id === unit.peel(id) ? undefined : databaseType(evaluator, made.unit, made.id, depth + 1);
}

const asks = new Set(["select", "columns", "column", "distinct", "pluck", "first", "returning"]);
const numbers = new Set(["count", "countDistinct", "sum", "avg", "min", "max", "increment", "decrement"]);
const writes = new Set(["insert", "update", "del", "delete", "truncate", "upsert"]);

/** `db<Customer>("customers").select("phone")`, `db.select().from<Customer>("customers")`. */
function knex(evaluator: Evaluator, unit: Unit, links: Link[], path: readonly string[], at: number): Result | undefined {
  const source = links.find((link) => link.typeArgs.length && ["", "from", "table", "into", "queryBuilder"].includes(link.name));
  if (!source || !identify(evaluator.program, unit, links.at(-1)!.callee).some((entity) => entity.kind === "api" && entity.origin.package === "knex")) return undefined;
  if (links.some((link) => numbers.has(link.name))) return clean;
  const asked = links.filter((link) => asks.has(link.name)).flatMap((link) => link.args);
  if (links.some((link) => writes.has(link.name)) && !asked.length) return clean;
  const text = (id: ValueId): string | undefined => evaluator.constantKey(unit, id);
  const columns = everything();
  for (const argument of asked) addColumns(unit, argument.value, columns, text);
  const { fields } = fieldsOf(evaluator.program, unit, source.typeArgs[0]!, []);
  const plucked = links.some((link) => link.name === "pluck") && columns.only ? [[...columns.only.keys()][0]!, ...path] : path;
  return record(evaluator, unit, fields, columns, fields[0]?.owner ?? "", plucked, at);
}
