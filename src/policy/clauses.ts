/** Reads a sentence word by word and says for each named data type which practice governs it: who, does what, or not. */
import type { Lexicon, Verb } from "./lexicon.ts";
import type { Mention } from "./mentions.ts";
import type { ActionWord } from "./types.ts";
import type { Token } from "./words.ts";
import { foldWord } from "./words.ts";

export type Actor = "first" | "user" | "third";

export interface Frame {
  /** Token index of the verb; -1 for a frame taken over from the sentence that introduces a list. */
  verb: number;
  lemma: string;
  action: ActionWord;
  actor: Actor;
  isNegative: boolean;
  isPassive: boolean;
  isMay: boolean;
  /** "includes", "may contain": speaks of what a word of the policy covers. */
  isInclude: boolean;
  /** The practice stands in a purpose: "cookies to remember your preferences". */
  isInPurpose: boolean;
}

/** Where in the sentence a word stands. */
export type Zone = "none" | "object" | "purpose" | "condition" | "occasion" | "exception" | "off";
export interface Placed { mention: Mention; frame: Frame; zone: Zone }
/** `isDenied`: the list hangs on "we do not:", so the verbs that open its items are denied. */
export interface Start { zone: Zone; frame: Frame | null; isDenied?: boolean }

export interface ClauseReading {
  placed: Placed[];
  /** Mentions in front of the first verb. */
  frames: Frame[];
  /** State at the end: what a list after the colon continues. */
  end: Start;
  /** The sentence is about data it has not named yet: "we collect the following information when you register:". */
  open: Frame | null;
  /** Token ranges. */
  conditions: [number, number][];
  exceptions: [number, number][];
  purposes: [number, number][];
}

const beWords = new Set(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "isn't", "aren't", "wasn't", "weren't"]);
const haveWords = new Set(["have", "has", "had", "having", "haven't", "hasn't", "ve"]);
const modals = new Set(["may", "might", "can", "could", "will", "would", "shall", "should", "must", "cannot", "do", "does", "did", "don't", "doesn't", "didn't", "won't", "wouldn't", "can't", "couldn't", "shouldn't", "we'll", "you'll", "they'll", "we've", "you've", "need", "needs", "to", "also"]);
const negations = new Set(["not", "never", "neither", "nor", "no", "cannot", "without", "don't", "doesn't", "didn't", "won't", "can't", "wouldn't", "couldn't", "isn't", "aren't", "stop", "refrain", "nothing", "avoid"]);
const determiners = new Set(["the", "a", "an", "your", "our", "their", "its", "his", "her", "this", "these", "those", "any", "such", "of", "each", "every", "some", "other", "all", "my", "certain", "in", "on", "with", "further", "no", "first", "for", "from", "by", "at", "under", "about", "internal", "same", "personal", "third", "party", "data", "information"]);
const conditionWords = new Set(["if", "when", "whenever", "where", "unless", "once", "while", "after", "before", "until", "because", "whether", "should", "upon", "since", "although", "though"]);
const exceptionWords = new Set(["except", "unless", "excluding", "besides"]);
const listMarks = new Set(["including", "include", "includes", "namely", "e", "like", "i"]);
const dataNouns = new Set((["information", "data", "detail", "metadata", "record", "content", "identifier", "term", "category", "type", "that", "this", "which", "list", "cookie", "log", "example", "following", "material", "report", "profile", "statistic", "technology", "file", "these", "it", "they", "collection", "element", "item", "input"]).map(foldWord));
const askWords = /^(?:ask|asked|asks|require|required|requires|request|requested|need|needed|invite|invited|prompt|prompted|choose|chose|elect|opt|decide|encourage|encouraged|allow|allows|permit|permits|able|obliged|likely|continue|continues|wish|want|have|has|going|reserve|prefer|agree|intend|begin|start|used|enable|enables|right|option|ability|opportunity|try|attempt|seek|expected|has)$/;
const supplyOnly = new Set(["ask", "require", "request", "need", "invite", "prompt", "choose", "elect", "opt", "decide", "encourage", "wish", "want", "agree", "prefer"]);
const handOver = new Set(["provide", "submit", "give", "supply", "enter", "share", "disclose", "send", "furnish"]);
const actionOf: Readonly<Record<string, ActionWord>> = {
  receive: "receive", request: "request", ask: "request", require: "request", track: "track", monitor: "track", sell: "sell", rent: "sell", trade: "sell", transfer: "transfer",
  disclose: "disclose", send: "send", transmit: "send", log: "log", process: "process",
};

const isAdverb = (word: string): boolean => word.endsWith("ly") || ["also", "only", "always", "sometimes", "often", "then", "just", "further", "generally", "never", "not", "however", "otherwise", "too", "still", "either", "for", "example", "likewise", "instead", "as", "well"].includes(word);

interface State extends Start { isLeading: boolean }

export class ClauseReader {
  readonly #tokens: readonly Token[];
  readonly #lexicon: Lexicon;
  readonly #mentionAt = new Map<number, Mention[]>();
  readonly #actorAt = new Map<number, { actor: Actor; to: number; isThing?: boolean }>();
  readonly #frames: Frame[] = [];
  readonly #placed: Placed[] = [];
  #pending: Mention[] = [];
  #state: State;
  /** The practice the sentence is about: a list goes on with it after a purpose or a condition. */
  #anchor: Frame | null;
  #hasSpecificObject = false;
  readonly #isDenied: boolean;
  #stack: State[] = [];
  #clauseStart = 0;
  readonly #ranges: { kind: "condition" | "exception" | "purpose"; from: number; to: number }[] = [];

  constructor(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon, ownNames: ReadonlySet<string>, start: Start, companies: readonly [number, number][]) {
    this.#tokens = tokens;
    this.#lexicon = lexicon;
    for (const mention of mentions) this.#mentionAt.set(mention.from, [...(this.#mentionAt.get(mention.from) ?? []), mention]);
    for (const { value, from, to } of lexicon.actors.findAll(tokens)) this.#actorAt.set(from, { actor: value, to, isThing: value === "first" && to - from > 1 });
    tokens.forEach((token, index) => {
      if (/^(?:we|you|they|i)['](?:ll|ve|re|d)$/.test(token.lower)) this.#actorAt.set(index, { actor: token.lower.startsWith("you") ? "user" : token.lower.startsWith("they") ? "third" : "first", to: index + 1 });
      if (ownNames.has(token.lower.replace(/'s$/, "")) || (tokens[index - 1]?.raw === "{" && token.isWord)) this.#actorAt.set(index, { actor: "first", to: index + 1 });
    });
    for (const [from, to] of companies) this.#actorAt.set(from, { actor: "third", to });
    this.#state = { ...start, isLeading: false };
    this.#isDenied = start.isDenied ?? false;
    this.#anchor = start.zone === "object" ? start.frame : null;
  }

  #lower(index: number): string {
    return this.#tokens[index]?.lower ?? "";
  }

  /** The word before, adverbs and "not" skipped. */
  #previous(index: number): number {
    let at = index - 1;
    while (at >= 0 && (isAdverb(this.#lower(at)) || /^["“”'’]$/.test(this.#lower(at)) || (this.#lower(at) === "," && (isAdverb(this.#lower(at + 1)) || isAdverb(this.#lower(at - 1)))))) at -= 1;
    return at;
  }

  #actorBefore(index: number): Actor | null {
    for (let at = index - 1; at >= this.#clauseStart; at -= 1) {
      const found = this.#actorAt.get(at);
      // "our partners' websites", "users' information": a possessive acts on nothing.
      if (!found || found.to > index || /['’]s?$/.test(this.#tokens[found.to - 1]?.raw ?? "") || this.#isPossessiveMark(found.to)) continue;
      const isNear = this.#isOnlyAuxiliary(found.to, index);
      if (isNear && found.actor === "user" && ["and", "or"].includes(this.#lower(at - (this.#lower(at - 1) === "our" ? 2 : 1))) && this.#lower(at - (this.#lower(at - 1) === "our" ? 3 : 2)) === "we") return "first";
      if (isNear ? !(found.isThing && this.#isAfterPreposition(at)) : !found.isThing && !this.#isAfterPreposition(at)) return found.actor;
      const relative = this.#lower(found.to) === "," ? found.to + 1 : found.to;
      if (["who", "that", "which"].includes(this.#lower(relative)) && !found.isThing) return found.actor;
    }
    return null;
  }

  /** Nothing but "may also", "will not" between the actor and the verb. */
  #isOnlyAuxiliary(from: number, to: number): boolean {
    return this.#tokens.slice(from, to).every((token) => modals.has(token.lower) || isAdverb(token.lower) || haveWords.has(token.lower) || beWords.has(token.lower) || [",", "and", "or"].includes(token.lower) || this.#lexicon.verbs.has(token.lower));
  }

  #isAfterPreposition(at: number): boolean {
    const before = this.#tokens.slice(Math.max(this.#clauseStart, at - 2), at).map((token) => token.lower);
    const prepositions = ["of", "with", "to", "by", "from", "on", "via", "through", "about", "for", "in", "between", "among"];
    return prepositions.includes(before.at(-1) ?? "") || (prepositions.includes(before.at(-2) ?? "") && (before.at(-1) ?? "") !== ",");
  }

  #isPossessiveMark(at: number): boolean {
    return /^['’]$/.test(this.#tokens[at]?.raw ?? "");
  }

  #isNegated(index: number): boolean {
    if (this.#isDenied && !this.#tokens.slice(0, index).some((_, at) => this.#actorAt.get(at)?.actor === "first")) return true;
    for (let at = index - 1, steps = 0; at >= Math.max(0, this.#clauseStart) && steps < 7; at -= 1) {
      const word = this.#lower(at);
      if (word === ")" || word === "]") {
        while (at > 0 && this.#lower(at) !== "(" && this.#lower(at) !== "[") at -= 1;
        continue;
      }
      if (word === "but" || word === ";" || word === ".") return false;
      if (word === "not" && this.#lower(at + 1) === "only") return false;
      // "no surprise that we collect": what stands before the subject negates something else.
      // "No advertising networks receive your data."
      if (this.#actorAt.has(at) && this.#tokens.slice(Math.max(this.#clauseStart, at - 2), at).some((token) => token.lower === "no")) return true;
      if (this.#actorAt.has(at) && !["neither", "never", "nor"].includes(this.#lower(at - 1)) && this.#lexicon.verbs.get(this.#lower(index))?.form !== "past") return /n['’]t$/.test(word);
      if (negations.has(word)) return true;
      if (this.#tokens[at]?.isWord) steps += 1;
      const other = this.#frames.find((frame) => frame.verb === at);
      if (other) {
        const between = this.#tokens.slice(at + 1, index).filter((token) => !["and", "or", ",", "and/or", "/", "(", ")"].includes(token.lower) && !isAdverb(token.lower));
        return between.length === 0 && other.isNegative;
      }
    }
    return false;
  }

  #isMay(index: number): boolean {
    return this.#tokens.slice(Math.max(this.#clauseStart, index - 6), index).some((token) => ["may", "might", "can", "could"].includes(token.lower));
  }

  /** Is a verb of the same list right before: "collect and use", "sell, rent or share"? */
  #follows(index: number): Frame | undefined {
    let at = index - 1;
    while (at >= 0 && (["and", "or", ",", "/", "(", ")"].includes(this.#lower(at)) || isAdverb(this.#lower(at)))) at -= 1;
    if (at === index - 1) return undefined;
    return this.#frames.find((frame) => frame.verb === at);
  }

  /** Active, passive, gerund, or no verb here at all. */
  #verbUse(index: number, verb: Verb): "active" | "passive" | "gerund" | null {
    const before = this.#previous(index);
    const word = this.#lower(before);
    const follows = this.#follows(index);
    if (verb.form === "past") {
      for (let at = index - 1, steps = 0; at >= 0 && steps < 6; at -= 1) {
        const earlier = this.#lower(at);
        if (beWords.has(earlier)) return "passive";
        if (haveWords.has(earlier)) return "active";
        if (!(isAdverb(earlier) || [",", "and", "or", "/", "been", "temporarily", "further", "(", ")"].includes(earlier) || this.#lexicon.verbs.get(earlier)?.form === "past")) break;
        steps += 1;
      }
      if (follows && follows.isPassive) return "passive";
      const actor = this.#actorAt.get(before);
      return actor && actor.actor !== "third" ? "active" : null;
    }
    if (verb.form === "ing") {
      if (beWords.has(word)) return "active";
      if (["by", "from", "through", "for", "in", "while", "when", "without", "before", "after", "of", "stop", "keep", "continue", "about", "on"].includes(word)) return "gerund";
      if (follows && this.#lexicon.verbs.get(this.#lower(follows.verb))?.form === "ing") return "gerund";
      return null;
    }
    if (before < 0) return verb.form === "base" && (!verb.isNoun || this.#isDenied) ? "active" : null;
    if (modals.has(word) || word === "not" || word.endsWith("n't")) return "active";
    if (follows && this.#lexicon.verbs.get(this.#lower(follows.verb))?.form === verb.form) return "active";
    if ((word === "that" || word === "which" || word === "who") && !this.#lower(index + 1).startsWith("data")) return "active";
    if (this.#tokens.slice(before + 1, index).some((token) => token.lower === ",") && !follows) return null;
    if (this.#actorEndsAt(before + 1)) return "active";
    if (verb.form === "s" && ["this", "that", "these", "those", "it", "which"].includes(word)) return "active";
    if (verb.classes.has("include") && verb.form !== "base" && dataNouns.has(this.#tokens[before]?.word ?? "")) return "active";
    if (determiners.has(word)) return null;
    if (!verb.isNoun) return "active";
    // "or share a hashed version": a noun is not followed by an article.
    const next = this.#lower(index + 1);
    if (["and", "or", ","].includes(this.#lower(index - 1)) && this.#frames.length > 0 && ["a", "an", "the", "your", "their", "this", "that", "certain", "any", "such", "information", "data"].includes(next)) return "active";
    if (verb.form === "s" && (/^[A-Z]/.test(this.#tokens[before]?.raw ?? "") || this.#hasOurSubject(before))) return "active";
    return verb.form === "s" && dataNouns.has(this.#tokens[before]?.word ?? "") ? "active" : null;
  }

  #actorEndsAt(to: number): boolean {
    for (let from = Math.max(0, to - 4); from < to; from += 1) if (this.#actorAt.get(from)?.to === to) return true;
    return false;
  }

  /** "our usage tracker also tracks". */
  #hasOurSubject(at: number): boolean {
    for (let index = at; index > at - 6 && index >= 0; index -= 1) {
      if (this.#lower(index) === "our") return true;
      if (!this.#tokens[index]?.isWord || this.#lexicon.verbs.get(this.#lower(index))?.isNoun === false) return false;
    }
    return false;
  }

  /** What stands before the first auxiliary is the subject: not "data" in "it is associated with your data but not shared". */
  #placePending(frame: Frame): void {
    const auxiliary = this.#tokens.findIndex((token, at) => at >= this.#clauseStart && at < frame.verb && (beWords.has(token.lower) || haveWords.has(token.lower)));
    for (const mention of this.#pending) if (!frame.isPassive || auxiliary < 0 || mention.from < auxiliary) this.#placed.push({ mention, frame, zone: "object" });
    this.#pending = [];
  }

  #openRange(kind: "condition" | "exception" | "purpose", from: number): void {
    this.#closeRange(from);
    this.#ranges.push({ kind, from, to: -1 });
  }

  #closeRange(at: number): void {
    const open = this.#ranges.at(-1);
    if (open && open.to < 0) open.to = at;
  }

  #enter(zone: Zone, index: number, frame: Frame | null = this.#state.frame): void {
    if (zone === "condition" || zone === "occasion" || zone === "exception" || zone === "purpose") this.#openRange(zone === "occasion" ? "condition" : zone, index);
    else this.#closeRange(index);
    this.#state = { zone, frame, isLeading: (zone === "condition" || zone === "occasion") && this.#anchor === null };
  }

  /** What the verb at `index` means for the words after it. */
  #verb(index: number, verb: Verb): void {
    const next = this.#lower(index + 1);
    if (verb.lemma === "log" && ["in", "into", "out", "on", "you"].includes(next)) return;
    if (["give", "provide", "obtain", "get"].includes(verb.lemma) && this.#tokens.slice(index + 1, index + 5).some((token) => ["consent", "permission", "authorization"].includes(token.word))) return;
    if (["get", "take", "read", "review", "show"].includes(verb.lemma) && !this.#tokens.slice(index + 1, index + 4).some((token) => dataNouns.has(token.word)) && !this.#mentionAt.has(index + 1)) return;
    const use = this.#verbUse(index, verb);
    if (!use) return;
    const follows = this.#follows(index);
    const before = this.#previous(index);
    const isTo = this.#lower(before) === "to";
    const actor = (use === "passive" ? this.#agentAfter(index) : null) ?? (use === "passive" ? "first" : this.#actorBefore(index)) ?? follows?.actor ?? "first";
    const isNegative = this.#isNegated(index) || (follows?.isNegative ?? false) && ["and", "or", ",", "nor"].includes(this.#lower(before));
    const base = { verb: index, lemma: verb.lemma, actor, isNegative, isPassive: use === "passive", isMay: this.#isMay(index), isInclude: false, isInPurpose: false };

    if (isTo && !this.#isComplement(before)) {
      if (this.#lexicon.follow.has(verb.lemma) && this.#state.zone !== "off") this.#practice({ ...base, action: this.#actionFor(verb), isInPurpose: true, isNegative: false }, index);
      else if (this.#state.zone !== "condition" || this.#anchor) this.#enter("purpose", index);
      return;
    }
    if (verb.classes.has("include") && ["which", "that"].includes(this.#lower(this.#skipBackModals(before)))) return this.#include(index, base, use);
    // "to track and understand campaigns": a second verb of the same purpose.
    if (this.#state.zone === "purpose" && !isTo && use === "active" && !this.#hasOwnSubject(index)) {
      if (this.#lexicon.follow.has(verb.lemma) && verb.lemma !== "share" && verb.form === "base" && (!verb.isNoun || ["your", "the", "their"].includes(next))) this.#practice({ ...base, action: this.#actionFor(verb), isInPurpose: true, isNegative: false }, index);
      return;
    }
    if (use === "gerund" && !this.#isGerundPractice(before, verb)) {
      if (this.#lower(before) === "for") this.#enter("purpose", index);
      return;
    }
    if (verb.classes.has("include") && !verb.classes.has("collect")) return this.#include(index, base, use);
    if (actor === "user") return this.#userVerb(index, verb, base, isTo);
    if (actor === "third" && use !== "passive") return this.#thirdVerb(index, verb, base);
    // "card data is submitted to our processor", "is entered by you".
    if (use === "passive" && verb.classes.size === 0 && this.#lexicon.supply.has(verb.lemma)) return this.#practice({ ...base, action: this.#hasRecipient() ? "share" : "collect" }, index);
    const practice = ["collect", "store", "log", "use", "share", "sell", "display"].some((name) => verb.classes.has(name as "collect"));
    if (!practice) return;
    // "we provide you with": a service, unless somebody else receives it.
    if (["provide", "give", "send", "communicate", "supply", "pass"].includes(verb.lemma) && use !== "passive" && !this.#hasRecipient()) return this.#enter("none", index, null);
    if (supplyOnly.has(verb.lemma) && /^(?:you|user|users|that|our|each|all|vendors?|third)$/.test(this.#lower(index + 1)) && this.#lower(index + 1) !== "for") return;
    this.#practice({ ...base, action: this.#actionFor(verb) }, index);
  }

  #skipBackModals(at: number): number {
    let index = at;
    while (index > 0 && modals.has(this.#lower(index))) index -= 1;
    return index;
  }

  /** "ask you to provide", "continue to retain", "used to collect": the verb after "to" is the practice itself. */
  #isComplement(to: number): boolean {
    const asked = this.#frames.at(-1);
    if (asked && supplyOnly.has(asked.lemma) && asked.verb >= this.#clauseStart && this.#lexicon.supply.has(this.#lower(to + 1))) return true;
    for (let at = to - 1, steps = 0; at >= this.#clauseStart && steps < 6; at -= 1, steps += 1) {
      const word = this.#lower(at);
      if (askWords.test(word)) return word !== "right" && !(word === "used" && steps > 0) && !(word === "have" && steps > 0) && !(word === "has" && steps > 0);
      if ([",", ";", ":", ")", "information", "data"].includes(word)) return false;
    }
    return false;
  }

  #isGerundPractice(before: number, verb: Verb): boolean {
    if (!["collect", "store", "share", "log", "sell"].some((name) => verb.classes.has(name as "collect"))) return false;
    return ["by", "without", "stop"].includes(this.#lower(before)) || this.#follows(before + 1) !== undefined;
  }

  #agentAfter(index: number): Actor | null {
    for (let at = index + 1; at < Math.min(index + 5, this.#tokens.length); at += 1) {
      if (this.#lower(at) === "by") {
        for (let next = at + 1; next < Math.min(at + 4, this.#tokens.length); next += 1) {
          const found = this.#actorAt.get(next);
          if (found) return found.actor === "user" ? "user" : found.actor;
        }
        return null;
      }
      if (!this.#tokens[at]?.isWord) return null;
    }
    return null;
  }

  /** Does a new subject stand between the last mark and the verb? */
  #hasOwnSubject(index: number): boolean {
    for (let at = index - 1; at >= 0 && at > index - 6; at -= 1) {
      if (this.#actorAt.has(at)) return true;
      if ([",", ";", "and", "or", "that", "which"].includes(this.#lower(at))) return this.#actorAt.has(at + 1);
    }
    return false;
  }

  #hasRecipient(): boolean {
    return this.#lexicon.recipients.findAll(this.#tokens).some(({ value }) => value.surface !== "response") && this.#tokens.some((token) => token.lower === "with" || token.lower === "to");
  }

  #actionFor(verb: Verb): ActionWord {
    const known = actionOf[verb.lemma];
    if (known) return known;
    if (verb.classes.has("collect")) return "collect";
    if (verb.classes.has("store")) return "store";
    if (verb.classes.has("sell")) return "sell";
    if (verb.classes.has("share")) return "share";
    if (verb.classes.has("display")) return "display";
    return "use";
  }

  #practice(frame: Frame, index: number): void {
    this.#frames.push(frame);
    if (frame.isPassive) this.#placePending(frame);
    if (this.#state.zone === "condition" && frame.actor === "first" && !this.#hasOwnSubject(index)) return;
    this.#enter("object", index, frame);
    if (!frame.isInPurpose || !this.#anchor) {
      this.#anchor = frame;
      this.#hasSpecificObject = false;
    }
  }

  /** A person hands over data; anything else a person does is no practice. */
  #userVerb(index: number, verb: Verb, base: Omit<Frame, "action">, isTo: boolean): void {
    const isRelative = this.#state.zone === "object" && !isTo && !["and", ",", "but", ";"].includes(this.#lower(this.#subjectStart(index) - 1));
    if (!this.#lexicon.supply.has(verb.lemma) || base.isPassive) {
      if (isRelative || this.#state.zone === "condition" || this.#state.zone === "occasion" || this.#state.zone === "purpose") return;
      if (verb.classes.has("share") || verb.classes.has("collect") || verb.classes.has("use") || verb.classes.has("dispose")) this.#enter("none", index, null);
      return;
    }
    if (base.isNegative) return isRelative ? undefined : this.#enter("none", index, null);
    // "when you post a photo" tells the occasion; "if you give us your number" hands over data.
    if (["condition", "occasion"].includes(this.#state.zone) && !handOver.has(verb.lemma)) return;
    const frame: Frame = { ...base, action: "collect" };
    this.#frames.push(frame);
    if (this.#state.zone === "off") return;
    this.#enter("object", index, frame);
    if (!this.#anchor || !isRelative) {
      this.#anchor = frame;
      this.#hasSpecificObject = false;
    }
  }

  #subjectStart(index: number): number {
    for (let at = index - 1; at >= 0; at -= 1) if (this.#actorAt.has(at)) return at;
    return index;
  }

  /** What others do with the data is sharing; what they give us is collecting. */
  #thirdVerb(index: number, verb: Verb, base: Omit<Frame, "action">): void {
    const toUs = this.#tokens.slice(index + 1, index + 14).some((token, offset) => token.lower === "us" || (["with", "to"].includes(token.lower) && this.#actorAt.get(index + 2 + offset)?.actor === "first"));
    if (base.isNegative) {
      // "No advertising network receives your data" denies that we hand it over.
      if (["receive", "access", "collect", "get"].includes(verb.lemma)) return this.#practice({ ...base, actor: "first", action: "share" }, index);
      return this.#enter("none", index, null);
    }
    if (verb.classes.has("share") || verb.classes.has("sell")) {
      if (toUs) this.#practice({ ...base, action: "receive" }, index);
      else if (this.#state.zone !== "object") this.#enter("none", index, null);
      return;
    }
    if (["collect", "store", "log", "use"].some((name) => verb.classes.has(name as "collect")) && !["require", "request", "ask", "take", "get"].includes(verb.lemma)) this.#practice({ ...base, action: "share" }, index);
  }

  #include(index: number, base: Omit<Frame, "action">, use: string): void {
    if (this.#lower(index) === "including" || use === "gerund" || use === "passive") return;
    const subject = this.#tokens.slice(Math.max(this.#clauseStart, index - 14), index);
    const speaksOfData = this.#pending.length > 0 || subject.some((token) => dataNouns.has(token.word)) || this.#tokens[index - 1]?.lower === "”";
    if (!speaksOfData || base.isNegative) {
      if (this.#state.zone === "none") this.#enter("none", index, null);
      return;
    }
    // "The information we share includes": the list is what is shared.
    const shared = this.#frames.findLast((earlier) => earlier.verb >= this.#clauseStart && !earlier.isNegative && ["share", "disclose", "sell", "transfer", "send"].includes(earlier.action));
    const frame: Frame = { ...base, actor: "first", action: shared?.action ?? "collect", isInclude: true };
    this.#frames.push(frame);
    if (["condition", "off"].includes(this.#state.zone)) return;
    this.#placePending(frame);
    this.#enter("object", index, frame);
    this.#anchor = frame;
    this.#hasSpecificObject = false;
  }

  #mentions(index: number): number {
    const mentions = [...(this.#mentionAt.get(index) ?? [])];
    let to = index;
    for (let at = index; at < Math.max(to, ...mentions.map((mention) => mention.to)); at += 1) {
      if (at > index) mentions.push(...(this.#mentionAt.get(at) ?? []));
      to = Math.max(to, ...mentions.map((mention) => mention.to));
    }
    for (const mention of mentions) {
      const { zone, frame } = this.#state;
      if (zone === "none") this.#pending.push(mention);
      else if (frame && (zone === "object" || zone === "occasion")) {
        this.#placed.push({ mention, frame: this.#withNo(mention, frame), zone });
        if (zone === "object" && mention.type !== "personal-data") this.#hasSpecificObject = true;
      } else if (frame && zone === "purpose") this.#placed.push({ mention, frame, zone });
    }
    return to;
  }

  /** "we collect no location data". */
  #withNo(mention: Mention, frame: Frame): Frame {
    const isNo = this.#tokens.slice(Math.max(frame.verb + 1, mention.from - 2), mention.from).some((token) => token.lower === "no");
    return isNo ? { ...frame, isNegative: true } : frame;
  }

  #mark(index: number): void {
    const mark = this.#lower(index);
    if (mark === "(" || mark === "[") this.#stack.push({ ...this.#state });
    else if (mark === ")" || mark === "]") {
      const outer = this.#stack.pop();
      if (outer) {
        this.#closeRange(index);
        this.#state = outer;
      }
    } else if (mark === ";") {
      this.#clauseStart = index + 1;
      if (this.#startsClause(index + 1)) this.#enter("none", index, null);
      else if (this.#anchor && this.#state.zone !== "off") this.#enter("object", index, this.#anchor);
    } else if (mark === ",") {
      const isNewClause = this.#startsClause(index + 1);
      if (isNewClause && ["condition", "occasion", "purpose", "exception", "object"].includes(this.#state.zone)) {
        if (this.#state.isLeading || this.#state.zone === "condition") this.#clauseStart = index + 1;
        if (this.#state.zone !== "object" || this.#state.frame?.verb !== -1) this.#enter("none", index, null);
      } else if (this.#state.isLeading && this.#state.zone === "condition" && !this.#isListAhead(index + 1)) this.#enter("none", index, null);
    } else if (mark === "—" || mark === "–") {
      if (this.#startsClause(index + 1)) this.#enter("none", index, null);
    }
  }

  /** A subject with its verb follows: "we may", "the app will", "APIsec does". */
  #startsClause(from: number): boolean {
    let at = from;
    while (["and", "but", "then", "so", "or", "however", ",", "for", "example"].includes(this.#lower(at)) && at < from + 4) at += 1;
    if (["our", "the", "that", "this", "these", "they", "it", "we", "you", "your"].includes(this.#lower(at)) || this.#actorAt.has(at)) {
      for (let next = at; next < Math.min(at + 6, this.#tokens.length); next += 1) {
        const word = this.#lower(next);
        if (next > at && (modals.has(word) && word !== "to" && word !== "also" || beWords.has(word) || haveWords.has(word))) return true;
        const actor = this.#actorAt.get(next);
        if (actor && next === at) {
          const verb = this.#lexicon.verbs.get(this.#lower(actor.to));
          const after = this.#lower(actor.to);
          if (/['](?:ll|ve|re|d)$/.test(word) || (verb && verb.form !== "ing" && actor.to === this.#skipAdverbs(actor.to)) || modals.has(after)) return true;
          const afterAdverb = this.#lower(this.#skipAdverbs(actor.to));
          if (this.#lexicon.verbs.has(afterAdverb) || modals.has(afterAdverb) || ["encourage", "recommend", "protect", "believe", "aim", "understand", "agree"].includes(afterAdverb)) return true;
        }
        if (!this.#tokens[next]?.isWord) return false;
      }
    }
    return false;
  }

  #skipAdverbs(at: number): number {
    let index = at;
    while (isAdverb(this.#lower(index)) && index < at + 4) index += 1;
    return index;
  }

  /** After "if you do A, B, or C": does the list of the condition go on? */
  #isListAhead(from: number): boolean {
    for (let at = from; at < this.#tokens.length; at += 1) {
      if (this.#startsClause(at)) return true;
      if (this.#lower(at) === ".") return false;
    }
    return true;
  }

  #word(index: number): number {
    const word = this.#lower(index);
    const next = this.#lower(index + 1);
    const zone = this.#state.zone;
    if (zone !== "off") {
      if (word === "but" && /^(?:not|is|are|isn't|without)$/.test(next) && this.#tokens.slice(index, index + 6).some((token) => token.lower === "limited")) return this.#tokens.findIndex((token, at) => at > index && token.lower === "limited") + 2;
      if (word === "but" || word === "however") {
        if (this.#startsClause(index + 1)) {
          this.#clauseStart = index + 1;
          this.#enter("none", index, null);
        }
        return index + 1;
      }
      if (exceptionWords.has(word) || (word === "other" && next === "than") || (word === "without" && !this.#lexicon.verbs.has(next))) {
        this.#enter("exception", index);
        return index + 1;
      }
      if (word === "such" && next === "as") return this.#listMark(index, index + 2);
      if (listMarks.has(word) && !(word === "like" && index === 0) && !(word === "e" && next !== ".") && !(word === "i" && next !== ".")) {
        if (!this.#lexicon.verbs.has(word) || word === "including") return this.#listMark(index, index + 1);
      }
      if (((word === "like" || (word === "as" && next === "with")) && index <= 1) || (word === "depending" && next === "on")) {
        this.#enter("condition", index);
        return index + 1;
      }
      if (conditionWords.has(word) && !(word === "should" && next !== "you") && !(word === "before" && this.#mentionAt.size > 0 && zone === "object" && /ing$/.test(next))) {
        if (word === "where" && this.#state.zone === "object" && !this.#startsClause(index + 1)) return index + 1;
        const isOccasion = this.#anchor !== null && !this.#hasSpecificObject && zone === "object";
        if (zone !== "condition" && zone !== "occasion") this.#enter(isOccasion ? "occasion" : "condition", index);
        return index + 1;
      }
      if ((word === "so" && (next === "that" || this.#startsClause(index + 1))) || (word === "in" && next === "order")) {
        this.#enter("purpose", index);
        return index + 2;
      }
      if (word === "for" && this.#isPurposeAhead(index + 1)) {
        this.#enter("purpose", index);
        return index + 1;
      }
      if (word === "to" && [":", undefined, ""].includes(this.#tokens[index + 1]?.lower)) {
        this.#enter("purpose", index);
        return index + 1;
      }
      if (word === "to" && this.#state.zone === "object" && !this.#lexicon.verbs.has(next) && this.#isBareInfinitive(index)) {
        this.#enter("purpose", index);
        return index + 2;
      }
    }
    if (this.#mentionAt.has(index)) {
      const isPracticeVerb = this.#lexicon.verbs.has(word) && ["to", "may", "will", "we", "not"].includes(this.#lower(this.#previous(index)));
      if (!isPracticeVerb) return Math.max(this.#mentions(index), index + 1);
    }
    if ((word === "have" || word === "has" || word === "given" || word === "gain") && next === "access") {
      const actor = this.#actorBefore(index);
      if (actor === "third") this.#practice({ verb: index, lemma: "access", action: "share", actor, isNegative: this.#isNegated(index), isPassive: false, isMay: this.#isMay(index), isInclude: false, isInPurpose: false }, index);
      return this.#lower(index + 2) === "to" ? index + 3 : index + 2;
    }
    if (word === "part" && next === "of" && this.#pending.length > 0 && beWords.has(this.#lower(index - 1))) {
      const frame: Frame = { verb: index, lemma: "be", action: "display", actor: "first", isNegative: false, isPassive: true, isMay: false, isInclude: false, isInPurpose: false };
      this.#frames.push(frame);
      this.#placePending(frame);
      this.#enter("object", index, frame);
      this.#anchor = frame;
    }
    const actor = this.#actorAt.get(index);
    if (actor && this.#state.zone === "object" && ["and", "or", "so", "but"].includes(this.#lower(index - 1)) && this.#startsClause(index)) {
      this.#clauseStart = index;
      this.#enter("none", index, null);
    }
    const verb = this.#lexicon.verbs.get(word);
    if (verb && zone !== "off" && zone !== "exception") this.#verb(index, verb);
    return index + 1;
  }

  /** "to help", "to ensure", "to better understand": verbs the reader does not know by class. */
  #isBareInfinitive(index: number): boolean {
    const next = this.#lower(this.#skipAdverbs(index + 1));
    if (this.#isComplement(index) || this.#mentionAt.has(index + 1) || /^[A-Z]/.test(this.#tokens[index + 1]?.raw ?? "")) return false;
    return !determiners.has(next) && !["us", "you", "them", "me", "him", "it", "third", "parties", "others", "whom", "which", "one", "people", "anyone", "an", "law", "public", "users", "our", "service", "companies"].includes(next) && !this.#actorAt.has(index + 1) && /^[a-z]+$/.test(next) && !/(?:s|ed|ing|tion|ity)$/.test(next);
  }

  #isPurposeAhead(from: number): boolean {
    const next = this.#lower(from);
    if (["example", "instance", "your", "a", "an", "you", "which", "us", "up", "as"].includes(next)) return false;
    const window = this.#tokens.slice(from, from + 7);
    const stop = window.findIndex((token) => !token.isWord);
    const phrase = stop < 0 ? window : window.slice(0, stop);
    if (phrase.some((token) => token.word === "purpose" || token.word === "reason")) return true;
    if (/ing$/.test(next) && next !== "billing" && !dataNouns.has(this.#tokens[from + 1]?.word ?? "")) return true;
    return this.#lexicon.purposes.longestAt(this.#tokens, from).length > 0;
  }

  /** "such as", "including": after a purpose or a condition the list belongs to what is collected, if nothing was named yet. */
  #listMark(index: number, next: number): number {
    const { zone } = this.#state;
    const conditional = conditionWords.has(this.#lower(next));
    if (this.#anchor && (!this.#hasSpecificObject || this.#isNarrower(next)) && (zone === "purpose" || zone === "condition" || zone === "occasion") && this.#lower(index - 1) !== "feature" && !conditional) {
      const isSeparate = [",", "(", ")", ":", "—"].includes(this.#lower(index - 1)) || zone !== "purpose";
      if (isSeparate) this.#enter("object", index, this.#anchor);
    }
    return next;
  }

  /** Does the list ahead give kinds of what was named: "demographic information ..., such as your gender"? */
  #isNarrower(from: number): boolean {
    const named = new Set(this.#placed.filter((placed) => placed.frame === this.#anchor).map((placed) => placed.mention.type));
    for (const [at, mentions] of this.#mentionAt) {
      if (at < from) continue;
      for (const mention of mentions) {
        let type = this.#lexicon.types.get(mention.type)?.broader ?? null;
        while (type !== null && !named.has(type)) type = this.#lexicon.types.get(type)?.broader ?? null;
        if (type !== null && type !== "personal-data") return true;
      }
    }
    return false;
  }

  read(): ClauseReading {
    for (let index = 0; index < this.#tokens.length;) {
      if (this.#tokens[index]?.isWord) index = this.#word(index);
      else {
        this.#mark(index);
        index += 1;
      }
    }
    this.#closeRange(this.#tokens.length);
    const rangesOf = (kind: string): [number, number][] => this.#ranges.filter((range) => range.kind === kind).map((range) => [range.from, range.to]);
    return {
      placed: this.#placed, frames: this.#frames, end: { zone: this.#state.zone, frame: this.#state.frame ?? this.#anchor }, open: this.#hasSpecificObject ? null : this.#anchor,
      conditions: rangesOf("condition"), exceptions: rangesOf("exception"), purposes: rangesOf("purpose"),
    };
  }
}

export function readClauses(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon, ownNames: ReadonlySet<string>, start: Start = { zone: "none", frame: null }, companies: readonly [number, number][] = []): ClauseReading {
  return new ClauseReader(tokens, mentions, lexicon, ownNames, start, companies).read();
}
