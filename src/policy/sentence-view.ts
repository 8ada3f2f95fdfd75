/** Questions about a sentence's words: who acts, is this a verb here, is it denied, does a clause begin. */
import { askWords, beWords, dataNouns, determiners, haveWords, isAdverb, modals, negations, supplyOnly } from "./clause-words.ts";
import type { Actor, Frame } from "./frames.ts";
import type { Lexicon, Verb } from "./lexicon.ts";
import type { Mention } from "./mentions.ts";
import type { Token } from "./words.ts";

/** Words that act: the owner's names, and companies that are named (token ranges). */
export interface Names { own: ReadonlySet<string>; companies: readonly [number, number][] }

export class SentenceView {
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  readonly mentionAt = new Map<number, Mention[]>();
  readonly actorAt = new Map<number, { actor: Actor; to: number; isThing?: boolean }>();
  readonly frames: Frame[] = [];
  readonly isDenied: boolean;
  clauseStart = 0;

  constructor(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon, names: Names, isDenied: boolean) {
    this.tokens = tokens;
    this.lexicon = lexicon;
    this.isDenied = isDenied;
    for (const mention of mentions) this.mentionAt.set(mention.from, [...(this.mentionAt.get(mention.from) ?? []), mention]);
    for (const { value, from, to } of lexicon.actors.findAll(tokens)) this.actorAt.set(from, { actor: value, to, isThing: value === "first" && to - from > 1 });
    tokens.forEach((token, index) => {
      if (/^(?:we|you|they|i)['](?:ll|ve|re|d)$/.test(token.lower)) this.actorAt.set(index, { actor: token.lower.startsWith("you") ? "user" : token.lower.startsWith("they") ? "third" : "first", to: index + 1 });
      if (names.own.has(token.lower.replace(/'s$/, "")) || (tokens[index - 1]?.raw === "{" && token.isWord)) this.actorAt.set(index, { actor: "first", to: index + 1 });
    });
    for (const [from, to] of names.companies) this.actorAt.set(from, { actor: "third", to });
  }

  lower(index: number): string {
    return this.tokens[index]?.lower ?? "";
  }

  /** The word before, adverbs and "not" skipped. */
  previous(index: number): number {
    let at = index - 1;
    while (at >= 0 && (isAdverb(this.lower(at)) || /^["“”'’]$/.test(this.lower(at)) || (this.lower(at) === "," && (isAdverb(this.lower(at + 1)) || isAdverb(this.lower(at - 1)))))) at -= 1;
    return at;
  }

  actorBefore(index: number): Actor | null {
    for (let at = index - 1; at >= this.clauseStart; at -= 1) {
      const found = this.actorAt.get(at);
      // "our partners' websites", "users' information": a possessive acts on nothing.
      if (!found || found.to > index || /['’]s?$/.test(this.tokens[found.to - 1]?.raw ?? "") || this.isPossessiveMark(found.to)) continue;
      const isNear = this.isOnlyAuxiliary(found.to, index);
      if (isNear && found.actor === "user" && ["and", "or"].includes(this.lower(at - (this.lower(at - 1) === "our" ? 2 : 1))) && this.lower(at - (this.lower(at - 1) === "our" ? 3 : 2)) === "we") return "first";
      if (isNear ? !(found.isThing && this.isAfterPreposition(at)) : !found.isThing && !this.isAfterPreposition(at)) return found.actor;
      const relative = this.lower(found.to) === "," ? found.to + 1 : found.to;
      if (["who", "that", "which"].includes(this.lower(relative)) && !found.isThing) return found.actor;
    }
    return null;
  }

  /** Nothing but "may also", "will not" between the actor and the verb. */
  isOnlyAuxiliary(from: number, to: number): boolean {
    return this.tokens.slice(from, to).every((token) => modals.has(token.lower) || isAdverb(token.lower) || haveWords.has(token.lower) || beWords.has(token.lower) || [",", "and", "or"].includes(token.lower) || this.lexicon.verbs.has(token.lower));
  }

  isAfterPreposition(at: number): boolean {
    const before = this.tokens.slice(Math.max(this.clauseStart, at - 2), at).map((token) => token.lower);
    const prepositions = ["of", "with", "to", "by", "from", "on", "via", "through", "about", "for", "in", "between", "among"];
    return prepositions.includes(before.at(-1) ?? "") || (prepositions.includes(before.at(-2) ?? "") && (before.at(-1) ?? "") !== ",");
  }

  isPossessiveMark(at: number): boolean {
    return /^['’]$/.test(this.tokens[at]?.raw ?? "");
  }

  isNegated(index: number): boolean {
    if (this.isDenied && !this.tokens.slice(0, index).some((_, at) => this.actorAt.get(at)?.actor === "first")) return true;
    for (let at = index - 1, steps = 0; at >= Math.max(0, this.clauseStart) && steps < 7; at -= 1) {
      const word = this.lower(at);
      if (word === ")" || word === "]") {
        while (at > 0 && this.lower(at) !== "(" && this.lower(at) !== "[") at -= 1;
        continue;
      }
      if (word === "but" || word === ";" || word === ".") return false;
      if (word === "not" && this.lower(at + 1) === "only") return false;
      // "no surprise that we collect": what stands before the subject negates something else.
      // "No advertising networks receive your data."
      if (this.actorAt.has(at) && this.tokens.slice(Math.max(this.clauseStart, at - 2), at).some((token) => token.lower === "no")) return true;
      if (this.actorAt.has(at) && !["neither", "never", "nor"].includes(this.lower(at - 1)) && this.lexicon.verbs.get(this.lower(index))?.form !== "past") return /n['’]t$/.test(word);
      if (negations.has(word)) return true;
      if (this.tokens[at]?.isWord) steps += 1;
      const other = this.frames.find((frame) => frame.verb === at);
      if (other) {
        const between = this.tokens.slice(at + 1, index).filter((token) => !["and", "or", ",", "and/or", "/", "(", ")"].includes(token.lower) && !isAdverb(token.lower));
        return between.length === 0 && other.isNegative;
      }
    }
    return false;
  }

  isMay(index: number): boolean {
    return this.tokens.slice(Math.max(this.clauseStart, index - 6), index).some((token) => ["may", "might", "can", "could"].includes(token.lower));
  }

  /** Is a verb of the same list right before: "collect and use", "sell, rent or share"? */
  follows(index: number): Frame | undefined {
    let at = index - 1;
    while (at >= 0 && (["and", "or", ",", "/", "(", ")"].includes(this.lower(at)) || isAdverb(this.lower(at)))) at -= 1;
    if (at === index - 1) return undefined;
    return this.frames.find((frame) => frame.verb === at);
  }

  /** Active, passive, gerund, or no verb here at all. */
  verbUse(index: number, verb: Verb): "active" | "passive" | "gerund" | null {
    const before = this.previous(index);
    const word = this.lower(before);
    const follows = this.follows(index);
    if (verb.form === "past") {
      for (let at = index - 1, steps = 0; at >= 0 && steps < 6; at -= 1) {
        const earlier = this.lower(at);
        if (beWords.has(earlier)) return "passive";
        if (haveWords.has(earlier)) return "active";
        if (!(isAdverb(earlier) || [",", "and", "or", "/", "been", "temporarily", "further", "(", ")"].includes(earlier) || this.lexicon.verbs.get(earlier)?.form === "past")) break;
        steps += 1;
      }
      if (follows && follows.isPassive) return "passive";
      const actor = this.actorAt.get(before);
      return actor && actor.actor !== "third" ? "active" : null;
    }
    if (verb.form === "ing") {
      if (beWords.has(word)) return "active";
      if (["by", "from", "through", "for", "in", "while", "when", "without", "before", "after", "of", "stop", "keep", "continue", "about", "on"].includes(word)) return "gerund";
      if (follows && this.lexicon.verbs.get(this.lower(follows.verb))?.form === "ing") return "gerund";
      return null;
    }
    if (before < 0) return verb.form === "base" && (!verb.isNoun || this.isDenied) ? "active" : null;
    if (modals.has(word) || word === "not" || word.endsWith("n't")) return "active";
    if (follows && this.lexicon.verbs.get(this.lower(follows.verb))?.form === verb.form) return "active";
    if ((word === "that" || word === "which" || word === "who") && !this.lower(index + 1).startsWith("data")) return "active";
    if (this.tokens.slice(before + 1, index).some((token) => token.lower === ",") && !follows) return null;
    if (this.actorEndsAt(before + 1)) return "active";
    if (verb.form === "s" && ["this", "that", "these", "those", "it", "which"].includes(word)) return "active";
    if (verb.classes.has("include") && verb.form !== "base" && dataNouns.has(this.tokens[before]?.word ?? "")) return "active";
    if (determiners.has(word)) return null;
    if (!verb.isNoun) return "active";
    // "we don't see or store": the second verb of a pair whose first is no practice.
    if (["and", "or"].includes(this.lower(index - 1)) && modals.has(this.lower(index - 3)) && this.lower(index - 3) !== "to") return "active";
    // "Our web servers log IP addresses."
    if (verb.form === "base" && /[^s]s$/.test(word) && this.hasOurSubject(before) && (this.isBeforeData(index) || ["your", "the", "every"].includes(this.lower(index + 1)))) return "active";
    // "or share a hashed version": a noun is not followed by an article.
    const next = this.lower(index + 1);
    if (["and", "or", ","].includes(this.lower(index - 1)) && this.frames.length > 0 && ["a", "an", "the", "your", "their", "this", "that", "certain", "any", "such", "information", "data"].includes(next)) return "active";
    // "The game records your progress."
    if (verb.form === "s" && ["your", "the", "a", "an", "this", "which", "what", "their", "each"].includes(next)) return "active";
    if (verb.form === "s" && (/^[A-Z]/.test(this.tokens[before]?.raw ?? "") || this.hasOurSubject(before))) return "active";
    return verb.form === "s" && dataNouns.has(this.tokens[before]?.word ?? "") ? "active" : null;
  }

  /** Data is named right after the verb: "gets your name", not "gets in touch". */
  isBeforeData(index: number): boolean {
    return [1, 2, 3].some((step) => this.mentionAt.has(index + step));
  }

  actorEndsAt(to: number): boolean {
    for (let from = Math.max(0, to - 4); from < to; from += 1) if (this.actorAt.get(from)?.to === to) return true;
    return false;
  }

  /** "our usage tracker also tracks". */
  hasOurSubject(at: number): boolean {
    for (let index = at; index > at - 6 && index >= 0; index -= 1) {
      if (this.lower(index) === "our") return true;
      if (!this.tokens[index]?.isWord || this.lexicon.verbs.get(this.lower(index))?.isNoun === false) return false;
    }
    return false;
  }

  skipBackModals(at: number): number {
    let index = at;
    while (index > 0 && modals.has(this.lower(index))) index -= 1;
    return index;
  }

  /** "ask you to provide", "continue to retain", "used to collect": the verb after "to" is the practice itself. */
  isComplement(to: number): boolean {
    const asked = this.frames.at(-1);
    if (asked && supplyOnly.has(asked.lemma) && asked.verb >= this.clauseStart && this.lexicon.supply.has(this.lower(to + 1))) return true;
    for (let at = to - 1, steps = 0; at >= this.clauseStart && steps < 6; at -= 1, steps += 1) {
      const word = this.lower(at);
      if (askWords.test(word)) return word !== "right" && !(word === "used" && steps > 0) && !(word === "have" && steps > 0) && !(word === "has" && steps > 0);
      if ([",", ";", ":", ")", "information", "data"].includes(word)) return false;
    }
    return false;
  }

  isGerundPractice(before: number, verb: Verb): boolean {
    if (!["collect", "store", "share", "log", "sell"].some((name) => verb.classes.has(name as "collect"))) return false;
    return ["by", "without", "stop"].includes(this.lower(before)) || this.follows(before + 1) !== undefined;
  }

  agentAfter(index: number): Actor | null {
    for (let at = index + 1; at < Math.min(index + 5, this.tokens.length); at += 1) {
      if (this.lower(at) === "by") {
        for (let next = at + 1; next < Math.min(at + 4, this.tokens.length); next += 1) {
          const found = this.actorAt.get(next);
          if (found) return found.actor === "user" ? "user" : found.actor;
        }
        return null;
      }
      if (!this.tokens[at]?.isWord) return null;
    }
    return null;
  }

  /** Does a new subject stand between the last mark and the verb? */
  hasOwnSubject(index: number): boolean {
    for (let at = index - 1; at >= 0 && at > index - 6; at -= 1) {
      if (this.actorAt.has(at)) return true;
      if ([",", ";", "and", "or", "that", "which"].includes(this.lower(at))) return this.actorAt.has(at + 1);
    }
    return false;
  }

  hasRecipient(): boolean {
    return this.lexicon.recipients.findAll(this.tokens).some(({ value }) => value.surface !== "response") && this.tokens.some((token) => token.lower === "with" || token.lower === "to");
  }

  /** "If you share a video with a friend" gives us nothing; "if you send us a request" does. */
  isToUs(index: number, { lemma }: Verb): boolean {
    if (!["share", "send", "disclose"].includes(lemma)) return true;
    return this.tokens.slice(index + 1, index + 12).some((token, offset) => token.lower === "us" || this.actorAt.get(index + 1 + offset)?.actor === "first");
  }

  subjectStart(index: number): number {
    for (let at = index - 1; at >= 0; at -= 1) if (this.actorAt.has(at)) return at;
    return index;
  }

  /** A subject with its verb follows: "we may", "the app will", "APIsec does". */
  startsClause(from: number): boolean {
    let at = from;
    while (["and", "but", "then", "so", "or", "however", ",", "for", "example"].includes(this.lower(at)) && at < from + 4) at += 1;
    if (["our", "the", "that", "this", "these", "they", "it", "we", "you", "your"].includes(this.lower(at)) || this.actorAt.has(at)) {
      for (let next = at; next < Math.min(at + 6, this.tokens.length); next += 1) {
        const word = this.lower(next);
        if (next > at && (modals.has(word) && word !== "to" && word !== "also" || beWords.has(word) || haveWords.has(word))) return true;
        const actor = this.actorAt.get(next);
        if (actor && next === at) {
          const verb = this.lexicon.verbs.get(this.lower(actor.to));
          const after = this.lower(actor.to);
          if (/['](?:ll|ve|re|d)$/.test(word) || (verb && verb.form !== "ing" && actor.to === this.skipAdverbs(actor.to)) || modals.has(after)) return true;
          const afterAdverb = this.lower(this.skipAdverbs(actor.to));
          if (this.lexicon.verbs.has(afterAdverb) || modals.has(afterAdverb) || ["encourage", "recommend", "protect", "believe", "aim", "understand", "agree"].includes(afterAdverb)) return true;
        }
        if (!this.tokens[next]?.isWord) return false;
      }
    }
    return false;
  }

  skipAdverbs(at: number): number {
    let index = at;
    while (isAdverb(this.lower(index)) && index < at + 4) index += 1;
    return index;
  }

  /** After "if you do A, B, or C": does the list of the condition go on? */
  isListAhead(from: number): boolean {
    for (let at = from; at < this.tokens.length; at += 1) {
      if (this.startsClause(at)) return true;
      if (this.lower(at) === ".") return false;
    }
    return true;
  }

  /** "to help", "to ensure", "to better understand": verbs the reader does not know by class. */
  isBareInfinitive(index: number): boolean {
    const next = this.lower(this.skipAdverbs(index + 1));
    if (this.isComplement(index) || this.mentionAt.has(index + 1) || /^[A-Z]/.test(this.tokens[index + 1]?.raw ?? "")) return false;
    return !determiners.has(next) && !["us", "you", "them", "me", "him", "it", "third", "parties", "others", "whom", "which", "one", "people", "anyone", "an", "law", "public", "users", "our", "service", "companies"].includes(next) && !this.actorAt.has(index + 1) && /^[a-z]+$/.test(next) && !/(?:s|ed|ing|tion|ity)$/.test(next);
  }

  isPurposeAhead(from: number): boolean {
    const next = this.lower(from);
    if (["example", "instance", "your", "a", "an", "you", "which", "us", "up", "as"].includes(next)) return false;
    const window = this.tokens.slice(from, from + 7);
    const stop = window.findIndex((token) => !token.isWord);
    const phrase = stop < 0 ? window : window.slice(0, stop);
    if (phrase.some((token) => token.word === "purpose" || token.word === "reason")) return true;
    if (/ing$/.test(next) && next !== "billing" && !dataNouns.has(this.tokens[from + 1]?.word ?? "")) return true;
    return this.lexicon.purposes.longestAt(this.tokens, from).length > 0;
  }
}
