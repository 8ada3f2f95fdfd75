/** Facts by what they were made from. They hold no path, so a file that was moved, or the same file elsewhere, is found again. */
import { createHash } from "node:crypto";
import type { Facts } from "../model/index.ts";
import { keyLength } from "./pack.ts";

export interface FactsCache {
  /** `made` says all that the Facts depend on but the bytes: the dialect. */
  keyOf(bytes: Uint8Array, made: string): string;
  get(key: string): Facts | undefined;
  has(key: string): boolean;
  set(key: string, facts: Facts): void;
  /** Facts as JSON, from another thread. */
  setText(key: string, text: Buffer): void;
  /** Facts as JSON, for who hands them on. */
  text(key: string): Buffer | undefined;
}

/** Where the entries lie: a folder of packs, files of other runs, nowhere. */
export interface EntryStore {
  isReadOnly: boolean;
  get(key: Buffer): Buffer | undefined;
  has(key: Buffer): boolean;
  set(key: Buffer, content: Buffer): void;
}

export const bufferOf = (key: string): Buffer => Buffer.from(key, "latin1");

/** `version` changes whenever extraction may say something else of the same bytes. */
export function factsCache(store: EntryStore, version: string): FactsCache {
  const salt = `facts\0${version}\0`;
  return {
    keyOf: (bytes, made) => createHash("sha256").update(`${salt}${made}\0`).update(bytes).digest("binary").slice(0, keyLength),
    get(key) {
      const content = store.get(bufferOf(key));
      return content === undefined ? undefined : parseFacts(content);
    },
    has: (key) => store.has(bufferOf(key)),
    set: (key, facts) => { if (!store.isReadOnly) store.set(bufferOf(key), Buffer.from(JSON.stringify(facts))); },
    setText: (key, text) => { store.set(bufferOf(key), text); },
    text: (key) => store.get(bufferOf(key)),
  };
}

function parseFacts(content: Buffer): Facts | undefined {
  try {
    const facts = JSON.parse(content.toString("utf8")) as Facts;
    return Array.isArray(facts.values) && Array.isArray(facts.functions) ? facts : undefined;
  } catch {
    return undefined;
  }
}
