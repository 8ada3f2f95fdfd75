/** Reads a sentence word by word and says for each named data type which practice governs it: who, does what, or not. */
import { actionFor, beWords, conditionWords, dataNouns, exceptionWords, handOver, haveWords, listMarks, supplyOnly } from "./clause-words.ts";
import type { ClauseReading, Frame, Placed, Start } from "./frames.ts";
import { isGrantToUs, isIdiom, isNarrowerAhead } from "./idioms.ts";
import type { Lexicon, Verb } from "./lexicon.ts";
import type { Mention } from "./mentions.ts";
import { SentenceView } from "./sentence-view.ts";
import type { Names } from "./sentence-view.ts";
import type { Token } from "./words.ts";
import { Zones } from "./zones.ts";

class ClauseReader {
  readonly #tokens: readonly Token[];
  readonly #lexicon: Lexicon;
  readonly #view: SentenceView;
  readonly #zones: Zones;
  readonly #placed: Placed[] = [];
  #pending: Mention[] = [];

  constructor(view: SentenceView, start: Start) {
    this.#view = view;
    this.#tokens = view.tokens;
    this.#lexicon = view.lexicon;
    this.#zones = new Zones(start);
  }

  /** What stands before the first auxiliary is the subject: not "data" in "it is associated with your data but not shared". */
  #placePending(frame: Frame): void {
    const auxiliary = this.#tokens.findIndex((token, at) => at >= this.#view.clauseStart && at < frame.verb && (beWords.has(token.lower) || haveWords.has(token.lower)));
    for (const mention of this.#pending) if (!frame.isPassive || auxiliary < 0 || mention.from < auxiliary) this.#placed.push({ mention, frame, zone: "object" });
    this.#pending = [];
  }

  /** What the verb at `index` means for the words after it. */
  #verb(index: number, verb: Verb): void {
    const next = this.#view.lower(index + 1);
    if (isIdiom(this.#tokens, index, verb, this.#view.isBeforeData(index))) return;
    const use = this.#view.verbUse(index, verb);
    if (!use) return;
    const follows = this.#view.follows(index);
    const before = this.#view.previous(index);
    const isTo = this.#view.lower(before) === "to";
    const actor = (use === "passive" ? this.#view.agentAfter(index) : null) ?? (use === "passive" ? "first" : this.#view.actorBefore(index)) ?? follows?.actor ?? "first";
    const isNegative = this.#view.isNegated(index) || (follows?.isNegative ?? false) && ["and", "or", ",", "nor"].includes(this.#view.lower(before));
    const base = { verb: index, lemma: verb.lemma, actor, isNegative, isPassive: use === "passive", isMay: this.#view.isMay(index), isInclude: false, isInPurpose: false };

    if (isTo && !this.#view.isComplement(before)) {
      if (this.#lexicon.follow.has(verb.lemma) && this.#zones.state.zone !== "off") this.#practice({ ...base, actor: this.#zones.anchor?.actor ?? actor, action: actionFor(verb), isInPurpose: true, isNegative: false }, index);
      else if (this.#zones.state.zone !== "condition" || this.#zones.anchor) this.#zones.enter("purpose", index);
      return;
    }
    if (verb.classes.has("include") && ["which", "that"].includes(this.#view.lower(this.#view.skipBackModals(before)))) return this.#include(index, base, use);
    // "to track and understand campaigns": a second verb of the same purpose.
    if (this.#zones.state.zone === "purpose" && !isTo && use === "active" && !this.#view.hasOwnSubject(index)) {
      if (this.#lexicon.follow.has(verb.lemma) && verb.lemma !== "share" && verb.form === "base" && (!verb.isNoun || ["your", "the", "their"].includes(next))) this.#practice({ ...base, action: actionFor(verb), isInPurpose: true, isNegative: false }, index);
      return;
    }
    if (use === "gerund" && !this.#view.isGerundPractice(before, verb)) {
      if (this.#view.lower(before) === "for") this.#zones.enter("purpose", index);
      return;
    }
    if (verb.classes.has("include") && !verb.classes.has("collect")) return this.#include(index, base, use);
    if (actor === "user") return this.#userVerb(index, verb, base, isTo);
    if (actor === "third" && use !== "passive") return this.#thirdVerb(index, verb, base);
    // "card data is submitted to our processor", "is entered by you".
    if (use === "passive" && verb.classes.size === 0 && this.#lexicon.supply.has(verb.lemma)) return this.#practice({ ...base, action: this.#view.hasRecipient() ? "share" : "collect" }, index);
    if (!(["collect", "store", "log", "use", "share", "sell", "display"] as const).some((name) => verb.classes.has(name))) return;
    // "we provide you with": a service, unless somebody else receives it.
    if (["provide", "give", "send", "communicate", "supply", "pass"].includes(verb.lemma) && use !== "passive" && !this.#view.hasRecipient()) return this.#zones.enter("none", index, null);
    if (supplyOnly.has(verb.lemma) && /^(?:you|user|users|that|our|each|all|vendors?|third)$/.test(this.#view.lower(index + 1)) && this.#view.lower(index + 1) !== "for") return;
    this.#practice({ ...base, action: actionFor(verb) }, index);
  }

  #practice(frame: Frame, index: number): void {
    this.#view.frames.push(frame);
    if (frame.isPassive) this.#placePending(frame);
    if (this.#zones.state.zone === "condition" && frame.actor === "first" && !this.#view.hasOwnSubject(index)) return;
    this.#zones.enter("object", index, frame);
    if (!frame.isInPurpose || !this.#zones.anchor) this.#zones.setAnchor(frame);
  }

  /** A person hands over data; anything else a person does is no practice. */
  #userVerb(index: number, verb: Verb, base: Omit<Frame, "action">, isTo: boolean): void {
    const isRelative = this.#zones.state.zone === "object" && !isTo && !["and", ",", "but", ";"].includes(this.#view.lower(this.#view.subjectStart(index) - 1));
    if (!this.#lexicon.supply.has(verb.lemma) || base.isPassive) {
      if (isRelative || this.#zones.state.zone === "condition" || this.#zones.state.zone === "occasion" || this.#zones.state.zone === "purpose") return;
      if (verb.classes.has("share") || verb.classes.has("collect") || verb.classes.has("use") || verb.classes.has("dispose")) this.#zones.enter("none", index, null);
      return;
    }
    if (base.isNegative) return isRelative ? undefined : this.#zones.enter("none", index, null);
    // "when you post a photo" tells the occasion; "if you give us your number" hands over data.
    if (["condition", "occasion"].includes(this.#zones.state.zone) && !(handOver.has(verb.lemma) && this.#view.isToUs(index, verb))) return;
    const frame: Frame = { ...base, action: "collect" };
    this.#view.frames.push(frame);
    if (this.#zones.state.zone === "off") return;
    this.#zones.enter("object", index, frame);
    if (!this.#zones.anchor || !isRelative) this.#zones.setAnchor(frame);
  }

  /** What others do with the data is sharing; what they give us is collecting. */
  #thirdVerb(index: number, verb: Verb, base: Omit<Frame, "action">): void {
    const toUs = this.#tokens.slice(index + 1, index + 14).some((token, offset) => token.lower === "us" || (["with", "to"].includes(token.lower) && this.#view.actorAt.get(index + 2 + offset)?.actor === "first"));
    if (base.isNegative) {
      // "No advertising network receives your data" denies that we hand it over.
      if (["receive", "access", "collect", "get"].includes(verb.lemma)) return this.#practice({ ...base, actor: "first", action: "share" }, index);
      return this.#zones.enter("none", index, null);
    }
    if (verb.classes.has("share") || verb.classes.has("sell")) {
      if (toUs) this.#practice({ ...base, action: "receive" }, index);
      else if (this.#zones.state.zone !== "object") this.#zones.enter("none", index, null);
      return;
    }
    if (["collect", "store", "log", "use"].some((name) => verb.classes.has(name as "collect")) && (verb.lemma === "get" ? this.#view.isBeforeData(index) : !["require", "request", "ask", "take"].includes(verb.lemma))) this.#practice({ ...base, action: "share" }, index);
  }

  #include(index: number, base: Omit<Frame, "action">, use: string): void {
    if (this.#view.lower(index) === "including" || use === "gerund" || use === "passive") return;
    const subject = this.#tokens.slice(Math.max(this.#view.clauseStart, index - 14), index);
    const speaksOfData = this.#pending.length > 0 || subject.some((token) => dataNouns.has(token.word)) || this.#tokens[index - 1]?.lower === "”";
    if (!speaksOfData || base.isNegative) return;
    // "The information we share includes": the list is what is shared.
    const shared = this.#view.frames.findLast((earlier) => earlier.verb >= this.#view.clauseStart && !earlier.isNegative && ["share", "disclose", "sell", "transfer", "send"].includes(earlier.action));
    const frame: Frame = { ...base, actor: "first", action: shared?.action ?? "collect", isInclude: true };
    this.#view.frames.push(frame);
    if (["condition", "off"].includes(this.#zones.state.zone)) return;
    this.#placePending(frame);
    this.#zones.enter("object", index, frame);
    this.#zones.setAnchor(frame);
  }

  #mentions(index: number): number {
    const mentions = [...(this.#view.mentionAt.get(index) ?? [])];
    let to = index;
    for (let at = index; at < Math.max(to, ...mentions.map((mention) => mention.to)); at += 1) {
      if (at > index) mentions.push(...(this.#view.mentionAt.get(at) ?? []));
      to = Math.max(to, ...mentions.map((mention) => mention.to));
    }
    for (const mention of mentions) {
      const { zone, frame } = this.#zones.state;
      if (zone === "none") this.#pending.push(mention);
      else if (frame && (zone === "object" || zone === "occasion")) {
        this.#placed.push({ mention, frame: this.#withNo(mention, frame), zone });
        if (zone === "object" && mention.type !== "personal-data") this.#zones.hasSpecificObject = true;
      } else if (frame && zone === "purpose") {
        // "to monitor usage": the words for the data begin with the practice.
        const isPractice = this.#lexicon.follow.has(this.#lexicon.verbs.get(this.#view.lower(mention.from))?.lemma ?? "");
        this.#placed.push({ mention, frame: isPractice ? { ...frame, isInPurpose: true } : frame, zone: isPractice ? "object" : zone });
      }
    }
    return to;
  }

  /** "we collect no location data". */
  #withNo(mention: Mention, frame: Frame): Frame {
    const isNo = this.#tokens.slice(Math.max(frame.verb + 1, mention.from - 2), mention.from).some((token) => token.lower === "no");
    return isNo ? { ...frame, isNegative: true } : frame;
  }

  #mark(index: number): void {
    const mark = this.#view.lower(index);
    if (mark === "(" || mark === "[") this.#zones.stack.push({ ...this.#zones.state });
    else if (mark === ")" || mark === "]") {
      const outer = this.#zones.stack.pop();
      if (outer) {
        this.#zones.closeRange(index);
        this.#zones.state = outer;
      }
    } else if (mark === ";") {
      this.#view.clauseStart = index + 1;
      if (this.#view.startsClause(index + 1)) this.#zones.enter("none", index, null);
      else if (this.#zones.anchor && this.#zones.state.zone !== "off") this.#zones.enter("object", index, this.#zones.anchor);
    } else if (mark === ",") {
      const isNewClause = this.#view.startsClause(index + 1);
      if (isNewClause && ["condition", "occasion", "purpose", "exception", "object"].includes(this.#zones.state.zone)) {
        if (this.#zones.state.isLeading || this.#zones.state.zone === "condition") this.#view.clauseStart = index + 1;
        if (this.#zones.state.zone !== "object" || this.#zones.state.frame?.verb !== -1) this.#zones.enter("none", index, null);
      } else if (this.#zones.state.isLeading && this.#zones.state.zone === "condition" && !this.#view.isListAhead(index + 1)) this.#zones.enter("none", index, null);
    } else if (mark === "—" || mark === "–") {
      if (this.#view.startsClause(index + 1)) this.#zones.enter("none", index, null);
    }
  }

  #word(index: number): number {
    const word = this.#view.lower(index);
    const next = this.#view.lower(index + 1);
    const zone = this.#zones.state.zone;
    if (zone !== "off") {
      if (word === "but" && /^(?:not|is|are|isn't|without)$/.test(next) && this.#tokens.slice(index, index + 6).some((token) => token.lower === "limited")) return this.#tokens.findIndex((token, at) => at > index && token.lower === "limited") + 2;
      // "your user ID, but never your e-mail address": what follows is left out.
      if ((word === "never" || word === "not") && ["but", "(", "—", "–"].includes(this.#view.lower(index - 1)) && this.#view.isBeforeData(index) && !this.#lexicon.verbs.has(next) && zone === "object") {
        this.#zones.enter("exception", index);
        return index + 1;
      }
      if (word === "but" || word === "however") {
        if (this.#view.startsClause(index + 1)) {
          this.#view.clauseStart = index + 1;
          this.#zones.enter("none", index, null);
        }
        return index + 1;
      }
      if (exceptionWords.has(word) || (word === "other" && next === "than") || (word === "without" && !this.#lexicon.verbs.has(next))) {
        this.#zones.enter("exception", index);
        return index + 1;
      }
      if (word === "such" && next === "as") return this.#listMark(index, index + 2);
      if (listMarks.has(word) && !(word === "like" && index === 0) && !(word === "e" && next !== ".") && !(word === "i" && next !== ".")) {
        if (!this.#lexicon.verbs.has(word) || word === "including") return this.#listMark(index, index + 1);
      }
      if (((word === "like" || (word === "as" && next === "with")) && index <= 1) || (word === "depending" && next === "on")) {
        this.#zones.enter("condition", index);
        return index + 1;
      }
      if (conditionWords.has(word) && !(word === "should" && next !== "you") && !(word === "before" && this.#view.mentionAt.size > 0 && zone === "object" && /ing$/.test(next))) {
        if (word === "where" && this.#zones.state.zone === "object" && !this.#view.startsClause(index + 1)) return index + 1;
        const isOccasion = this.#zones.anchor !== null && !this.#zones.hasSpecificObject && zone === "object";
        if (zone !== "condition" && zone !== "occasion") this.#zones.enter(isOccasion ? "occasion" : "condition", index);
        return index + 1;
      }
      if ((word === "so" && (next === "that" || this.#view.startsClause(index + 1))) || (word === "in" && next === "order")) {
        this.#zones.enter("purpose", index);
        return index + 2;
      }
      if (word === "for" && this.#view.isPurposeAhead(index + 1)) {
        this.#zones.enter("purpose", index);
        return index + 1;
      }
      if (word === "to" && [":", undefined, ""].includes(this.#tokens[index + 1]?.lower)) {
        this.#zones.enter("purpose", index);
        return index + 1;
      }
      if (word === "to" && this.#zones.state.zone === "object" && !this.#lexicon.verbs.has(next) && this.#view.isBareInfinitive(index)) {
        this.#zones.enter("purpose", index);
        return index + 2;
      }
    }
    if (this.#view.mentionAt.has(index)) {
      const isPracticeVerb = this.#lexicon.verbs.has(word) && ["to", "may", "will", "we", "not"].includes(this.#view.lower(this.#view.previous(index)));
      if (!isPracticeVerb) return Math.max(this.#mentions(index), index + 1);
    }
    if ((word === "have" || word === "has" || word === "given" || word === "gain") && next === "access") {
      const actor = this.#view.actorBefore(index);
      if (actor === "third") this.#practice({ verb: index, lemma: "access", action: "share", actor, isNegative: this.#view.isNegated(index), isPassive: false, isMay: this.#view.isMay(index), isInclude: false, isInPurpose: false }, index);
      return this.#view.lower(index + 2) === "to" ? index + 3 : index + 2;
    }
    // "which provides Example with read-only access to your profile".
    if (word === "access" && next === "to" && zone !== "off" && isGrantToUs(this.#view, index)) {
      this.#practice({ verb: index, lemma: "access", action: "receive", actor: "first", isNegative: this.#view.isNegated(index), isPassive: false, isMay: this.#view.isMay(index), isInclude: false, isInPurpose: false }, index);
      return index + 2;
    }
    if (word === "part" && next === "of" && this.#pending.length > 0 && beWords.has(this.#view.lower(index - 1))) {
      const frame: Frame = { verb: index, lemma: "be", action: "display", actor: "first", isNegative: false, isPassive: true, isMay: false, isInclude: false, isInPurpose: false };
      this.#view.frames.push(frame);
      this.#placePending(frame);
      this.#zones.enter("object", index, frame);
      this.#zones.anchor = frame;
    }
    const actor = this.#view.actorAt.get(index);
    if (actor && this.#zones.state.zone === "object" && ["and", "or", "so", "but"].includes(this.#view.lower(index - 1)) && this.#view.startsClause(index)) {
      this.#view.clauseStart = index;
      this.#zones.enter("none", index, null);
    }
    const verb = this.#lexicon.verbs.get(word);
    if (verb && zone !== "off" && zone !== "exception") this.#verb(index, verb);
    return index + 1;
  }

  /** "such as", "including": after a purpose or a condition the list belongs to what is collected, if nothing was named yet. */
  #listMark(index: number, next: number): number {
    const { zone } = this.#zones.state;
    const conditional = conditionWords.has(this.#view.lower(next));
    if (this.#zones.anchor && (!this.#zones.hasSpecificObject || isNarrowerAhead(this.#view, next, this.#placed.filter((placed) => placed.frame === this.#zones.anchor))) && (zone === "purpose" || zone === "condition" || zone === "occasion") && this.#view.lower(index - 1) !== "feature" && !conditional) {
      const isSeparate = [",", "(", ")", ":", "—"].includes(this.#view.lower(index - 1)) || zone !== "purpose";
      if (isSeparate) this.#zones.enter("object", index, this.#zones.anchor);
    }
    return next;
  }

  read(): ClauseReading {
    for (let index = 0; index < this.#tokens.length;) {
      if (this.#tokens[index]?.isWord) index = this.#word(index);
      else {
        this.#mark(index);
        index += 1;
      }
    }
    this.#zones.closeRange(this.#tokens.length);
    return {
      placed: this.#placed, frames: this.#view.frames, end: { zone: this.#zones.state.zone, frame: this.#zones.state.frame ?? this.#zones.anchor }, open: this.#zones.hasSpecificObject ? null : this.#zones.anchor,
      conditions: this.#zones.rangesOf("condition"), exceptions: this.#zones.rangesOf("exception"), purposes: this.#zones.rangesOf("purpose"),
    };
  }
}

export function readClauses(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon, names: Names, start: Start = { zone: "none", frame: null }): ClauseReading {
  return new ClauseReader(new SentenceView(tokens, mentions, lexicon, names, start.isDenied ?? false), start).read();
}
