/** Finds the words of a sentence that name a data type, and drops those that only look like it. */
import type { DataTypeId } from "../model/index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Token } from "./words.ts";

export interface Mention { type: DataTypeId; isWeak: boolean; from: number; to: number }

/** "by e-mail", "via the app": a channel, not data. */
const channelWords = new Set(["via", "by", "through", "over", "per"]);
const openers = new Set([".", ",", "and", "or", "(", "/", ":", ";", "as", "including", "include", "like", "your", "their", "his", "her", "e", "g", "—", "–", "the", "a", "an", "any", "|", "of", "user", "customer", "other", "s", "your full", "example", "public", "such", "this", "that", "these", "maybe", "possibly", "optionally", "full", "personal"]);
const closers = new Set([",", "and", "or", ")", "/", ".", ";", ":", "when", "if", "to", "for", "with", "from", "in", "on", "that", "which", "you", "of", "—", "–", "&", "along", "as", "so", "where", "by", "|", "we", "associated", "(", "at", "into", "during", "while", "provided", "entered", "via", "through", "etc", "up", "following", "unless", "without", "except", "before", "after", "until", "because", "only", "not", "is", "are", "may", "will", "has", "have", "being"]);

const overlaps = (a: { from: number; to: number }, b: { from: number; to: number }): boolean => a.from < b.to && b.from < a.to;

/** A weak word has to stand alone as a noun: "your name, address" and not "name servers", "address these". */
function standsAlone(tokens: readonly Token[], mention: Mention, practiceVerbs: ReadonlyMap<string, unknown>): boolean {
  const before = tokens[mention.from - 1];
  const after = tokens[mention.to];
  const opens = !before || openers.has(before.lower) || openers.has(before.word) || practiceVerbs.has(before.lower);
  if (before && ["the", "a", "an", "any"].includes(before.lower)) return after === undefined || [",", "and", "or", ")", "/"].includes(after.lower);
  const closes = !after || closers.has(after.lower) || closers.has(after.word);
  return opens && closes;
}

/** "our servers log IP addresses", "the server logs your address": a verb, not server logs. */
function isLogging(tokens: readonly Token[], { from, to }: Mention, next: Token | undefined): boolean {
  const last = tokens[to - 1]?.lower;
  if (to - from < 2 || next === undefined || !next.isWord) return false;
  if (last === "log") return /s$/.test(tokens[to - 2]?.lower ?? "") && !["file", "files", "data", "entry", "entries", "information"].includes(next.lower);
  return last === "logs" && !/s$/.test(tokens[to - 2]?.lower ?? "") && ["your", "every", "each"].includes(next.lower);
}

const betweenItems = new Set([",", "and", "or", "/", "&", "a", "your", "other", "mobile"]);

function isBesideThings(tokens: readonly Token[], mention: Mention, things: ReadonlySet<string> | undefined): boolean {
  if (!things) return false;
  const beside = (step: 1 | -1): string => {
    let at = step > 0 ? mention.to : mention.from - 1;
    while (betweenItems.has(tokens[at]?.lower ?? "")) at += step;
    return tokens[at]?.word ?? "";
  };
  return things.has(beside(1)) || things.has(beside(-1));
}

export function findMentions(tokens: readonly Token[], lexicon: Lexicon): Mention[] {
  const vetoes = lexicon.vetoes.findOverlapping(tokens);
  const found = lexicon.dataTypes.findOverlapping(tokens).map(({ value, from, to }): Mention => ({ ...value, from, to }));
  const isKept = (mention: Mention): boolean => {
    if (vetoes.some((veto) => veto.value === mention.type && overlaps(veto, mention))) return false;
    const next = tokens[mention.to];
    if (next?.isWord && lexicon.headStop.has(next.word)) return false;
    if (mention.type === "log-data" && isLogging(tokens, mention, next)) return false;
    // "your operating system's permissions" speaks of the permissions.
    if (/['’]s$/.test(tokens[mention.to - 1]?.raw ?? "") || (/^['’]$/.test(next?.raw ?? "") && /s$/.test(tokens[mention.to - 1]?.raw ?? ""))) return false;
    let at = mention.from - 1;
    while (["your", "their", "our", "the", "a", "an", "or"].includes(tokens[at]?.lower ?? "")) at -= 1;
    if (channelWords.has(tokens[at]?.lower ?? "") && !tokens.slice(0, at).some((token) => token.word === "linked")) return false;
    if (mention.isWeak && isBesideThings(tokens, mention, lexicon.notBeside.get(mention.type))) return false;
    return !mention.isWeak || standsAlone(tokens, mention, lexicon.verbs);
  };
  const strong = found.filter((mention) => !mention.isWeak && isKept(mention));
  /** A weak word alone in a sentence says too little; "your" or another data type nearby makes it one. */
  const hasCompany = (mention: Mention): boolean => !mention.isWeak || ["your", "their", "user", "customer"].includes(tokens[mention.from - 1]?.word ?? "")
    || strong.some((other) => other.type !== "personal-data" && other.type !== mention.type) || found.filter((other) => other.isWeak && other.type !== mention.type && isKept(other)).length > 1 || tokens.length < 8;
  const kept = found.filter((mention) => isKept(mention) && hasCompany(mention));
  const isInside = (inner: Mention, outer: Mention): boolean =>
    outer !== inner && outer.from <= inner.from && inner.to <= outer.to && outer.to - outer.from > inner.to - inner.from && !(inner.isWeak === false && outer.isWeak);
  const isBroader = (broad: DataTypeId, type: DataTypeId): boolean => {
    for (let at: DataTypeId | null = type; at !== null; at = lexicon.types.get(at)?.broader ?? null) if (at === broad) return true;
    return false;
  };
  /**
   * In "your contact information" the word belongs to what follows, not to "your contacts"; in "precise location of your
   * device" both are the same thing, and the narrower word says what it is.
   */
  const isModifier = (mention: Mention, other: Mention): boolean => {
    if (other.from > mention.from && other.from === mention.to - 1 && other.to > mention.to) return !isBroader(other.type, mention.type);
    return mention.from > other.from && mention.from === other.to - 1 && mention.to > other.to && mention.type !== other.type && isBroader(mention.type, other.type);
  };
  return kept
    .filter((mention) => !kept.some((other) => isInside(mention, other) || isModifier(mention, other)))
    .filter((mention, index, all) => all.findIndex((other) => other.type === mention.type && other.from === mention.from && other.to === mention.to) === index);
}
