/** SARIF 2.1.0 within the limits and the rule set of GitHub code scanning; paths are code flows. */
import type { Finding, Hop, Location, Position, Report, Severity } from "../model/index.ts";
import type { ReportOptions } from "./options.ts";
import { rulesOf } from "./sarif-rules.ts";
import { worstFirst } from "./words.ts";

/** GitHub refuses more. */
const mostResults = 25_000;
const mostHops = 1_000;
const mostSources = 20;
const informationUri = "https://www.npmjs.com/package/privacy-lint";

export const sarifLevels: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/");

function physical(place: Position | Location): object {
  const { file, line, column } = place;
  const [endLine, endColumn] = "endLine" in place ? [place.endLine, place.endColumn] : [line, column + 1];
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn: endLine === line ? Math.max(endColumn, column + 1) : endColumn },
  };
}

/** Inside a link the brackets of `headers["x-real-ip"]` would end it. */
const linkText = (text: string): string => text.replace(/[\\[\]]/g, "\\$&");

function message({ what, sources }: Finding): string {
  const links = sources.slice(0, mostSources).map(({ expression }, index) => `[${linkText(expression)}](${index + 1})`);
  const oneLine = what.replace(/\s+/g, " ").trim();
  const sentence = /[.!?]$/.test(oneLine) ? oneLine : `${oneLine}.`;
  return links.length === 0 ? sentence : `${sentence} Read from ${links.join(", ")}.`;
}

function codeFlow(path: readonly Hop[]): object[] {
  if (path.length < 2) return [];
  const locations = path.slice(0, mostHops).map((hop) => ({
    location: { physicalLocation: physical(hop), message: { text: hop.note === "" ? hop.kind : hop.note } },
    kinds: [hop.kind],
    importance: hop.kind === "step" ? "important" : "essential",
  }));
  return [{ threadFlows: [{ locations }] }];
}

function result(finding: Finding, indexOf: ReadonlyMap<string, number>): object {
  const { rule, severity, certainty, verdict, dataTypes, surface, recipient, location, sources, fix, fingerprint } = finding;
  const flows = codeFlow(finding.path);
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule),
    level: sarifLevels[severity],
    message: { text: message(finding) },
    locations: [{ physicalLocation: physical(location) }],
    ...(sources.length > 0 && {
      relatedLocations: sources.slice(0, mostSources).map((source, index) => ({
        id: index + 1, physicalLocation: physical(source), message: { text: `${source.dataType}: ${source.expression}` },
      })),
    }),
    ...(flows.length > 0 && { codeFlows: flows }),
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "privacyLint/v1": fingerprint },
    properties: { certainty, verdict, dataTypes, surface, recipient: recipient?.id ?? null, fix },
  };
}

function notifications({ notes, findings }: Report): object[] {
  const capped = findings.length > mostResults
    ? [{ level: "warning", message: { text: `${findings.length - mostResults} findings are left out: this format holds ${mostResults}.` } }]
    : [];
  return [...capped, ...notes.map(({ file, line, text }) => ({
    level: "note",
    message: { text },
    ...(file !== null && { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line !== null && { region: { startLine: line } }) } }] }),
  }))];
}

export function sarif(report: Report, options: ReportOptions): string {
  const findings = report.findings.length > mostResults ? worstFirst(report.findings).slice(0, mostResults) : report.findings;
  const rules = rulesOf(findings, options.rules);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: report.tool.name, informationUri, version: report.tool.version, semanticVersion: report.tool.version, rules } },
      automationDetails: { id: `privacy-lint/${options.category === null ? "" : `${options.category}/`}` },
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report) }],
      columnKind: "utf16CodeUnits",
      results: findings.map((finding) => result(finding, indexOf)),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
