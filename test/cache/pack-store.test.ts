/** PackStore: entries of many runs, bounded in files and bytes, and careful with what is not its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PackStore, type PackStoreOptions } from "../../src/cache/pack-store.ts";

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "privacy-lint-store-")); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const open = (options: Partial<PackStoreOptions> = {}): PackStore => new PackStore({ folder, isReadOnly: false, sizeLimit: 1e6, ...options });
const key = (name: string): Buffer => Buffer.from(name.padEnd(16, "."));

function add(names: readonly string[], options: Partial<PackStoreOptions> = {}, size = 10): void {
  const store = open(options);
  for (const name of names) store.set(key(name), Buffer.from(name.repeat(size)));
  store.save();
}

function found(names: readonly string[], options: Partial<PackStoreOptions> = {}): string[] {
  const store = open(options);
  const kept = names.filter((name) => store.get(key(name))?.toString().startsWith(name) === true);
  store.close();
  return kept;
}

const packs = (): string[] => readdirSync(folder).filter((name) => name.endsWith(".pack"));
const bytes = (): number => packs().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe("a store", () => {
  it("remembers across runs", () => {
    add(["a", "b"]);
    add(["c"]);
    expect(found(["a", "b", "c", "d"])).toEqual(["a", "b", "c"]);
  });

  it("writes nothing when nothing is new", () => {
    add(["a"]);
    const before = packs();
    add([]);
    expect(packs()).toEqual(before);
  });

  it("stays at a few files however many runs there are", () => {
    const names = Array.from({ length: 40 }, (_, at) => `n${at}`);
    for (const name of names) add([name]);
    expect(packs().length).toBeLessThanOrEqual(10);
    expect(found(names)).toEqual(names);
  });

  it("does not grow over its limit, and keeps what was used", () => {
    const sizeLimit = 20_000;
    const old = Array.from({ length: 30 }, (_, at) => `old${at}`);
    add(old, { sizeLimit }, 100);
    const store = open({ sizeLimit });
    store.get(key("old7"));
    for (let at = 0; at < 30; at++) store.set(key(`new${at}`), Buffer.from(`new${at}`.repeat(60)));
    store.save();
    expect(bytes()).toBeLessThan(sizeLimit);
    expect(found(["old7", "new0", "new29"])).toEqual(["old7", "new0", "new29"]);
    expect(found(old).length).toBeLessThan(old.length);
  });

  it("leaves no unfinished file", () => {
    add(["a"]);
    expect(readdirSync(folder).filter((name) => !name.endsWith(".pack"))).toEqual([]);
  });
});

describe("what is no pack of ours", () => {
  it("is no answer, and is left alone", () => {
    writeFileSync(join(folder, "theirs.pack"), "PACK something of git");
    add(["a"]);
    expect(found(["a"])).toEqual(["a"]);
    expect(readFileSync(join(folder, "theirs.pack"), "utf8")).toBe("PACK something of git");
  });

  it("is taken away when it was one and is damaged", () => {
    add(["a"]);
    const [name = ""] = packs();
    writeFileSync(join(folder, name), readFileSync(join(folder, name)).subarray(0, -3));
    add(["b"]);
    expect(found(["a", "b"])).toEqual(["b"]);
    expect(packs()).not.toContain(name);
  });
});

describe("read only", () => {
  it("reads and does not write", () => {
    add(["a"]);
    const before = packs();
    add(["b"], { isReadOnly: true });
    expect(packs()).toEqual(before);
    expect(found(["a", "b"], { isReadOnly: true })).toEqual(["a"]);
  });

  it("is nothing to fail at, nor is a place that cannot be written", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => { add(["a"], { folder: join(folder, "file", "below") }); }).not.toThrow();
    expect(found(["a"], { folder: join(folder, "file", "below") })).toEqual([]);
  });
});
