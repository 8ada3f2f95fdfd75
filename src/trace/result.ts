/** Result: what evaluation of a value yields. Symbolic: what hangs on a parameter is left open for the caller to fill. */
import type { Certainty, DataTypeId, FlowSource, FunctionId, Hop, Treatment, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";

/** Hops from the source outwards, newest first: shared tails, no copying. */
export interface Trail { hop: Hop; before: Trail | null; length: number }

export interface Datum {
  dataType: DataTypeId;
  certainty: Certainty;
  reason: string;
  treatment?: Treatment;
  source: FlowSource;
  trail: Trail | null;
  /** Names of the fields it stands under, outermost first, when a whole record was asked for. */
  fields?: readonly string[];
}

/** The value of `path` inside parameter `index` (-1: `this`) of a function. */
export interface Open {
  unit: Unit;
  fn: FunctionId;
  index: number;
  path: string[];
  /** Strong names the value was given on its way, nearest to the parameter first. */
  names: string[];
  treatment?: Treatment;
  /** Fields of the record that the parameter was put under. */
  within?: readonly string[];
  /** Names of the fields that are let through, on every level. */
  only?: readonly string[];
  /** It was made part of a text: its own fields can no longer be told apart. */
  isText?: true;
  /** A number that was rounded, or that something was computed from: what is left of it depends on what it was. */
  numeric?: "rounded" | "computed";
  /** An error repeats it: only likely, never as a whole of unknown fields, and without these types. */
  carried?: readonly DataTypeId[];
  trail: Trail | null;
}

/** The result of a call of a parameter (a callback), known when the callback is. */
export interface Apply { unit: Unit; call: ValueId; fn: FunctionId; index: number; path: string[]; trail: Trail | null }

/** A container whose fields cannot be known: a whole request body, all headers. */
export interface Opaque { label: string; mayContain: DataTypeId[]; source: Omit<FlowSource, "dataType">; trail: Trail | null }

export interface Result {
  data: Datum[];
  open: Open[];
  apply: Apply[];
  opaque: Opaque[];
  /** Something in it could not be followed. */
  unknown: boolean;
  /** Holds a value that is no constant but says nothing about a person: an amount, a title of a thing. */
  plain?: true;
}

export const clean: Result = Object.freeze({ data: [], open: [], apply: [], opaque: [], unknown: false });
/** Known to hold something that is neither personal nor a constant. */
export const plain: Result = Object.freeze({ ...clean, plain: true });
export const unknown: Result = Object.freeze({ ...clean, unknown: true });

export const isEmpty = (result: Result): boolean =>
  result.data.length === 0 && result.open.length === 0 && result.apply.length === 0 && result.opaque.length === 0;

const longestTrail = 24;

export function extend(trail: Trail | null, hop: Hop): Trail | null {
  if (trail && trail.length >= longestTrail) return trail;
  const last = trail?.hop;
  if (last && last.file === hop.file && last.line === hop.line && last.note === hop.note) return trail;
  return { hop, before: trail, length: (trail?.length ?? 0) + 1 };
}

/** Oldest hop first. */
export function hopsOf(trail: Trail | null): Hop[] {
  const hops: Hop[] = [];
  for (let at = trail; at; at = at.before) hops.push(at.hop);
  return hops.reverse();
}

/** The same result one hop further. */
export function withHop(result: Result, hop: Hop): Result {
  if (isEmpty(result)) return result;
  return {
    ...result,
    data: result.data.map((datum) => ({ ...datum, trail: extend(datum.trail, hop) })),
    open: result.open.map((open) => ({ ...open, trail: extend(open.trail, hop) })),
    apply: result.apply.map((apply) => ({ ...apply, trail: extend(apply.trail, hop) })),
    opaque: result.opaque.map((opaque) => ({ ...opaque, trail: extend(opaque.trail, hop) })),
  };
}

/** The same result after all hops of another trail. */
export function withTrail(result: Result, trail: Trail | null): Result {
  return trail ? hopsOf(trail).reduce(withHop, result) : result;
}

export function withTreatment(result: Result, treatment: Treatment): Result {
  const certainty: Certainty = "likely";
  // A part of a hash is still a hash.
  const stays = (before: Treatment | undefined): boolean => treatment === "reduced" && before !== undefined && before !== "reduced";
  return {
    ...result,
    data: result.data.map((datum) => (stays(datum.treatment) ? datum : { ...datum, treatment, ...(treatment === "reduced" ? { certainty } : {}) })),
    open: result.open.map((open) => (stays(open.treatment) ? open : { ...open, treatment })),
    opaque: [],
  };
}

/** The same result as the value of a field of a record. */
export function underField(result: Result, name: string): Result {
  if (isEmpty(result)) return result;
  return {
    ...result,
    data: result.data.map((datum) => ({ ...datum, fields: [name, ...(datum.fields ?? [])] })),
    open: result.open.map((open) => ({ ...open, within: [name, ...(open.within ?? [])] })),
  };
}

/** The same result as part of a text. */
export function asText(result: Result): Result {
  if (!result.data.length && !result.open.length) return result;
  return {
    ...result,
    data: result.data.map(({ fields: _fields, ...datum }) => datum),
    open: result.open.map(({ within: _within, ...open }) => ({ ...open, isText: true as const })),
  };
}

/** What was done to the open parameter, done to what it turns out to hold. */
export function throughOpen(result: Result, { treatment, within, isText, only, numeric, carried }: Open): Result {
  const repeated = carried ? asCarried(result, carried) : result;
  const listed = only ? onlyFields(repeated, only) : repeated;
  const flat = isText ? asText(listed) : listed;
  const placed = [...(within ?? [])].reverse().reduce(underField, flat);
  const counted = numeric ? throughNumber(placed, numeric) : placed;
  return treatment ? withTreatment(counted, treatment) : counted;
}

/** The same result as what an error repeats of it. */
export function asCarried(result: Result, without: readonly DataTypeId[]): Result {
  return {
    ...result, opaque: [], apply: [], unknown: false,
    data: result.data.filter((datum) => !without.includes(datum.dataType)).map((datum) => ({ ...datum, certainty: "likely" })),
    open: result.open.map((open) => ({ ...open, carried: without })),
  };
}

/** The same result without the fields a list does not name. */
export function onlyFields(result: Result, names: readonly string[]): Result {
  return {
    ...result,
    data: result.data.filter((datum) => !datum.fields || datum.fields.every((name) => names.includes(name))),
    open: result.open.flatMap((open) => (open.within && !open.within.every((name) => names.includes(name)) ? [] : [{ ...open, only: open.only ? open.only.filter((name) => names.includes(name)) : names }])),
  };
}

const isMoney = (dataType: DataTypeId): boolean => dataType === "financial-information" || dataType === "income";
const isLocation = (dataType: DataTypeId): boolean => /(^|-)location$/.test(dataType);

/** Arithmetic keeps a coarser form of a coordinate and nothing else; rounding keeps the rest as it is. */
export function throughNumber(result: Result, numeric: "rounded" | "computed"): Result {
  const data = result.data.flatMap((datum): Datum[] => {
    if (isLocation(datum.dataType)) return withTreatment({ ...clean, data: [datum] }, "reduced").data;
    // Cents made dollars are the same money.
    return numeric === "rounded" || isMoney(datum.dataType) ? [datum] : [];
  });
  const open = result.open.map((one): Open => ({ ...one, numeric: numeric === "rounded" ? (one.numeric ?? numeric) : numeric }));
  return numeric === "rounded" ? { ...result, data, open } : { ...clean, data, open };
}

const widest = 400;

export function union(results: Result[]): Result {
  const some = results.filter((result) => result.unknown || result.plain || !isEmpty(result));
  if (some.length === 0) return clean;
  if (some.length === 1) return some[0]!;
  const merged: Result = { data: [], open: [], apply: [], opaque: [], unknown: false };
  const seen = new Set<string>();
  const once = (key: string): boolean => !seen.has(key) && seen.size < widest && Boolean(seen.add(key));
  for (const result of some) {
    merged.unknown ||= result.unknown;
    if (result.plain) merged.plain = true;
    for (const datum of result.data) {
      const { source } = datum;
      if (once(`d ${datum.dataType} ${datum.treatment ?? ""} ${datum.fields?.join(".") ?? ""} ${source.file} ${source.line} ${source.column}`)) merged.data.push(datum);
    }
    for (const open of result.open) if (once(`o ${open.unit.path} ${open.fn} ${open.index} ${open.path.join(".")} ${open.names[0] ?? ""} ${open.treatment ?? ""} ${open.within?.join(".") ?? ""} ${open.isText ?? ""} ${open.only?.join(".") ?? ""} ${open.numeric ?? ""} ${open.carried?.join(".") ?? ""}`)) merged.open.push(open);
    for (const apply of result.apply) if (once(`a ${apply.unit.path} ${apply.call} ${apply.path.join(".")}`)) merged.apply.push(apply);
    for (const opaque of result.opaque) if (once(`p ${opaque.label} ${opaque.source.file} ${opaque.source.line}`)) merged.opaque.push(opaque);
  }
  return merged;
}
