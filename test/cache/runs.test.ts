/** Whole runs: with a cache, without, with threads, elsewhere, and after all that can happen to a cache the report is the same. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLint, type LintOptions, type Stage } from "../../src/lint.ts";
import { json } from "../../src/report/json.ts";

let top: string;
let root: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "privacy-lint-runs-"));
  root = join(top, "app");
  write({
    "package.json": '{ "name": "app", "dependencies": { "pino": "9.0.0" } }\n',
    "privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n",
    "tsconfig.json": '{ "extends": "./generated/base.json" }\n',
    ".gitignore": "generated\n",
    "generated/base.json": '{ "compilerOptions": { "paths": { "~/*": ["../src/*"] } } }\n',
    "src/user.ts": "export interface User { id: string; email: string; phoneNumber: string }\n",
    "src/log.ts": 'import type { User } from "./user";\nexport function record(user: User): void {\n  console.log("user", user.email);\n}\n',
    "src/main.ts": 'import { record } from "~/log";\nimport type { User } from "./user";\nexport const run = (user: User): void => { record(user); console.info(user.phoneNumber); };\n',
  });
});
afterEach(() => { rmSync(top, { recursive: true, force: true }); });

function write(files: Record<string, string>, folder = root): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const git = (...args: string[]): string => execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });

function commit(): void {
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "start");
}

interface Ran { json: string; hasLooked: boolean }

/** `hasLooked`: the run had to look at the project, or at least judge it anew; otherwise it was answered from an earlier one. */
async function run(options: Partial<LintOptions> = {}): Promise<Ran> {
  const stages: Stage[] = [];
  const { report } = await runLint({ root, cache: {}, today: "2026-01-01", ...options, onStage: (stage) => { stages.push(stage); } });
  return { json: json(report), hasLooked: stages.includes("judge") };
}

const fresh = async (options: Partial<LintOptions> = {}): Promise<string> => (await run({ cache: false, ...options })).json;
const cacheFolder = (): string => join(root, ".privacy-lint-cache");

function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile()) : [];
}

describe.each([["in a git repository", commit], ["outside git", () => undefined]])("%s", (_where, prepare) => {
  beforeEach(() => { prepare(); });

  it("a second run is answered from the first, with the same bytes", async () => {
    const expected = await fresh();
    expect(await run()).toEqual({ json: expected, hasLooked: true });
    expect(await run()).toEqual({ json: expected, hasLooked: false });
    expect(JSON.parse(expected)).toMatchObject({ findings: [{ rule: "undeclared-in-log" }, { rule: "undeclared-in-log" }] });
  });

  it.each<[string, () => void]>([
    ["a changed file", () => { write({ "src/log.ts": 'import type { User } from "./user";\nexport function record(user: User): void { console.log(user.id); }\n' }); }],
    ["a change of the same length and time", () => {
      const path = join(root, "src/main.ts");
      const { atime, mtime } = statSync(path);
      writeFileSync(path, readFileSync(path, "utf8").replace("console.info(user.phoneNumber)", "console.info(user.phoneNumbeR)"));
      utimesSync(path, atime, mtime);
    }],
    ["a new file", () => { write({ "src/new.ts": 'import type { User } from "./user";\nexport const f = (user: User): void => { console.warn(user.phoneNumber); };\n' }); }],
    ["a file that is gone", () => { rmSync(join(root, "src/log.ts")); }],
    ["a file with another name", () => { write({ "src/other.ts": readFileSync(join(root, "src/log.ts"), "utf8") }); rmSync(join(root, "src/log.ts")); }],
    ["the inventory", () => { write({ "privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [log]\n" }); }],
    ["a configuration", () => { write({ ".privacylintrc.json": '{ "rules": { "undeclared-in-log": "off" } }\n' }); }],
    ["a suppression", () => { write({ "src/main.ts": `// privacy-lint-ignore-file undeclared-in-log -- known\n${readFileSync(join(root, "src/main.ts"), "utf8")}` }); }],
    ["dependencies", () => { write({ "package.json": '{ "name": "app", "dependencies": { "posthog-node": "4.0.0" } }\n' }); }],
    ["what a tsconfig extends, ignored by git", () => { write({ "generated/base.json": "{}\n" }); }],
    ["a link that leads elsewhere", () => { rmSync(join(root, "src/log.ts")); symlinkSync("user.ts", join(root, "src/log.ts")); }],
  ])("%s is noticed", async (_what, change) => {
    await run();
    expect((await run()).hasLooked).toBe(false);
    change();
    const again = await run();
    expect(again.hasLooked).toBe(true);
    expect(again.json).toBe(await fresh());
    expect(await run()).toEqual({ json: again.json, hasLooked: false });
  });

  it("other questions have other answers", async () => {
    await run();
    for (const options of [{ only: ["undeclared-recipient"] }, { paths: ["src/log.ts"] }, { flows: true }, { noInventory: true }, { rules: { "undeclared-in-log": "off" } }, { includeTests: true }] as const) {
      const asked = await run(options as Partial<LintOptions>);
      expect(asked).toEqual({ json: await fresh(options as Partial<LintOptions>), hasLooked: true });
    }
    expect((await run()).hasLooked).toBe(false);
  });

  it("damage anywhere is a miss", async () => {
    const expected = await fresh();
    await run();
    for (const path of filesBelow(cacheFolder())) {
      const sound = readFileSync(path);
      for (const damaged of [Buffer.alloc(0), sound.subarray(0, sound.length >> 1), Buffer.concat([sound.subarray(0, -2), Buffer.from("x")]), Buffer.from("something else")]) {
        writeFileSync(path, damaged);
        expect((await run()).json).toBe(expected);
      }
    }
  });

  it("read only, nothing is written, and what is there is used", async () => {
    const expected = await fresh();
    expect(await run({ cache: { isReadOnly: true } })).toEqual({ json: expected, hasLooked: true });
    expect(filesBelow(cacheFolder())).toEqual([]);
    await run();
    const before = filesBelow(cacheFolder());
    expect(await run({ cache: { isReadOnly: true } })).toEqual({ json: expected, hasLooked: false });
    write({ "src/new.ts": "export const a = 1;\n" });
    expect((await run({ cache: { isReadOnly: true } })).json).toBe(await fresh());
    expect(filesBelow(cacheFolder())).toEqual(before);
  });

  it("the folder of the project is not in the cache, which works elsewhere", async () => {
    const expected = await fresh();
    await run();
    const [before, moved] = [root, join(top, "moved")];
    for (const path of filesBelow(cacheFolder())) expect(readFileSync(path).includes(before)).toBe(false);
    cpSync(root, moved, { recursive: true });
    root = moved;
    expect(await run()).toEqual({ json: expected, hasLooked: false });
  });
});

it("files git is told not to look at are looked at", async () => {
  commit();
  await run();
  git("update-index", "--assume-unchanged", "src/log.ts");
  await run();
  write({ "src/log.ts": 'import type { User } from "./user";\nexport function record(user: User): void { console.log(user.id); }\n' });
  expect(await run()).toEqual({ json: await fresh(), hasLooked: true });
});

it("git does not see the cache, and the cache does not see itself", async () => {
  commit();
  await run();
  expect(git("status", "--porcelain")).toBe("");
  expect((await run({ cache: { location: "kept/here" } })).hasLooked).toBe(true);
  expect((await run({ cache: { location: "kept/here" } })).hasLooked).toBe(false);
  expect(git("status", "--porcelain")).toBe("");
});

it("a suppression that ends is asked again on another day", async () => {
  write({ "src/main.ts": `// privacy-lint-ignore-file undeclared-in-log until=2026-01-31 -- known\n${readFileSync(join(root, "src/main.ts"), "utf8")}` });
  await run();
  expect((await run()).hasLooked).toBe(false);
  expect(await run({ today: "2026-02-01" })).toEqual({ json: await fresh({ today: "2026-02-01" }), hasLooked: true });
  const plain = await run({ today: "2026-02-01" });
  expect(plain.hasLooked).toBe(false);
});

it("one and more threads find the same", async () => {
  const expected = await fresh({ threads: 1 });
  expect(await fresh({ threads: 2 })).toBe(expected);
  expect(await fresh({ threads: 3 })).toBe(expected);
  expect((await run({ threads: 2 })).json).toBe(expected);
  write({ "src/more.ts": "export const more = 1;\n" });
  expect((await run({ threads: 1 })).json).toBe(await fresh({ threads: 2 }));
});

it("Facts are kept for a file that was moved", async () => {
  commit();
  await run();
  const packs = (): number => filesBelow(join(cacheFolder(), "facts")).length;
  const before = packs();
  write({ "src/deep/again.ts": readFileSync(join(root, "src/user.ts"), "utf8") });
  await run();
  expect(packs()).toBe(before);
});
