/** Text for people: each finding with its code, its way, what the policy says and what to do; then one summary line. */
import type { Finding, Hop, Report } from "../model/index.ts";
import { grouped } from "./alike.ts";
import type { Group } from "./alike.ts";
import { declareCommand, ignoreComment } from "./commands.ts";
import { frameOf } from "./frame.ts";
import type { HiddenFinding, ReportOptions } from "./options.ts";
import { painter, signs } from "./paint.ts";
import type { Painter } from "./paint.ts";
import { flowLines } from "./text-flows.ts";
import { at, bySeverity, count, hiddenWords, notesByKind, policyWords, shortPath, total, worstFirst } from "./words.ts";
import { wrap } from "./wrap.ts";

interface Look { paint: Painter; options: ReportOptions }

const labelWidth = 9;
const hopWords: Record<Hop["kind"], string> = { source: "from", step: "via", call: "via", sink: "to" };

function detail(label: string, text: string, { paint, options }: Look): string {
  return `  ${paint.dim(label.padEnd(labelWidth - 2))} ${wrap(text, labelWidth + 1, options.width)}`;
}

function hopLines(path: readonly Hop[], { paint, options }: Look): string[] {
  const { start, left, end } = options.wholePaths ? { start: path, left: 0, end: [] } : shortPath(path);
  const width = Math.min(Math.max(0, ...[...start, ...end].map((hop) => at(hop).length)), 100);
  const line = (hop: Hop): string =>
    `  ${paint.dim(hopWords[hop.kind].padEnd(labelWidth - 2))} ${paint.place(at(hop))}${" ".repeat(Math.max(width - at(hop).length, 0))}  ${hop.note}`;
  const gap = left === 0 ? [] : [`  ${paint.dim(`${"".padEnd(labelWidth - 2)} ${count(left, "more step")}: privacy-lint explain shows them`)}`];
  return [...start.map(line), ...gap, ...end.map(line)];
}

/** Callers listed by name below the first one. */
const mostCallers = 12;

function callerLines(alike: readonly Finding[], { paint }: Look): string[] {
  if (alike.length === 0) return [];
  const places = alike.slice(0, mostCallers).map(({ location }) => `           ${paint.place(at(location))}`);
  const left = alike.length - places.length;
  return [
    `  ${paint.dim("also".padEnd(labelWidth - 2))} ${count(alike.length, "more call")} ${alike.length === 1 ? "reaches" : "reach"} the same place: mend it there, once`,
    ...places, ...(left > 0 ? [paint.dim(`           and ${left} more (--format agent or json lists all)`)] : []),
  ];
}

export function findingBlock(finding: Finding, look: Look, alike: readonly Finding[] = []): string {
  const { paint, options } = look;
  const color = paint.severity[finding.severity];
  const likely = finding.certainty === "likely" ? paint.dim(" (likely)") : "";
  const frame = options.snippets ? frameOf(finding.location, options.sourceOf(finding.location.file), options.color) : null;
  const policy = options.hasInventory ? policyWords(finding) : null;
  const [declare, ignore] = [declareCommand(finding), ignoreComment(finding)];
  return [
    `${color(`${signs[finding.severity]} ${finding.severity}`)} ${paint.bold(finding.rule)}${likely}  ${paint.place(at(finding.location))}`,
    `  ${wrap(finding.what, 2, options.width)}`,
    ...(frame === null ? [] : [frame.split("\n").map((line) => `  ${line}`).join("\n")]),
    ...hopLines(finding.path, look),
    ...callerLines(alike, look),
    ...(policy === null ? [] : [detail("policy", policy, look)]),
    detail("fix", finding.fix, look),
    ...(declare === null ? [] : [`  ${paint.dim("declare".padEnd(labelWidth - 2))} ${paint.command(declare)}`]),
    ...(ignore === null ? [] : [`  ${paint.dim("ignore".padEnd(labelWidth - 2))} ${ignore}`]),
    ...(declare === null ? [`  ${paint.dim("id".padEnd(labelWidth - 2))} ${paint.dim(finding.fingerprint)}`] : []),
  ].join("\n");
}

/** Few notes are shown, many are counted: the JSON has them all. */
function noteLines(report: Report, { paint }: Look): string {
  const lines = [...notesByKind(report)].flatMap(([kind, notes]) => {
    if (notes.length > 3) return [`${paint.dim("note")} ${kind}: ${notes.length} places, first ${notes[0]?.file ?? ""}${notes[0]?.line ? `:${notes[0].line}` : ""} (--format json lists them)`];
    return notes.map(({ file, line, text }) => `${paint.dim("note")} ${file === null ? "" : `${paint.place(line === null ? file : `${file}:${line}`)} `}${text}`);
  });
  return lines.join("\n");
}

function hiddenLines(hidden: readonly HiddenFinding[], { paint }: Look): string {
  if (hidden.length === 0) return "";
  const width = Math.max(...hidden.map(({ finding }) => at(finding.location).length));
  return [
    paint.bold("Not counted"),
    ...hidden.map(({ finding, how, reason, file, line }) =>
      `  ${at(finding.location).padEnd(width)}  ${finding.rule} ${finding.dataTypes.join(",")}  ${how}${reason === "" ? "" : `: ${reason}`}${file === null ? "" : paint.dim(` (${file}${line === null ? "" : `:${line}`})`)}`),
  ].join("\n");
}

function summaryLine(report: Report, { paint, options }: Look): string {
  const { summary } = report;
  const isClean = total(summary) === 0;
  const worst = summary.findings.error > 0 ? "error" : summary.findings.warning > 0 ? "warning" : "info";
  const head = isClean ? paint.good("✔ No findings") : paint.severity[worst](`${signs[worst]} ${bySeverity(summary)}`);
  const rest = [
    count(summary.files, "file"),
    options.flowCount === null ? "" : count(options.flowCount, "flow"),
    hiddenWords(summary),
    summary.skipped === 0 ? "" : `${summary.skipped} skipped`,
    options.elapsed ?? "",
  ].filter((part) => part !== "");
  return `${head} ${paint.dim(`· ${rest.join(" · ")}`)}`;
}

/** What is cut is the least; the order stays. */
function mostImportant(groups: readonly Group[], most: number | null): readonly Group[] {
  if (most === null || groups.length <= most) return groups;
  const chosen = new Set(worstFirst(groups.map(({ finding }) => finding)).slice(0, most));
  return groups.filter(({ finding }) => chosen.has(finding));
}

export function text(report: Report, options: ReportOptions): string {
  const look: Look = { paint: painter(options.color), options };
  const shown = mostImportant(grouped(report.findings), options.maxShow);
  const left = report.findings.length - shown.reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  const blocks = [
    ...shown.map(({ finding, alike }) => findingBlock(finding, look, alike)),
    left > 0 ? look.paint.dim(`${count(left, "more finding")} not shown (--max-show ${options.maxShow ?? 0})`) : "",
    flowLines(report.flows ?? [], look.paint),
    hiddenLines(options.hidden, look),
    noteLines(report, look),
    summaryLine(report, look),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
