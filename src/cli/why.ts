/** The why command: the flows that start, pass or end at a line. */
import { UserError } from "../errors.ts";
import { runLint } from "../lint.ts";
import type { Report, ReportFlow } from "../model/index.ts";
import { painter } from "../report/paint.ts";
import type { Painter } from "../report/paint.ts";
import { at } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { fromRoot } from "./files.ts";
import { write } from "./io.ts";
import { lintOptions, rootOf } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";

interface Place { file: string; line: number }

function parsePlace(text: string): Place {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(text);
  if (!match?.[1] || !match[2]) throw new UserError({ what: `\`${text}\` is no place.`, fix: "Write a file and a line: `privacy-lint why src/app.ts:12`." });
  return { file: match[1], line: Number(match[2]) };
}

function passes({ location, path, sources }: ReportFlow, { file, line }: Place): boolean {
  const isCall = location.file === file && location.line <= line && line <= location.endLine;
  return isCall || [...path, ...sources].some((point) => point.file === file && point.line === line);
}

function flowText(flow: ReportFlow, paint: Painter): string {
  const width = Math.max(...flow.path.map((hop) => at(hop).length), 0);
  return [
    `${paint.bold(flow.dataTypes.join(", ") || "unknown fields")} → ${flow.recipient.name} (${flow.surface})  ${paint.dim(`${flow.verdict}, ${flow.certainty}`)}`,
    ...flow.path.map((hop) => `  ${paint.dim(hop.kind.padEnd(6))} ${paint.place(at(hop).padEnd(width))}  ${hop.note}`),
    ...flow.reason.split("; ").map((reason) => `  ${paint.dim("why   ")} ${reason}`),
  ].join("\n");
}

function nothing({ notes }: Report, place: Place, isRead: boolean): string {
  const said = notes.filter(({ file }) => file === place.file).map(({ text }) => `${place.file} ${text}`);
  if (!isRead) return `${place.file} is not among the files that are read. ${said.join(". ")}`.trim();
  return [`No personal data was seen passing ${place.file}:${place.line}.`, ...said,
    "Either no known API sends or keeps data there, or nothing that reaches it is recognised as personal."].join("\n");
}

export async function why(text: string, options: ScanOptions, context: Context): Promise<number> {
  const { io } = context;
  const given = parsePlace(text);
  const place = { ...given, file: fromRoot(given.file, rootOf(options, context), io.cwd) };
  const result = await runLint({ ...await lintOptions([], options, context), flows: true });
  const paint = painter(colorLevel(options.color, io.env, io.stdout));
  const flows = (result.report.flows ?? []).filter((flow) => passes(flow, place));
  const isRead = result.sourceOf(place.file) !== undefined;
  await write(io.stdout, `${flows.length === 0 ? nothing(result.report, place, isRead) : flows.map((flow) => flowText(flow, paint)).join("\n\n")}\n`);
  return exitCodes.clean;
}
