/** The report command: a saved result -> reports. */
import { join, resolve } from "node:path";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { readIfThere } from "./files.ts";
import { readOutputs } from "./formats.ts";
import { widthOf } from "./io.ts";
import { readSaved } from "./saved-result.ts";
import { writeReports } from "./write-reports.ts";

export interface ReportCommandOptions extends CommonOptions { from?: string; format?: string[]; quiet?: boolean; maxShow?: number; snippets?: boolean; category?: string }

export async function renderSaved(options: ReportCommandOptions, context: Context): Promise<number> {
  const { io } = context;
  const outputs = readOutputs(options.format, {});
  const report = await readSaved(options.from, io);
  const root = resolve(io.cwd, options.root ?? ".");
  await writeReports(report, outputs, {
    color: colorLevel(options.color, io.env, io.stdout), sourceOf: (file) => readIfThere(join(root, file)), snippets: options.snippets !== false,
    rules: [], wholePaths: false, maxShow: options.maxShow ?? null, width: widthOf(io.stdout), hasInventory: true,
    flowCount: report.flows?.length ?? null, elapsed: null, hidden: [], category: options.category ?? null, mapChange: null,
  }, { quiet: options.quiet === true, isDiscovery: report.notes.some(({ kind }) => kind === "no-inventory") && report.flows !== undefined }, { ...context, io: { ...io, env: {} } });
  return exitCodes.clean;
}
