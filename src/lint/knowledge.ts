/** What the tool knows without looking at a project: its rules, data types and vendors. */
import type { Catalog, Rule } from "../model/index.ts";

export type RuleSummary = Pick<Rule, "id" | "summary" | "why" | "severity">;

/** Suppressions are checked too, though not by a rule with a check. */
export async function listRules(): Promise<RuleSummary[]> {
  const [{ rules }, { suppressionRule }] = await Promise.all([import("../../rules/checks/index.ts"), import("../suppress/index.ts")]);
  return [...rules, suppressionRule].map(({ id, summary, why, severity }) => ({ id, summary, why, severity }));
}

export async function knownCatalog(): Promise<Catalog> {
  return (await import("../catalog/index.ts")).loadCatalog();
}
