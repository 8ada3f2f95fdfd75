/** Builds the statements of a policy from its sentences: surfaces, recipients, purposes, what "this information" refers to. */
import type { Consent, DataTypeId, Surface } from "../model/index.ts";
import type { Frame, Placed } from "./frames.ts";
import type { Reader, Sentence } from "./read.ts";
import { consentOf, isStated, quoteOf, surfacesNamed, wordsOf } from "./read.ts";
import type { ActionWord, AgeLimit, Definition, OpenPoint, PolicyQuote, RetentionLimit, Statement } from "./types.ts";
import { Definitions } from "./definitions.ts";
import { exceptionsAfter, isConsentException, qualifyDenial } from "./denials.ts";
import { addRowLimit, readAge, readRetention, readRowLimit } from "./limits.ts";
import { backReference, coarser, formOf, isBroader, openMarks, shareActions } from "./wording.ts";
import { tokenizeOnce as tokensOf } from "./words.ts";

export interface Drawn {
  statements: Statement[];
  definitions: Definition[];
  retentions: RetentionLimit[];
  ages: AgeLimit[];
  deidentified: PolicyQuote[];
  openPoints: OpenPoint[];
}

const keepInCookie = new Set(["remember", "store", "save", "keep", "hold", "recall", "maintain", "retain"]);
/** "If we learn that we have collected data of a child": a duty, not a practice. */
const discovery = /\b(?:become aware|became aware|learn|discover|believe|find out|without (?:verif|parental|consent))/i;

class StatementBuilder {
  readonly #definitions: Definitions;
  readonly drawn: Drawn = { statements: [], definitions: [], retentions: [], ages: [], deidentified: [], openPoints: [] };
  readonly #reader: Reader;
  /** Statements of the current block that "this information" can refer to. */
  #inBlock: Statement[] = [];
  #inSection: Statement[] = [];
  #block = -1;
  #section = "";
  #sectionRecipients = new Set<string>();
  #lastShare: string[] = [];
  #titleUsed = false;
  #headingUsed = false;
  /** Companies of this block whose use is asked for. */
  readonly #askedFor = new Map<string, Consent>();
  /** Statements whose purposes a list below an introducing sentence gives. */
  readonly #targets = new Map<number, Statement[]>();

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#definitions = new Definitions(reader);
    this.#surfaceOfRecipient = new Map(reader.lexicon.recipientGroups.map(({ id, surface }) => [id, surface]));
  }

  read(sentences: readonly Sentence[]): Drawn {
    for (const sentence of sentences) {
      this.#enter(sentence);
      this.#sentence(sentence);
    }
    return { ...this.drawn, definitions: this.#definitions.list };
  }

  #enter(sentence: Sentence): void {
    const section = sentence.block.headings.join(" > ");
    if (section !== this.#section) {
      this.#section = section;
      this.#headingUsed = false;
      this.#sectionRecipients = new Set();
      this.#inSection = [];
      this.#lastShare = [];
    }
    if (sentence.blockIndex !== this.#block) {
      this.#block = sentence.blockIndex;
      this.#inBlock = [];
      this.#askedFor.clear();
      // A heading names what the first statement below it is about, an item's own title that of the item.
      this.#titleUsed = this.#headingUsed && sentence.title === sentence.block.headings.at(-1);
    }
  }

  #sentence(sentence: Sentence): void {
    const recipients = this.#recipients(sentence);
    const before = this.drawn.statements.length;
    if (sentence.kind === "practice") this.#practice(sentence, recipients);
    for (const recipient of recipients) this.#sectionRecipients.add(recipient);
    const asked = sentence.kind === "practice" ? consentOf(sentence, this.#reader.lexicon) : "none";
    if (asked !== "none") for (const company of sentence.companies) this.#askedFor.set(company.id, asked);
    const limit = readRetention(sentence, this.drawn.statements.slice(before), { statement: this.#inBlock.findLast(({ dataTypes }) => dataTypes.some((type) => type !== "personal-data")) ?? this.#inBlock.at(-1), title: sentence.titleTypes.length > 0 ? sentence.titleTypes : this.#blockTitle }, this.#reader);
    if (limit && limit.dataTypes.length > 0) this.drawn.retentions.push(limit);
    else if (limit) this.drawn.openPoints.push({ line: limit.line, section: limit.section, text: limit.quote, why: `a limit (${limit.retention.max}) for data without a name` });
    const row = readRowLimit(sentence, [...new Set(this.#inBlock.flatMap(({ dataTypes }) => dataTypes))], this.#reader);
    if (row) addRowLimit(this.drawn.retentions, row);
  }

  #practice(sentence: Sentence, recipients: readonly string[]): void {
    const age = readAge(sentence, this.#reader.source);
    if (age !== null && age !== "other") this.drawn.ages.push(age);
    if (age !== null) return;
    this.#title(sentence);
    for (const placed of sentence.clauses.placed) if (placed.mention.type === "deidentified-data" && placed.zone === "object" && !placed.frame.isNegative) this.drawn.deidentified.push(quoteOf(sentence, this.#reader.source, placed.mention.from, placed.mention.to));
    const stated = sentence.clauses.placed.filter((placed) => isStated(placed, sentence) && placed.mention.type !== "deidentified-data" && !(placed.mention.type === "children-data" && discovery.test(sentence.text)));
    const groups = new Map<string, Placed[]>();
    for (const placed of stated) {
      const key = `${placed.frame.verb} ${placed.frame.isNegative} ${formOf(placed, sentence)}`;
      groups.set(key, [...(groups.get(key) ?? []), placed]);
    }
    const made = [...groups.values()].map((group) => this.#statement(sentence, group, recipients));
    this.#ssoInCondition(sentence, made);
    if (this.#isBackReference(sentence, made)) this.#applyBack(sentence);
    else if (made.length === 0) this.#openPoint(sentence);
    this.#definitions.define(sentence, stated);
  }

  #recipients(sentence: Sentence): string[] {
    const ids = [...new Set(this.#reader.lexicon.recipients.findAll(sentence.tokens).map(({ value }) => value.id))];
    const specific = ids.filter((id) => id !== "third-parties");
    return specific.length > 0 ? specific : ids;
  }

  readonly #surfaceOfRecipient: ReadonlyMap<string, Surface | "">;

  /** The frame's recipients: its sentence, what "these third parties" refers to, the last sharing, the title. */
  #shareRecipients(sentence: Sentence, frame: Frame, recipients: readonly string[]): string[] {
    if (/^(?:these|such|those|they|the) (?:third|part|provider|vendor|compan|service|sub|other)/i.test(sentence.text) || /^they\b/i.test(sentence.text)) return [...new Set([...recipients, ...this.#sectionRecipients])];
    if (recipients.length > 0) return [...recipients];
    if (frame.isInclude && this.#lastShare.length > 0) return this.#lastShare;
    const title = sentence.title || (sentence.block.headings.at(-1) ?? "");
    const titled = this.#recipients({ ...sentence, tokens: tokensOf(title) });
    return titled.length > 0 ? titled : [];
  }

  #surfaces(sentence: Sentence, group: readonly Placed[], frame: Frame, purposes: readonly string[], recipients: readonly string[]): Surface[] {
    const named = surfacesNamed(sentence, this.#reader.lexicon);
    const found = new Set<Surface>();
    if (shareActions.has(frame.action)) for (const recipient of recipients) {
      const surface = this.#surfaceOfRecipient.get(recipient) ?? "network-third-party";
      if (surface !== "") found.add(surface);
    }
    const hasCookie = sentence.mentions.some((mention) => mention.type === "cookie");
    if (!shareActions.has(frame.action)) {
      const isLog = named.has("log") || frame.action === "log" || surfacesNamed({ ...sentence, tokens: tokensOf(sentence.title) }, this.#reader.lexicon).has("log");
      if (isLog && frame.actor !== "third" && frame.action !== "use" && frame.action !== "display") found.add("log");
      if (hasCookie && (frame.isInclude || (frame.isInPurpose && keepInCookie.has(frame.lemma)))) found.add("client-storage");
      else if (named.has("client-storage") && (keepInCookie.has(frame.lemma) || frame.isPassive)) found.add("client-storage");
      if (found.size === 0 || found.has("log")) found.add("storage");
      if (!found.has("log") && !found.has("client-storage")) found.add("response");
      if (purposes.includes("analytics") && !found.has("log")) found.add("analytics");
      if (purposes.includes("advertising")) found.add("ads");
    }
    if (group.some(({ mention }) => mention.type === "crash-data")) found.add("error-tracker");
    if (group.some(({ mention }) => mention.type === "session-replay")) found.add("session-replay");
    return [...found];
  }

  #purposes(sentence: Sentence): string[] {
    const found = this.#reader.lexicon.purposes.findOverlapping(sentence.tokens).map((match) => match.value);
    if (found.length === 0 && sentence.title !== "") found.push(...this.#reader.lexicon.purposes.findOverlapping(tokensOf(sentence.title)).map((match) => match.value).filter((purpose) => purpose === "recruitment"));
    return [...new Set(found)];
  }

  #statement(sentence: Sentence, group: readonly Placed[], sentenceRecipients: readonly string[]): Statement {
    const { source, lexicon } = this.#reader;
    const [first] = group as [Placed, ...Placed[]];
    const { frame } = first;
    const purposes = this.#purposes(sentence);
    const named = frame.isNegative ? [] : sentence.companies;
    // "Stripe receives your name": the company that acts gets the data.
    const acting = frame.actor === "third" ? named.filter((company) => company.to <= frame.verb).at(-1) : undefined;
    const companies = named.filter((company) => company.isUsed || company === acting);
    const recipients = shareActions.has(frame.action) ? this.#shareRecipients(sentence, frame, sentenceRecipients) : [];
    const surfaces = this.#surfaces(sentence, group, frame, purposes, recipients);
    for (const company of companies) {
      if (company.surface && !frame.isNegative && frame.actor !== "user" && !surfaces.includes(company.surface)) surfaces.push(company.surface);
      if (company.surface || shareActions.has(frame.action)) recipients.push(company.id);
      if (shareActions.has(frame.action) && !company.surface && !surfaces.includes("network-third-party")) surfaces.push("network-third-party");
    }
    const quotes: Record<DataTypeId, PolicyQuote> = {};
    for (const { mention } of group) quotes[coarser(mention.type, frame)] ??= quoteOf(sentence, source, mention.from, mention.to);
    const lastWord = Math.max(...group.map(({ mention }) => mention.to - 1));
    const isNegative = frame.isNegative && !isConsentException(sentence, lastWord, lexicon);
    const stated = isNegative ? "none" : consentOf(sentence, lexicon);
    // "Only if you agree, we use PostHog. PostHog receives ...": the asking goes on with the name.
    const consent = stated !== "none" || isNegative ? stated : named.map((company) => this.#askedFor.get(company.id)).find((asked) => asked !== undefined) ?? "none";
    const [condition] = sentence.clauses.conditions;
    const [exception] = exceptionsAfter(sentence, lastWord);
    const statement: Statement = {
      ...quoteOf(sentence, source, first.mention.from, first.mention.to), headings: sentence.block.headings,
      who: frame.actor === "first" ? "first-party" : frame.actor === "user" ? "user" : "third-party",
      action: frame.action, moreActions: this.#moreActions(sentence, frame), dataTypes: Object.keys(quotes), quotes, surfaces, purposes, recipients: [...new Set(recipients)],
      polarity: isNegative ? "negative" : "positive", modality: frame.isMay ? "may" : "does", openList: openMarks.test(sentence.text),
      condition: condition ? wordsOf(sentence, condition) : null, exception: exception ? wordsOf(sentence, exception) : null,
      consent, retention: null, ageThreshold: null, form: formOf(first, sentence),
    };
    if (!isNegative && frame.isInclude) this.#continue(statement, sentence);
    if (isNegative) qualifyDenial(statement, sentence, frame);
    this.#add(statement, sentence);
    if (!isNegative && shareActions.has(frame.action) && recipients.length > 0) this.#lastShare = recipients;
    return statement;
  }

  /** "This includes ...": the list goes on with what was said before it. */
  #continue(statement: Statement, sentence: Sentence): void {
    const previous = this.#inBlock.at(-1);
    if (!previous || !/^(?:(?:for example|in addition|additionally),? )?(?:this|these|such|it|they|that)\b/i.test(sentence.text)) return;
    statement.purposes = [...new Set([...statement.purposes, ...previous.purposes])];
    const carried = previous.surfaces.filter((surface) => ["log", "analytics", "ads"].includes(surface));
    statement.surfaces = carried.includes("log") ? ["log", "storage"] : [...new Set([...statement.surfaces, ...carried])];
    if (statement.consent === "none") statement.consent = previous.consent;
  }

  /** The other verbs of "receive or store", "sell (or share)". */
  #moreActions(sentence: Sentence, frame: Frame): ActionWord[] {
    const others = sentence.clauses.frames.filter((other) => other !== frame && other.verb >= 0 && other.isNegative === frame.isNegative && other.actor === frame.actor && Math.abs(other.verb - frame.verb) <= 8
      && sentence.tokens.slice(Math.min(other.verb, frame.verb) + 1, Math.max(other.verb, frame.verb)).every((token) => !sentence.mentions.some((mention) => sentence.tokens[mention.from] === token)));
    return [...new Set(others.map((other) => other.action))].filter((action) => action !== frame.action);
  }

  #add(statement: Statement, sentence: Sentence): void {
    this.drawn.statements.push(statement);
    if (statement.polarity === "negative" || statement.form !== "plain") return;
    this.#inBlock.push(statement);
    this.#inSection.push(statement);
    // The title of the block names what its first positive statement is about.
    if (!this.#titleUsed && sentence.isCollectSection && !shareActions.has(statement.action)) this.#useTitle(statement, sentence);
  }

  #useTitle(statement: Statement, sentence: Sentence): void {
    this.#titleUsed = true;
    if (sentence.title === sentence.block.headings.at(-1)) this.#headingUsed = true;
    const types = sentence.isFirst ? sentence.titleTypes : this.#blockTitle;
    for (const type of types) {
      if (statement.dataTypes.includes(type) || (statement.consent !== "none" && statement.dataTypes.some((stated) => isBroader(type, stated, this.#reader.lexicon)))) continue;
      statement.dataTypes.push(type);
      statement.quotes[type] = { section: statement.section, quote: statement.quote, line: statement.line };
    }
  }

  #blockTitle: readonly DataTypeId[] = [];

  /** A title that is all that is said of the item ("IP address - to prevent abuse"), or an object without a name of its own. */
  #title(sentence: Sentence): void {
    if (sentence.isFirst) this.#blockTitle = sentence.titleTypes;
    if (this.#titleUsed || this.#blockTitle.length === 0 || !sentence.isCollectSection || sentence.isQuietSection) return;
    const { frames } = sentence.clauses;
    if (frames.some((frame) => frame.isNegative)) return;
    const isGeneric = frames.some((frame) => ["first", "user"].includes(frame.actor) && !shareActions.has(frame.action)) && /\b(?:information|data|details|metadata|records|values|cop(?:y|ies)|it|them)\b/i.test(sentence.text);
    const isBare = sentence.block.kind === "item" && frames.length === 0 && sentence.block.titleEnd > 0;
    const hasOwn = sentence.clauses.placed.some((placed) => isStated(placed, sentence) && placed.mention.type !== "deidentified-data");
    if (hasOwn || (!isGeneric && !isBare)) return;
    this.#titleUsed = true;
    if (sentence.title === sentence.block.headings.at(-1)) this.#headingUsed = true;
    const quote = isBare ? this.#reader.source.quote(sentence.block, 0, sentence.block.text.length, [0, Math.max(1, sentence.block.titleEnd)]) : quoteOf(sentence, this.#reader.source);
    const isLog = this.#blockTitle.includes("log-data");
    this.#add({
      ...quote, headings: sentence.block.headings, who: "first-party", action: "collect", moreActions: [], dataTypes: [...this.#blockTitle],
      quotes: Object.fromEntries(this.#blockTitle.map((type) => [type, quote])), surfaces: isLog ? ["log", "storage"] : ["storage", "response"], purposes: this.#purposes(sentence), recipients: [],
      polarity: "positive", modality: "does", openList: false, condition: null, exception: null, consent: consentOf(sentence, this.#reader.lexicon), retention: null, ageThreshold: null, form: "plain",
    }, { ...sentence, isCollectSection: false });
  }

  /** "If a single sign-on service is connected, we receive ...": the occasion names the kind of account. */
  #ssoInCondition(sentence: Sentence, made: readonly Statement[]): void {
    const received = made.find((statement) => statement.polarity === "positive" && ["receive", "collect"].includes(statement.action) && statement.who === "first-party");
    const sso = sentence.mentions.find((mention) => mention.type === "sso-identity" && !mention.isWeak);
    if (!received || !sso || received.dataTypes.includes("sso-identity")) return;
    received.dataTypes.push("sso-identity");
    received.quotes["sso-identity"] = quoteOf(sentence, this.#reader.source, sso.from, sso.to);
  }

  #isBackReference(sentence: Sentence, made: readonly Statement[]): boolean {
    const lead = sentence.block.lead;
    if (lead !== null && this.#targets.has(lead) && sentence.clauses.frames.every((frame) => frame.verb >= 0 && frame.isInPurpose)) return true;
    return backReference.test(sentence.text) && made.every((statement) => statement.dataTypes.every((type) => type === "personal-data" || statement.purposes.length > 0)) && sentence.clauses.frames.some((frame) => frame.actor === "first" && ["use", "collect", "store", "process"].includes(frame.action) && !frame.isNegative);
  }

  #applyBack(sentence: Sentence): void {
    const lead = sentence.block.lead;
    const inherited = lead === null ? undefined : this.#targets.get(lead);
    const earlier = this.#inBlock.filter((statement) => !statement.dataTypes.includes("personal-data"));
    const targets = inherited ?? (earlier.length > 0 ? earlier : sentence.block.kind === "paragraph" ? this.#inSection : []);
    const purposes = this.#purposes(sentence);
    for (const statement of targets) {
      statement.purposes = [...new Set([...statement.purposes, ...purposes])];
      if (shareActions.has(statement.action) || statement.surfaces.includes("log")) continue;
      if (purposes.includes("analytics") && !statement.surfaces.includes("analytics")) statement.surfaces.push("analytics");
      if (purposes.includes("advertising") && !statement.surfaces.includes("ads")) statement.surfaces.push("ads");
    }
    if (sentence.text.endsWith(":")) this.#targets.set(sentence.blockIndex, targets);
    if (earlier.length > 0 && !inherited) this.#inBlock = [];
  }

  #openPoint(sentence: Sentence): void {
    const { frames } = sentence.clauses;
    const acts = frames.some((frame) => frame.verb >= 0 && frame.actor !== "third" && !frame.isInPurpose && ["collect", "receive", "store", "log", "share", "sell", "track", "disclose", "send"].includes(frame.action));
    if (!acts || sentence.isQuietSection || sentence.text.endsWith(":")) return;
    if (!/\b(?:information|data|details|metadata|content|records?)\b/i.test(sentence.text) || sentence.clauses.placed.some((placed) => placed.mention.type === "deidentified-data")) return;
    const why = frames.some((frame) => frame.isNegative) ? "a denial, but no known data type is named" : "speaks of data, but no known data type is named";
    const { line, section } = quoteOf(sentence, this.#reader.source);
    this.drawn.openPoints.push({ line, section, text: sentence.text.length > 160 ? `${sentence.text.slice(0, 157)}...` : sentence.text, why });
  }
}

export function buildStatements(sentences: readonly Sentence[], reader: Reader): Drawn {
  return new StatementBuilder(reader).read(sentences);
}
