/** The policy room: reads the text of a privacy policy and drafts the inventory it amounts to. No network, no model. */
import { createHash } from "node:crypto";
import { SourceText } from "./block.ts";
import { blocksOf, formatOf } from "./formats/index.ts";
import { refuseUnreadable, refuseWithoutData } from "./guards.ts";
import type { Lexicon } from "./lexicon.ts";
import { loadLexicon } from "./lexicon.ts";
import { messagesIn } from "./messages.ts";
import { ownNamesIn } from "./names.ts";
import { prohibitionsOf } from "./prohibitions.ts";
import type { Reader, Sentence } from "./read.ts";
import { readSentences } from "./read.ts";
import { buildStatements } from "./statements.ts";
import { effectiveDateIn } from "./times.ts";
import type { PolicyFormat, PolicyReading } from "./types.ts";
import { namedVendors } from "./vendors.ts";

export { checkInventory } from "./check-inventory.ts";
export type { CodeFacts, PolicyProblem, ProblemKind } from "./check-inventory.ts";
export { draftInventory } from "./draft.ts";
export type { DataDraft, InventoryDraft, VendorDraft } from "./draft.ts";
export { declareInInventory, mergeInventory, reviewInInventory } from "./edit-inventory.ts";
export type { Decision, Declaration, EditResult } from "./edit-inventory.ts";
export { findPolicyFiles } from "./find-policy.ts";
export type { PolicyCandidate } from "./find-policy.ts";
export { renderInventoryJson, renderInventoryYaml } from "./render.ts";
export type { RenderNotes } from "./render.ts";
export { decodedText, documentText } from "./formats/documents.ts";
export { exportAs, importFrom } from "./exchange/index.ts";
export type { ExchangeName } from "./exchange/index.ts";
export { suggestWording } from "./suggest.ts";
export type { Evidence, Suggestion } from "./suggest.ts";
export type * from "./types.ts";

export interface ReadOptions {
  /** Told from the file name and the text when left out. */
  format?: PolicyFormat;
  /** As the user knows it; stands in the inventory. */
  fileName?: string;
  /** For tests and benches; the catalog's words by default. */
  lexicon?: Lexicon;
}

/** Names in quotes that the policy gives to data: "Usage Data", "Other Information". */
function termsIn(text: string): Map<string, string> {
  const terms = new Map<string, string>();
  for (const match of text.matchAll(/[“"]\s*([A-Z][\w’' -]{2,38}?)\s*[,.]?\s*[”"]/g)) {
    const term = (match[1] ?? "").trim();
    if (/(?:information|data|content|details)$/i.test(term) && term.split(/\s+/).length <= 4) terms.set(term.toLowerCase(), term);
  }
  return terms;
}

const isProcessor = (text: string): boolean => /\b(?:we|[A-Z]\w+) (?:act|acts|is|are|will act)(?: only)? (?:as )?(?:a |the )?(?:data )?processor\b/.test(text) && !/\bcontroller of\b|\bwe are (?:the|a) (?:data )?controller\b/i.test(text);

export function readPolicy(text: string, options: ReadOptions = {}): PolicyReading {
  const file = options.fileName ?? null;
  const lexicon = options.lexicon ?? loadLexicon();
  const withoutMark = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const format = options.format ?? formatOf(file, withoutMark);
  const source = new SourceText(withoutMark);
  const blocks = blocksOf(withoutMark, format);
  const plain = blocks.map((block) => block.text).join("\n");
  refuseUnreadable(text, plain, file, lexicon);
  const names = ownNamesIn(plain, lexicon);
  const reader: Reader = { lexicon, source, names, terms: termsIn(plain) };
  const sentences: Sentence[] = readSentences(blocks, reader);
  const drawn = buildStatements(sentences, reader);
  const { prohibited, openPoints } = prohibitionsOf(drawn.statements, drawn.ages, lexicon);
  const words = (plain.match(/\p{L}+/gu) ?? []).length;
  const positive = drawn.statements.filter((statement) => statement.polarity === "positive").length;
  const vendors = namedVendors(sentences, blocks, reader, plain);
  refuseWithoutData({ statements: positive, prohibited: prohibited.length + (vendors.length > 1 ? vendors.length : 0), words, sentences: sentences.length }, file);
  return {
    file, format, sha256: createHash("sha256").update(text).digest("hex"), effective: effectiveDateIn(plain),
    organization: { name: names.main, role: isProcessor(plain) ? "processor" : "controller" },
    ...drawn, prohibited, vendors, messages: messagesIn(sentences, reader),
    openPoints: [...drawn.openPoints, ...openPoints].sort((a, b) => a.line - b.line), words, sentences: sentences.length,
  };
}
