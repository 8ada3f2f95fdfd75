/** TypedShape: the scalar fields below a place of a type, a schema or a model. */
import type { DataTypeId, Place } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";

export interface TypedField {
  /** Field names from the asked-for place down to the scalar; empty when the place itself is the scalar. */
  path: string[];
  /** Name of the type that declares the field. */
  owner: string;
  unit: Unit;
  at: Place;
  scalar: "text" | "number" | "date" | "unknown";
  /** What a validator says the text is, whatever the field is called. */
  hint?: DataTypeId;
  /** Name of the database column behind the field. */
  column?: string;
  /** Left out when the whole record is read: `select: false`, `hidden: true`. */
  isHidden?: true;
}

export interface TypedShape {
  fields: TypedField[];
  /** Holds keys that no declaration names. */
  isOpen: boolean;
  /** Nothing is known of the type. */
  isUnknown: boolean;
}

export const none: TypedShape = { fields: [], isOpen: false, isUnknown: false };
export const unresolved: TypedShape = { fields: [], isOpen: false, isUnknown: true };
/** Records inside records are read no deeper than this. */
export const deepest = 4;

export function merge(shapes: TypedShape[]): TypedShape {
  if (shapes.length === 1) return shapes[0]!;
  return {
    fields: shapes.flatMap((one) => one.fields),
    isOpen: shapes.some((one) => one.isOpen),
    isUnknown: shapes.length > 0 && shapes.every((one) => one.isUnknown),
  };
}

export const isIndex = (name: string | undefined): boolean => name !== undefined && (/^\d+$/.test(name) || name === "*");
