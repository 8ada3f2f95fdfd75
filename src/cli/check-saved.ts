/** The check command: the counts of a saved result -> exit code and one line. */
import { bySeverity, total } from "../report/words.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { exitCodeOf } from "./gate.ts";
import type { FailOn } from "./gate.ts";
import { write } from "./io.ts";
import { readSaved } from "./saved-result.ts";

export interface CheckOptions extends CommonOptions { from?: string; failOn?: FailOn; maxWarnings?: number }

export async function checkSaved({ from, failOn = "error", maxWarnings }: CheckOptions, { io }: Context): Promise<number> {
  const report = await readSaved(from, io);
  const code = exitCodeOf(report, { failOn, maxWarnings });
  const found = total(report.summary) === 0 ? "no findings" : bySeverity(report.summary);
  const gate = maxWarnings === undefined ? `fails on ${failOn}` : `fails on ${failOn} and on more than ${maxWarnings} warnings`;
  await write(io.stdout, `${code === exitCodes.clean ? "✔ passed" : "✖ failed"}: ${found} (${gate})\n`);
  return code;
}
