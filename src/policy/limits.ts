/** Limits in numbers: the age below which the policy says no, and how long data is kept. */
import type { DataTypeId } from "../model/index.ts";
import { daysOf } from "../model/duration.ts";
import type { SourceText } from "./block.ts";
import type { Reader, Sentence } from "./read.ts";
import { surfacesNamed } from "./read.ts";
import { ageIn, limitInCell, retentionIn } from "./times.ts";
import type { AgeLimit, RetentionLimit, Statement } from "./types.ts";
import { backReference } from "./wording.ts";

const ageDenial = /\b(?:not|n['’]t|never|no one|nobody|nor|neither|must be|only (?:for|intended|available)|prohibit\w*|restricted to|older|over)\b/i;

/** An age limit; `"other"` when the age stands in a duty or a condition; null without an age. */
export function readAge(sentence: Sentence, source: SourceText): AgeLimit | "other" | null {
  const found = ageIn(sentence.text);
  if (!found) return null;
  const isAboutPeople = /\b(?:child|children|minor|minors|anyone|individual|individuals|person|persons|people|user|users|those|kids|you|consumer|consumers|old|age)\b/i.test(sentence.text);
  if (!isAboutPeople) return null;
  if (!ageDenial.test(sentence.text.replace(/\bif (?:you|we)\b.*$/i, "")) || /^if\b/i.test(sentence.text)) return "other";
  const actions = [...new Set(sentence.clauses.frames.filter((frame) => frame.isNegative && frame.actor === "first").map((frame) => (frame.action === "use" || frame.action === "display" ? "process" : frame.action)))];
  return { age: found.age, actions, ...source.quote(sentence.block, sentence.span.start, sentence.span.end, [sentence.span.start + found.start, sentence.span.start + found.end]) };
}

/** Words for what is kept that are no names of data: they only say which of the declared types is meant. */
const impliedWords: readonly [RegExp, DataTypeId][] = [
  [/\b(?:invoices?|receipts?|billing records?|orders?|transactions?)\b/i, "purchase-history"],
  [/\b(?:your|the|user) profiles?\b|\baccount (?:data|details|records?)\b/i, "account-information"],
  [/\b(?:chats?|conversations?|support tickets?|tickets?)\b/i, "messages"],
];

const retentionHeader = /retention|lifetime|life ?span|duration|expir|how long|storage period|kept|max.?age/i;

/** A row of a table that gives a limit for the data of its other cells, or for a cookie. */
export function readRowLimit(sentence: Sentence, row: readonly DataTypeId[], { source }: Reader): RetentionLimit | null {
  if (!sentence.cell || !retentionHeader.test(sentence.cell.header)) return null;
  const found = limitInCell(sentence.text);
  if (!found) return null;
  const [first] = sentence.block.cells;
  const isCookie = /cookie/i.test(`${first?.header ?? ""} ${sentence.block.headings.at(-1) ?? ""}`);
  const types = isCookie ? ["cookie"] : row.filter((type) => type !== "personal-data");
  if (types.length === 0) return null;
  const quote = source.quote(sentence.block, 0, sentence.block.text.length, [sentence.span.start + found.start, sentence.span.start + found.end]);
  return { dataTypes: types, retention: found.retention, approximate: false, surfaces: types.includes("log-data") ? ["log"] : ["storage"], isImplied: false, ...quote };
}

/** One limit for all cookies, the longest; other rows have their own data. */
export function addRowLimit(limits: RetentionLimit[], row: RetentionLimit): void {
  const known = row.dataTypes.includes("cookie") ? limits.findIndex((limit) => limit.dataTypes.join() === "cookie") : -1;
  if (known < 0) limits.push(row);
  else if (daysOf(row.retention.max) > daysOf(limits[known]?.retention.max ?? "")) limits[known] = row;
}

/** `before`: what "it" or "this information" can refer to, the statement before and the title of the block. */
export function readRetention(sentence: Sentence, made: readonly Statement[], before: { statement: Statement | undefined; title: readonly DataTypeId[] }, reader: Reader): RetentionLimit | null {
  if (["advice", "scope", "contact", "credit"].includes(sentence.kind) || ageIn(sentence.text)) return null;
  const found = retentionIn(sentence.text);
  if (!found) return null;
  // The part of the sentence between semicolons that has the number.
  const from = sentence.text.lastIndexOf(";", found.start) + 1;
  const semicolon = sentence.text.indexOf(";", found.end);
  const to = semicolon < 0 ? sentence.text.length : semicolon;
  const near = sentence.mentions.filter((mention) => mention.type !== "deidentified-data" && (sentence.tokens[mention.from]?.start ?? 0) >= from && (sentence.tokens[mention.from]?.start ?? 0) < to).map((mention) => mention.type);
  const stated = made.filter((statement) => statement.polarity === "positive").flatMap((statement) => statement.dataTypes);
  const named = [...new Set(near.length > 0 ? near : stated)];
  const specific = named.filter((type) => type !== "personal-data");
  const previous = before.statement?.dataTypes ?? (sentence.titleTypes.length > 0 ? sentence.titleTypes : before.title);
  const isReference = backReference.test(sentence.text) || /\b(?:it|they|them)\b/i.test(sentence.text);
  const generic = /\bcontent\b/i.test(sentence.text) ? ["user-content"] : /\blogs?\b/i.test(sentence.text) ? ["log-data"] : [];
  const implied = impliedWords.filter(([pattern]) => pattern.test(sentence.text)).map(([, type]) => type);
  const isImplied = specific.length === 0 && !(isReference && previous.length > 0) && generic.length === 0 && implied.length > 0;
  const types = isImplied ? implied : specific.length > 0 ? specific : isReference && previous.length > 0 ? [...previous] : generic.length > 0 ? generic : before.title.length > 0 ? [...before.title] : named;
  const isLog = surfacesNamed(sentence, reader.lexicon).has("log") || types.includes("log-data");
  const quote = reader.source.quote(sentence.block, sentence.span.start, sentence.span.end, [sentence.span.start + found.start, sentence.span.start + found.end]);
  for (const statement of made) if (statement.polarity === "positive") statement.retention = found.retention;
  return { dataTypes: types, retention: found.retention, approximate: found.approximate, surfaces: isLog ? ["log"] : ["storage"], isImplied, ...quote };
}
