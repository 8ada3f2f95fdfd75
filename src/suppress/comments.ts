/** Applies the suppression comments of the scanned files to the findings. */
import type { DirectiveFact, Finding } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { marker, readDirective } from "./directive.ts";
import type { Directive, Vocabulary } from "./directive.ts";
import { toProblem } from "./problem.ts";
import { findRegions } from "./regions.ts";
import type { Region } from "./regions.ts";

export interface SuppressOptions extends Vocabulary {
  /** YYYY-MM-DD; handed in, so that a run can be repeated. */
  today: string;
  /** Rules that ran: a comment for another one is not unused. Left out: all. */
  active?: readonly string[];
}

export interface SuppressedFinding { finding: Finding; reason: string; file: string; line: number }

export interface Suppressed {
  kept: Finding[];
  suppressed: SuppressedFinding[];
  /** Findings about the comments themselves. */
  problems: Finding[];
}

interface Problem { file: string; line: number; column: number; endLine: number; text: string; what: string; fix: string }

interface FileComments { regions: Region[]; problems: Problem[] }

const textOf = (directive: Directive, what: string, fix: string): Problem => ({ ...directive, what, fix });

function readFile(file: string, facts: readonly DirectiveFact[], options: SuppressOptions): FileComments {
  const problems: Problem[] = [];
  const directives: Directive[] = [];
  for (const fact of [...facts].sort((a, b) => a.at - b.at)) {
    const directive = readDirective(fact, file, options);
    if ("what" in directive) problems.push({ file, line: lineOf(fact.at), column: columnOf(fact.at), endLine: fact.endLine, text: fact.text, ...directive });
    else if (directive.until !== null && options.today > directive.until) {
      problems.push(textOf(directive, `This suppression ended on ${directive.until}.`, "Mend what it hides, or give it a new date and reason."));
    }
    else directives.push(directive);
  }
  const { regions, unpaired } = findRegions(directives);
  const orphans = unpaired.map((directive) => (directive.reach === "start"
    ? textOf(directive, `This \`${marker}-start\` is never ended.`, `Add \`${marker}-end\` below the lines it is for, or use \`${marker}-file\`.`)
    : textOf(directive, `This \`${marker}-end\` ends nothing.`, "Remove it, or name the rules of the start it belongs to.")));
  return { regions, problems: [...problems, ...orphans] };
}

/** A comment on any line of a call that spans several speaks of the call. */
function touches({ directive, from, to }: Region, { rule, location }: Finding): boolean {
  return directive.rules.includes(rule) && from <= location.endLine && to >= location.line;
}

/** Data types that are not named keep the finding: a comment for the e-mail address does not hide the phone number. */
function coversAll(regions: readonly Region[], finding: Finding): boolean {
  if (regions.some(({ directive }) => directive.dataTypes.length === 0)) return true;
  const named = new Set(regions.flatMap(({ directive }) => directive.dataTypes));
  return finding.dataTypes.length > 0 && finding.dataTypes.every((type) => named.has(type));
}

function speaksOf({ directive }: Region, finding: Finding): boolean {
  return directive.dataTypes.length === 0 || directive.dataTypes.some((type) => finding.dataTypes.includes(type));
}

function unusedProblems(regions: readonly Region[], used: ReadonlySet<Directive>, active: readonly string[] | undefined): Problem[] {
  return regions
    .map(({ directive }) => directive)
    .filter((directive) => !used.has(directive) && (active === undefined || directive.rules.every((rule) => active.includes(rule))))
    .map((directive) => textOf(directive, `This suppression of ${directive.rules.map((rule) => `\`${rule}\``).join(", ")} hides nothing.`, "Remove it."));
}

function toFindings(problems: Problem[]): Finding[] {
  const seen = new Map<string, number>();
  return [...problems]
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
    .map(({ what, fix, ...place }) => {
      const key = [place.file, place.text, what].join("\n");
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      return toProblem(place, what, fix, ordinal);
    });
}

export function applySuppressions(
  findings: readonly Finding[],
  directivesByFile: ReadonlyMap<string, readonly DirectiveFact[]>,
  options: SuppressOptions,
): Suppressed {
  const files = new Map([...directivesByFile].map(([file, facts]) => [file, readFile(file, facts, options)]));
  const used = new Set<Directive>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const speaking = (files.get(finding.location.file)?.regions ?? []).filter((region) => touches(region, finding) && speaksOf(region, finding));
    speaking.forEach(({ directive }) => used.add(directive));
    const first = speaking[0]?.directive;
    if (first && coversAll(speaking, finding)) suppressed.push({ finding, reason: first.reason, file: first.file, line: first.line });
    else kept.push(finding);
  }
  const problems = [...files.values()].flatMap((file) => [...file.problems, ...unusedProblems(file.regions, used, options.active)]);
  return { kept, suppressed, problems: toFindings(problems) };
}
