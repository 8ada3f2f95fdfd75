/** Renders a report in every format that was asked for, and sends each where it belongs. */
import { appendFileSync } from "node:fs";
import type { Report } from "../model/index.ts";
import { loadDiscovery, loadReporter } from "../report/index.ts";
import type { FormatName, ReportOptions } from "../report/index.ts";
import type { Context } from "./context.ts";
import { writeNamed } from "./files.ts";
import type { Output } from "./formats.ts";
import { isOn, write } from "./io.ts";
import { loadRuleInfo } from "./rule-info.ts";

export interface Shown { quiet: boolean; isDiscovery: boolean }

/** Formats that carry the rules' pages. */
const needsRules: readonly FormatName[] = ["sarif", "html"];

/** `--quiet` hides what is not an error; the counts stay true. */
const onlyErrors = (report: Report): Report => ({ ...report, findings: report.findings.filter(({ severity }) => severity === "error") });

async function render(report: Report, { format, path }: Output, look: ReportOptions, { isDiscovery }: Shown): Promise<string> {
  // A file has no colours, no width and no clock, and nobody scrolls past its end.
  const options = path === null ? look : { ...look, color: 0 as const, width: null, elapsed: null, maxShow: null };
  if (format === "text" && isDiscovery) return (await loadDiscovery())(report, options);
  return (await loadReporter(format))(report, options);
}

const summaryFile = ({ env }: Pick<Context["io"], "env">): string | undefined =>
  (isOn(env["GITHUB_ACTIONS"]) && env["GITHUB_STEP_SUMMARY"] !== "" ? env["GITHUB_STEP_SUMMARY"] : undefined);

/** Whether a reader is told how the map of the data changes: it takes a look at the state before. */
export const showsMaps = (outputs: readonly Output[], io: Pick<Context["io"], "env">): boolean =>
  outputs.some(({ format }) => format === "markdown") || summaryFile(io) !== undefined;

async function appendSummary(report: Report, look: ReportOptions, shown: Shown, { io }: Context): Promise<void> {
  const file = summaryFile(io);
  if (file === undefined) return;
  const text = await render(report, { format: "markdown", path: file }, look, shown);
  try {
    appendFileSync(file, text);
  } catch {
    await write(io.stderr, "The job summary could not be written.\n");
  }
}

export async function writeReports(whole: Report, outputs: readonly Output[], look: ReportOptions, shown: Shown, context: Context): Promise<void> {
  const report = shown.quiet ? onlyErrors(whole) : whole;
  const rules = outputs.some(({ format }) => needsRules.includes(format)) ? await loadRuleInfo() : [];
  for (const output of outputs) {
    const text = await render(report, output, { ...look, rules }, shown);
    if (output.path === null) await write(context.io.stdout, text);
    else writeNamed(output.path, text, context.io);
  }
  await appendSummary(report, look, shown, context);
}
