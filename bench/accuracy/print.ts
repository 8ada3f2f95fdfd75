/** Says in tables what a score found: the figures of each application, then what the misses have in common. */
import { share, table } from "../table.ts";
import type { Cell } from "../table.ts";
import type { Site } from "./labels.ts";
import type { Count, Flagged, Score } from "./score.ts";

const outOf = ({ found, of }: Count): string => `${found}/${of}`;

export function figures(scores: Map<string, Score>): string {
  const head = ["application", "recall", "", "precision", "", "right", "extra", "missing", "types right"];
  return table(head, [...scores].map(([app, score]) => figuresOf(app, score)));
}

/** Types right: the share of the data types reported at found sites that are really there. */
function figuresOf(app: string, { positives, negatives, types }: Score): Cell[] {
  const flagged = positives.found + negatives.found;
  return [
    app, outOf(positives), share(positives.found, positives.of), `${positives.found}/${flagged}`, share(positives.found, flagged),
    types.right, types.extra, types.missing, share(types.right, types.right + types.extra),
  ];
}

export function breakdown(title: string, counts: Map<string, Count>): string {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return table([title, "found", ""], rows.map(([key, count]) => [key, outOf(count), share(count.found, count.of)]));
}

export const missLines = (sites: Site[]): string[] => sites.map((site) => `${placeOf(site)} ${wanted(site)} - ${site.why}`);

export const falseLines = (flagged: Flagged[]): string[] =>
  flagged.map(({ site, reported }) => `${placeOf(site)} reported as [${reported.join(", ")}] - ${site.why}`);

/** `+` was reported and is not labelled, `-` is labelled and was not reported. */
export const typeLines = (mistyped: Flagged[]): string[] =>
  mistyped.map(({ site, reported }) => {
    const extra = reported.filter((type) => !site.types.includes(type)).map((type) => `+${type}`);
    const missing = site.types.filter((type) => !reported.includes(type)).map((type) => `-${type}`);
    return `${placeOf(site)} ${[...extra, ...missing].join(" ")} - ${site.why}`;
  });

const placeOf = ({ file, line, column, callee }: Site): string => `  ${file}:${line}:${column} ${callee}`;
const wanted = ({ types, basis, via }: Site): string => `[${types.join(", ")}] ${basis ?? ""} ${via ?? ""}`.trimEnd();
