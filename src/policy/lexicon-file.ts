/** The lexicon as one file of the package: phrases folded at build time, so that a reading starts in milliseconds. */
import type { Lexicon } from "./lexicon.ts";
import { PhraseBook } from "./phrases.ts";

const books = ["dataTypes", "vetoes", "purposes", "surfaces", "recipients", "consents", "actors", "companies", "collectSections", "quietSections"] as const satisfies readonly (keyof Lexicon)[];
/** Phrases by what they mean; most meanings have many. */
type Entries = [unknown, string[]][];
type BookName = (typeof books)[number];

interface FrozenLexicon extends Record<BookName, Entries> {
  types: [string, unknown][];
  notBeside: [string, string[]][];
  headStop: string[];
  recipientGroups: unknown[];
  verbs: [string, { lemma: string; classes: string[]; form: string; isNoun: boolean }][];
  supply: string[];
  follow: string[];
  languages: { english: string[]; others: [string, string[]][] };
}

function entriesOf(book: PhraseBook<unknown>): Entries {
  const byValue = new Map<string, [unknown, string[]]>();
  for (const [words, value] of book.entries()) {
    const key = JSON.stringify(value);
    const known = byValue.get(key);
    if (known) known[1].push(words);
    else byValue.set(key, [value, [words]]);
  }
  return [...byValue.values()];
}

const sets = (entries: Iterable<readonly [string, ReadonlySet<string>]>): [string, string[]][] => [...entries].map(([key, words]) => [key, [...words]]);

export function freezeLexicon(lexicon: Lexicon): FrozenLexicon {
  return {
    ...(Object.fromEntries(books.map((name) => [name, entriesOf(lexicon[name] as PhraseBook<unknown>)])) as Record<BookName, Entries>),
    types: [...lexicon.types].map(([id, { label, broader, crosswalks: { fideslangKey, googlePlay, googlePlayId, apple } = {} }]) => [id, { id, label, broader, crosswalks: { fideslangKey, googlePlay, googlePlayId, apple } }]),
    notBeside: sets(lexicon.notBeside), headStop: [...lexicon.headStop], recipientGroups: [...lexicon.recipientGroups],
    verbs: [...lexicon.verbs].map(([word, verb]) => [word, { ...verb, classes: [...verb.classes] }]),
    supply: [...lexicon.supply], follow: [...lexicon.follow],
    languages: { english: [...lexicon.languages.english], others: sets(lexicon.languages.others) },
  };
}

function bookOf(entries: Entries): PhraseBook<unknown> {
  const book = new PhraseBook<unknown>();
  for (const [value, phrases] of entries) for (const words of phrases) book.addFolded(words.split(" "), value);
  return book;
}

/** The other way round; what was frozen is a lexicon, so its types hold. */
export function thawLexicon(text: string): Lexicon {
  const frozen = JSON.parse(text) as FrozenLexicon;
  return {
    ...Object.fromEntries(books.map((name) => [name, bookOf(frozen[name])])),
    types: new Map(frozen.types), notBeside: new Map(frozen.notBeside.map(([type, words]) => [type, new Set(words)])), headStop: new Set(frozen.headStop), recipientGroups: frozen.recipientGroups,
    verbs: new Map(frozen.verbs.map(([word, verb]) => [word, { ...verb, classes: new Set(verb.classes) }])),
    supply: new Set(frozen.supply), follow: new Set(frozen.follow),
    languages: { english: new Set(frozen.languages.english), others: new Map(frozen.languages.others.map(([name, words]) => [name, new Set(words)])) },
  } as unknown as Lexicon;
}
