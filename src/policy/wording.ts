/** Wordings that several steps look for: open lists, "this information", hashed or aggregated forms. */
import type { DataTypeId } from "../model/index.ts";
import type { Frame, Placed } from "./frames.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Sentence } from "./read.ts";
import type { Statement } from "./types.ts";

export const shareActions = new Set(["share", "sell", "transfer", "disclose", "send"]);
export const openMarks = /\b(?:such as|including|includes?|like|e\.g\.|for example|and\/or similar|among other|or similar|and similar|and other)\b|etc\b/i;
export const backReference = /\b(?:this|that|these|those|the|such|your) (?:stored |collected |above |following )?(?:types? of )?(?:information|data|details|logs?|records?|metadata)\b|\b(?:use|uses|process) (?:it|them)\b|\bthe information (?:we collect|collected|you provide)\b/i;

export function formOf(placed: Placed, sentence: Sentence): Statement["form"] {
  const { mention, frame } = placed;
  const near = sentence.tokens.slice(Math.max(0, mention.from - 4), mention.to).map((token) => token.word);
  if (near.some((word) => /^(?:hash|hashed|pseudonymi[sz]ed|pseudonymous)$/.test(word))) return "pseudonymous";
  if (near.some((word) => /^(?:aggregate|aggregated|anonymi[sz]ed|deidentified|identified)$/.test(word) && word !== "identified")) return "aggregated";
  const after = sentence.clauses.placed.some((other) => other.mention.type === "deidentified-data" && other.frame === frame && other.mention.to <= mention.from && mention.from - other.mention.to < 12);
  return after ? "aggregated" : "plain";
}

export function isBroader(broad: DataTypeId, type: DataTypeId, lexicon: Lexicon): boolean {
  for (let at: DataTypeId | null = type; at !== null; at = lexicon.types.get(at)?.broader ?? null) if (at === broad) return true;
  return false;
}

/** Where somebody is, worked out from something else, is known roughly. */
export const coarser = (type: DataTypeId, { lemma }: Frame): DataTypeId => (type === "location" && ["approximate", "estimate", "infer", "derive", "determine"].includes(lemma) ? "approximate-location" : type);
