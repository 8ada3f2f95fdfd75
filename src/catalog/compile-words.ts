/** compileWords: identifiers, look-alikes and the grammar of names as tables. */
import type { WordTables } from "./compiled.ts";
import type { DataTypeFile } from "./schema.ts";
import { phrase } from "./words.ts";

export interface Grammar { leadingVetoes: string[]; fillers: string[]; deidentified: string[]; personEndings: string[]; prepositions: string[] }
export interface WordLists { grammar: Grammar; persons: { words: string[] }; things: { words: string[] } }

export function compileWords(dataTypes: readonly DataTypeFile[], lists: WordLists): WordTables {
  const { leadingVetoes, fillers, deidentified, personEndings, prepositions } = lists.grammar;
  const tables: WordTables = {
    strong: {}, weak: {}, lookAlikes: {}, leadingVetoes, fillers, deidentified, personEndings, prepositions,
    persons: lists.persons.words, things: lists.things.words, ignored: [],
  };
  dataTypes.forEach((type, index) => addIdentifiers(tables, index, type));
  return tables;
}

export function addIdentifiers(tables: WordTables, index: number, words: Partial<Pick<DataTypeFile, "identifiers" | "weakIdentifiers" | "lookAlikes">>): void {
  for (const name of words.identifiers ?? []) tables.strong[phrase(name)] ??= index;
  for (const name of words.weakIdentifiers ?? []) tables.weak[phrase(name)] ??= index;
  for (const name of words.lookAlikes ?? []) {
    const types = tables.lookAlikes[phrase(name)] ??= [];
    if (!types.includes(index)) types.push(index);
  }
}

/** A user's word for a type takes the name away from the type that had it. */
export function overwriteIdentifiers(tables: WordTables, index: number, words: Partial<Pick<DataTypeFile, "identifiers" | "weakIdentifiers" | "lookAlikes">>): void {
  if (index < 0) return;
  for (const name of words.identifiers ?? []) {
    const key = phrase(name);
    tables.strong[key] = index;
    tables.lookAlikes[key] = (tables.lookAlikes[key] ?? []).filter((type) => type !== index);
  }
  addIdentifiers(tables, index, { weakIdentifiers: words.weakIdentifiers ?? [], lookAlikes: words.lookAlikes ?? [] });
}
