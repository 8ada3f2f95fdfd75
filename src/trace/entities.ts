/** Records of TypeORM, MikroORM, Sequelize and Mongoose: those of the class, table or schema a call reads from. */
import type { Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape } from "../types/builders.ts";
import { classFields, fieldsOf, type TypedShape } from "../types/fields.ts";
import { keyed } from "../types/scalars.ts";
import { addColumns, chosenFields, everything, type Columns } from "./columns.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { chainOf, madeAt, writtenType, type Link } from "./origins.ts";
import { clean, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const reads = /^(find|findOne|findBy|findOneBy|findOneOrFail|findOneByOrFail|findByPk|findById|findAll|findAndCount|findAndCountBy|findAndCountAll|findOrCreate|findOneAndUpdate|findOneAndReplace|findOneAndDelete|findByIdAndUpdate|findByIdAndDelete|getOne|getMany|getManyAndCount|getOneOrFail|getResult|getResultList|getSingleResult|preload|create|insertMany|save|bulkCreate|build|bulkBuild)$/;
const passing = /^(lean|exec|select|populate|sort|limit|skip|where|orFail|collation|hint|read|cursor)$/;
const pairs = /^(findAndCount|findAndCountBy|getManyAndCount|findOrCreate)$/;

export function entityResult(evaluator: Evaluator, unit: Unit, id: ValueId, call: Call, path: readonly string[]): Result | undefined {
  const { links } = chainOf(unit, id);
  const read = links.find((link) => reads.test(link.name));
  const last = links[0];
  if (!read || !last || (last !== read && !passing.test(last.name))) return undefined;
  const shape = recordShape(evaluator, unit, read);
  if (!shape) return undefined;
  // Rows come with a count beside them.
  if ((pairs.test(read.name) && path[0] === "1") || path[0] === "count") return clean;
  const inside = path.filter((name, index) => index > 0 || !(isIndexName(name) || (read.name === "findAndCountAll" && name === "rows"))).filter((name) => !isIndexName(name));
  const fields = chosenFields(shape.fields, columnsOf(evaluator, unit, links, read), inside);
  return evaluator.byShape(unit, { ...shape, fields }, [], [shape.fields[0]?.owner ?? "", ...inside.filter(isName)], call.at);
}

const options = ["select", "fields", "attributes", "projection"];

/** Columns asked for in the options of the read, in a projection beside the filter, or by `select` in the chain. */
function columnsOf(evaluator: Evaluator, unit: Unit, links: Link[], read: Link): Columns {
  const columns = everything();
  const add = (id: ValueId | undefined): void => { if (id !== undefined) addColumns(unit, id, columns, (one) => evaluator.constantKey(unit, one)); };
  for (const argument of read.args) for (const key of options) add(keyed(unit, argument.value, key));
  const second = read.args[1];
  const isText = second !== undefined && unit.value(unit.peel(second.value)).kind === "const";
  if (isText && read.name.startsWith("find")) add(second.value);
  for (const link of links) {
    if (link.name === "select") for (const argument of link.args) add(argument.value);
    if (link.name === "addSelect") for (const name of words(evaluator, unit, link)) columns.added.add(name);
  }
  // `createQueryBuilder("p").select("p")` asks for the whole record.
  const alias = links.find((link) => link.name === "createQueryBuilder")?.args[0];
  const name = alias && evaluator.constantKey(unit, alias.value);
  if (name !== undefined && columns.only?.delete(name) && columns.only.size === 0) delete columns.only;
  return columns;
}

const words = (evaluator: Evaluator, unit: Unit, link: Link): string[] => {
  const columns = everything();
  for (const argument of link.args) addColumns(unit, argument.value, columns, (id) => evaluator.constantKey(unit, id));
  return [...(columns.only?.keys() ?? [])];
};

/** Where the record's shape is written: the class given, the class called on, `Repository<T>`, a model's schema. */
function recordShape(evaluator: Evaluator, unit: Unit, read: Link): TypedShape | undefined {
  const { program } = evaluator;
  const callee = unit.value(unit.peel(read.callee));
  if (callee.kind !== "member") return undefined;
  const given = read.args[0] === undefined ? [] : identify(program, unit, read.args[0].value);
  for (const entity of [...given, ...identify(program, unit, callee.base)]) {
    if (entity.kind === "class") return classFields(program, entity.unit, entity.cls, []);
  }
  const schema = schemaShape(program, unit, callee.base);
  if (schema) return { fields: schema.fields.map((field) => ({ ...field, owner: schema.name })), isOpen: false, isUnknown: false };
  return repositoryShape(evaluator, unit, callee.base);
}

const repositories = /^(Repository|EntityRepository|TreeRepository|MongoRepository|Model|SqlEntityRepository|ReturnModelType|PaginateModel|ModelStatic|SelectQueryBuilder|QueryBuilder)$/;
const holders = /^(getRepository|getMongoRepository|getTreeRepository|createQueryBuilder|from|qb|withRepository)$/;

function repositoryShape(evaluator: Evaluator, unit: Unit, id: ValueId): TypedShape | undefined {
  const { links, root } = chainOf(unit, id);
  // `source.getRepository(Patient).createQueryBuilder("p")`.
  for (const link of links) {
    if (!holders.test(link.name)) continue;
    for (const argument of link.args) {
      const entity = identify(evaluator.program, unit, argument.value).find((one) => one.kind === "class");
      if (entity?.kind === "class") return classFields(evaluator.program, entity.unit, entity.cls, []);
    }
  }
  const type = writtenType(unit, root);
  const fact = type === undefined ? undefined : unit.facts.types[type];
  if (fact?.kind === "ref" && repositories.test(fact.name) && fact.args[0] !== undefined) return fieldsOf(evaluator.program, unit, fact.args[0], []);
  const made = madeAt(evaluator.program, unit, root);
  return made.unit === unit && made.id === root ? undefined : repositoryShape(evaluator, made.unit, made.id);
}
