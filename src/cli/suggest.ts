/** Did-you-mean for words typed on the command line. */
import { createRequire } from "node:module";

type Levenshtein = typeof import("fastest-levenshtein");

export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word === "") return undefined;
  // Only a mistake needs it: not loaded for `--help`.
  const { closest, distance } = createRequire(import.meta.url)("fastest-levenshtein") as Levenshtein;
  const wanted = word.toLowerCase();
  const prefixed = known.filter((candidate) => candidate.startsWith(wanted));
  if (prefixed.length === 1) return prefixed[0];
  const best = closest(wanted, [...known]);
  if (distance(wanted, best) <= Math.max(2, Math.floor(wanted.length / 3))) return best;
  return known.find((candidate) => candidate.split(/[-._]/).includes(wanted));
}

export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : ` Did you mean \`${near}\`?`;
}
