/** What validators let through: `Schema.parse(x)`, `v.parse(Schema, x)`, `Joi.attempt(x, Schema)`, `plainToInstance(Dto, x)`. */
import type { Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Unit } from "../link/unit.ts";
import { schemaShape, type BuiltShape } from "../types/builders.ts";
import { classFields } from "../types/fields.ts";
import { isIndexName, isName, type Evaluator } from "./evaluate.ts";
import { clean, union, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const customary = ["parse", "parseAsync", "safeParse", "safeParseAsync", "validate", "validateSync", "validateAsync", "decode", "assert", "cast", "attempt"];
/** Names common enough to be one without a schema in sight. */
const clear = new Set(customary);
const parsers = new Set([...customary, "Parse", "Decode", "Cast", "Convert", "Clean", "create", "mask", "decodeUnknownSync", "decodeUnknown", "decodeSync", "decodeUnknownPromise", "parser", "validateAt"]);
/** Answers that hold the value under a member, beside a flag and an error. */
const envelopes = new Set(["data", "output", "value", "right"]);
const asides = new Set(["success", "error", "issues", "errors", "left", "_tag"]);
const instances = /^(plainToInstance|plainToClass|plainToClassFromExist|transformAndValidate|deserialize)$/;

/** The answer of a validator; undefined when the call is none. */
export function validatedCall(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  const name = callee.kind === "member" ? callee.name : (unit.lastName(call.callee) ?? "");
  if (instances.test(name)) return instanceOf(evaluator, unit, call, path);
  if (reports.test(name)) return failedCheck(evaluator, unit, call, callee);
  if (callee.kind !== "member" || parsers.has(name) || schemaShape(evaluator.program, unit, call.callee)) return parsed(evaluator, unit, call, callee, name, path);
  return undefined;
}

function parsed(evaluator: Evaluator, unit: Unit, call: Call, callee: Value, name: string, path: readonly string[]): Result | undefined {
  const { program } = evaluator;
  const own = callee.kind === "member" && parsers.has(name) ? schemaShape(program, unit, callee.base) : schemaShape(program, unit, call.callee);
  const at = own ? -1 : parsers.has(name) ? call.args.findIndex((argument) => schemaShape(program, unit, argument.value) !== undefined) : -1;
  const shape = own ?? (at < 0 ? undefined : schemaShape(program, unit, call.args[at]!.value));
  if (!shape) return callee.kind === "member" && clear.has(name) ? passed(evaluator, unit, call, callee, path) : undefined;
  const isField = shape.fields.some((field) => field.path[0] === path[0]);
  if (!isField && asides.has(path[0] ?? "")) return clean;
  const inside = !isField && envelopes.has(path[0] ?? "") ? path.slice(1) : path;
  const input = call.args[at === 0 ? 1 : 0];
  const known = input && evaluator.evaluate(unit, input.value, inside);
  return known?.data.length ? known : schemaResult(evaluator, unit, shape, inside, call.at);
}

/** A schema nobody can read: what goes in comes out. */
function passed(evaluator: Evaluator, unit: Unit, call: Call, callee: Value & { kind: "member" }, path: readonly string[]): Result | undefined {
  const input = call.args[0] ? evaluator.evaluate(unit, call.args[0].value, path[0] === "data" || path[0] === "success" ? path.slice(1) : path) : clean;
  const isLibrary = identify(evaluator.program, unit, callee.base).some((entity) => entity.kind === "api" && entity.origin.package !== null);
  return isLibrary || input.data.length ? input : undefined;
}

/** The fields of a schema below a path. */
export function schemaResult(evaluator: Evaluator, unit: Unit, shape: BuiltShape, path: readonly string[], at: number): Result {
  const names = path.filter((name) => !isIndexName(name));
  const hidden = names[0]?.startsWith("-") ? names[0].slice(1).split(",") : undefined;
  const fields = shape.fields.filter((field) => (hidden ? !hidden.includes(field.path[0]!) : names.every((name, index) => field.path[index] === name)));
  const depth = hidden ? 0 : names.length;
  const inner = { fields: fields.map((field) => ({ ...field, path: field.path.slice(depth) })), isOpen: false, isUnknown: false };
  return evaluator.byShape(unit, inner, [], [shape.name, ...(hidden ? [] : names)], at);
}

/** `plainToInstance(RegisterDto, raw)`: the declared fields of the class, and what `raw` is known to hold. */
function instanceOf(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const [made, raw] = call.args;
  const cls = made && identify(evaluator.program, unit, made.value).find((entity) => entity.kind === "class");
  if (cls?.kind !== "class") return undefined;
  const inside = path.filter((name) => !isIndexName(name));
  const shape = classFields(evaluator.program, cls.unit, cls.cls, inside);
  const declared = evaluator.byShape(unit, shape, [], [cls.unit.facts.classes[cls.cls]?.name ?? "", ...inside.filter(isName)], call.at);
  const given = raw ? evaluator.evaluate(unit, raw.value, inside) : clean;
  return given.data.length ? union([given, declared]) : declared;
}

const reports = /^(format|flatten|treeify|treeifyError|flattenError|formatError|prettifyError)$/;

/** `result.error.format()`: the report of a failed check names every field of the schema, so far as it is personal. */
function failedCheck(evaluator: Evaluator, unit: Unit, call: Call, callee: Value): Result | undefined {
  for (const id of [...(callee.kind === "member" ? [callee.base] : []), ...call.args.map((argument) => argument.value)]) {
    const shape = checkedBy(evaluator, unit, id);
    if (!shape) continue;
    const result = schemaResult(evaluator, unit, shape, [], call.at);
    return { ...result, data: result.data.map((datum) => ({ ...datum, certainty: "likely" })) };
  }
  return undefined;
}

/** The schema whose `safeParse` made this `error`. */
function checkedBy(evaluator: Evaluator, unit: Unit, id: ValueId): BuiltShape | undefined {
  const error = unit.value(unit.peel(id));
  const check = error.kind === "member" && error.name === "error" ? unit.value(unit.peel(error.base)) : undefined;
  const callee = check?.kind === "call" ? unit.value(unit.peel(check.callee)) : undefined;
  return callee?.kind === "member" && parsers.has(callee.name) ? schemaShape(evaluator.program, unit, callee.base) : undefined;
}
