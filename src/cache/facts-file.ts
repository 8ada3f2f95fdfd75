/** Facts files: the Facts of a share of a project in one file, made by one run for another, maybe on another machine. */
import { bufferOf, factsCache, type EntryStore, type FactsCache } from "./facts-cache.ts";
import { keyLength, openPack, startPack, type Pack } from "./pack.ts";

/** Part `index` of `count`, from 1 on. */
export interface Share { index: number; count: number }

export interface FactsFileHead {
  /** Of the tool that made it: another one may say something else of the same bytes. */
  factsVersion: string;
  /** Null: of all files that were asked for. */
  share: Share | null;
}

export interface FactsFile extends FactsFileHead {
  /** Facts in it; files with the same text share them. */
  count: number;
  pack: Pack;
}

/** No hash is zero. */
const headKey = Buffer.alloc(keyLength);

export interface FactsFileWriter {
  has(key: string): boolean;
  add(key: string, text: Buffer): void;
  finish(): void;
  /** Leaves nothing behind. */
  drop(): void;
}

/** The same head and the same Facts in the same order make the same bytes. */
export function createFactsFile(path: string, head: FactsFileHead): FactsFileWriter {
  const writer = startPack(path);
  const { factsVersion, share } = head;
  writer.add({ key: headKey, content: Buffer.from(JSON.stringify({ factsVersion, share: share && { index: share.index, count: share.count } })) });
  return {
    has: (key) => writer.has(bufferOf(key)),
    add: (key, text) => { writer.add({ key: bufferOf(key), content: text }); },
    finish: () => { writer.finish(0); },
    drop: () => { writer.drop(); },
  };
}

/** Undefined: not there, damaged, or something else. */
export function openFactsFile(path: string): FactsFile | undefined {
  const pack = openPack(path);
  const head = pack?.read(headKey);
  if (!pack || !head) {
    pack?.close();
    return undefined;
  }
  const { factsVersion, share } = JSON.parse(head.toString("utf8")) as FactsFileHead;
  return { factsVersion, share, count: pack.count - 1, pack };
}

function storeOf(files: readonly FactsFile[]): EntryStore {
  return {
    isReadOnly: true,
    get(key) {
      for (const { pack } of files) {
        const content = pack.read(key);
        if (content !== undefined) return content;
      }
      return undefined;
    },
    has: (key) => files.some(({ pack }) => pack.has(key)),
    set: () => undefined,
  };
}

/** Facts from these files, then from the cache, to which new ones go. */
export function factsFrom(files: readonly FactsFile[], factsVersion: string, cache?: FactsCache): FactsCache {
  const given = factsCache(storeOf(files), factsVersion);
  if (cache === undefined) return given;
  return {
    ...given,
    get: (key) => given.get(key) ?? cache.get(key),
    has: (key) => given.has(key) || cache.has(key),
    set: (key, facts) => { cache.set(key, facts); },
    setText: (key, text) => { cache.setText(key, text); },
    text: (key) => given.text(key) ?? cache.text(key),
  };
}

/** Facts go into the file, and to the cache; what the cache knows is not made again. */
export function factsInto(writer: FactsFileWriter, factsVersion: string, cache?: FactsCache): FactsCache {
  const none = factsCache(storeOf([]), factsVersion);
  const setText = (key: string, text: Buffer): void => {
    if (!writer.has(key)) writer.add(key, text);
    cache?.setText(key, text);
  };
  return {
    ...none,
    has: (key) => writer.has(key) || cache?.has(key) === true,
    set: (key, facts) => { setText(key, Buffer.from(JSON.stringify(facts))); },
    setText,
    text: (key) => cache?.text(key),
  };
}
