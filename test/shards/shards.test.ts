/** Shards: what several runs extract and one judges is, to the byte, what one run says; and what does not fit together is refused. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatNames } from "../../src/report/index.ts";
import { leaky, project, removeProjects, run, write } from "../cli/run.ts";
import { projectRoot } from "../house/source-files.ts";

afterAll(removeProjects);

let out: string;
beforeEach(() => { out = mkdtempSync(join(tmpdir(), "privacy-lint-shards-")); });
afterEach(() => { rmSync(out, { recursive: true, force: true }); });

async function extract(cwd: string, count: number, ...more: string[]): Promise<string[]> {
  const files: string[] = [];
  for (let index = 1; index <= count; index++) {
    const file = join(out, `${index}of${count}.facts`);
    const { code, err } = await run(["scan", "--shard", `${index}/${count}`, "--format", `facts=${file}`, "--no-cache", ...more], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/Facts of \d+ files?, \d+ parsed\n$/) as string });
    files.push(file);
  }
  return files;
}

const parsed = (err: string): number => Number(/files parsed +(\d+)/.exec(err)?.[1]);

describe("an application in shards", () => {
  const shop = (): string => {
    const cwd = project({});
    cpSync(join(projectRoot, "fixtures/apps/shop"), cwd, { recursive: true });
    return cwd;
  };

  it("is judged as one run judges it, in every format", async () => {
    const cwd = shop();
    const files = await extract(cwd, 3);
    for (const format of formatNames) {
      const whole = await run(["--no-cache", "--format", format], { cwd });
      expect(await run(["merge", ...files, "--no-cache", "--format", format], { cwd }), format).toEqual(whole);
      expect(whole.code).toBe(1);
    }
  });

  it("needs no file parsed again", async () => {
    const cwd = shop();
    const files = await extract(cwd, 4);
    const { err } = await run(["merge", ...files, "--no-cache", "--stats", "--format", "json"], { cwd });
    expect(parsed(err)).toBe(0);
    expect(Number(/files cached +(\d+)/.exec(err)?.[1])).toBeGreaterThan(3);
  });

  it("takes a folder for the facts files in it, whatever the folders are called", async () => {
    const cwd = shop();
    const files = await extract(cwd, 2);
    mkdirSync(join(out, "job-2"));
    cpSync(files[1]!, join(out, "job-2/2.facts"));
    rmSync(files[1]!);
    const { err, out: text } = await run(["merge", out, "--no-cache", "--stats", "--format", "json"], { cwd });
    expect(parsed(err)).toBe(0);
    expect(text).toBe((await run(["--no-cache", "--format", "json"], { cwd })).out);
  });

  it("makes the same files each time, in any folder, and names none", async () => {
    const first = (await extract(shop(), 2)).map((file) => readFileSync(file));
    const cwd = shop();
    const again = (await extract(cwd, 2, "--threads", "2")).map((file) => readFileSync(file));
    expect(again.map((bytes, at) => bytes.equals(first[at]!))).toEqual([true, true]);
    for (const bytes of again) for (const word of [cwd, out, tmpdir()]) expect(bytes.includes(word)).toBe(false);
    expect(readdirSync(out).filter((name) => !name.endsWith(".facts"))).toEqual([]);
  });

  it("is made from the cache where there is one, and fills it", async () => {
    const cwd = shop();
    const [plain = ""] = await extract(cwd, 1);
    const expected = readFileSync(plain);
    const cached = ["scan", "--format", `facts=${plain}`, "--shard", "1/1", "--cache-location", join(out, "cache")];
    expect((await run(cached, { cwd })).err).toMatch(/, [1-9]\d* parsed/);
    expect(readFileSync(plain).equals(expected)).toBe(true);
    expect((await run(cached, { cwd })).err).toMatch(/, 0 parsed/);
    expect(readFileSync(plain).equals(expected)).toBe(true);
  });

  it("may be split by folders instead, each extracted when it changes", async () => {
    const cwd = project({ ...leaky, "package.json": "{ \"name\": \"leaky\" }\n" });
    for (const part of ["src", "api"]) await run(["scan", part, "--format", `facts=${join(out, `${part}.facts`)}`, "--no-cache"], { cwd });
    const first = readFileSync(join(out, "api.facts"));
    write(cwd, { "src/more.ts": "import type { User } from \"./user\";\nexport const more = (user: User): void => console.warn(user.phoneNumber);\n" });
    for (const part of ["src", "api"]) await run(["scan", part, "--format", `facts=${join(out, `${part}.facts`)}`, "--no-cache"], { cwd });
    expect(readFileSync(join(out, "api.facts")).equals(first)).toBe(true);
    const merged = await run(["merge", out, "--no-inventory", "--no-cache", "--stats", "--format", "json"], { cwd });
    expect(parsed(merged.err)).toBe(0);
    expect(merged.out).toBe((await run(["--no-inventory", "--no-cache", "--format", "json"], { cwd })).out);
    expect(JSON.parse(merged.out)).toMatchObject({ summary: { findings: { error: 3 } } });
  });

  it("of another state of the project is made up for by parsing", async () => {
    const cwd = project(leaky);
    const files = await extract(cwd, 2);
    write(cwd, { "src/accounts.ts": "import type { User } from \"./user\";\nexport function welcome(user: User): void {\n  console.log(\"again\", user.id, user.phoneNumber);\n}\n" });
    const merged = await run(["merge", ...files, "--no-inventory", "--no-cache", "--stats", "--format", "json"], { cwd });
    expect(parsed(merged.err)).toBe(1);
    expect(merged.out).toBe((await run(["--no-inventory", "--no-cache", "--format", "json"], { cwd })).out);
  });
});

describe("is refused with what to do instead:", () => {
  it.each<[string, string[], string]>([
    ["a shard that is judged", ["--shard", "1/2"], "A shard alone cannot be judged"],
    ["a share that is none", ["--shard", "3/2", "--format", "facts=x.facts"], "is no share"],
    ["a share of nothing", ["--shard", "0/0", "--format", "facts=x.facts"], "is no share"],
    ["facts to nowhere", ["--format", "facts"], "names no file"],
    ["facts beside a report", ["--format", "facts=x.facts", "--format", "json"], "judges nothing"],
    ["facts that cannot be written", ["--format", "facts=src"], "src cannot be written"],
    ["facts of a change", ["--staged", "--format", "facts=x.facts"], "of a whole project"],
    ["a file that is not there", ["merge", "x.facts"], "There is no x.facts"],
    ["a folder without one", ["merge", "src"], "is named `*.facts`"],
    ["a file that is something else", ["merge", "src/user.ts"], "is no facts file"],
  ])("%s", async (_what, argv, said) => {
    const cwd = project(leaky);
    const { code, err } = await run([...argv, "--no-cache"], { cwd });
    expect(err).toContain(said);
    expect(code).toBe(2);
    expect(existsSync(join(cwd, "x.facts"))).toBe(false);
  });

  it("a share that is missing, given twice, or of another division", async () => {
    const cwd = project(leaky);
    const [one = "", , three = ""] = await extract(cwd, 3);
    expect((await run(["merge", one, three, "--no-cache"], { cwd })).err).toContain("Share 2/3 is not among the files to merge");
    const copy = join(out, "copy.facts");
    cpSync(one, copy);
    expect((await run(["merge", one, copy, "--no-cache"], { cwd })).err).toContain("are both share 1/3");
    const [other = ""] = await extract(cwd, 2);
    expect((await run(["merge", one, other, "--no-cache"], { cwd })).err).toContain("is one of 2");
  });

  it("a damaged file, and one of another version", async () => {
    const cwd = project(leaky);
    const [file = ""] = await extract(cwd, 1);
    const sound = readFileSync(file);
    writeFileSync(file, sound.subarray(0, -5));
    expect((await run(["merge", file, "--no-cache"], { cwd })).err).toContain("is no facts file, or it is damaged");
    const { createFactsFile } = await import("../../src/cache/index.ts");
    createFactsFile(file, { factsVersion: "older", share: null }).finish();
    expect((await run(["merge", file, "--no-cache"], { cwd })).err).toContain("by another version");
  });

  it("but an entry that is damaged is parsed again", async () => {
    const cwd = project(leaky);
    const [file = ""] = await extract(cwd, 1);
    const bytes = readFileSync(file);
    const at = bytes.indexOf("phoneNumber");
    bytes.write("emailNumber", at);
    writeFileSync(file, bytes);
    const { out: text, err } = await run(["merge", file, "--no-inventory", "--no-cache", "--stats", "--format", "json"], { cwd });
    expect(parsed(err)).toBe(1);
    expect(text).toBe((await run(["--no-inventory", "--no-cache", "--format", "json"], { cwd })).out);
  });
});
