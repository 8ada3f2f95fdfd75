/** GitHub workflow commands: annotations, within the ten of each level that one step may show, worst first. */
import type { Finding, Report, Severity } from "../model/index.ts";
import { count, worstFirst } from "./words.ts";

const mostOfLevel = 10;
const commands: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

const data = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");

function annotation({ severity, rule, what, fix, location }: Finding): string {
  const { file, line, column, endLine, endColumn } = location;
  // Columns count only where the annotation has one line.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : "";
  return `::${commands[severity]} file=${property(file)},line=${line},endLine=${endLine}${columns},title=${property(`privacy-lint: ${rule}`)}::${data(`${what} ${fix}`)}`;
}

export function github(report: Report): string {
  const used: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const findings = worstFirst(report.findings);
  const isMany = (["error", "warning", "info"] as const).some((level) => report.findings.filter(({ severity }) => severity === level).length > mostOfLevel);
  // The line that says so is a notice itself.
  const room = (severity: Severity): number => (severity === "info" && isMany ? mostOfLevel - 1 : mostOfLevel);
  const shown = findings.filter(({ severity }) => {
    used[severity]++;
    return used[severity] <= room(severity);
  });
  const left = findings.length - shown.length;
  const lines = shown.map(annotation);
  if (left > 0) lines.push(`::notice title=privacy-lint::${data(`${count(left, "more finding")}: see the job summary or the log.`)}`);
  return lines.map((line) => `${line}\n`).join("");
}
