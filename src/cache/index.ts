/** openCache: what earlier runs found out, by the hash of what it was found out from. Safe to delete, move and share. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsCache, type FactsCache } from "./facts-cache.ts";
import { PackStore } from "./pack-store.ts";
import { resultStore, type ResultStore } from "./results.ts";

export { cacheLocation, ownFolder } from "./location.ts";
export type { FactsCache } from "./facts-cache.ts";
export { createFactsFile, factsFrom, factsInto, openFactsFile } from "./facts-file.ts";
export type { FactsFile, Share } from "./facts-file.ts";
export type { ResultStore } from "./results.ts";

export interface CacheOptions {
  location: string;
  /** Nothing is written: for pull requests that may read a cache they must not change. */
  isReadOnly?: boolean;
  /** Bytes of Facts on disk. */
  sizeLimit?: number;
  /** Changes with everything that may make other Facts of the same bytes. */
  factsVersion: string;
}

export interface Cache {
  facts: FactsCache;
  results: ResultStore;
  /** Writes what this run found out. */
  save(): void;
}

const usualLimit = 512 * 1024 * 1024;

export function openCache({ location, isReadOnly = false, sizeLimit = usualLimit, factsVersion }: CacheOptions): Cache {
  const store = new PackStore({ folder: join(location, "facts"), isReadOnly, sizeLimit });
  return {
    facts: factsCache(store, factsVersion),
    results: resultStore(join(location, "results"), isReadOnly),
    save() {
      if (!isReadOnly) hideFromGit(location);
      store.save();
    },
  };
}

/** A folder that is made stands in the project: git is told to leave it alone, so that nobody has to. One that was there is not ours. */
function hideFromGit(location: string): void {
  if (existsSync(location)) return;
  try {
    mkdirSync(location, { recursive: true });
    writeFileSync(join(location, ".gitignore"), "*\n");
  } catch {
    // A read-only folder: there is no cache then.
  }
}
