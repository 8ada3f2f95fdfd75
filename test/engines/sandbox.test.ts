/** As build systems run it: a list of files in, a report out, no git, links into other folders, and nothing written beside the report. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { projectRoot } from "../house/source-files.ts";

const bin = join(projectRoot, "bin/privacy-lint.js");
let top: string;
let sandbox: string;
let list: string;
let files: string[];

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();

/** No git anywhere, no home, another folder. */
function start(args: string[], cwd = top): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...args], { cwd, encoding: "utf8", env: { PATH: "/nowhere", CI: "true", HOME: "/nowhere" } });
}

const write = (allow: boolean): void => {
  for (const name of [".", ...readdirSync(sandbox, { recursive: true, encoding: "utf8" })]) {
    const path = join(sandbox, name);
    if (statSync(path).isDirectory()) chmodSync(path, allow ? 0o755 : 0o555);
  }
};

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), "privacy-lint-sandbox-"));
  const source = join(top, "execroot/shop");
  cpSync(join(projectRoot, "fixtures/apps/shop"), source, { recursive: true });
  sandbox = join(top, "sandbox/shop");
  files = filesBelow(source);
  for (const file of files) {
    mkdirSync(dirname(join(sandbox, file)), { recursive: true });
    symlinkSync(join(source, file), join(sandbox, file));
  }
  list = join(top, "inputs.txt");
  writeFileSync(list, files.map((file) => join(sandbox, file)).join("\n"));
  write(false);
});
afterAll(() => {
  write(true);
  rmSync(top, { recursive: true, force: true });
});

const withoutListing = ({ notes, ...report }: Report): Report => ({ ...report, notes: notes.filter(({ kind }) => kind !== "no-git") });

describe("a sandbox", () => {
  it("gives the report that the project gives, and stays as it was", () => {
    const out = join(top, "report.json");
    const ran = start(["--root", sandbox, "--project-files", list, "--format", `json=${out}`, "--exit-zero", "--no-cache"]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    const report = JSON.parse(readFileSync(out, "utf8")) as Report;
    const whole = execFileSync(process.execPath, [bin, "--root", join(top, "execroot/shop"), "--format", "json", "--exit-zero", "--no-cache"], { encoding: "utf8" });
    expect(report.findings.length).toBeGreaterThan(10);
    expect(withoutListing(report)).toEqual(withoutListing(JSON.parse(whole) as Report));
    expect(readFileSync(out, "utf8")).not.toContain(top);
    expect(filesBelow(sandbox)).toEqual(files);
  });

  it("sees what is listed and nothing else", () => {
    const some = join(top, "some.txt");
    writeFileSync(some, files.filter((file) => !file.startsWith("web/")).map((file) => `shop/${file}`).join("\n"));
    const { stdout } = start(["--root", "shop", "--project-files", some, "--format", "json", "--exit-zero", "--no-cache"], join(top, "sandbox"));
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.length).toBeGreaterThan(3);
    expect(findings.filter(({ location }) => location.file.startsWith("web/"))).toEqual([]);
  });

  it("says what is listed and not there, and refuses what is outside or has no history", () => {
    writeFileSync(join(top, "odd.txt"), `${files.map((file) => join(sandbox, file)).join("\n")}\n${join(sandbox, "gone.ts")}\n`);
    const { stdout } = start(["--root", sandbox, "--project-files", join(top, "odd.txt"), "--format", "json", "--exit-zero", "--no-cache"]);
    expect((JSON.parse(stdout) as Report).notes).toContainEqual({ kind: "missing", file: "gone.ts", line: null, text: "Listed, but not there: not read." });
    writeFileSync(join(top, "odd.txt"), join(top, "elsewhere.ts"));
    expect(start(["--root", sandbox, "--project-files", join(top, "odd.txt")])).toMatchObject({ status: 2, stderr: expect.stringContaining("outside the project") as string });
    expect(start(["--root", sandbox, "--project-files", list, "--staged"])).toMatchObject({ status: 2, stderr: expect.stringContaining("has no history") as string });
  });

  it("may have an action for each package and one that merges them", () => {
    const packages = [...new Set(files.filter((file) => file.includes("/")).map((file) => file.slice(0, file.indexOf("/"))))];
    expect(packages.length).toBeGreaterThan(3);
    for (const name of packages) {
      writeFileSync(join(top, `${name}.txt`), files.filter((file) => file.startsWith(`${name}/`)).map((file) => join(sandbox, file)).join("\n"));
      expect(start(["scan", "--root", sandbox, "--project-files", join(top, `${name}.txt`), "--format", `facts=${join(top, `facts/${name}.facts`)}`, "--no-cache"]).status).toBe(0);
    }
    const asked = ["--root", sandbox, "--project-files", list, "--format", "json", "--exit-zero", "--no-cache"];
    const merged = start(["merge", join(top, "facts"), ...asked, "--stats"]);
    expect(merged.stderr).toMatch(/files parsed +0\n/);
    expect(merged.stdout).toBe(start(asked).stdout);
  });
});

it("a matrix of four processes and a merge say what one process says", () => {
  const cwd = join(top, "execroot/shop");
  const shards = [1, 2, 3, 4].map((at) => spawnSync(process.execPath, [bin, "scan", "--shard", `${at}/4`, "--format", `facts=${join(top, `matrix/${at}.facts`)}`], { cwd, encoding: "utf8" }).status);
  expect(shards).toEqual([0, 0, 0, 0]);
  const asked = ["--format", "sarif", "--exit-zero", "--no-cache"];
  const one = execFileSync(process.execPath, [bin, ...asked], { cwd, encoding: "utf8" });
  expect(execFileSync(process.execPath, [bin, "merge", join(top, "matrix"), ...asked], { cwd, encoding: "utf8" })).toBe(one);
});
