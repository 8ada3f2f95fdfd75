/** Markdown for a pull request or a job summary: what is new, where it goes, what the policy says. */
import type { Finding, Hop, Report } from "../model/index.ts";
import { mapChangeMarkdown } from "./map-change.ts";
import { cellsOf } from "./matrix.ts";
import { mermaid } from "./mermaid.ts";
import type { ReportOptions } from "./options.ts";
import { at, bySeverity, count, hiddenWords, policyWords, shortPath, total, worstFirst } from "./words.ts";

/** A comment holds 65,536 characters. */
const mostRows = 40;
const mostDetails = 20;
const signs = { error: "❌", warning: "⚠️", info: "ℹ️" } as const;

/** Text that may hold anything, inside a table. */
export const inCell = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\|<>*_[\]`]/g, (char) => (char === "|" ? "\\|" : char === "<" ? "&lt;" : char === ">" ? "&gt;" : `\\${char}`));
/** As code, which needs no escapes but for the fence itself. */
export const asCode = (text: string): string => {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replace(/\s+/g, " ").replace(/\|/g, "\\|")}${fence}`;
};
/** The finding's own words carry code in backticks already. */
const asProse = (text: string): string => text.split("`").map((part, index) => (index % 2 === 1 ? asCode(part) : inCell(part))).join("");

function row(finding: Finding): string {
  const { severity, what, location, dataTypes, recipient } = finding;
  const where = recipient === null ? "" : `${inCell(recipient.name)}${finding.surface === null ? "" : ` (${finding.surface})`}`;
  return `| ${signs[severity]} | ${dataTypes.map(asCode).join(" ")} | ${where} | ${asProse(what)} | ${asCode(`${location.file}:${location.line}`)} |`;
}

const hopLine = (hop: Hop): string => `  - ${hop.kind} ${asCode(`${hop.file}:${hop.line}`)} ${asProse(hop.note)}`;

function details(finding: Finding, { hasInventory }: ReportOptions): string {
  const { rule, what, fix, path, location, fingerprint } = finding;
  const { start, left, end } = shortPath(path);
  const policy = hasInventory ? policyWords(finding) : null;
  return [
    `- ${signs[finding.severity]} **${rule}** ${asCode(at(location))} — ${asProse(what)}`,
    ...start.map(hopLine),
    ...(left === 0 ? [] : [`  - ${count(left, "more step")}`]),
    ...end.map(hopLine),
    ...(policy === null ? [] : [`  - policy: ${inCell(policy)}`]),
    `  - fix: ${asProse(fix)} (${asCode(fingerprint)})`,
  ].join("\n");
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function head(report: Report): string {
  const rest = [count(report.summary.files, "file"), hiddenWords(report.summary)].filter((part) => part !== "").join(", ");
  return total(report.summary) === 0
    ? `### privacy-lint: no findings\n\n${rest}.`
    : `### privacy-lint: ${bySeverity(report.summary)}\n\nPersonal data that the privacy policy does not cover, in ${rest}.`;
}

export function markdown(report: Report, options: ReportOptions): string {
  const findings = worstFirst(report.findings);
  const rows = findings.slice(0, Math.min(options.maxShow ?? mostRows, mostRows));
  const left = findings.length - rows.length;
  const diagram = mermaid(cellsOf(report));
  const blocks = [
    head(report),
    options.mapChange === null ? "" : mapChangeMarkdown(options.mapChange, { cell: inCell, code: asCode }),
    rows.length === 0 ? "" : ["| | Data | Goes to | What | Where |", "|---|---|---|---|---|", ...rows.map(row)].join("\n"),
    left > 0 ? `${count(left, "more finding")} in the full report.` : "",
    rows.length === 0 ? "" : folded("Paths and fixes", findings.slice(0, mostDetails).map((finding) => details(finding, options)).join("\n")),
    diagram === "" ? "" : folded("Where the data goes", `\`\`\`mermaid\n${diagram}\`\`\``),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
