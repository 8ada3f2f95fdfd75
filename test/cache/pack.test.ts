/** Packs: what is written is read back, and whatever was damaged is not there. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPack, openPack, writePack, type PackEntry } from "../../src/cache/pack.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "privacy-lint-pack-"));
  path = join(folder, "a.pack");
});
afterEach(() => { rmSync(folder, { recursive: true }); });

const entry = (name: string, text: string): PackEntry => ({ key: Buffer.from(name.padEnd(16, ".")), content: Buffer.from(text) });
const entries = [entry("b", "second"), entry("a", "first"), entry("c", ""), entry("d", "ünï")];

function read(key: Buffer): string | undefined {
  const pack = openPack(path);
  const content = pack?.read(key)?.toString();
  pack?.close();
  return content;
}

describe("a pack", () => {
  it("holds what was put in, in any order", () => {
    writePack(path, entries, 7);
    expect(entries.map(({ key }) => read(key))).toEqual(["second", "first", "", "ünï"]);
    expect(read(entry("e", "").key)).toBeUndefined();
    const pack = openPack(path);
    expect([pack?.generation, pack?.count, pack?.has(entries[0]!.key)]).toEqual([7, 4, true]);
    pack?.close();
  });

  it("may be empty", () => {
    writePack(path, [], 1);
    expect(read(entry("a", "").key)).toBeUndefined();
    expect(isPack(path)).toBe(true);
  });

  it("gives a right answer or none when any one byte was changed", () => {
    writePack(path, entries, 7);
    const sound = readFileSync(path);
    for (let at = 0; at < sound.length; at++) {
      const damaged = Buffer.from(sound);
      damaged[at] = damaged[at]! ^ 0x21;
      writeFileSync(path, damaged);
      for (const { key, content } of entries) expect([undefined, content.toString()]).toContain(read(key));
    }
  });

  it("is none when it was cut off anywhere", () => {
    writePack(path, entries, 7);
    const sound = readFileSync(path);
    for (let length = 0; length < sound.length; length++) {
      writeFileSync(path, sound.subarray(0, length));
      expect(openPack(path)).toBeUndefined();
    }
  });

  it("is none when something was added", () => {
    writePack(path, entries, 7);
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("x")]));
    expect(openPack(path)).toBeUndefined();
  });
});
