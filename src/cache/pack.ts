/**
 * Pack: one file with many entries and an index, written once and never changed. A run reads the index and then only the
 * entries it asks for; thousands of small files would cost an `open` each.
 *
 * Layout: magic, entries in the order they came, index (one record per entry, sorted by key), trailer. Everything that is
 * read is checked: a byte that was changed makes a miss, not a wrong answer.
 */
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

const magic = Buffer.from("privacy-lint-pack\u0001\n", "latin1");
export const keyLength = 16;
/** Key, offset (6 bytes), length and check of the entry (4 bytes each). */
const recordLength = keyLength + 14;
/** Offset of the index (6 bytes), count of entries, generation and check of the index (4 bytes each). */
const trailerLength = 18;

export interface Pack {
  /** Larger in packs written later: the order of packs, without a clock. */
  generation: number;
  size: number;
  count: number;
  /** Undefined: not here, or damaged. */
  read(key: Buffer): Buffer | undefined;
  has(key: Buffer): boolean;
  keys(): Buffer[];
  close(): void;
}

export interface PackEntry { key: Buffer; content: Buffer }

function readAt(file: number, length: number, position: number): Buffer | undefined {
  const buffer = Buffer.allocUnsafe(length);
  return readSync(file, buffer, 0, length, position) === length ? buffer : undefined;
}

/** True for files this module wrote, damaged ones too; others are not ours to remove. */
export function isPack(path: string): boolean {
  try {
    const file = openSync(path, "r");
    const start = readAt(file, magic.length, 0);
    closeSync(file);
    return start?.equals(magic) ?? false;
  } catch {
    return false;
  }
}

/** Undefined when it is not there or is no sound pack. */
export function openPack(path: string): Pack | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const pack = readPack(file);
    if (pack === undefined) closeSync(file);
    return pack;
  } catch {
    if (file !== undefined) closeSync(file);
    return undefined;
  }
}

function readPack(file: number): Pack | undefined {
  const { size } = fstatSync(file);
  if (size < magic.length + trailerLength || readAt(file, magic.length, 0)?.equals(magic) !== true) return undefined;
  const trailer = readAt(file, trailerLength, size - trailerLength);
  if (trailer === undefined) return undefined;
  const indexAt = trailer.readUIntBE(0, 6);
  const count = trailer.readUInt32BE(6);
  const generation = trailer.readUInt32BE(10);
  if (indexAt + count * recordLength + trailerLength !== size) return undefined;
  const index = readAt(file, count * recordLength, indexAt);
  if (index === undefined || checkOf(index, generation) !== trailer.readUInt32BE(14)) return undefined;
  return {
    generation, size, count,
    read(key) {
      const record = find(index, count, key);
      if (record === -1) return undefined;
      const at = record + keyLength;
      const content = readAt(file, index.readUInt32BE(at + 6), index.readUIntBE(at, 6));
      return content !== undefined && crc32(content) === index.readUInt32BE(at + 10) ? content : undefined;
    },
    has: (key) => find(index, count, key) !== -1,
    keys: () => Array.from({ length: count }, (_, at) => index.subarray(at * recordLength, at * recordLength + keyLength)),
    close: () => { closeSync(file); },
  };
}

const checkOf = (index: Buffer, generation: number): number => (crc32(index) ^ generation) >>> 0;

/** Offset of the key's record in the index, or -1. */
function find(index: Buffer, count: number, key: Buffer): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = key.compare(index, middle * recordLength, middle * recordLength + keyLength);
    if (order === 0) return middle * recordLength;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return -1;
}

export interface PackWriter {
  has(key: Buffer): boolean;
  /** Goes to disk at once: a pack may be larger than memory. */
  add(entry: PackEntry): void;
  finish(generation: number): void;
  /** Leaves nothing behind. */
  drop(): void;
}

/** Whole or not at all: other runs see the file when it is complete. */
export function startPack(path: string): PackWriter {
  const unfinished = unfinishedName(path);
  const file = openSync(unfinished, "w");
  const records = new Map<string, { key: Buffer; offset: number; length: number; check: number }>();
  let offset = writeSync(file, magic);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    has: (key) => records.has(key.toString("latin1")),
    add({ key, content }) {
      for (let done = 0; done < content.length;) done += writeSync(file, content, done);
      records.set(key.toString("latin1"), { key, offset, length: content.length, check: crc32(content) });
      offset += content.length;
    },
    finish(generation) {
      const sorted = [...records.values()].sort((a, b) => a.key.compare(b.key));
      const index = Buffer.allocUnsafe(sorted.length * recordLength);
      sorted.forEach((record, at) => {
        let to = at * recordLength;
        to += record.key.copy(index, to);
        to = index.writeUIntBE(record.offset, to, 6);
        to = index.writeUInt32BE(record.length, to);
        index.writeUInt32BE(record.check, to);
      });
      const trailer = Buffer.allocUnsafe(trailerLength);
      trailer.writeUIntBE(offset, 0, 6);
      trailer.writeUInt32BE(sorted.length, 6);
      trailer.writeUInt32BE(generation, 10);
      trailer.writeUInt32BE(checkOf(index, generation), 14);
      for (const part of [index, trailer]) for (let done = 0; done < part.length;) done += writeSync(file, part, done);
      close();
      renameSync(unfinished, path);
    },
    drop() {
      close();
      rmSync(unfinished, { force: true });
    },
  };
}

export function writePack(path: string, entries: readonly PackEntry[], generation: number): void {
  const writer = startPack(path);
  try {
    for (const entry of [...entries].sort((a, b) => a.key.compare(b.key))) writer.add(entry);
    writer.finish(generation);
  } catch (error) {
    writer.drop();
    throw error;
  }
}

const unfinishedName = (path: string): string => `${path}.${process.pid}.tmp`;

/** Writes beside the target and renames. */
export function writeWhole(path: string, parts: readonly Buffer[]): void {
  const unfinished = unfinishedName(path);
  try {
    writeFileSync(unfinished, parts.length === 1 ? parts[0]! : Buffer.concat(parts));
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
