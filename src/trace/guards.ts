/** Guards: development-only code, and the calls that ask for consent before a sink runs. */
import type { ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";

const developmentFlags = /^(__DEV__|DEV|isDev|isDevelopment|IS_DEV|IS_DEVELOPMENT|isDebug|DEBUG|debug|devMode|isLocal|IS_LOCAL)$/;
const productionFlags = /^(isProd|isProduction|IS_PROD|IS_PRODUCTION|PROD)$/;

export interface GuardFacts { developmentOnly: boolean; guards: string[] }

export function guardFacts(unit: Unit, guards: readonly number[]): GuardFacts {
  let developmentOnly = false;
  const names = new Set<string>();
  for (const index of guards) {
    const guard = unit.facts.guards[index];
    if (!guard) continue;
    if (isDevelopment(unit, guard.test, guard.holds, 0)) developmentOnly = true;
    for (const name of askedOf(unit, guard.test, 0)) names.add(name);
  }
  return { developmentOnly, guards: [...names].sort() };
}

/** The condition, taken with its outcome, only holds in development. */
function isDevelopment(unit: Unit, test: ValueId, holds: boolean, depth: number): boolean {
  const value = unit.value(unit.peel(test));
  if (depth > 4) return false;
  if (value.kind === "derived") {
    const texts = value.of.map((id) => unit.value(unit.peel(id))).flatMap((one) => (one.kind === "const" && one.text !== undefined ? [one.text] : []));
    const names = value.of.flatMap((id) => unit.chain(id));
    const equal = value.not ? !holds : holds;
    if (names.includes("NODE_ENV") || names.includes("MODE") || names.includes("VERCEL_ENV")) {
      return (equal && texts.some((text) => /^(dev|development|local|test)$/.test(text))) || (!equal && texts.includes("production"));
    }
    return value.not && value.of.length === 1 ? isDevelopment(unit, value.of[0]!, !holds, depth + 1) : false;
  }
  const last = unit.chain(test).at(-1) ?? "";
  return holds ? developmentFlags.test(last) : productionFlags.test(last);
}

/** Names of the functions and flags a condition asks. */
function askedOf(unit: Unit, test: ValueId, depth: number): string[] {
  const value = unit.value(test);
  if (depth > 4) return [];
  switch (value.kind) {
    case "call": return [unit.chain(value.callee).filter(Boolean).join(".")].filter(Boolean);
    case "derived": return value.of.flatMap((id) => askedOf(unit, id, depth + 1));
    case "choice": return value.options.flatMap((id) => askedOf(unit, id, depth + 1));
    case "bind": return [value.name, ...askedOf(unit, value.base, depth + 1)];
    case "await":
    case "typed": return askedOf(unit, value.base, depth + 1);
    case "member": return [unit.chain(test).join(".")];
    case "param":
    case "global": return value.name ? [value.name] : [];
    default: return [];
  }
}
