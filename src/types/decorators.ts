/** described: what decorators say of a class's fields: a validator, the name of the column, not read with the rest. */
import type { ClassMember } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import { hintOf } from "./hints.ts";
import { keyed, textOf } from "./scalars.ts";
import type { TypedShape } from "./shape.ts";

const columnKeys = ["name", "fieldName", "columnName", "field"];

export function described(unit: Unit, member: ClassMember, shape: TypedShape): TypedShape {
  const marks = (member.decorators ?? []).flatMap((id) => markOf(unit, id) ?? []);
  if (!marks.length) return shape;
  const mark = Object.assign({}, ...marks) as Mark;
  // The decorator speaks of the field itself, not of fields inside it.
  return { ...shape, fields: shape.fields.map((field) => (field.path.length ? field : { ...field, ...mark })) };
}

interface Mark { hint?: string; column?: string; isHidden?: true }

function markOf(unit: Unit, id: number): Mark | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind !== "call") return undefined;
  const hint = hintOf(unit.lastName(value.callee) ?? "");
  const options = value.args.map((argument) => argument.value).filter((one) => unit.value(unit.peel(one)).kind === "object");
  const column = options.flatMap((one) => columnKeys.map((key) => textOf(unit, keyed(unit, one, key)))).find((text) => text !== "");
  const isHidden = options.some((one) => textOf(unit, keyed(unit, one, "select")) === "false" || textOf(unit, keyed(unit, one, "hidden")) === "true" || textOf(unit, keyed(unit, one, "lazy")) === "true");
  return { ...(hint ? { hint } : {}), ...(column ? { column } : {}), ...(isHidden ? { isHidden } : {}) };
}
