/** testOf: whether a condition of the catalog holds for an option of a set-up: yes, no, or that depends. */
import type { Condition } from "../catalog/conditions.ts";
import type { Program } from "../link/program.ts";
import { resolved } from "./options.ts";
import type { Reading } from "./option-values.ts";

export type Truth = "yes" | "no" | "maybe";

export const allOf = (truths: readonly Truth[]): Truth => (truths.includes("no") ? "no" : truths.includes("maybe") ? "maybe" : "yes");
export const anyOf = (truths: readonly Truth[]): Truth => (truths.includes("yes") ? "yes" : truths.includes("maybe") ? "maybe" : "no");

/** The same for every value the option can have, else "maybe". */
export function testOf(program: Program, condition: Condition, readings: readonly Reading[]): Truth {
  const truths = new Set(readings.map((reading) => testReading(program, condition, reading)));
  const [only] = truths;
  return truths.size === 1 && only ? only : "maybe";
}

const truth = (holds: boolean): Truth => (holds ? "yes" : "no");
const not = (one: Truth): Truth => (one === "maybe" ? one : truth(one === "no"));

function testReading(program: Program, condition: Condition, reading: Reading): Truth {
  switch (condition.test) {
    case "=": return equals(condition, reading);
    case "!=": return reading.kind === "absent" ? "no" : not(equals(condition, reading));
    case ">": return isAbove(condition, reading);
    case "has": return holds(program, condition, reading);
    case "lacks": return reading.kind === "absent" ? "no" : not(holds(program, condition, reading));
    case "starts": return reading.kind === "constant" && reading.text !== undefined ? truth(reading.text.startsWith(condition.value)) : reading.kind === "absent" ? "no" : "maybe";
    case "set": return isSet(reading);
    case "unset": return not(isSet(reading));
  }
}

function isSet(reading: Reading): Truth {
  if (reading.kind === "unknown") return reading.isSet ? "yes" : "maybe";
  if (reading.kind === "constant") return truth(reading.type !== "null" && reading.text !== "false");
  return truth(reading.kind !== "absent");
}

function equals({ type, value }: Condition, reading: Reading): Truth {
  switch (reading.kind) {
    case "absent": return "no";
    case "unknown": return "maybe";
    case "list": return truth(type === "empty" && reading.items.length === 0);
    case "record": return truth(type === "empty" && reading.size === 0);
    case "other": return type === "string" ? "maybe" : "no";
    case "constant":
      if (reading.type !== type) return "no";
      return reading.text === undefined ? "maybe" : truth(type === "number" ? Number(reading.text) === Number(value) : reading.text === value);
  }
}

function isAbove({ value }: Condition, reading: Reading): Truth {
  if (reading.kind === "constant") return truth(reading.type === "number" && Number(reading.text) > Number(value));
  return reading.kind === "unknown" || reading.kind === "other" ? "maybe" : "no";
}

/** A list with the text, or an item that cannot be read. */
function holds(program: Program, { value }: Condition, reading: Reading): Truth {
  if (reading.kind === "unknown" || reading.kind === "other") return "maybe";
  if (reading.kind !== "list") return "no";
  return anyOf(reading.items.map((item): Truth => {
    const at = resolved(program, item);
    const one = at.unit.value(at.id);
    return one.kind === "const" ? (one.text === undefined ? "maybe" : truth(one.text === value)) : one.kind === "object" || one.kind === "function" ? "no" : "maybe";
  }));
}
