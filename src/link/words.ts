/** WordIndex: which files write a word, from one pass over their bytes. */

/** Bytes words are made of: letters, digits, `_`, `$` and all of other alphabets. */
export const isWordByte = new Uint8Array(256);
for (let code = 0; code < 256; code++) if (/[\w$]/.test(String.fromCharCode(code)) || code > 127) isWordByte[code] = 1;

/** FNV-1a. */
const basis = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** A list of numbers that grows. */
class Column {
  private cells = new Int32Array(1 << 16);
  length = 0;

  push(cell: number): void {
    if (this.length === this.cells.length) {
      const wider = new Int32Array(this.cells.length * 2);
      wider.set(this.cells);
      this.cells = wider;
    }
    this.cells[this.length++] = cell;
  }

  at(index: number): number { return this.cells[index]!; }
  set(index: number, cell: number): void { this.cells[index] = cell; }
}

/**
 * Words are kept as 32-bit hashes: 0 to 3 files too many for a word are no harm to those who ask, because they look into
 * the file. Files are numbered in the order they are added.
 */
export class WordIndex {
  /** Open addressing: slot -> hash, and slot -> the newest entry of the word, plus one. */
  private hashes = new Int32Array(1 << 17);
  private newest = new Int32Array(1 << 17);
  private used = 0;
  /** Entry -> its file, and the entry of the same word before it, plus one. */
  private readonly files = new Column();
  private readonly older = new Column();

  add(file: number, bytes: Buffer): void {
    let hash = basis;
    let isInside = false;
    for (const code of bytes) {
      if (isWordByte[code] === 1) {
        hash = Math.imul(hash ^ code, prime);
        isInside = true;
      } else if (isInside) {
        this.enter(hash, file);
        hash = basis;
        isInside = false;
      }
    }
    if (isInside) this.enter(hash, file);
  }

  /** Numbers of the files that write the word, ascending. */
  filesWith(word: string): number[] {
    let hash = basis;
    for (const code of Buffer.from(word)) hash = Math.imul(hash ^ code, prime);
    const found: number[] = [];
    for (let entry = this.newest[this.slotOf(hash)]!; entry !== 0; entry = this.older.at(entry - 1)) found.push(this.files.at(entry - 1));
    return found.reverse();
  }

  private enter(hash: number, file: number): void {
    let slot = this.slotOf(hash);
    const last = this.newest[slot]!;
    if (last !== 0 && this.files.at(last - 1) === file) return;
    if (last === 0) {
      if (++this.used * 2 > this.hashes.length) {
        this.widen();
        slot = this.slotOf(hash);
      }
      this.hashes[slot] = hash;
    }
    this.files.push(file);
    this.older.push(last);
    this.newest[slot] = this.files.length;
  }

  private slotOf(hash: number): number {
    const mask = this.hashes.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.newest[slot] !== 0 && this.hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private widen(): void {
    const { hashes, newest } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.newest = new Int32Array(hashes.length * 2);
    for (let slot = 0; slot < hashes.length; slot++) {
      if (newest[slot] === 0) continue;
      const to = this.slotOf(hashes[slot]!);
      this.hashes[to] = hashes[slot]!;
      this.newest[to] = newest[slot]!;
    }
  }
}

/** The words a text consists of. */
export const wordsOf = (text: string): string[] => text.match(/[\w$\u0080-\uffff]+/g) ?? [];
