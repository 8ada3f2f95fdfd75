/** From blocks to statements: sentences are read with what introduces them, then completed from their surroundings. */
import type { Consent, DataTypeId, Surface } from "../model/index.ts";
import type { Block, Cell, SourceText } from "./block.ts";
import type { ClauseReading, Frame, Placed, Start } from "./frames.ts";
import { readClauses } from "./clauses.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Mention } from "./mentions.ts";
import { findMentions } from "./mentions.ts";
import type { OwnNames } from "./names.ts";
import type { SentenceKind } from "./sentence-kind.ts";
import { labelEnd, serviceAbove } from "./labelled-lists.ts";
import { isRightsLead, sentenceKind } from "./sentence-kind.ts";
import type { Span } from "./sentences.ts";
import { sentencesOf } from "./sentences.ts";
import type { FoundCompany } from "./companies.ts";
import { companySpans } from "./companies.ts";
import type { PolicyQuote } from "./types.ts";
import type { Token } from "./words.ts";
import { tokenize } from "./words.ts";

/** One sentence (or table cell) with all that was read in it. */
export interface Sentence {
  block: Block;
  blockIndex: number;
  span: Span;
  text: string;
  tokens: readonly Token[];
  mentions: Mention[];
  companies: FoundCompany[];
  clauses: ClauseReading;
  kind: SentenceKind;
  /** Bold or run-in title of the item, else the innermost heading. */
  title: string;
  titleTypes: DataTypeId[];
  isFirst: boolean;
  isCollectSection: boolean;
  isQuietSection: boolean;
  cell: Cell | null;
}

export interface Reader { lexicon: Lexicon; source: SourceText; names: OwnNames; terms: ReadonlyMap<string, string> }

const practiceFrame: Frame = { verb: -1, lemma: "collect", action: "collect", actor: "first", isNegative: false, isPassive: false, isMay: false, isInclude: false, isInPurpose: false };
/** A list of data under the name of a service is handed to it. */
const sharedFrame: Frame = { ...practiceFrame, lemma: "share", action: "share" };
const off: Start = { zone: "off", frame: null };
const none: Start = { zone: "none", frame: null };


/** The title of an item: bold at its start, or a short run-in before a colon. */
function titleEndOf(block: Block): number {
  const after = block.text.slice(block.titleEnd);
  if (block.titleEnd > 0 && block.titleEnd < 100) {
    const isTitle = /[:.–—-]\s*$/.test(block.text.slice(0, block.titleEnd)) || /^\s*[:–—-]/.test(after) || /^\s+[A-Z]/.test(after) || after.trim() === "";
    return isTitle ? block.titleEnd + (/^\s*[:–—-]*\s*/.exec(after)?.[0].length ?? 0) : 0;
  }
  if (block.kind !== "item") return 0;
  const runIn = /^([A-Z][^.:;!?]{2,60})(?::|\s[–—-])\s+(?=[A-Z])/.exec(block.text);
  return runIn ? runIn[0].length : 0;
}

/** Words the policy defines as its name for data count as personal data as a whole: "Information", "Other Information". */
function termMentions(tokens: readonly Token[], terms: ReadonlyMap<string, string>, known: readonly Mention[]): Mention[] {
  const found: Mention[] = [];
  if (terms.size === 0) return found;
  for (let from = 0; from < tokens.length; from += 1) {
    if (!/^[A-Z]/.test(tokens[from]?.raw ?? "")) continue;
    for (let to = Math.min(from + 4, tokens.length); to > from; to -= 1) {
      const words = tokens.slice(from, to);
      if (!words.every((token) => token.isWord && /^[A-Z]/.test(token.raw)) || !terms.has(words.map((token) => token.lower).join(" "))) continue;
      if (!known.some((mention) => mention.from < to && from < mention.to)) found.push({ type: "personal-data", isWeak: false, from, to });
      from = to - 1;
      break;
    }
  }
  return found;
}

function titleTypesOf(title: string, lexicon: Lexicon): DataTypeId[] {
  const tokens = tokenize(title).filter((token) => token.isWord);
  const mentions = findMentions(tokens, lexicon).filter((mention) => mention.type !== "personal-data");
  const covered = new Set(mentions.flatMap((mention) => Array.from({ length: mention.to - mention.from }, (_, index) => mention.from + index)));
  return covered.size * 2 >= tokens.length ? [...new Set(mentions.map((mention) => mention.type))] : [];
}

/** Where a list item begins: in the sentence that introduces the list, or in a section that lists what is collected. */
function startOf(block: Block, leadEnds: ReadonlyMap<number, Start>, isCollect: boolean, isQuiet: boolean): Start {
  if (block.kind === "item" && block.lead === null && deniedTitle.test(block.headings.at(-1) ?? "") && !/\?|track signal|do not sell my/i.test(block.headings.at(-1) ?? "")) return deniedStart;
  const lead = block.lead === null ? undefined : leadEnds.get(block.lead);
  if (lead && (lead.zone !== "none" || lead.frame)) return lead;
  const isListed = block.kind === "item" || block.kind === "row" || block.titleEnd > 0;
  return isCollect && !isQuiet && isListed ? { zone: "object", frame: practiceFrame } : none;
}

const unfinished = /\b(?:to|you|by|for|when|if|that|because|purposes?|ways|reasons|uses?|and|or|we|from|of)\s*:\s*$/i;

/** What a list goes on with: the sentence's last clause, or the data it promised ("the following information ...:"). */
function listStartAfter(sentence: Sentence): Start {
  const { end, open } = sentence.clauses;
  const isPromise = ["condition", "occasion", "purpose"].includes(end.zone) && open !== null && !unfinished.test(sentence.text) && /\b(?:following|below|these|categor\w+|types?|kinds?|information|data)\b/i.test(sentence.text);
  const start = isPromise ? { zone: "object" as const, frame: open } : end;
  return { zone: start.zone, frame: start.frame && { ...start.frame, verb: -1 } };
}

/** "What we don't collect", "We do NOT:". */
const deniedTitle = /\b(?:do(?:es)? not|don['’]t|doesn['’]t|never|won['’]t|will not)\b(?=[^.]*$)/i;
const deniedStart: Start = { zone: "object", frame: { ...practiceFrame, isNegative: true }, isDenied: true };

const dataHeader = /data|categor|information|type|example|field|what|element|item|attribute/i;
const purposeHeader = /purpose|why|\buse[ds]?\b|using|reason|basis|how we|descript/i;
const otherHeader = /recipient|shar|disclos|third|vendor|provider|processor|company|service|retention|period|how long|duration|expir|collected|source|name|country|location|region|link|contact|sold|opt/i;

export function readSentences(blocks: readonly Block[], reader: Reader): Sentence[] {
  const sentences: Sentence[] = [];
  const leadEnds = new Map<number, Start>();
  let openLead: number | null = null;
  const { lexicon } = reader;
  const known = { collect: new Map<string, boolean>(), quiet: new Map<string, boolean>() };
  const matchesSection = (kind: "collect" | "quiet", headings: readonly string[]): boolean => headings.some((heading) => {
    let matches = known[kind].get(heading);
    if (matches === undefined) known[kind].set(heading, (matches = (kind === "collect" ? lexicon.collectSections : lexicon.quietSections).findAll(tokenize(heading)).length > 0));
    return matches;
  });

  const readOne = (block: Block, blockIndex: number, span: Span, start: Start, title: string, isFirst: boolean, sections: { isCollect: boolean; isQuiet: boolean }, cell: Cell | null): Sentence => {
    const text = block.text.slice(span.start, span.end);
    const tokens = tokenize(text);
    const known = findMentions(tokens, lexicon);
    const mentions = [...known, ...termMentions(tokens, reader.terms, known)].sort((a, b) => a.from - b.from || a.to - b.to);
    const kind = sentenceKind(text);
    // A company that is named acts like any third party: "Stripe receives your name".
    const named = companySpans({ tokens, block }, reader);
    const companies = named.map(({ from, to }): [number, number] => [from, to]);
    const read = (from: Start): ClauseReading => readClauses(tokens, mentions, lexicon, { own: reader.names.words, companies }, from);
    let clauses = read(start);
    // A fragment in a list goes on with the list; a sentence of its own stands for itself.
    if (start.zone === "object" && start.frame === practiceFrame && clauses.frames.length > 0) {
      const alone = read(none);
      if (alone.placed.length > 0) clauses = alone;
    }
    // A paragraph that is a bare list in a section about what is collected.
    const isBareList = start.zone === "none" && block.kind === "paragraph" && sections.isCollect && !sections.isQuiet && clauses.frames.length === 0 && mentions.length > 1 && kind === "practice" && tokens.length < 120 && !/:$|\b(?:you|we|it|they|can|may|will|is|are|was|were|should|must|please)\b/i.test(text);
    if (isBareList && new Set(mentions.map((mention) => mention.type)).size > 1) clauses = read({ zone: "object", frame: practiceFrame });
    const sentence: Sentence = { block, blockIndex, span, text, tokens, mentions, companies: named, clauses, kind, title, titleTypes: isFirst ? titleTypesOf(title, lexicon) : [], isFirst, isCollectSection: sections.isCollect, isQuietSection: sections.isQuiet, cell };
    sentences.push(sentence);
    return sentence;
  };

  blocks.forEach((block, blockIndex) => {
    const sections = { isCollect: matchesSection("collect", block.headings), isQuiet: matchesSection("quiet", block.headings.slice(-1)) };
    if (block.kind === "heading") {
      openLead = null;
      return;
    }
    if (block.kind === "row") return readRow(block, blockIndex, sections);
    const titleEnd = titleEndOf(block);
    const title = titleEnd > 0 ? block.text.slice(0, titleEnd) : "";
    const isOnlyTitle = titleEnd > 0 && block.text.slice(titleEnd).trim() === "";
    const spans = sentencesOf(block.text, isOnlyTitle ? 0 : titleEnd);
    // Paragraphs with a bold title below an introducing sentence are its list.
    if (block.kind === "paragraph" && titleEnd === 0) openLead = block.text.endsWith(":") ? blockIndex : null;
    const listed = block.kind === "paragraph" && titleEnd > 0 && openLead !== null ? { ...block, lead: openLead } : block;
    const listStart = startOf(listed, leadEnds, sections.isCollect, sections.isQuiet);
    spans.forEach((span, index) => {
      const labelled = labelEnd(block.text.slice(span.start, span.end));
      const service = labelled > 0 ? serviceAbove(blocks, blockIndex, lexicon) : null;
      const start: Start = labelled > 0 ? { zone: "object", frame: service ? sharedFrame : practiceFrame } : index === 0 ? listStart : listStart.zone === "off" ? off : none;
      const sentence = readOne(block, blockIndex, labelled > 0 ? { ...span, start: span.start + labelled } : span, start, isOnlyTitle ? "" : title || (block.headings.at(-1) ?? ""), index === 0, sections, null);
      if (service) sentence.companies.push({ ...service, from: 0, to: 1, isUsed: true });
      if (index !== spans.length - 1) return;
      const ends = sentence.text.endsWith(":") || block.lead !== null;
      if (!ends) return;
      const isOff = isRightsLead(sentence.text) || (sentence.kind !== "practice" && sentence.kind !== "scope") || (sections.isQuiet && sentence.clauses.frames.length === 0 && !/collect/i.test(sentence.text));
      const isDenied = /\b(?:not|never|n['’]t)\s*:\s*$/i.test(sentence.text);
      leadEnds.set(blockIndex, isOff ? off : isDenied ? deniedStart : listStartAfter(sentence));
    });
  });
  return sentences;

  function readRow(block: Block, blockIndex: number, sections: { isCollect: boolean; isQuiet: boolean }): void {
    const isDenied = block.cells.some((cell) => /^(?:no|✗|✘|not collected|none|n\/a)\.?$/i.test(block.text.slice(cell.start, cell.end).trim()) && /collect|^$/i.test(cell.header));
    if (isDenied) return;
    const isSaidCollected = block.cells.some((cell) => /^(?:yes|✓|✔|collected)\.?$/i.test(block.text.slice(cell.start, cell.end).trim()) && /collect/i.test(cell.header));
    block.cells.forEach((cell, index) => {
      const header = cell.header;
      const isData = index === 0 ? !/vendor|provider|processor|company|purpose|service|name of|country|cookie name|^name$|partner/i.test(header) : dataHeader.test(header) && !(purposeHeader.test(header) && !/data|information/i.test(header)) && !(otherHeader.test(header) && !/data|categor|information|example/i.test(header));
      const isAffirmed = isData && index > 0 && isSaidCollected;
      const isInContext = isAffirmed || sections.isCollect || dataHeader.test(header) || block.lead !== null;
      const start: Start = isData && isInContext && (!sections.isQuiet || isAffirmed) ? { zone: "object", frame: practiceFrame } : off;
      const span = { start: cell.start, end: Math.max(cell.end, cell.start) };
      if (span.end > span.start) readOne(block, blockIndex, span, start, "", index === 0, sections, cell);
    });
  }
}

/** Quote of the words [from, to) of a sentence, as much of the sentence as stands without markup. */
export function quoteOf(sentence: Sentence, source: SourceText, from?: number, to?: number): PolicyQuote {
  const first = from === undefined ? undefined : sentence.tokens[from];
  const last = to === undefined ? undefined : sentence.tokens[to - 1];
  const focus: [number, number] = [sentence.span.start + (first?.start ?? 0), sentence.span.start + (last?.end ?? Math.min(60, sentence.text.length))];
  return source.quote(sentence.block, sentence.span.start, sentence.span.end, focus);
}

export const wordsOf = (sentence: Sentence, [from, to]: [number, number]): string =>
  sentence.text.slice(sentence.tokens[from]?.start ?? 0, sentence.tokens[to - 1]?.end ?? sentence.text.length);

const deemed = /\bby (?:using|accessing|visiting|continuing|submitting|providing)\b[^.]*\b(?:consent|agree|accept)/i;

/** Which asking a sentence speaks of, if any. */
export function consentOf(sentence: Sentence, lexicon: Lexicon): Consent {
  if (deemed.test(sentence.text)) return "none";
  const found = lexicon.consents.findOverlapping(sentence.tokens).map((match) => match.value);
  return (["device-permission", "customer-permission", "opt-in"] as const).find((consent) => found.includes(consent)) ?? "none";
}

export function surfacesNamed(sentence: Sentence, lexicon: Lexicon): Set<Surface> {
  return new Set(lexicon.surfaces.findOverlapping(sentence.tokens).map((match) => match.value));
}

const occasionTypes = new Set(["user-content", "customer-support", "education-employment", "purchase-history", "messages", "sso-identity", "audio"]);

/** Is this data type stated by its place in the sentence? */
export function isStated({ mention, frame, zone }: Placed, sentence: Sentence): boolean {
  if (zone === "object") return frame.action !== "use" || frame.lemma !== "set" || frame.actor !== "user";
  return zone === "occasion" && !mention.isWeak && occasionTypes.has(mention.type) && (frame.actor === "user" || ["receive", "collect", "store"].includes(frame.action)) && !sentence.isQuietSection;
}
