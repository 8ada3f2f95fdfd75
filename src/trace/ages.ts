/** findAgeChecks: the ages the code compares with (`age < 13`) or sets as the least (`minAge: 13`, `age: z.number().min(13)`). */
import type { AgeCheck, Place, Value, ValueId } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";

const token = /\b(?:age|Age|AGE)|(?:[a-z_](?:Age|AGE))\b|differenceInYears|yearsSince/;
const leastAge = /^(?:min(?:imum)?_?age|age_?(?:limit|threshold|min(?:imum)?)|(?:required|allowed)_?age)$/i;
const ageName = /^(?:age|Age|AGE)$|_(?:age|AGE)$|[a-z]Age$|^(?:differenceInYears|yearsSince|calculateAge|ageOf|getAge)$/;
const lower = new Set(["min", "gte", "gt", "minimum", "moreThan"]);

export function findAgeChecks(program: Program, bytes: (path: string) => Buffer | undefined): AgeCheck[] {
  return program.project.files.filter(({ role, kind }) => role === "app" && kind !== "prisma" && kind !== "graphql").flatMap(({ path }) => {
    const content = bytes(path);
    if (!content || !token.test(content.toString("latin1"))) return [];
    const unit = program.unit(path);
    return unit ? distinct(checksOf(program, unit)) : [];
  });
}

/** One comparison, written in several values, is one check. */
function distinct(checks: AgeCheck[]): AgeCheck[] {
  const seen = new Set<string>();
  return checks.filter(({ location, age }) => !seen.has(`${location.line} ${age}`) && seen.add(`${location.line} ${age}`));
}

function checksOf(program: Program, unit: Unit): AgeCheck[] {
  const { catalog } = program;
  const isAge = (name: string | undefined): boolean => name !== undefined && ageName.test(name) && (catalog.matchName(name)?.dataType === "age" || !catalog.matchName(name));
  return unit.facts.values.flatMap((value): AgeCheck[] => {
    switch (value.kind) {
      case "derived": return value.how === "test" ? compared(unit, value, isAge) : [];
      case "bind": return leastAge.test(value.name) ? named(unit, value.base, value.at, value.name) : [];
      case "object": return value.entries.flatMap((entry) => ("key" in entry ? fieldCheck(unit, entry.key, entry.value, entry.at, isAge) : []));
      default: return [];
    }
  });
}

/** A number of years a law could mean. */
function yearsOf(unit: Unit, id: ValueId): number | undefined {
  const value = unit.value(unit.peel(id));
  const years = value.kind === "const" && value.type === "number" ? Number(value.text) : Number.NaN;
  return years >= 6 && years <= 21 ? years : undefined;
}

function checkAt(unit: Unit, age: number, at: Place, expression: string): AgeCheck {
  const place = { file: unit.path, line: lineOf(at), column: columnOf(at) };
  return { age, certainty: "sure", expression, location: { ...place, endLine: place.line, endColumn: place.column + expression.length } };
}

function compared(unit: Unit, { of }: Value & { kind: "derived" }, isAge: (name: string | undefined) => boolean): AgeCheck[] {
  const [left, right] = of;
  if (left === undefined || right === undefined) return [];
  return ([[left, right], [right, left]] as const).flatMap(([subject, number]) => {
    const age = yearsOf(unit, number);
    const value = unit.value(unit.peel(subject));
    const shown = unit.value(subject);
    const name = value.kind === "call" ? unit.lastName(value.callee) ?? unit.chain(value.callee).at(-1) : unit.chain(subject).at(-1) ?? ("name" in shown ? shown.name : undefined);
    const at = "at" in shown ? shown.at : "at" in value ? value.at : undefined;
    const isNamed = isAge(name) || (shown.kind === "bind" && isAge(shown.name));
    return age !== undefined && at !== undefined && isNamed ? [checkAt(unit, age, at, shown.kind === "bind" ? shown.name : name ?? "age")] : [];
  });
}

const named = (unit: Unit, id: ValueId, at: Place, name: string): AgeCheck[] => {
  const age = yearsOf(unit, id);
  return age === undefined ? [] : [checkAt(unit, age, at, name)];
};

/** `minAge: 13`; `age: z.number().int().min(13)`. */
function fieldCheck(unit: Unit, key: string, id: ValueId, at: Place, isAge: (name: string | undefined) => boolean): AgeCheck[] {
  if (leastAge.test(key)) return named(unit, id, at, key);
  if (!isAge(key)) return [];
  for (let value = unit.value(unit.peel(id)), depth = 0; value.kind === "call" && depth < 8; depth += 1) {
    const callee: Value = unit.value(unit.peel(value.callee));
    if (callee.kind !== "member") return [];
    const age = lower.has(callee.name) && value.args[0] ? yearsOf(unit, value.args[0].value) : undefined;
    if (age !== undefined) return [checkAt(unit, age, at, key)];
    value = unit.value(unit.peel(callee.base));
  }
  return [];
}
