/** The policy's own words for data and what they cover: `("Usage Data")`, `"X" means`, "personal data may include". */
import type { DataTypeId } from "../model/index.ts";
import type { Placed } from "./frames.ts";
import type { Reader, Sentence } from "./read.ts";
import { quoteOf } from "./read.ts";
import type { Definition } from "./types.ts";
import { formOf, openMarks } from "./wording.ts";

export class Definitions {
  readonly list: Definition[] = [];
  readonly #reader: Reader;
  /** Term of a sentence that introduces a list. */
  readonly #leadTerms = new Map<number, string>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** `("Usage Data")`, `"X" means`, "Personal data may include": what the policy's own words cover. */
  define(sentence: Sentence, stated: readonly Placed[]): void {
    const types = [...new Set(stated.filter((placed) => !placed.frame.isNegative && formOf(placed, sentence) === "plain").map((placed) => placed.mention.type))];
    const add = (term: string, dataTypes: readonly DataTypeId[]): void => {
      if (dataTypes.length === 0) return;
      const known = this.list.find((definition) => definition.term.toLowerCase() === term.toLowerCase());
      if (known) known.dataTypes = [...new Set([...known.dataTypes, ...dataTypes])];
      else this.list.push({ term, dataTypes: [...dataTypes], openList: openMarks.test(sentence.text), ...quoteOf(sentence, this.#reader.source) });
    };
    for (const match of sentence.text.matchAll(/[“"]([A-Z][^”"]{2,40})[”"]/g)) if (this.#reader.terms.has((match[1] ?? "").toLowerCase())) add(match[1] ?? "", types);
    const isInclude = stated.some((placed) => placed.frame.isInclude);
    const lead = sentence.block.lead;
    const leadTerm = lead === null ? undefined : this.#leadTerms.get(lead);
    if (leadTerm && types.length > 0) add(leadTerm, types);
    if (!isInclude && !/(?:includes?|means|comprises?)\b[^:]*:$/i.test(sentence.text)) return;
    const subject = this.#subjectTerm(sentence);
    if (!subject) return;
    add(subject, types.filter((type) => type !== "personal-data"));
    if (sentence.text.endsWith(":")) this.#leadTerms.set(sentence.blockIndex, subject);
  }

  /** The words before "includes": a defined term, or the general word for personal data. */
  #subjectTerm(sentence: Sentence): string | undefined {
    const before = /^(.*?)\b(?:may (?:also )?(?:include|contain)|can include|includes?|consists? of|means|comprises?|contains?)\b/i.exec(sentence.text)?.[1] ?? "";
    const lower = before.toLowerCase();
    for (const [key, term] of this.#reader.terms) if (lower.includes(key)) return term;
    return /\b(?:personal(?:ly identifiable)? (?:information|data)|personal details|pii)\b/i.test(before) ? "personal-data" : undefined;
  }
}
