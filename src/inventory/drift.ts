/** Quotes of an inventory that the policy's text no longer holds, each with the sentence that comes nearest now. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DriftedQuote, Inventory } from "../model/index.ts";
import { foldSpace, quoteFinder, withoutMarkup } from "../model/quotes.ts";

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);

/** The line that shares most words with the quote. */
function nearestTo(quote: string, lines: readonly { text: string; line: number; words: ReadonlySet<string> }[]): DriftedQuote["nearest"] {
  const wanted = wordsOf(quote);
  let best: { text: string; line: number; score: number } | null = null;
  for (const { text, line, words } of lines) {
    const shared = [...wanted].filter((word) => words.has(word)).length;
    const score = (2 * shared) / (wanted.size + words.size || 1);
    if (score > 0.4 && (best === null || score > best.score)) best = { text, line, score };
  }
  return best && { text: best.text.length > 160 ? `${best.text.slice(0, 157)}...` : best.text, line: best.line };
}

/** `text`: the policy as it is; a PDF or DOCX file cannot be compared here. */
export function driftOf(inventory: Inventory, text: string): DriftedQuote[] {
  const { policy } = inventory;
  if (!policy || text.startsWith("%PDF") || text.startsWith("PK\u0003\u0004")) return [];
  const isQuoted = quoteFinder(text);
  const entries = [
    ...inventory.data.map((entry) => ({ ...entry, entry: entry.type as string, type: entry.type as string | null })),
    ...inventory.prohibited.map((entry) => ({ ...entry, entry: `prohibited ${entry.type}`, type: entry.type as string | null })),
    ...inventory.vendors.map((entry) => ({ ...entry, entry: `vendor ${entry.id}`, type: null as string | null })),
  ];
  const gone = entries.filter(({ source }) => source?.quote !== undefined && source.document === undefined && !isQuoted(source.quote));
  if (gone.length === 0) return [];
  const lines = text.split("\n").flatMap((raw, index) => withoutMarkup(raw).split(/(?<=[.!?;])\s+/).filter((part) => part.length > 10).map((part) => ({ text: part, line: index + 1, words: wordsOf(part) })));
  return gone.map(({ entry, type, line, source }) => ({ entry, type, line, quote: foldSpace(source?.quote ?? ""), policy: policy.file, nearest: nearestTo(source?.quote ?? "", lines) }));
}

/** The policy's text, or null where there is none to compare with. */
export function readPolicyText(inventory: Inventory, root: string): string | null {
  if (!inventory.policy) return null;
  try {
    return readFileSync(resolve(root, inventory.policy.file), "utf8");
  } catch {
    return null;
  }
}
