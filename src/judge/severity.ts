/** How loud a finding is: the rule's level as the user set it, then the steps down. */
import type { Draft, Rule, Severity } from "../model/index.ts";

export type Level = Severity | "off";
/** Levels the user set, by rule id; a function where they differ by file. */
export type Severities = Readonly<Record<string, Level>> | ((rule: string, file: string) => Level | undefined);

const ladder = ["error", "warning", "info"] as const satisfies readonly Severity[];

function lower(severity: Severity, steps: number): Severity {
  const place = ladder.indexOf(severity) + steps;
  return ladder[Math.min(Math.max(place, 0), ladder.length - 1)]!;
}

function levelSet(severities: Severities, rule: string, file: string): Level | undefined {
  return typeof severities === "function" ? severities(rule, file) : severities[rule];
}

/**
 * A level the user sets is the one of the plain case: what the rule itself reports lower (a pseudonymous id, hashed
 * data) stays as many steps below it. A likely finding is one step lower still.
 */
export function severityOf(draft: Draft, rule: Rule, severities: Severities): Level {
  const level = levelSet(severities, rule.id, draft.location.file) ?? rule.severity;
  if (level === "off") return "off";
  const below = ladder.indexOf(draft.severity ?? rule.severity) - ladder.indexOf(rule.severity);
  return lower(level, below + (draft.certainty === "likely" ? 1 : 0));
}
