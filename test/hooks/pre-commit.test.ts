/** pre-commit itself, with the hooks of .pre-commit-hooks.yaml: it clones this repository, builds it and runs it at a commit. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { recipe } from "../consumers/recipes.ts";
import { installTarball, plainEnvironment } from "../consumers/tarball.ts";
import type { Installation } from "../consumers/tarball.ts";
import { projectRoot } from "../house/source-files.ts";
import { App, clean, leak } from "./app.ts";

const minutes = 60_000;
const isThere = spawnSync("pre-commit", ["--version"]).status === 0;

interface Hook { id: string; entry: string; language: string; pass_filenames: boolean; files: string }
const hooks = parse(readFileSync(join(projectRoot, ".pre-commit-hooks.yaml"), "utf8")) as Hook[];

describe("the hooks for pre-commit", () => {
  it("have what its manifest needs, and the recipe names one of them", () => {
    for (const hook of hooks) expect(hook).toMatchObject({ id: expect.stringMatching(/^privacy-lint/), entry: expect.stringContaining("privacy-lint --staged"), pass_filenames: false });
    expect(hooks.map(({ language }) => language)).toEqual(["node", "system"]);
    const { repos: [repo] } = parse(recipe("pre-commit")) as { repos: { repo: string; hooks: { id: string }[] }[] };
    expect(hooks.map(({ id }) => id)).toContain(repo?.hooks[0]?.id);
  });

  it.each([
    ["src/a.ts", true], ["app/[id]/page.tsx", true], ["a.mjs", true], ["Card.vue", true], ["privacy-inventory.yaml", true], ["schema.prisma", true], ["README.md", false], ["a.css", false],
  ])("are asked about %s: %s", (path, isRead) => {
    for (const { files } of hooks) expect(new RegExp(files).test(path)).toBe(isRead);
  });
});

/** This repository as it stands, with what is not committed yet, as a repository pre-commit can clone. */
function cloneable(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-clone-")));
  const files = execFileSync("git", ["ls-files", "-z", "-c", "-o", "--exclude-standard"], { cwd: projectRoot, encoding: "utf8" }).split("\0");
  for (const file of files) {
    const from = join(projectRoot, file);
    if (file === "" || !statSync(from, { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(from, join(folder, file));
  }
  const git = (...args: string[]): void => { execFileSync("git", args, { cwd: folder, env: plainEnvironment(), stdio: "ignore" }); };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "as it stands");
  git("tag", "v0.1.0");
  return folder;
}

describe.runIf(isThere)("pre-commit", () => {
  let installation: Installation;
  let repository = "";
  let cache = "";
  beforeAll(() => {
    installation = installTarball();
    repository = cloneable();
    cache = mkdtempSync(join(tmpdir(), "pre-commit-cache-"));
  }, 5 * minutes);
  afterAll(() => {
    installation.remove();
    for (const folder of [repository, cache]) rmSync(folder, { recursive: true, force: true });
  }, 5 * minutes);

  it.each(hooks.map(({ id }) => id))("runs %s: blocks a leak, lets the rest pass, skips what is not read", { timeout: 8 * minutes }, (id) => {
    const app = new App(installation);
    const env = { PRE_COMMIT_HOME: cache };
    try {
      app.write({ ".pre-commit-config.yaml": recipe("pre-commit").replace(/repo: \S+/, `repo: ${repository}`).replace(/id: \S+/, `id: ${id}`) });
      const installed = app.run("pre-commit", ["install", "--install-hooks"], env);
      expect(installed.code, installed.text).toBe(0);
      const commit = (texts: Record<string, string>): ReturnType<App["commit"]> => {
        app.write(texts);
        app.git("add", "-A");
        return app.run("git", ["commit", "-m", "change"], env);
      };
      const blocked = commit({ "src/welcome.ts": leak });
      expect(blocked.code, blocked.text).toBe(1);
      expect(blocked.text).toContain("src/welcome.ts:3:3");
      expect(blocked.text).not.toContain("src/old.ts");
      const passed = commit({ "src/welcome.ts": clean });
      expect(passed.code, passed.text).toBe(0);
      expect(passed.text).toMatch(/privacy-lint.*Passed/);
      expect(commit({ "README.md": "# app\n" }).text).toMatch(/privacy-lint.*Skipped/);
    } finally {
      app.remove();
    }
  });
});

if (!isThere) describe("pre-commit is not installed on this machine (`pip install pre-commit`)", () => {
  it.skip("its own run of the hooks was left out", () => undefined);
});
