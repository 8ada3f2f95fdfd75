/** isList: whether a value is a list, as far as its making, its declared type or its name tells. */
import type { TypeId, ValueId } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";

const listMethods = new Set(["map", "filter", "split", "flatMap", "concat", "sort", "toSorted", "reverse", "toReversed", "flat", "slice", "splice", "entries", "values", "keys", "from", "of", "match", "matchAll", "findMany", "toArray", "getAll"]);
const textMethods = new Set(["toString", "trim", "toLowerCase", "toUpperCase", "join", "replace", "replaceAll", "padStart", "padEnd", "normalize", "stringify", "toISOString", "substring", "substr"]);
const listName = /(?:[^s]s|ies|List|Array|Items|Set)$/;
/** Words that only look like a plural. */
const singular = /(?:address|status|alias|canvas|bus|news|gps|sms|dns|dos|ios|css|https?|class|pass|access|process|business|diagnosis|analysis|basis|iris)$/i;

export function isList(program: Program, unit: Unit, id: ValueId, depth = 0): boolean {
  const value = unit.value(id);
  if (depth > 6) return false;
  switch (value.kind) {
    case "array": return true;
    case "text":
    case "const": return false;
    case "rest": return value.without.length === 0;
    case "await":
    case "after": return isList(program, unit, value.base, depth + 1);
    case "typed": return typeIsList(program, unit, value.type) ?? isList(program, unit, value.base, depth + 1);
    case "choice": return value.options.some((option) => isList(program, unit, option, depth + 1));
    case "bind": {
      const declared = value.type === undefined ? undefined : typeIsList(program, unit, value.type);
      return declared ?? (isPlural(value.name) || isList(program, unit, value.base, depth + 1));
    }
    case "param": {
      const declared = value.type === undefined ? undefined : typeIsList(program, unit, value.type);
      return declared ?? isPlural(value.name);
    }
    case "call": {
      const name = unit.lastName(value.callee) ?? "";
      // `slice` of a list is a list, `slice` of a text is a text.
      const callee = unit.value(unit.peel(value.callee));
      if (name === "slice" && callee.kind === "member") return isList(program, unit, callee.base, depth + 1);
      return textMethods.has(name) ? false : listMethods.has(name) || isPlural(name);
    }
    default: return isPlural(unit.chain(id).at(-1) ?? "");
  }
}

const isPlural = (name: string): boolean => listName.test(name) && !singular.test(name);

function typeIsList(program: Program, unit: Unit, type: TypeId, depth = 0): boolean | undefined {
  const fact = unit.facts.types[type];
  if (!fact || depth > 6) return undefined;
  switch (fact.kind) {
    case "array":
    case "tuple": return true;
    case "primitive": return fact.name === "any" || fact.name === "unknown" ? undefined : false;
    case "literal": return false;
    case "declared": return fact.form === "alias" ? typeIsList(program, unit, fact.body, depth + 1) : false;
    case "union": return fact.of.map((one) => typeIsList(program, unit, one, depth + 1)).find((one) => one === true) ?? (fact.of.length ? typeIsList(program, unit, fact.of[0]!, depth + 1) : undefined);
    case "ref": return referenceIsList(program, unit, fact, depth);
    default: return undefined;
  }
}

function referenceIsList(program: Program, unit: Unit, fact: { name: string; args: TypeId[]; import?: number }, depth: number): boolean | undefined {
  if (/^(?:Readonly)?(?:Array|Set|Iterable)$/.test(fact.name)) return true;
  if (fact.name === "Promise" || fact.name === "Readonly") return fact.args[0] === undefined ? undefined : typeIsList(program, unit, fact.args[0], depth + 1);
  if (fact.import !== undefined) {
    const target = program.importType(unit, fact.import);
    return target.kind === "type" ? typeIsList(program, target.unit, target.type, depth + 1) : undefined;
  }
  const local = unit.facts.typeNames[fact.name];
  return local === undefined ? undefined : typeIsList(program, unit, local, depth + 1);
}
