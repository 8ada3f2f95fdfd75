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

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

/** The counts alone: a gate need not load the library that checks the rest. */
export async function parseCounts(text: string, from: string): Promise<Pick<Report, "summary">> {
  try {
    const { schemaVersion, summary, findings } = JSON.parse(text) as Partial<Report>;
    const counts = Object.values(summary?.findings ?? {});
    if (schemaVersion === 1 && summary && counts.length === 3 && counts.every(isCount) && Array.isArray(findings)) return { summary };
  } catch {
    // Whoever says what is wrong looks closer.
  }
  return parseSaved(text, from);
}

export const readSaved = async (from: string | undefined, io: Io): Promise<Report> => parseSaved(await readSavedText(from, io), from ?? "");
