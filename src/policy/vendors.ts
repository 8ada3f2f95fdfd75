/** Companies a policy names as recipients; brands in other roles (licences, stores, links, own products) are not. */
import type { Surface } from "../model/index.ts";
import type { Block } from "./block.ts";
import type { Company } from "./lexicon.ts";
import { slug } from "./lexicon.ts";
import { NameFinder } from "./proper-names.ts";
import type { Reader, Sentence } from "./read.ts";
import { quoteOf } from "./read.ts";
import type { NamedVendor } from "./types.ts";
import { tokenize } from "./words.ts";

const vendorContext = /\b(?:service providers?|vendors?|partners?|third[- ]part(?:y|ies)|(?:sub-?)?processors?|provided by|powered by|hosted|hosting|self-hosts?|we use|we (?:also )?(?:rely|share|send|work|integrate|partner)|uses?|using|via|through|analytics|payments?|advertis\w+|log ?in|sign[- ]in|sign up|account|receive|collect\w*|share\w*|transfer\w*|stored?|servers?|tools?|opt[- ]out|platforms?|single sign|tracking|cookies?|processed|infrastructure|provider|receives?|sends?|delivers?|stores|processes|hosts|handles|provides)\b/i;
const otherContext = /\b(?:licen[sc]ed?|copy of this|creative commons|download (?:the|our) app|available (?:on|in|from) (?:the )?(?:apple|google)|app store|google play store|follow us|like most|trademark|source code|open source|fork|repository|does not apply|not affiliated|links? (?:or buttons )?(?:that lead )?to (?:other|third|external|social)|social media (?:buttons|icons)|browser settings|in (?:google )?chrome|firefox|safari)\b/i;
const vendorSection = /vendor|provider|processor|third[- ]part|partner|service|shar|disclos|recipient|analytics|advertis|cookie|payment|tool/i;

const purposeOfSurface: Readonly<Partial<Record<Surface, string>>> = { analytics: "analytics", ads: "advertising", "error-tracker": "error-monitoring", "session-replay": "analytics" };

/** "Postmark (Wildbit)", "Postmark is a service provided by Wildbit ("Wildbit")": these words say whose the named service is. */
function isOwner({ from }: { from: number }, { tokens, companies }: Sentence): boolean {
  const word = (at: number): string => tokens[at]?.lower ?? "";
  const isAfterName = companies.some((other) => other.to < from);
  if (word(from - 1) === "by" && /^(?:provided|offered|operated|owned|supplied|run|developed|made)$/.test(word(from - 2))) return isAfterName;
  const bracket = /^["“'‘]$/.test(word(from - 1)) ? from - 2 : from - 1;
  if (word(bracket) !== "(") return false;
  return companies.some((other) => other.to === bracket) || (isAfterName && (word(bracket - 1) === ")" || bracket < from - 1));
}

export function namedVendors(sentences: readonly Sentence[], blocks: readonly Block[], reader: Reader, wholeText: string): NamedVendor[] {
  const found = new Map<string, NamedVendor>();
  const finder = new NameFinder(wholeText, reader);
  const isOwn = (name: string): boolean => new RegExp(`\\b[Oo]ur ${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`).test(wholeText);
  const add = (sentence: Sentence, company: Company & { from: number; to: number }, title?: Block): void => {
    if (found.has(company.id) || isOwn(company.name)) return;
    const served = company.surface ? purposeOfSurface[company.surface] : undefined;
    const purposes = served ? [served] : [...new Set(reader.lexicon.purposes.findOverlapping(sentence.tokens).map((match) => match.value))].slice(0, 3);
    found.set(company.id, { id: company.id, name: company.name, purposes, ...(title ? reader.source.quote(title, 0, title.text.length, [0, title.titleEnd || title.text.length]) : quoteOf(sentence, reader.source, company.from, company.to)) });
  };
  for (const sentence of sentences) {
    if (["credit", "change", "question"].includes(sentence.kind) || otherContext.test(sentence.text)) continue;
    if (sentence.kind === "scope" && !/\b(?:provide|use|share)/i.test(sentence.text)) continue;
    const lead = sentence.block.lead === null ? "" : (blocks[sentence.block.lead]?.text ?? "");
    const inSection = sentence.block.kind !== "paragraph" && (sentence.block.headings.some((heading) => vendorSection.test(heading)) || vendorSection.test(lead));
    for (const { title, ...company } of sentence.companies) {
      const block = title === undefined ? undefined : blocks[title];
      if (block) add(sentence, company, block);
    }
    const known = (vendorContext.test(sentence.text) || inSection ? sentence.companies : []).filter((company) => !isOwner(company, sentence));
    for (const company of known) add(sentence, company);
    const start = finder.atStart(sentence, lead);
    for (const name of [...(start ? [start] : []), ...finder.inSentence(sentence)]) {
      if (!name.isTitled && (isOwner(name, sentence) || known.some((company) => company.from < name.to && name.from < company.to))) continue;
      const titled = name.isTitled ? reader.lexicon.companies.longestAt(tokenize(name.name), 0)[0] : undefined;
      if (titled) {
        add(sentence, { ...titled.value, from: 0, to: 1 }, sentence.block);
        continue;
      }
      add(sentence, { id: slug(name.name), name: name.name, isWord: false, surface: null, from: name.from, to: name.to }, name.isTitled ? sentence.block : undefined);
    }
  }
  return [...found.values()];
}
