/** What takes back or narrows a denial: exceptions, consent, limits, conditions. */
import type { Frame } from "./frames.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Sentence } from "./read.ts";
import { consentOf, wordsOf } from "./read.ts";
import type { Statement } from "./types.ts";

const plainTextDenial = /\b(?:plain ?text|unencrypted|clear ?text|readable|in full|longer than|indefinitely)\b/i;

/** "We will not share it without your consent" says that it is shared with consent. */
export function isConsentException(sentence: Sentence, after: number, lexicon: Lexicon): boolean {
  return exceptionsAfter(sentence, after).some((range) => /\b(?:consent|permission|opt in|authori[sz]ation|agree)/i.test(wordsOf(sentence, range))) && consentOf(sentence, lexicon) !== "none";
}

/** An exception belongs to the practice before it, up to the next verb. */
export function exceptionsAfter(sentence: Sentence, after: number): [number, number][] {
  const next = sentence.clauses.frames.map((frame) => frame.verb).filter((verb) => verb > after).sort((a, b) => a - b)[0] ?? Number.POSITIVE_INFINITY;
  return sentence.clauses.exceptions.filter(([from]) => from < next);
}

export function qualifyDenial(statement: Statement, sentence: Sentence, frame: Frame): void {
  const isPart = /\b(?:full|complete)\b/i.test(sentence.text) && !statement.dataTypes.includes("payment-card");
  if (plainTextDenial.test(sentence.text) || isPart) statement.exception ??= "only a form of keeping is denied";
  if (/\b(?:in jurisdictions|where (?:it|this|that) (?:may be|is)|prohibited by law|beyond|more than|any longer|other than|for any other purpose|unrelated)\b/i.test(sentence.text)) statement.exception ??= "denied within limits only";
  if (["ask", "require", "request", "need", "use", "be"].includes(frame.lemma) || frame.isInclude || frame.actor !== "first") statement.exception ??= "not a denial of collecting";
  if (statement.condition && /^(?:if|where|unless|until|once|whether|should)\b/i.test(statement.condition)) statement.exception ??= statement.condition;
}
