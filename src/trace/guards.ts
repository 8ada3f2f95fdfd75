/** Guards: development-only code, and the calls that ask for consent before a sink runs. */
import type { Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { onlyInDevelopment } from "./development.ts";

export interface GuardFacts { developmentOnly: boolean; guards: string[] }

const deepest = 6;

export function guardFacts(program: Program, unit: Unit, guards: readonly number[]): GuardFacts {
  let developmentOnly = false;
  const names = new Set<string>();
  for (const index of guards) {
    const guard = unit.facts.guards[index];
    if (!guard) continue;
    if (onlyInDevelopment(program, unit, guard.test, guard.holds)) developmentOnly = true;
    for (const name of askedOf({ program, unit, depth: 0 }, guard.test, guard.holds)) names.add(name);
  }
  return { developmentOnly, guards: [...names].sort() };
}

interface Where { program: Program; unit: Unit; depth: number }

/** A question whose "yes" means no: `hasOptedOut()`, `isDenied`. */
const refusing = /opt(?:ed)?[-_]?out|declin|den(?:y|ied)|reject|refus|revoke|withdr[ae]w|do[-_]?not|(?:^|[a-z_.])dnt$|disabled|missing|lack|without|(?:^|\.)(?:no|needs?|not)(?=[A-Z_])|(?:is|are|was)Not[A-Z]/;
const refusal = /^(?:false|0|no|none|never|off|disabled|den(?:y|ied)|declined?|reject(?:ed)?|refused?|revoked|withdrawn|pending|unknown|unset|opt(?:ed)?[-_ ]?out)$/i;

/** Names of the functions and flags that said yes, when the condition has this outcome. */
function askedOf(where: Where, test: ValueId, holds: boolean): string[] {
  const { program, unit } = where;
  const value = unit.value(test);
  if (where.depth > deepest) return [];
  const into = (id: ValueId, outcome = holds): string[] => askedOf({ ...where, depth: where.depth + 1 }, id, outcome);
  const named = (name: string): string[] => (name !== "" && refusing.test(name) !== holds ? [name] : []);
  switch (value.kind) {
    case "call": return [...named(unit.chain(value.callee).filter(Boolean).join(".")), ...(holds ? [...inside(where, value), ...before(where, test)] : [])];
    case "derived": return compared(where, value, holds, into);
    // Either may be the one: only what all of them ask is sure to have been asked.
    case "choice": return holds ? common(value.options.map((id) => into(id))) : value.options.flatMap((id) => into(id));
    case "bind": return [...named(value.name), ...into(value.base)];
    case "await":
    case "typed":
    case "after": return into(value.base);
    case "member": return named(unit.chain(test).join("."));
    case "param":
    case "global": return named(value.name);
    case "import": {
      const target = program.import(unit, value.index);
      const own = target.kind === "value" && target.path.length === 0 ? askedOf({ program, unit: target.unit, depth: where.depth + 1 }, target.id, holds) : [];
      return [...named(unit.facts.imports[value.index]?.local ?? ""), ...own];
    }
    default: return [];
  }
}

/** `!x`, `x === true`, `status !== "granted"`. */
function compared({ unit }: Where, value: Value & { kind: "derived" }, holds: boolean, into: (id: ValueId, outcome?: boolean) => string[]): string[] {
  const outcome = value.not ? !holds : holds;
  if (value.of.length === 1) return into(value.of[0]!, outcome);
  const constants = value.of.map((id) => unit.value(unit.peel(id))).filter((one) => one.kind === "const");
  // Whether an answer is there does not say which.
  if (constants.some((one) => one.type === "null" || one.type === "undefined")) return [];
  const isRefusal = constants.some((one) => one.text !== undefined && refusal.test(one.text));
  return value.of.flatMap((id) => into(id, isRefusal ? !outcome : outcome));
}

const common = ([first, ...others]: string[][]): string[] => (first ?? []).filter((name) => others.every((list) => list.includes(name)));

/** `canTrack()` that returns `hasConsent("analytics")` has asked too. */
function inside({ program, unit, depth }: Where, call: Value & { kind: "call" }): string[] {
  return common(identify(program, unit, call.callee).slice(0, 4).map((entity) => {
    const returns = entity.kind === "function" ? (entity.unit.facts.functions[entity.fn]?.returns ?? []) : [];
    return entity.kind === "function" && returns.length === 1 ? askedOf({ program, unit: entity.unit, depth: depth + 1 }, returns[0]!, true) : [];
  }));
}

/** A call that answered was made: what stood before it held, as in `const ok = hasConsent() && isReady()`. */
function before(where: Where, call: ValueId): string[] {
  return (where.unit.site(call)?.guards ?? []).flatMap((index) => {
    const guard = where.unit.facts.guards[index];
    return guard ? askedOf({ ...where, depth: where.depth + 1 }, guard.test, guard.holds) : [];
  });
}
