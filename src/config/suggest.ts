/** The nearest known word to one that is not known, when it is near enough to be meant. */
import { createRequire } from "node:module";
import type * as Levenshtein from "fastest-levenshtein";

const require = createRequire(import.meta.url);

export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const { closest, distance } = require("fastest-levenshtein") as typeof Levenshtein;
  const folded = new Map(known.map((one) => [one.toLowerCase(), one]));
  const wanted = word.toLowerCase();
  const best = closest(wanted, [...folded.keys()]);
  // Two swapped letters count as two.
  const allowed = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  if (distance(wanted, best) <= allowed) return folded.get(best);
  return known.find((one) => one.split(/[-._]/).includes(wanted));
}

export const didYouMean = (suggestion: string | undefined): string => (suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`);
