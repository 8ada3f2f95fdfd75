/** PackStore: entries by key in a folder of packs; new entries are kept in memory and written as one pack at the end. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { isPack, openPack, writePack, type Pack, type PackEntry } from "./pack.ts";

export interface PackStoreOptions {
  folder: string;
  /** Read only: nothing is ever written or removed. */
  isReadOnly: boolean;
  /** Bytes on disk that are not exceeded for long: what this run did not use goes first. */
  sizeLimit: number;
}

/** More packs than this are joined: every one is asked for a key that is in none. */
const mostPacks = 8;
const ending = ".pack";

export class PackStore {
  private readonly options: PackStoreOptions;
  private packs: { name: string; pack: Pack }[] | undefined;
  private readonly added = new Map<string, Buffer>();
  private readonly used = new Set<string>();

  constructor(options: PackStoreOptions) { this.options = options; }

  /** Newest first. */
  private opened(): { name: string; pack: Pack }[] {
    return this.packs ??= packNames(this.options.folder).flatMap((name) => {
      const path = join(this.options.folder, name);
      const pack = openPack(path);
      if (pack === undefined && !this.options.isReadOnly && isPack(path)) rmSync(path, { force: true });
      return pack === undefined ? [] : [{ name, pack }];
    }).sort((a, b) => b.pack.generation - a.pack.generation || (a.name < b.name ? -1 : 1));
  }

  get(key: Buffer): Buffer | undefined {
    const name = key.toString("latin1");
    const fresh = this.added.get(name);
    if (fresh) return fresh;
    for (const { pack } of this.opened()) {
      const content = pack.read(key);
      if (content === undefined) continue;
      this.used.add(name);
      return content;
    }
    return undefined;
  }

  has(key: Buffer): boolean {
    return this.added.has(key.toString("latin1")) || this.opened().some(({ pack }) => pack.has(key));
  }

  get isReadOnly(): boolean { return this.options.isReadOnly; }

  set(key: Buffer, content: Buffer): void {
    if (!this.options.isReadOnly) this.added.set(key.toString("latin1"), content);
  }

  /** Writes what is new. A folder that cannot be written to costs the next run its time, nothing else. */
  save(): void {
    try {
      if (this.added.size > 0) this.write();
    } catch {
      // A full disk, a read-only file system: there is no cache then.
    }
    this.close();
  }

  private write(): void {
    const packs = this.opened();
    const { folder, sizeLimit } = this.options;
    mkdirSync(folder, { recursive: true });
    const entries: PackEntry[] = [...this.added].map(([key, content]) => ({ key: Buffer.from(key, "latin1"), content }));
    const size = entries.reduce((sum, { content }) => sum + content.length, 0) + packs.reduce((sum, { pack }) => sum + pack.size, 0);
    const generation = (packs[0]?.pack.generation ?? 0) + 1;
    const joined = size > sizeLimit ? packs : packs.length < mostPacks ? [] : smallPacks(packs);
    const kept = joined.length === 0 ? entries : this.join(entries, joined, size > sizeLimit ? sizeLimit / 2 : sizeLimit);
    const name = `${createHash("sha256").update(kept.map(({ key }) => key.toString("hex")).sort().join()).digest("hex").slice(0, 16)}${ending}`;
    writePack(join(folder, name), kept, generation);
    for (const old of joined) {
      old.pack.close();
      if (old.name !== name) rmSync(join(folder, old.name), { force: true });
    }
    this.packs = packs.filter((one) => !joined.includes(one));
  }

  /** New entries, then those this run used, then newer before older, as far as the room goes. */
  private join(fresh: readonly PackEntry[], packs: readonly { pack: Pack }[], room: number): PackEntry[] {
    const kept = new Map(fresh.map((entry) => [entry.key.toString("latin1"), entry]));
    let size = fresh.reduce((sum, { content }) => sum + content.length, 0);
    for (const wantsUsed of [true, false]) {
      for (const { pack } of packs) {
        for (const key of pack.keys()) {
          const name = key.toString("latin1");
          if (this.used.has(name) !== wantsUsed || kept.has(name)) continue;
          const content = pack.read(key);
          if (content === undefined || size + content.length > room) continue;
          kept.set(name, { key: Buffer.from(key), content });
          size += content.length;
        }
      }
    }
    return [...kept.values()];
  }

  close(): void {
    for (const { pack } of this.packs ?? []) pack.close();
    this.packs = undefined;
    this.added.clear();
  }
}

function packNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
  } catch {
    return [];
  }
}

/** Half of the packs, the small ones: a large pack is not written again for a few changed files. */
function smallPacks<T extends { pack: Pack }>(packs: readonly T[]): T[] {
  return [...packs].sort((a, b) => a.pack.size - b.pack.size).slice(0, Math.max(packs.length - 2, 1));
}
