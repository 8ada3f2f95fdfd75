/** openCache: what earlier runs found out, by the hash of what it was found out from. Safe to delete, move and share. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsCache, type FactsCache } from "./facts-cache.ts";
import { ownFolder } from "./location.ts";
import { PackStore } from "./pack-store.ts";

export { cacheLocation, ownFolder } from "./location.ts";
export type { FactsCache } from "./facts-cache.ts";

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
  /** Writes what this run found out. */
  save(): void;
}

const usualLimit = 512 * 1024 * 1024;

export function openCache({ location, isReadOnly = false, sizeLimit = usualLimit, factsVersion }: CacheOptions): Cache {
  const store = new PackStore({ folder: join(location, "facts"), isReadOnly, sizeLimit });
  return {
    facts: factsCache(store, factsVersion),
    save() {
      if (!isReadOnly) hideFromGit(location);
      store.save();
    },
  };
}

/** The folder of our own stands in the project: git is told to leave it alone, so that nobody has to. */
function hideFromGit(location: string): void {
  const ignore = join(location, ".gitignore");
  if (!location.endsWith(ownFolder) || existsSync(ignore)) return;
  try {
    mkdirSync(location, { recursive: true });
    writeFileSync(ignore, "*\n");
  } catch {
    // A read-only folder: there is no cache then.
  }
}
