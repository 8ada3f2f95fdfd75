/** The small words that steer the reading of a sentence: auxiliaries, negations, determiners, conditions, exceptions. */
import type { Verb } from "./lexicon.ts";
import type { ActionWord } from "./types.ts";
import { foldWord } from "./words.ts";

export const beWords = new Set(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "isn't", "aren't", "wasn't", "weren't"]);
export const haveWords = new Set(["have", "has", "had", "having", "haven't", "hasn't", "ve"]);
export const modals = new Set(["may", "might", "can", "could", "will", "would", "shall", "should", "must", "cannot", "do", "does", "did", "don't", "doesn't", "didn't", "won't", "wouldn't", "can't", "couldn't", "shouldn't", "we'll", "you'll", "they'll", "we've", "you've", "need", "needs", "to", "also"]);
export const negations = new Set(["not", "never", "neither", "nor", "no", "cannot", "without", "don't", "doesn't", "didn't", "won't", "can't", "wouldn't", "couldn't", "isn't", "aren't", "stop", "refrain", "nothing", "avoid"]);
export const determiners = new Set(["the", "a", "an", "your", "our", "their", "its", "his", "her", "this", "these", "those", "any", "such", "of", "each", "every", "some", "other", "all", "my", "certain", "in", "on", "with", "further", "no", "first", "for", "from", "by", "at", "under", "about", "internal", "same", "personal", "third", "party", "data", "information"]);
export const conditionWords = new Set(["if", "when", "whenever", "where", "unless", "once", "while", "after", "before", "until", "because", "whether", "should", "upon", "since", "although", "though"]);
export const exceptionWords = new Set(["except", "unless", "excluding", "besides"]);
export const listMarks = new Set(["including", "include", "includes", "namely", "e", "like", "i"]);
export const dataNouns = new Set((["information", "data", "detail", "metadata", "record", "content", "identifier", "term", "category", "type", "that", "this", "which", "list", "cookie", "log", "example", "following", "material", "report", "profile", "statistic", "technology", "file", "these", "it", "they", "collection", "element", "item", "input"]).map(foldWord));
export const askWords = /^(?:ask|asked|asks|require|required|requires|request|requested|need|needed|invite|invited|prompt|prompted|choose|chose|elect|opt|decide|encourage|encouraged|allow|allows|permit|permits|able|obliged|likely|continue|continues|wish|want|have|has|going|reserve|prefer|agree|intend|begin|start|used|enable|enables|right|option|ability|opportunity|try|attempt|seek|expected|has)$/;
export const supplyOnly = new Set(["ask", "require", "request", "need", "invite", "prompt", "choose", "elect", "opt", "decide", "encourage", "wish", "want", "agree", "prefer"]);
export const handOver = new Set(["provide", "submit", "give", "supply", "enter", "share", "disclose", "send", "furnish"]);
const actionOf: Readonly<Record<string, ActionWord>> = {
  receive: "receive", request: "request", ask: "request", require: "request", track: "track", monitor: "track", sell: "sell", rent: "sell", trade: "sell", transfer: "transfer",
  disclose: "disclose", send: "send", transmit: "send", log: "log", process: "process",
};

export const isAdverb = (word: string): boolean => word.endsWith("ly") || ["also", "only", "always", "sometimes", "often", "then", "just", "further", "generally", "never", "not", "however", "otherwise", "too", "still", "either", "for", "example", "likewise", "instead", "as", "well"].includes(word);

export function actionFor({ lemma, classes }: Verb): ActionWord {
  const known = actionOf[lemma];
  if (known) return known;
  return (["collect", "store", "sell", "share", "display"] as const).find((name) => classes.has(name)) ?? "use";
}
