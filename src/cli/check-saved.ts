/** The check command: a saved result -> exit code and one line; a saved analysis is judged anew by the inventory of today. */
import { UserError } from "../errors.ts";
import { judgeAnalysis, parseAnalysis } from "../lint.ts";
import type { Report } from "../model/index.ts";
import { bySeverity, total } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { ownsStdout, readOutputs } from "./formats.ts";
import type { Output } from "./formats.ts";
import { exitCodeOf } from "./gate.ts";
import type { FailOn } from "./gate.ts";
import { widthOf, write } from "./io.ts";
import { parseCounts, readSavedText } from "./saved-result.ts";
import { lintOptions } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";
import { writeReports } from "./write-reports.ts";

export interface CheckOptions extends Pick<ScanOptions, "inventory" | "baseline" | "format" | "failOn" | "maxWarnings" | "root" | "config" | "color" | "debug"> { from?: string; isAskedAnew: boolean }

interface Judged { report: Pick<Report, "summary">; failOn: FailOn; isOpen?: boolean }

/** Only what was asked for: the line below says the rest. */
function outputsOf(formats: readonly string[] | undefined): Output[] {
  if (formats === undefined) return [];
  return readOutputs(formats, {}).filter(({ format, path }) => formats.includes(path === null ? format : `${format}=${path}`));
}

async function judgeAnew(text: string, from: string, options: CheckOptions, outputs: readonly Output[], context: Context): Promise<Judged | null> {
  const saved = parseAnalysis(text, from);
  if (saved === null) return null;
  const { io } = context;
  const { report, failOn, mode, inventoryFiles, flowCount, sourceOf } = await judgeAnalysis(saved, await lintOptions([], options, context));
  const isOpen = mode === "discovery";
  await writeReports(report, outputs, {
    color: colorLevel(options.color, io.env, io.stdout), sourceOf, snippets: true, rules: [], wholePaths: false, maxShow: null, width: widthOf(io.stdout),
    hasInventory: inventoryFiles.length > 0, flowCount, elapsed: null, hidden: [], category: null, mapChange: null,
  }, { quiet: false, isDiscovery: isOpen }, { ...context, io: { ...io, env: {} } });
  return { report, failOn: options.failOn ?? failOn ?? "error", isOpen };
}

async function asJudged(text: string, from: string, { failOn = "error", isAskedAnew }: CheckOptions): Promise<Judged> {
  if (isAskedAnew) {
    throw new UserError({
      what: `${from} is judged already: its result cannot be asked by another inventory or baseline.`,
      fix: "Save what was found with `--format analysis=FILE`; to see the result in another format, use `privacy-lint report`.",
    });
  }
  return { report: await parseCounts(text, from), failOn };
}

export async function checkSaved(options: CheckOptions, context: Context): Promise<number> {
  const { io } = context;
  const { from = "", maxWarnings } = options;
  const outputs = outputsOf(options.format);
  const text = await readSavedText(options.from, io);
  const { report, failOn, isOpen = false } = await judgeAnew(text, from, options, outputs, context) ?? await asJudged(text, from, options);
  // Without an inventory nothing fails, as in a scan.
  const code = isOpen ? exitCodes.clean : exitCodeOf(report, { failOn, maxWarnings });
  const found = total(report.summary) === 0 ? "no findings" : bySeverity(report.summary);
  const gate = maxWarnings === undefined ? `fails on ${failOn}` : `fails on ${failOn} and on more than ${maxWarnings} warnings`;
  const line = `${code === exitCodes.clean ? "✔ passed" : "✖ failed"}: ${isOpen ? "no inventory, so nothing was held against one" : `${found} (${gate})`}\n`;
  await write(ownsStdout(outputs) ? io.stderr : io.stdout, line);
  return code;
}
