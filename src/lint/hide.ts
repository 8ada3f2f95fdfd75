/** Takes out of the findings what a comment or the baseline answers for, and says which of those answer for nothing. */
import type { DirectiveFact, Finding, Note } from "../model/index.ts";
import type { BaselineEntry, SuppressedFinding } from "../suppress/index.ts";
import type { LintOptions } from "./options.ts";
import type { Settings } from "./settings.ts";

export interface Hidden {
  kept: Finding[];
  suppressed: SuppressedFinding[];
  baselined: Finding[];
  stale: BaselineEntry[];
  /** Before the baseline. */
  all: Finding[];
  notes: Note[];
}

/** Without an inventory only what no policy can allow is a finding. */
const needsNoInventory: readonly string[] = ["credential-exposed"];

export async function hide(
  findings: readonly Finding[],
  directives: ReadonlyMap<string, readonly DirectiveFact[]>,
  settings: Pick<Settings, "mode" | "rules" | "ruleIds" | "catalog">,
  options: LintOptions,
): Promise<Hidden> {
  const { applyBaseline, applySuppressions, suppressionRule } = await import("../suppress/index.ts");
  const isDiscovery = settings.mode === "discovery";
  const active = settings.rules.map(({ id }) => id).filter((id) => !isDiscovery || needsNoInventory.includes(id));
  const { kept, suppressed, problems } = applySuppressions(findings.filter(({ rule }) => active.includes(rule)), directives, {
    rules: settings.ruleIds, dataTypes: [...settings.catalog.dataTypes.keys()], active,
    today: options.today ?? new Date().toISOString().slice(0, 10),
  });
  const asksForProblems = options.only === undefined || options.only.length === 0 || options.only.includes(suppressionRule.id);
  const all = asksForProblems ? [...kept, ...problems] : kept;
  const { kept: counted, baselined, stale } = applyBaseline(all, options.baseline ?? { entries: [] });
  // A run of some rules cannot know what the others would have found.
  const known = stale.filter(({ rule }) => active.includes(rule));
  return {
    kept: counted, suppressed, baselined, stale: known, all,
    notes: known.length === 0 ? [] : [{
      kind: "stale-baseline", file: null, line: null,
      text: `${known.length} ${known.length === 1 ? "entry" : "entries"} of the baseline no longer ${known.length === 1 ? "matches" : "match"} a finding; \`privacy-lint baseline --prune\` removes them`,
    }],
  };
}
