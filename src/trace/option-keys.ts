/** keysIn, shadowed: the keys an options object is written with, and those that a later entry overwrites. */
import type { Program } from "../link/program.ts";
import type { Ref } from "../link/unit.ts";
import { resolved } from "./options.ts";
import { readOption, type Reading, type Written } from "./option-values.ts";

export interface WrittenKey { path: string[]; ref: Ref; written: Written }

const deepest = 3;

/** Every key of the object and of the objects inside it. */
export function keysIn(program: Program, ref: Ref, levels = deepest, path: string[] = []): WrittenKey[] {
  const { unit, id } = resolved(program, ref);
  const value = unit.value(id);
  if (value.kind === "choice" && levels > 0) return value.options.flatMap((option) => keysIn(program, { unit, id: option }, levels - 1, path));
  if (value.kind !== "object" || levels === 0) return [];
  return value.entries.flatMap((entry): WrittenKey[] => {
    if ("spread" in entry) return keysIn(program, { unit, id: entry.spread }, levels - 1, path);
    if (!("key" in entry)) return [];
    const inside = [...path, entry.key];
    const inner = { unit, id: entry.value };
    return [{ path: inside, ref: inner, written: { unit, at: entry.at, key: entry.key } }, ...keysIn(program, inner, levels - 1, inside)];
  });
}

/** Values the option was given before the entry that counts. */
export function shadowed(program: Program, ref: Ref, path: readonly string[]): { readings: Reading[]; written: Written | null }[] {
  const [first, ...rest] = path;
  const { unit, id } = resolved(program, ref);
  const value = unit.value(id);
  if (first === undefined || value.kind !== "object") return [];
  const found = value.entries.map((entry): { readings: Reading[]; written: Written | null } | null => {
    if ("spread" in entry) return whenSet(readOption(program, { unit, id: entry.spread }, path));
    return "key" in entry && entry.key === first ? whenSet(readOption(program, { unit, id: entry.value }, rest, { unit, at: entry.at, key: first })) : null;
  }).filter((one) => one !== null);
  return found.slice(0, -1);
}

/** Only what is sure to be there can be meant to protect. */
function whenSet(readings: Reading[]): { readings: Reading[]; written: Written | null } | null {
  return readings.every(({ kind }) => kind !== "absent" && kind !== "unknown") ? { readings, written: readings[0]?.written ?? null } : null;
}
