/** The nearest known word to one that is not known, when it is near enough to be meant. */
import { closest, distance } from "fastest-levenshtein";

export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const wanted = word.toLowerCase();
  const best = closest(wanted, [...known]);
  // Two swapped letters count as two.
  const allowed = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  if (distance(wanted, best) <= allowed) return best;
  return known.find((candidate) => candidate.split(/[-._]/).includes(wanted));
}

export const didYouMean = (suggestion: string | undefined): string => (suggestion ? ` Did you mean \`${suggestion}\`?` : "");
