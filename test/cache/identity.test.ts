/** The same bytes for the same project: all fixtures as one, with and without cache, threads and shards, elsewhere, in any order of files. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { run } from "../cli/run.ts";
import { projectRoot } from "../house/source-files.ts";

let top: string;
let root: string;
let expected: string;

const asked = ["--no-inventory", "--flows", "--exit-zero", "--format", "json"];

async function scan(...more: string[]): Promise<string> {
  const { out, err, code } = await run([...more, ...asked], { cwd: root });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  return out;
}

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), "privacy-lint-identity-"));
  root = join(top, "one/app");
  for (const folder of ["one/app", "two/of/them"]) cpSync(join(projectRoot, "fixtures"), join(top, folder), { recursive: true });
  expected = await scan("--no-cache");
  expect((JSON.parse(expected) as { flows: unknown[] }).flows.length).toBeGreaterThan(300);
}, 120_000);
afterAll(() => { rmSync(top, { recursive: true, force: true }); });

it("4 threads", async () => { expect(await scan("--no-cache", "--threads", "4") === expected).toBe(true); }, 120_000);

it("a cache that is empty, full, and has lost its answers", async () => {
  const cache = join(top, "cache");
  for (const state of ["empty", "full", "without answers"]) {
    if (state === "without answers") rmSync(join(cache, "results"), { recursive: true });
    expect(await scan("--cache-location", cache) === expected, state).toBe(true);
  }
}, 120_000);

it("another folder, with the cache of the first", async () => {
  root = join(top, "two/of/them");
  expect(await scan("--cache-location", join(top, "cache")) === expected).toBe(true);
  root = join(top, "one/app");
}, 120_000);

it.each([1, 7])("%i shards", async (count) => {
  const files = Array.from({ length: count }, (_, at) => join(top, `${at + 1}of${count}.facts`));
  for (const [at, file] of files.entries()) await run(["scan", "--shard", `${at + 1}/${count}`, "--format", `facts=${file}`, "--no-cache"], { cwd: root });
  expect(await scan("merge", ...files, "--no-cache") === expected).toBe(true);
}, 120_000);

it("files in order and in reverse", async () => {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)).sort();
  const outs: string[] = [];
  for (const list of [paths, paths.toReversed()]) {
    writeFileSync(join(top, "list"), list.join("\n"));
    outs.push(await scan("--no-cache", "--project-files", join(top, "list")));
  }
  expect(outs[0] === outs[1]).toBe(true);
  // How the files were found is all that is said differently.
  const found = (text: string): Report => {
    const report = JSON.parse(text) as Report;
    return { ...report, notes: report.notes.filter(({ kind }) => kind !== "no-git" && kind !== "left-out") };
  };
  expect(found(outs[0]!)).toEqual(found(expected));
}, 120_000);
