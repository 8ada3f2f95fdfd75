/** Texts that are no policy the reader can draft from: empty, another language, a cookie banner, no word about data. */
import { UserError } from "../errors.ts";
import type { Lexicon } from "./lexicon.ts";

const wordsIn = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

function share(words: readonly string[], known: ReadonlySet<string>): number {
  return words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length;
}

/** The language the words of a text are from, as far as its small words tell; null: cannot be told. */
export function languageOf(all: readonly string[], lexicon: Lexicon): string | null {
  const words = all.slice(0, 2000);
  if (words.length < 20) return null;
  const english = share(words, lexicon.languages.english);
  const [name, best] = [...lexicon.languages.others].map(([language, known]): [string, number] => [language, share(words, known)]).sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (english >= best) return english > 0.08 ? "English" : null;
  return best > 0.1 ? name : null;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export function refuseUnreadable(text: string, plainText: string, file: string | null, lexicon: Lexicon): void {
  const place = file === null ? {} : { file };
  const words = wordsIn(plainText);
  if (text.startsWith("%PDF")) throw new UserError({ what: "This is a PDF file; its text cannot be read here.", fix: "Save it as text or HTML first (for example `pdftotext policy.pdf`), then read that file.", ...place });
  if (text.startsWith("PK\u0003\u0004")) throw new UserError({ what: "This is a DOCX or ZIP file; its text cannot be read here.", fix: "Save it as text, Markdown or HTML first, then read that file.", ...place });
  if (words.length === 0) throw new UserError({ what: "The policy has no text.", fix: "Point to the file with the policy's wording; a scanned document has to be turned into text first.", ...place });
  const broken = text.split("\uFFFD").length + text.split("\0").length - 2;
  if (broken > text.length / 50) throw new UserError({ what: "The policy is not readable as UTF-8 text.", fix: "Save the file in UTF-8 and try again.", ...place });
  const language = languageOf(words, lexicon);
  if (language !== null && language !== "English") {
    throw new UserError({ what: `The policy seems to be written in ${language} (${counted(words.length, "word")}); only English can be read.`, fix: "Use the English version of the policy, or write the inventory by hand: the format is in docs/inventory.md.", ...place });
  }
  const isBanner = words.length < 140 && /\bcookies?\b/i.test(plainText) && /\b(?:accept|reject|allow|manage|agree|got it|decline|preferences)\b/i.test(plainText) && !/\b(?:we|our \w+) (?:collect|store|retain|share)\b/i.test(plainText);
  if (isBanner) throw new UserError({ what: `This is a cookie notice of ${counted(words.length, "word")}, not a privacy policy.`, fix: "Point to the page or file with the full policy.", ...place });
}

export function refuseWithoutData(count: { statements: number; prohibited: number; words: number; sentences: number }, file: string | null): void {
  if (count.statements + count.prohibited > 0) return;
  throw new UserError({
    what: `No statement about personal data was found in ${counted(count.words, "word")}, ${counted(count.sentences, "sentence")}.`,
    fix: "Check that this is the privacy policy (not terms, an index page or a page filled in by script); if it is, write the inventory by hand: docs/inventory.md.",
    ...(file === null ? {} : { file }),
  });
}
