/** Where a sentence names a company the lexicon knows, and whether it is named as somebody who does or gets something. */
import type { Block } from "./block.ts";
import type { Company } from "./lexicon.ts";
import type { Reader } from "./read.ts";
import type { Token } from "./words.ts";

export interface FoundCompany extends Company { from: number; to: number; isUsed: boolean; /** Index of the block that is its title, where the sentence does not name it. */ title?: number }

const cueWords = new Set(["like", "as", "including", "by", "use", "uses", "using", "used", "via", "with", "through", "host", "hosts", "hosting", "and", "or", ",", "to", "from", "e", "g", "(", "/", "called", "provider", "partner", "is", "are", "on", "namely", "processor", "&", ":", "our", "your", "a", "an", "the", "in", "at", "of", "."]);
const usedWords = new Set(["use", "uses", "using", "used", "via", "with", "through", "by", "to", "employ", "employs", "on"]);

/** At the start of a sentence every word is capital: "Segment receives" and "Sentry is our" are names, "Segment reports" may be none. */
const actsAtStart = (after: Token, next: Token | undefined): boolean =>
  /^(?:receives|gets|stores|processes|hosts|handles|delivers|sends|collects|provides|sees|powers|runs)$/.test(after.lower) || (after.lower === "is" && /^(?:a|an|our|the)$/.test(next?.lower ?? ""));

/** The places in a sentence where a known company's name stands as a name. */
export function companySpans(sentence: { tokens: readonly Token[]; block: Block }, reader: Reader): FoundCompany[] {
  const { tokens } = sentence;
  return reader.lexicon.companies.findAll(tokens).flatMap(({ value, from, to }) => {
    const first = tokens[from];
    if (!first || !/^(?:[A-Z]|[a-z]+[A-Z])/.test(first.raw)) return [];
    if (reader.names.words.has(first.lower.replace(/'s$/, ""))) return [];
    // "your Google ads" are not Google Ads.
    if (tokens.slice(from + 1, to).some((token) => /^[a-z]/.test(token.raw)) && value.name.split(" ").every((part) => /^[A-Z]/.test(part))) return [];
    const before = tokens[from - 1];
    const after = tokens[to];
    // Part of an address: www.google.com/policies, someone@google.com.
    const isGlued = (before && /[./@\-_]/.test(before.raw) && before.end === first.start) || (after && /[./@]/.test(after.raw) && after.start === tokens[to - 1]?.end && tokens[to + 1]?.start === after.end);
    if (isGlued) return [];
    if (value.isWord) {
      const isStart = from === 0 || before?.raw === "." || before?.raw === "“" || before?.raw === "\"";
      // "that Resend delivers": a name that acts.
      const acts = after !== undefined && (isStart ? actsAtStart(after, tokens[to + 1]) : reader.lexicon.verbs.get(after.lower)?.form === "s" || after.lower === "is");
      const isCued = acts || before !== undefined && cueWords.has(before.lower) && !["the", "our", "your", "a", "an"].includes(before.lower);
      if ((isStart && !acts && sentence.block.kind === "paragraph") || (!isStart && !isCued)) return [];
    }
    const previous = tokens.slice(Math.max(0, from - 3), from).map((token) => token.lower);
    const isUsed = previous.some((word) => usedWords.has(word)) && !previous.includes("your");
    return [{ ...value, from, to, isUsed }];
  });
}
