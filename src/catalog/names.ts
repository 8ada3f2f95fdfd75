/** Names: which data type an identifier stands for, and whether it names a person or a thing, by words. */
import type { NameMatch } from "../model/index.ts";
import type { WordTables } from "./compiled.ts";
import { isShouted, singular, splitWords } from "./words.ts";

export interface Names {
  matchName(name: string): NameMatch | undefined;
  isPersonName(name: string): boolean;
  isThingName(name: string): boolean;
}

/** `isOwner` is not an owner. */
const claims = new Set(["is", "has", "can", "should"]);

/** No listed identifier has more words. */
const longest = 6;

export function createNames(tables: WordTables, typeIds: readonly string[]): Names {
  const strong = new Map(Object.entries(tables.strong));
  const weak = new Map(Object.entries(tables.weak));
  const lookAlikes = new Map(Object.entries(tables.lookAlikes));
  const vetoes = new Set(tables.leadingVetoes);
  const fillers = new Set(tables.fillers);
  const deidentified = new Set(tables.deidentified);
  const ignored = new Set(tables.ignored);
  const persons = new Set(tables.persons);
  const things = new Set(tables.things);
  const personEndings = new Set(tables.personEndings);
  const prepositions = new Set(tables.prepositions);
  const matches = new Map<string, NameMatch | null>();
  const heads = new Map<string, "person" | "thing" | null>();

  function find(name: string): NameMatch | null {
    if (name.length > 60 || isShouted(name)) return null;
    const words = splitWords(name);
    const whole = words.join(" ");
    if (words.length === 0 || ignored.has(whole)) return null;
    const listed = entry(whole, true);
    if (listed && !isLookAlike(words, listed.type, words.length)) return made(listed);
    const readable = withoutDeidentified(words);
    if (readable) {
      const hidden = match(readable);
      // `locationHash` is a part of an address bar.
      return hidden && !isLookAlike(words, hidden.type, words.length) ? { ...made(hidden), deidentified: true } : null;
    }
    if (words.length > 1 && vetoes.has(words[0]!)) return null;
    const found = match(words);
    return found && made(found);
  }

  interface Entry { type: number; isWeak: boolean }
  const made = ({ type, isWeak }: Entry): NameMatch => ({ dataType: typeIds[type]!, strength: isWeak ? "weak" : "strong" });

  function entry(key: string, isWhole: boolean): Entry | undefined {
    const type = strong.get(key);
    if (type !== undefined) return { type, isWeak: false };
    const uncertain = isWhole ? weak.get(key) : undefined;
    return uncertain === undefined ? undefined : { type: uncertain, isWeak: true };
  }

  /** The whole name first, then without a trailing number, then without a filler, each also in the singular. */
  function match(words: readonly string[]): Entry | null {
    const plain = bySuffix(words, words);
    if (plain) return plain;
    const last = words.at(-1)!;
    if (words.length > 1 && (/^\d+$/.test(last) || fillers.has(last))) {
      const found = bySuffix(words.slice(0, -1), words);
      // A weak word is told by the whole name only: `toString` is not `to`.
      if (found && !found.isWeak) return found;
    }
    return null;
  }

  function bySuffix(words: readonly string[], written: readonly string[]): Entry | null {
    const dropped = written.length - words.length;
    for (let start = Math.max(0, words.length - longest); start < words.length; start++) {
      const own = words.slice(start);
      const found = entry(own.join(" "), start === 0) ?? entry(folded(own), start === 0);
      if (!found) continue;
      if (!isLookAlike(written, found.type, own.length + dropped)) return found;
    }
    return null;
  }

  const folded = (words: readonly string[]): string => [...words.slice(0, -1), singular(words.at(-1)!)].join(" ");

  /** A listed look-alike that ends the name and says more than what matched. */
  function isLookAlike(words: readonly string[], type: number, matched: number): boolean {
    for (let start = 0; start <= words.length - matched; start++) {
      const own = words.slice(start);
      if (lookAlikes.get(own.join(" "))?.includes(type) === true || lookAlikes.get(folded(own))?.includes(type) === true) return true;
    }
    return false;
  }

  function withoutDeidentified(words: readonly string[]): readonly string[] | undefined {
    if (words.length < 2) return undefined;
    if (deidentified.has(words.at(-1)!)) return words.slice(0, -1);
    return deidentified.has(words[0]!) && !vetoes.has(words[0]!) ? words.slice(1) : undefined;
  }

  function head(name: string): "person" | "thing" | null {
    const all = splitWords(name).filter((word) => !/^\d+$/.test(word));
    if (all.length > 1 && claims.has(all[0]!)) return null;
    const cut = all.findIndex((word, index) => index > 0 && prepositions.has(word));
    const words = cut === -1 ? all : all.slice(0, cut);
    while (words.length > 0) {
      const last = words.at(-1)!;
      const pair = words.length > 1 ? `${words.at(-2)!} ${singular(last)}` : undefined;
      if (pair !== undefined && things.has(pair)) return "thing";
      if (pair !== undefined && persons.has(pair)) return "person";
      const noun = singular(last);
      if (persons.has(last) || persons.has(noun)) return "person";
      // `userState`, `userEntry`: of two readings the person in front decides; alone, a state is a thing.
      if (personEndings.has(last) && words.length > 1) { words.pop(); continue; }
      if (things.has(last) || things.has(noun)) return "thing";
      return null;
    }
    return null;
  }

  function cached<T>(memo: Map<string, T | null>, name: string, make: (name: string) => T | null): T | null {
    let found = memo.get(name);
    if (found === undefined) memo.set(name, found = make(name));
    return found;
  }

  return {
    matchName: (name) => cached(matches, name, find) ?? undefined,
    isPersonName: (name) => cached(heads, name, head) === "person",
    isThingName: (name) => cached(heads, name, head) === "thing",
  };
}
