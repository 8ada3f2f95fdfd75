/** Reads a saved JSON result. */
import { UserError } from "../errors.ts";
import type { Report } from "../model/index.ts";
import { readNamed, readStdin } from "./files.ts";
import type { Io } from "./io.ts";

const fix = "Make one with `privacy-lint --format json=result.json`.";

/** What `--from` names, as it is. */
export async function readSavedText(from: string | undefined, io: Io): Promise<string> {
  if (from === undefined) throw new UserError({ what: "`--from` is missing.", fix: `Name a saved result: \`--from result.json\`. ${fix}` });
  return from === "-" ? readStdin(io) : readNamed(from, io, fix);
}

export async function parseSaved(text: string, from: string): Promise<Report> {
  const { parseReport } = await import("../report/schema.ts");
  const report = parseReport(text);
  if ("what" in report) throw new UserError({ what: `${from} is no result that can be read. ${report.what}.`, fix });
  return report;
}

export const readSaved = async (from: string | undefined, io: Io): Promise<Report> => parseSaved(await readSavedText(from, io), from ?? "");
