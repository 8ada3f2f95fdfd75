/** Which lines a suppression speaks of. */
import type { Directive } from "./directive.ts";

export interface Region { directive: Directive; from: number; to: number }
export interface Regions { regions: Region[]; unpaired: Directive[] }

const isOwnLine = (directive: Directive): boolean => directive.reach === "next-line" || (directive.reach === "line" && directive.ownLine);

/** Stacked comments all speak of the first line below the stack. */
function nextLine(directive: Directive, all: readonly Directive[]): number {
  let line = directive.endLine + 1;
  for (let below = all.find((other) => other.line === line); below && isOwnLine(below);) {
    line = below.endLine + 1;
    below = all.find((other) => other.line === line);
  }
  return line;
}

/** An end closes the last open start with its rules; without rules, the last open start. */
function takeStart(open: Directive[], end: Directive): Directive | undefined {
  const index = open.findLastIndex((start) => end.rules.length === 0 || end.rules.join() === start.rules.join());
  return index === -1 ? undefined : open.splice(index, 1)[0];
}

/** Directives of one file, in the order of their lines. */
export function findRegions(directives: readonly Directive[]): Regions {
  const regions: Region[] = [];
  const unpaired: Directive[] = [];
  const open: Directive[] = [];
  for (const directive of directives) {
    if (directive.reach === "file") regions.push({ directive, from: 1, to: Number.MAX_SAFE_INTEGER });
    else if (directive.reach === "start") open.push(directive);
    else if (directive.reach === "end") {
      const start = takeStart(open, directive);
      if (start) regions.push({ directive: start, from: start.line, to: directive.line });
      else unpaired.push(directive);
    }
    else {
      const line = isOwnLine(directive) ? nextLine(directive, directives) : directive.line;
      regions.push({ directive, from: line, to: line });
    }
  }
  return { regions, unpaired: [...unpaired, ...open] };
}
