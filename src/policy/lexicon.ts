/** The words the reader knows: data types from the catalog, purposes, surfaces, verbs and cues from `rules/catalog/policy`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataTypeId, Surface } from "../model/index.ts";
import { thawLexicon } from "./lexicon-file.ts";
import { PhraseBook } from "./phrases.ts";
import { foldPhrase, foldWord } from "./words.ts";

export interface DataTypeWords {
  id: DataTypeId;
  label: string;
  broader: DataTypeId | null;
  policyPhrases: string[];
  weakPhrases: string[] | null;
  phraseVetoes: string[] | null;
  /** Names of the type in other lists. */
  crosswalks?: Crosswalks;
}

export interface Crosswalks { fideslangKey?: string | null; googlePlay?: string | null; googlePlayId?: string | null; apple?: string | null }

export interface DataTypePhrase { type: DataTypeId; isWeak: boolean }
export interface Company { id: string; name: string; isWord: boolean; surface: Surface | null }
export interface RecipientGroup { id: string; surface: Surface | "" }
export type VerbClass = "collect" | "store" | "log" | "use" | "share" | "sell" | "display" | "include" | "dispose";

export interface Verb { lemma: string; classes: Set<VerbClass>; form: "base" | "s" | "ing" | "past"; isNoun: boolean }

export interface Lexicon {
  types: ReadonlyMap<DataTypeId, Pick<DataTypeWords, "id" | "label" | "broader" | "crosswalks">>;
  dataTypes: PhraseBook<DataTypePhrase>;
  /** Wordings in which a phrase of the type is not meant. */
  vetoes: PhraseBook<DataTypeId>;
  /** In a list with these words the weak word of the type is a thing: "computer, phone, tablet". */
  notBeside: ReadonlyMap<DataTypeId, ReadonlySet<string>>;
  headStop: ReadonlySet<string>;
  purposes: PhraseBook<string>;
  surfaces: PhraseBook<Surface>;
  recipients: PhraseBook<RecipientGroup>;
  recipientGroups: readonly RecipientGroup[];
  consents: PhraseBook<"device-permission" | "opt-in" | "customer-permission">;
  actors: PhraseBook<"first" | "user" | "third">;
  verbs: ReadonlyMap<string, Verb>;
  /** Verbs by which a person hands over data. */
  supply: ReadonlySet<string>;
  /** Verbs that are a practice even inside "to ...". */
  follow: ReadonlySet<string>;
  companies: PhraseBook<Company>;
  collectSections: PhraseBook<true>;
  quietSections: PhraseBook<true>;
  languages: { english: ReadonlySet<string>; others: ReadonlyMap<string, ReadonlySet<string>> };
}

interface RawPhrases {
  add: Record<string, string[]>; weaken: Record<string, string[]>; drop: Record<string, string[]>; veto: Record<string, string[]>; notBeside: Record<string, string[]>; headStop: string[];
}
interface RawCompanies { plainWords: string[]; companies: { name: string; aliases?: string[]; word?: boolean }[] }
interface RawVerbs extends Record<VerbClass | "supply" | "follow" | "noun", string[]> { past: Record<string, string> }

/** Sources run from `src/`, the package from `dist/src/`: the root is the first folder above that has a package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

const catalogFolder = (name: string): string => join(packageRoot(), "rules/catalog", name);

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(catalogFolder("policy"), `${name}.json`), "utf8")) as T;
}

export function readDataTypes(): DataTypeWords[] {
  const folder = catalogFolder("data-types");
  return readdirSync(folder).filter((name) => name.endsWith(".json")).sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as DataTypeWords);
}

function bookOf<T>(groups: Record<string, unknown>): PhraseBook<T> {
  const book = new PhraseBook<T>();
  for (const [key, phrases] of Object.entries(groups)) if (Array.isArray(phrases)) for (const phrase of phrases as string[]) book.add(phrase, key as T);
  return book;
}

const keyOf = (phrase: string): string => foldPhrase(phrase).join(" ");

function dataTypeBook(types: readonly DataTypeWords[], raw: RawPhrases): PhraseBook<DataTypePhrase> {
  const book = new PhraseBook<DataTypePhrase>();
  for (const type of types) {
    const weakened = new Set((raw.weaken[type.id] ?? []).map(keyOf));
    const dropped = new Set((raw.drop[type.id] ?? []).map(keyOf));
    const strength = new Map<string, { phrase: string; isWeak: boolean }>();
    for (const phrase of [...type.policyPhrases, ...(raw.add[type.id] ?? [])]) strength.set(keyOf(phrase), { phrase, isWeak: weakened.has(keyOf(phrase)) });
    for (const phrase of type.weakPhrases ?? []) if (!strength.has(keyOf(phrase))) strength.set(keyOf(phrase), { phrase, isWeak: true });
    const added = new Set((raw.add[type.id] ?? []).map(keyOf));
    for (const [key, { phrase, isWeak }] of strength) if (!dropped.has(key) || added.has(key)) book.add(phrase, { type: type.id, isWeak });
  }
  return book;
}

function vetoBook(types: readonly DataTypeWords[], raw: RawPhrases): PhraseBook<DataTypeId> {
  const book = new PhraseBook<DataTypeId>();
  for (const type of types) for (const phrase of [...(type.phraseVetoes ?? []), ...(raw.veto[type.id] ?? [])]) book.add(phrase, type.id);
  return book;
}

const classes: VerbClass[] = ["collect", "store", "log", "use", "share", "sell", "display", "include", "dispose"];

/** Regular forms of a verb: -s, -ing, -ed, with the doubled consonant and the dropped e. */
function formsOf(lemma: string): [string, Verb["form"]][] {
  const stem = lemma.replace(/e$/, "");
  const isDoubling = /[^aeiou][aeiou][bdgklmnprt]$/.test(lemma) && (lemma.length <= 4 || ["submit", "transmit", "rent"].includes(lemma) && lemma !== "rent");
  const doubled = isDoubling ? lemma + lemma.at(-1) : undefined;
  const y = /[^aeiou]y$/.test(lemma);
  return [
    [lemma, "base"],
    [y ? `${lemma.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`, "s"],
    [`${doubled ?? stem}ing`, "ing"],
    [y ? `${lemma.slice(0, -1)}ied` : `${doubled ?? stem}ed`, "past"],
  ];
}

function verbTable(raw: RawVerbs): Map<string, Verb> {
  const verbs = new Map<string, Verb>();
  const nouns = new Set(raw.noun);
  const put = (word: string, lemma: string, form: Verb["form"], verbClass: VerbClass | null): void => {
    const verb = verbs.get(word) ?? { lemma, classes: new Set<VerbClass>(), form, isNoun: form === "base" || form === "s" ? nouns.has(lemma) : form === "ing" };
    if (verbClass) verb.classes.add(verbClass);
    verbs.set(word, verb);
  };
  for (const verbClass of classes) for (const lemma of raw[verbClass]) for (const [word, form] of formsOf(lemma)) put(word, lemma, form, verbClass);
  for (const lemma of [...raw.supply, ...raw.follow]) for (const [word, form] of formsOf(lemma)) put(word, lemma, form, null);
  for (const [word, lemma] of Object.entries(raw.past)) for (const verbClass of classes) if (raw[verbClass].includes(lemma)) put(word, lemma, "past", verbClass);
  for (const [word, lemma] of Object.entries(raw.past)) if (raw.supply.includes(lemma)) put(word, lemma, "past", null);
  return verbs;
}

export const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

interface CatalogVendorFile { id: string; name: string; purpose?: string }
interface CatalogVendor { id: string; name: string; surface: Surface | null }

const surfaceOfPurpose: Readonly<Record<string, Surface>> = {
  "web-analytics": "analytics", "product-analytics": "analytics", "tag-manager": "analytics", "ab-testing": "analytics", "session-replay": "session-replay", "error-tracking": "error-tracker",
  apm: "error-tracker", advertising: "ads", attribution: "ads", llm: "llm",
};

function vendorFiles(): CatalogVendorFile[] {
  const folder = catalogFolder("vendors");
  return readdirSync(folder).filter((name) => name.endsWith(".json")).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as CatalogVendorFile);
}

/** `Mailchimp / Mandrill`, `Google Analytics (GA4 / gtag)`: the first name, without what is in brackets. */
function catalogVendors(): CatalogVendor[] {
  return vendorFiles().sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap(({ id, name, purpose }) => {
    const first = name.replace(/\([^)]*\)/g, "").split(/\s*[/,]\s*/)[0]?.trim() ?? "";
    return /^[A-Z0-9]/.test(first) && first.length > 2 && first !== "HERE" ? [{ id, name: first, surface: surfaceOfPurpose[purpose ?? ""] ?? null }] : [];
  });
}

const genericVendorName = /\b(?:APIs?|libraries|clients|servers?|modules|plugins|hosts|strategies|helpers|parsers|endpoints|loggers|CDNs|banners|services|databases|models|self-hosted|Local|Public|Other|Generic|Store|Server|Browser|User|Web)\b/;

function companyBook(raw: RawCompanies): PhraseBook<Company> {
  const book = new PhraseBook<Company>();
  const plain = new Set(raw.plainWords.map((word) => word.toLowerCase()));
  const vendors = catalogVendors();
  const known = new Map(vendors.map((vendor) => [vendor.name.toLowerCase(), vendor]));
  const seen = new Set<string>();
  const put = (phrase: string, company: Company): void => {
    const key = keyOf(phrase);
    if (seen.has(key)) return;
    seen.add(key);
    book.add(phrase, company);
  };
  for (const { name, aliases = [], word } of raw.companies) {
    const vendor = known.get(name.toLowerCase());
    const company: Company = { id: vendor?.id ?? slug(name), name, isWord: word === true, surface: vendor?.surface ?? null };
    put(name, company);
    for (const alias of aliases) put(alias, { ...company, isWord: false });
  }
  // "Plausible Analytics" is called Plausible.
  for (const { id, name, surface } of vendors) {
    const [short = "", ...rest] = name.split(" ");
    if (rest.join(" ") === "Analytics" && plain.has(short.toLowerCase())) put(short, { id, name: short, surface, isWord: true });
  }
  for (const { id, name, surface } of vendors) if (!genericVendorName.test(name)) put(name, { id, name, surface, isWord: plain.has(name.toLowerCase()) || !name.includes(" ") });
  return book;
}

function recipientBook(raw: { groups: { id: string; surface: string; phrases: string[] }[] }): PhraseBook<RecipientGroup> {
  const book = new PhraseBook<RecipientGroup>();
  for (const { id, surface, phrases } of raw.groups) for (const phrase of phrases) book.add(phrase, { id, surface: surface as Surface | "" });
  return book;
}

function sectionBook(phrases: string[]): PhraseBook<true> {
  const book = new PhraseBook<true>();
  for (const phrase of phrases) book.add(phrase, true);
  return book;
}

export function compileLexicon(dataTypes: readonly DataTypeWords[]): Lexicon {
  const phrases = readJson<RawPhrases>("phrases");
  const verbs = readJson<RawVerbs>("verbs");
  const recipients = readJson<{ groups: { id: string; surface: string; phrases: string[] }[] }>("recipients");
  const sections = readJson<{ collect: string[]; quiet: string[] }>("sections");
  const language = readJson<{ english: string[]; others: Record<string, string[]> }>("language");
  return {
    types: new Map(dataTypes.map((type) => [type.id, type])),
    dataTypes: dataTypeBook(dataTypes, phrases),
    vetoes: vetoBook(dataTypes, phrases),
    notBeside: new Map(Object.entries(phrases.notBeside).map(([type, words]) => [type, new Set(words.map(foldWord))])),
    headStop: new Set(phrases.headStop.map(foldWord)),
    purposes: bookOf<string>(readJson("purposes")),
    surfaces: bookOf<Surface>(readJson("surfaces")),
    recipients: recipientBook(recipients),
    recipientGroups: recipients.groups.map(({ id, surface }) => ({ id, surface: surface as Surface | "" })),
    consents: bookOf(readJson("consent")),
    actors: bookOf(readJson("actors")),
    verbs: verbTable(verbs),
    supply: new Set(verbs.supply),
    follow: new Set(verbs.follow),
    companies: companyBook(readJson<RawCompanies>("companies")),
    collectSections: sectionBook(sections.collect),
    quietSections: sectionBook(sections.quiet),
    languages: { english: new Set(language.english), others: new Map(Object.entries(language.others).map(([name, words]) => [name, new Set(words)])) },
  };
}

let loaded: Lexicon | undefined;

/** Sources read the JSON files of the catalog, the package what `gen` has made of them. */
export function loadLexicon(): Lexicon {
  if (loaded) return loaded;
  const built = join(packageRoot(), "dist/catalog/policy.json");
  const isPackage = !import.meta.url.endsWith(".ts") && existsSync(built);
  return (loaded = isPackage ? thawLexicon(readFileSync(built, "utf8")) : compileLexicon(readDataTypes()));
}
