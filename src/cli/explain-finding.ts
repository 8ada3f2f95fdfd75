/** One finding in full, found by its fingerprint in a saved result or in a fresh run. */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { runLint } from "../lint.ts";
import type { Finding, Report, ReportFlow } from "../model/index.ts";
import { plainOptions } from "../report/index.ts";
import { painter } from "../report/paint.ts";
import { findingBlock } from "../report/text.ts";
import { colorLevel } from "./color.ts";
import type { Context } from "./context.ts";
import type { ExplainOptions } from "./explain.ts";
import { readIfThere } from "./files.ts";
import { readSaved } from "./saved-result.ts";
import { lintOptions, rootOf } from "./scan.ts";

interface Found { report: Report; candidates: readonly Finding[]; sourceOf: (file: string) => string | undefined }

async function look(options: ExplainOptions, context: Context): Promise<Found> {
  if (options.from !== undefined) {
    const report = await readSaved(options.from, context.io);
    return { report, candidates: report.findings, sourceOf: (file) => readIfThere(join(rootOf(options, context), file)) };
  }
  const result = await runLint({ ...await lintOptions([], options, context), flows: true });
  const candidates = [...result.report.findings, ...result.baselined, ...result.suppressed.map(({ finding }) => finding)];
  return { report: result.report, candidates, sourceOf: result.sourceOf };
}

const isAt = ({ location }: ReportFlow, finding: Finding): boolean =>
  location.file === finding.location.file && location.line === finding.location.line && location.column === finding.location.column;

export async function explainFinding(fingerprint: string, options: ExplainOptions, context: Context): Promise<string> {
  const { report, candidates, sourceOf } = await look(options, context);
  const found = candidates.filter((finding) => finding.fingerprint.startsWith(fingerprint));
  const [finding] = found;
  if (!finding || found.length > 1) {
    throw new UserError({
      what: finding ? `\`${fingerprint}\` begins the fingerprints of ${found.length} findings.` : `No finding has the fingerprint \`${fingerprint}\`.`,
      fix: finding ? "Give more of it." : "It may be mended; `privacy-lint` lists the findings there are.",
    });
  }
  const color = colorLevel(options.color, context.io.env, context.io.stdout);
  const paint = painter(color);
  const reasons = (report.flows ?? []).filter((flow) => isAt(flow, finding)).map(({ reason }) => reason);
  const lines = (title: string, texts: readonly string[]): string[] => (texts.length === 0 ? [] : ["", paint.bold(title), ...texts.map((text) => `  ${text}`)]);
  return [
    findingBlock(finding, { paint, options: { ...plainOptions, color, sourceOf, wholePaths: true } }),
    ...lines("Why it matters", [finding.why]),
    ...lines("Why this is personal data", [...new Set(reasons)].flatMap((reason) => reason.split("; "))),
    ...lines("How sure", [finding.certainty === "sure" ? "Sure: the data and the place it goes to are both resolved." : "Likely: a weak name, an unknown key or a receiver known by convention only; reported one step lower."]), "",
  ].join("\n");
}
