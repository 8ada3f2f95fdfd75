/** Messages the policy says its owner sends: they take an address or a number that is declared elsewhere. */
import type { Reader, Sentence } from "./read.ts";
import { quoteOf } from "./read.ts";
import type { Message } from "./types.ts";

const byMail = /\bwe(?:['’]ll)?\s(?:\w+\s){0,4}?(?:e-?mail|send|sends|contact|notify|inform)\b[^.]{0,80}\be-?mails?\b|\b(?:sends?|sending) (?:you )?(?:(?!your\b)\w+[ ,]+){0,6}e-?mails?\b(?! address)|\be-?mailing you\b|\b(?:let you know|notify you|inform you|contact you)\b[^.]{0,40}\b(?:via|by) e-?mail\b/i;
const byText = /\b(?:texting you|send(?:s|ing)? you (?:\w+ ){0,3}(?:sms|text)|text messages? to you|text you|calling you|call you|(?:via|by) (?:sms|text message|phone)\b[^.]{0,30}\byou\b)/i;

export function messagesIn(sentences: readonly Sentence[], reader: Reader): Message[] {
  const found: Message[] = [];
  const add = (type: Message["type"], pattern: RegExp): void => {
    const sentence = sentences.find(({ text, kind, clauses }) => !["contact", "credit", "question"].includes(kind) && pattern.test(text) && !clauses.frames.some((frame) => frame.isNegative) && !/\byou (?:can|may|should|must) (?:contact|email|e-mail|reach|call|write)|\bcontact us\b|\bplease\b|\bsend (?:us|an e-?mail to)\b/i.test(text));
    if (!sentence) return;
    const purposes = [...new Set(reader.lexicon.purposes.findOverlapping(sentence.tokens).map((match) => match.value))].filter((purpose) => purpose === "marketing" || purpose === "service-communications");
    found.push({ type, purposes: purposes.length > 0 ? purposes : ["service-communications"], ...quoteOf(sentence, reader.source) });
  };
  add("email-address", byMail);
  add("phone-number", byText);
  return found;
}
