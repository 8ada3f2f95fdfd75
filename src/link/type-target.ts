/** typeTarget: the declaration a type names, across files; aliases and common wrappers are looked through. */
import type { TypeFact, TypeId, ValueId } from "../model/index.ts";
import type { Program } from "./program.ts";
import type { Unit } from "./unit.ts";

export type TypeTarget =
  | { kind: "class"; unit: Unit; cls: number; args: TypeArgs }
  | { kind: "declared"; unit: Unit; type: TypeId; name: string; args: TypeArgs }
  | { kind: "value"; unit: Unit; id: ValueId }
  | { kind: "package"; specifier: string; name: string }
  | { kind: "other"; unit: Unit; type: TypeId };

/** Type arguments as written at the use. */
export interface TypeArgs { unit: Unit; types: TypeId[] }

/** Types that only wrap the one inside. */
export const transparent = new Set(["Promise", "Readonly", "Partial", "Required", "Awaited", "NonNullable", "Observable", "Ref", "ComputedRef", "Signal", "WritableSignal", "InputSignal", "Array", "ReadonlyArray", "Set", "ReadonlySet", "Iterable", "AsyncIterable", "AsyncGenerator", "Generator", "DeepPartial", "Loaded", "HydratedDocument", "Selectable", "Insertable", "Updateable", "Generated", "GeneratedAlways", "ColumnType", "JSONColumnType", "CreationOptional", "InferAttributes", "InferCreationAttributes", "Attributes", "Opt", "Writable", "Subject", "BehaviorSubject"]);

export function typeTarget(program: Program, unit: Unit, type: TypeId, depth = 0): TypeTarget[] {
  const fact = unit.facts.types[type];
  if (!fact || depth > 10) return [];
  switch (fact.kind) {
    case "ref": return refTarget(program, unit, fact, depth);
    case "union":
    case "intersection": return fact.of.flatMap((one) => typeTarget(program, unit, one, depth + 1));
    case "array": return typeTarget(program, unit, fact.of, depth + 1);
    case "class": return [{ kind: "class", unit, cls: fact.cls, args: { unit, types: [] } }];
    case "typeof": return [{ kind: "value", unit, id: fact.value }];
    case "declared": return declaredTarget(program, unit, type, fact, { unit, types: [] }, depth);
    default: return [{ kind: "other", unit, type }];
  }
}

function declaredTarget(program: Program, unit: Unit, type: TypeId, fact: TypeFact & { kind: "declared" }, args: TypeArgs, depth: number): TypeTarget[] {
  if (fact.form === "alias") {
    const body = unit.facts.types[fact.body];
    if (body?.kind === "ref" && !fact.params.length) return typeTarget(program, unit, fact.body, depth + 1);
  }
  return [{ kind: "declared", unit, type, name: fact.name, args }];
}

function refTarget(program: Program, unit: Unit, fact: TypeFact & { kind: "ref" }, depth: number): TypeTarget[] {
  const args: TypeArgs = { unit, types: fact.args };
  if (fact.import !== undefined) {
    const target = fact.path ? { kind: "missing" as const } : program.importType(unit, fact.import);
    if (target.kind === "package") return transparent.has(target.name) && fact.args.length ? typeTarget(program, unit, fact.args[0]!, depth + 1) : [{ kind: "package", specifier: target.specifier, name: target.name }];
    if (target.kind === "type") return withArgs(typeTarget(program, target.unit, target.type, depth + 1), args);
    if (target.kind === "value") {
      const value = target.unit.value(target.unit.peel(target.id));
      return value.kind === "class" ? [{ kind: "class", unit: target.unit, cls: value.cls, args }] : [];
    }
    const imported = unit.facts.imports[fact.import];
    return imported && fact.path ? [{ kind: "package", specifier: imported.specifier, name: fact.path.at(-1)! }] : [];
  }
  const local = unit.facts.typeNames[fact.name];
  if (local !== undefined) return withArgs(typeTarget(program, unit, local, depth + 1), args);
  if (transparent.has(fact.name) && fact.args.length) return typeTarget(program, unit, fact.args[0]!, depth + 1);
  return [];
}

const withArgs = (targets: TypeTarget[], args: TypeArgs): TypeTarget[] =>
  targets.map((target) => ((target.kind === "declared" || target.kind === "class") && args.types.length ? { ...target, args } : target));

/** The declared type of a member of an object type. */
export function typeMember(program: Program, unit: Unit, type: TypeId, name: string, depth = 0): { unit: Unit; type: TypeId }[] {
  const fact = unit.facts.types[type];
  if (!fact || depth > 10) return [];
  switch (fact.kind) {
    case "object": {
      const field = fact.fields.find((one) => one.name === name);
      return field ? [{ unit, type: field.type }] : fact.index === undefined ? [] : [{ unit, type: fact.index }];
    }
    case "declared": return [
      ...typeMember(program, unit, fact.body, name, depth + 1),
      ...fact.extends.flatMap((parent) => typeMember(program, unit, parent, name, depth + 1)),
    ];
    case "union":
    case "intersection": return fact.of.flatMap((one) => typeMember(program, unit, one, name, depth + 1));
    case "class": {
      const member = unit.facts.classes[fact.cls]?.members.find((one) => one.name === name);
      return member?.type === undefined ? [] : [{ unit, type: member.type }];
    }
    case "ref":
    case "array": return typeTarget(program, unit, type, depth + 1).flatMap((target) =>
      target.kind === "declared" || target.kind === "other" ? (target.unit === unit && target.type === type ? [] : typeMember(program, target.unit, target.type, name, depth + 1))
        : target.kind === "class" ? classMemberType(target.unit, target.cls, name) : []);
    default: return [];
  }
}

function classMemberType(unit: Unit, cls: number, name: string): { unit: Unit; type: TypeId }[] {
  const member = unit.facts.classes[cls]?.members.find((one) => one.name === name);
  return member?.type === undefined ? [] : [{ unit, type: member.type }];
}
