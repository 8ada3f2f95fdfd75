/** One line per finding for programs that read text: no colour, no frames, a cap, and how to get the rest. */
import type { Finding, Report } from "../model/index.ts";
import type { ReportOptions } from "./options.ts";
import { at, bySeverity, count, hiddenWords, total, worstFirst } from "./words.ts";

const usual = 50;

function line({ rule, severity, certainty, what, fix, location, path, fingerprint }: Finding): string {
  const hops = path.length > 1 ? ` path: ${path.map((hop) => `${hop.file}:${hop.line} ${hop.note}`).join(" > ")};` : "";
  const text = `${at(location)}: ${severity}${certainty === "likely" ? " (likely)" : ""} ${rule}: ${what}${hops} fix: ${fix} id: ${fingerprint}`;
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}

export function agent(report: Report, options: ReportOptions): string {
  const shown = worstFirst(report.findings).slice(0, options.maxShow ?? usual);
  const left = report.findings.length - shown.length;
  const totals = [
    total(report.summary) === 0 ? "no findings" : bySeverity(report.summary), count(report.summary.files, "file"), hiddenWords(report.summary),
  ].filter((part) => part !== "").join(", ");
  return [
    ...shown.map(line),
    ...(left > 0 ? [`${count(left, "more finding")}; --max-show ${report.findings.length} lists all`] : []),
    `summary: ${totals}`,
    ...(report.findings.length === 0 ? [] : ["help: `privacy-lint explain <id>` shows one finding with its code and path; `privacy-lint explain <rule>` what a rule is about; suppress with `// privacy-lint-ignore-next-line <rule> -- <reason>`"]),
    "",
  ].join("\n");
}
