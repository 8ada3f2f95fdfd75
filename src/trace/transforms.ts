/** transformOf: a function that is handed a record and returns what is sent of it, seen as a test of places in the record. */
import type { ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Ref, Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { resolved } from "./options.ts";
import { clean, union, withTreatment, type Datum, type Open, type Result } from "./result.ts";

/** What is left of a datum that stands at this place of the record; null when nothing is. */
export type Transform = (datum: Datum, place: readonly string[]) => Datum | null;

const protecting = /redact|scrub|mask|saniti[sz]e|anonymi[sz]e|strip|censor|obfuscate/i;

export function transformOf(evaluator: Evaluator, ref: Ref): Transform | undefined {
  const { unit, id } = resolved(evaluator.program, ref);
  const value = unit.value(id);
  if (value.kind === "const") return value.type === "string" ? () => null : undefined;
  for (const entity of identify(evaluator.program, unit, id)) {
    if (entity.kind === "function") return byBody(evaluator, entity.unit, entity.fn);
    const known = entity.kind === "api" ? evaluator.program.catalog.sanitizer(entity.origin) : undefined;
    if (known && !known.conditional) {
      const { effect } = known;
      return effect === "removes" ? () => null : (datum) => withTreatment({ ...clean, data: [datum] }, effect).data[0]!;
    }
  }
  return undefined;
}

/** Judged by what it returns of its first parameter. Where only some branch takes a field out, it is meant to be out. */
function byBody(evaluator: Evaluator, unit: Unit, fn: number): Transform | undefined {
  const summary = unit.facts.functions[fn];
  const outcomes = (summary?.returns ?? []).flatMap((id) => branches(unit, id)).flatMap((id): Result[] => {
    const value = unit.value(unit.peel(id));
    // `return null` drops the record.
    return value.kind === "const" && value.type !== "string" ? [] : [evaluator.evaluate(unit, id)];
  });
  if (!outcomes.length) return undefined;
  const own = (result: Result): Open[] => result.open.filter((open) => open.unit === unit && open.fn === fn && open.index === 0);
  const made = outcomes.filter((result) => own(result).length > 0);
  if (!made.length) {
    if (!outcomes.some((result) => result.unknown)) return () => null;
    return protecting.test(calledBy(unit, fn)) ? (datum) => ({ ...datum, certainty: "likely" }) : undefined;
  }
  return (datum, place) => {
    const kept = made.map((result) => own(result).filter((open) => keeps(open.path, place)));
    if (kept.some((opens) => !opens.length)) return null;
    const treated = kept.map((opens) => opens.find((open) => !open.treatment) ?? opens[0]!).find((open) => open.treatment);
    return treated?.treatment ? withTreatment(union([{ ...clean, data: [datum] }]), treated.treatment).data[0]! : datum;
  };
}

/** The values a choice stands for. */
function branches(unit: Unit, id: ValueId, depth = 0): ValueId[] {
  const value = unit.value(unit.peel(id));
  return value.kind === "choice" && depth < 8 ? value.options.flatMap((option) => branches(unit, option, depth + 1)) : [id];
}

/** The returned path covers the place: it leads to it, above it or below it. */
function keeps([step, ...steps]: readonly string[], [name, ...place]: readonly string[]): boolean {
  if (step === undefined || name === undefined || step === "*") return true;
  if (step.startsWith("-")) return !step.slice(1).split(",").includes(name);
  return step === name && keeps(steps, place);
}

/** Names of what the function calls: all that is known of a record it hands to a library. */
const calledBy = (unit: Unit, fn: number): string => (unit.facts.functions[fn]?.calls ?? []).map(({ value }) => {
  const call = unit.value(value);
  return call.kind === "call" ? (unit.lastName(call.callee) ?? "") : "";
}).join(" ");
