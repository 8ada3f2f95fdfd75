/** Takes out of the findings what a comment or the baseline answers for, and says which of those answer for nothing. */
import type { DirectiveFact, Finding, Note } from "../model/index.ts";
import type { Level } from "../judge/index.ts";
import type { BaselineEntry, SuppressedFinding } from "../suppress/index.ts";
import type { LintOptions } from "./options.ts";
import type { Policy } from "./policy.ts";
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

interface Rules extends Pick<Settings, "baseline" | "rules" | "ruleIds">, Pick<Policy, "mode" | "catalog"> {
  severities: (rule: string, file: string) => Level | undefined;
}

/** Levels of the rule about suppressions are set like those of any other. */
function withLevels(problems: readonly Finding[], severities: Rules["severities"]): Finding[] {
  return problems.flatMap((finding) => {
    const level = severities(finding.rule, finding.location.file) ?? finding.severity;
    return level === "off" ? [] : [{ ...finding, severity: level }];
  });
}

export async function hide(
  findings: readonly Finding[],
  directives: ReadonlyMap<string, readonly DirectiveFact[]>,
  settings: Rules,
  options: LintOptions,
): Promise<Hidden> {
  const { applyBaseline, applySuppressions, suppressionRule } = await import("../suppress/index.ts");
  const active = settings.rules.map(({ id }) => id);
  const { kept, suppressed, problems } = applySuppressions(findings, directives, {
    rules: settings.ruleIds, dataTypes: [...settings.catalog.dataTypes.keys()],
    // Nothing was judged, so nothing is unused.
    active: settings.mode === "discovery" ? [] : active,
    today: options.today ?? new Date().toISOString().slice(0, 10),
  });
  const asksForProblems = options.only === undefined || options.only.length === 0 || options.only.includes(suppressionRule.id);
  const all = asksForProblems ? [...kept, ...withLevels(problems, settings.severities)] : kept;
  const { kept: counted, baselined, stale } = applyBaseline(all, settings.baseline);
  // A run of some rules cannot know what the others would have found.
  const known = settings.mode === "discovery" ? [] : stale.filter(({ rule }) => active.includes(rule));
  return {
    kept: counted, suppressed, baselined, stale: known, all,
    // Not while a change is made: to prune is work of its own.
    notes: known.length === 0 || options.staged === true || options.since !== undefined ? [] : [{
      kind: "stale-baseline", file: null, line: null,
      text: `${known.length} ${known.length === 1 ? "entry" : "entries"} of the baseline no longer ${known.length === 1 ? "matches" : "match"} a finding; \`privacy-lint baseline --prune\` removes them`,
    }],
  };
}
