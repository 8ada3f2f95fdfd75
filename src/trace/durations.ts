/** How long an expression says: `30 * DAY`, `"7d"`, `Duration.days(30)`, `new Date(Date.now() + week)`, `RetentionDays.ONE_YEAR`. */
import type { LifetimeUnit, Value } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Ref } from "../link/unit.ts";
import { resolved } from "./options.ts";

/** `amount` is in the unit of the option; `seconds` names its own unit. */
export type Spoken = { amount: number } | { seconds: number };

const secondsIn: Readonly<Record<LifetimeUnit, number>> = { s: 1, ms: 0.001, min: 60, h: 3600, days: 86_400, count: Number.NaN };
const day = 86_400;
const words: Readonly<Record<string, number>> = {
  ms: 0.001, s: 1, sec: 1, second: 1, m: 60, min: 60, minute: 60, h: 3600, hr: 3600, hour: 3600, d: day, day, w: 7 * day, week: 7 * day, mo: 30 * day, month: 30 * day, y: 365 * day, yr: 365 * day, year: 365 * day,
};
const numberWords: Readonly<Record<string, number>> = {
  ONE: 1, TWO: 2, THREE: 3, FOUR: 4, FIVE: 5, SIX: 6, SEVEN: 7, EIGHT: 8, NINE: 9, TEN: 10, THIRTEEN: 13, EIGHTEEN: 18,
};
const deepest = 8;

/** Seconds for an option in `unit`; undefined when the code does not say it in numbers. */
export function secondsOf(program: Program, ref: Ref, unit: LifetimeUnit): number | undefined {
  const spoken = spokenBy(program, ref, 0);
  if (!spoken) return undefined;
  const seconds = "seconds" in spoken ? spoken.seconds : spoken.amount * secondsIn[unit];
  return Number.isNaN(seconds) || seconds <= 0 ? undefined : seconds;
}

function spokenBy(program: Program, ref: Ref, depth: number): Spoken | undefined {
  if (depth > deepest) return undefined;
  const { unit, id } = resolved(program, ref);
  const value = unit.value(id);
  const of = (operand: number): Spoken | undefined => spokenBy(program, { unit, id: operand }, depth + 1);
  switch (value.kind) {
    case "const": return constant(value);
    case "member": return enumMember(value.name);
    case "derived": return value.how === "number" ? arithmetic(value.op, value.of.map(of)) : undefined;
    case "text": return sum(value.parts.map((part) => (isNow(unit.value(unit.peel(part)), unit.chain(part)) ? "now" : of(part))));
    case "choice": return longest(value.options.map(of));
    case "call": return called(program, ref, value, depth);
    default: return undefined;
  }
}

function constant({ type, text }: Value & { kind: "const" }): Spoken | undefined {
  if (text === undefined) return undefined;
  if (type === "number") return { amount: Number(text.replaceAll("_", "")) };
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  if (!match) return /^\d+$/.test(text) ? { amount: Number(text) } : undefined;
  const seconds = words[(match[2] ?? "").toLowerCase()] ?? words[(match[2] ?? "").toLowerCase().replace(/s$/, "")];
  return seconds === undefined ? undefined : { seconds: Number(match[1]) * seconds };
}

/** `RetentionDays.ONE_MONTH`, `TWO_YEARS`; INFINITE is longer than any limit. */
function enumMember(name: string): Spoken | undefined {
  if (name === "INFINITE") return { seconds: Number.POSITIVE_INFINITY };
  const match = /^([A-Z]+)_(DAY|WEEK|MONTH|YEAR)S?$/.exec(name);
  const count = numberWords[match?.[1] ?? ""];
  return match && count !== undefined ? { seconds: count * (words[(match[2] ?? "").toLowerCase()] ?? 0) } : undefined;
}

function arithmetic(op: string | undefined, [left, right]: (Spoken | undefined)[]): Spoken | undefined {
  if (!left || !right || !("amount" in left) || !("amount" in right)) return undefined;
  if (op === "*") return { amount: left.amount * right.amount };
  if (op === "/") return right.amount === 0 ? undefined : { amount: left.amount / right.amount };
  return op === "-" ? { amount: left.amount - right.amount } : undefined;
}

/** `Date.now() + 86400000`: milliseconds from now on. */
function sum(parts: (Spoken | "now" | undefined)[]): Spoken | undefined {
  const isFromNow = parts.includes("now");
  let total = 0;
  for (const part of parts) {
    if (part === "now") continue;
    if (!part || !("amount" in part)) return undefined;
    total += part.amount;
  }
  return isFromNow ? { seconds: total / 1000 } : { amount: total };
}

function longest(options: (Spoken | undefined)[]): Spoken | undefined {
  const amounts = options.flatMap((one) => (one && "amount" in one ? [one.amount] : []));
  const seconds = options.flatMap((one) => (one && "seconds" in one ? [one.seconds] : []));
  if (amounts.length > 0 && seconds.length > 0) return undefined;
  return seconds.length > 0 ? { seconds: Math.max(...seconds) } : amounts.length > 0 ? { amount: Math.max(...amounts) } : undefined;
}

const isNow = (value: Value, chain: readonly string[]): boolean => value.kind === "call" && (chain.length === 0 || chain.join(".").startsWith("Date"));

const ofUnit = /^(milliseconds?|millis|seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/i;
const added = /^(?:add|sub)(Seconds|Minutes|Hours|Days|Weeks|Months|Years)$/;

function called(program: Program, ref: Ref, value: Value & { kind: "call" }, depth: number): Spoken | undefined {
  const { unit } = resolved(program, ref);
  const name = unit.lastName(value.callee) ?? unit.chain(value.callee).at(-1) ?? "";
  const argument = (index: number): Spoken | undefined => (value.args[index] ? spokenBy(program, { unit, id: value.args[index].value }, depth + 1) : undefined);
  const times = (spoken: Spoken | undefined, word: string): Spoken | undefined => {
    const seconds = /^milli/i.test(word) ? 0.001 : words[word.toLowerCase().replace(/s$/, "")];
    return spoken && "amount" in spoken && seconds !== undefined ? { seconds: spoken.amount * seconds } : undefined;
  };
  // `new Date(Date.now() + week)`.
  if (value.isNew && name === "Date") return argument(0) && "seconds" in argument(0)! ? argument(0) : undefined;
  // `ms("30d")`, `Number(30)`.
  if (name === "ms" || name === "Number" || name === "parseInt") return argument(0);
  // `Duration.days(30)`, `dayjs.duration(...)` is not told.
  if (ofUnit.test(name)) return times(argument(0), name);
  // `addDays(new Date(), 30)`.
  const unitOfAdd = added.exec(name)?.[1];
  return unitOfAdd === undefined ? undefined : times(argument(1), unitOfAdd);
}
