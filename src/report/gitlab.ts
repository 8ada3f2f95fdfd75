/** GitLab Code Quality: an array that the merge request widget compares with the target branch. */
import type { Finding, Report } from "../model/index.ts";

/** No policy makes these right. */
const critical: readonly string[] = ["credential-exposed", "prohibited-data"];

function severityOf({ rule, severity }: Finding): string {
  if (severity === "error") return critical.includes(rule) ? "critical" : "major";
  return severity === "warning" ? "minor" : "info";
}

export function gitlab({ findings }: Report): string {
  const issues = findings.map((finding) => ({
    description: `${finding.what} ${finding.fix}`,
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: severityOf(finding),
    location: { path: finding.location.file, lines: { begin: Math.max(finding.location.line, 1), end: Math.max(finding.location.endLine, 1) } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
