/** Reads a saved JSON result. */
import { UserError } from "../errors.ts";
import type { Report } from "../model/index.ts";
import { readNamed, readStdin } from "./files.ts";
import type { Io } from "./io.ts";

const fix = "Make one with `privacy-lint --format json=result.json`.";

export async function readSaved(from: string | undefined, io: Io): Promise<Report> {
  if (from === undefined) throw new UserError({ what: "`--from` is missing.", fix: `Name a saved result: \`--from result.json\`. ${fix}` });
  const text = from === "-" ? await readStdin(io) : readNamed(from, io, fix);
  const { parseReport } = await import("../report/schema.ts");
  const report = parseReport(text);
  if ("what" in report) throw new UserError({ what: `${from} is no result that can be read. ${report.what}.`, fix });
  return report;
}
