/** answerOf: what was found and judged, limited to what was asked for, as a result. */
import { assembleReport } from "./assemble.ts";
import { textOf } from "./text.ts";
import { changeScope, scopeOf } from "./scope.ts";
import { touching } from "./news.ts";
import type { Change } from "./change.ts";
import type { Examined } from "./examine.ts";
import type { LintOptions, LintResult } from "./options.ts";
import type { Settings } from "./settings.ts";
import type { Finding } from "../model/index.ts";

/** `isNews` says which findings a change brings; without a change all are wanted. */
export function answerOf(now: Examined, settings: Settings, options: LintOptions, change: Change | null, isNews: (finding: Finding) => boolean): LintResult {
  const { found: { analysis, project }, facts, policy, judged, hidden, notes } = now;
  const named = scopeOf(options.paths, options.root, project);
  const scope = change === null ? named : changeScope(named, change.changes);
  const touches = change === null ? () => true : touching(change.changes);
  const report = assembleReport({
    analysis, project, judged, hidden, notes, scope,
    reports: (finding) => named.covers(finding.location.file) && isNews(finding),
    reportsFlow: (flow) => named.covers(flow.location.file) && touches(flow),
    withFlows: options.flows === true || policy.mode === "discovery",
  });
  return {
    report, mode: policy.mode, inventoryFiles: policy.inventoryFiles, configFiles: settings.configFiles,
    flowCount: judged.flows.filter((flow) => named.covers(flow.location.file) && touches(flow)).length,
    suppressed: hidden.suppressed.filter(({ finding }) => named.covers(finding.location.file)),
    baselined: hidden.baselined.filter(({ location }) => named.covers(location.file)), stale: hidden.stale, all: hidden.all,
    failOn: settings.config.failOn,
    sourceOf: facts === null ? (file) => textOf(options.root, file) : (file) => facts.bytes(file)?.toString("utf8"),
  };
}
