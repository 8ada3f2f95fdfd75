/** What is staged and what changed since a commit, in real repositories. */
import { renameSync, symlinkSync, unlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { UserError } from "../../src/errors.ts";
import { changesSince, isRepository, stagedChanges } from "../../src/git/index.ts";
import { makeFolder, makeRepository, type Folder } from "./repository.ts";

const lines = (count: number, change: Record<number, string> = {}): string =>
  Array.from({ length: count }, (_, index) => `${change[index + 1] ?? `line ${index + 1}`}\n`).join("");

const odd = ["app/[id]/page.tsx", "a b.ts", "größe/日本.ts", "line\nbreak.ts", "-dash.ts", ":colon.ts", "quote\".ts"].sort();

describe("staged changes", () => {
  it("are files with their status and changed lines", async () => {
    const folder = makeRepository({ "a.ts": lines(20), "b.ts": lines(20), "c.ts": "gone\n", "same.ts": "same\n" });
    folder.commit();
    folder.write({ "a.ts": lines(20, { 3: "x", 4: "y", 10: "z" }), "new.ts": "1\n2\n" });
    renameSync(folder.at("b.ts"), folder.at("renamed.ts"));
    folder.write({ "renamed.ts": lines(20, { 20: "last" }) });
    unlinkSync(folder.at("c.ts"));
    folder.git("add", "-A");
    expect(await stagedChanges(folder.path)).toEqual([
      { path: "a.ts", status: "modified", oldPath: null, lines: [{ start: 3, end: 4 }, { start: 10, end: 10 }] },
      { path: "c.ts", status: "deleted", oldPath: null, lines: [] },
      { path: "new.ts", status: "added", oldPath: null, lines: "all" },
      { path: "renamed.ts", status: "renamed", oldPath: "b.ts", lines: [{ start: 20, end: 20 }] },
    ]);
  });

  it("are not those of the work tree", async () => {
    const folder = makeRepository({ "a.ts": lines(10), "b.ts": "1\n" });
    folder.commit();
    folder.write({ "a.ts": lines(10, { 2: "staged" }) }).git("add", "a.ts");
    folder.write({ "a.ts": lines(10, { 2: "staged", 8: "not staged" }), "b.ts": "2\n", "c.ts": "untracked\n" });
    expect(await stagedChanges(folder.path)).toEqual([{ path: "a.ts", status: "modified", oldPath: null, lines: [{ start: 2, end: 2 }] }]);
  });

  it("name the two lines around a cut", async () => {
    const folder = makeRepository({ "a.ts": lines(5), "b.ts": lines(3) });
    folder.commit();
    folder.write({ "a.ts": "line 1\nline 2\nline 5\n", "b.ts": "line 2\nline 3\n" }).git("add", "-A");
    expect((await stagedChanges(folder.path)).map((one) => one.lines)).toEqual([[{ start: 2, end: 3 }], [{ start: 1, end: 1 }]]);
  });

  it("may have any name and any content", async () => {
    const folder = makeRepository(Object.fromEntries(odd.map((name) => [name, "1\n"])));
    folder.commit();
    const nasty = "1\ndiff --git a/x b/x\n@@ -1 +9 @@\rdiff --git a/y b/y\r@@ -1 +7 @@\u2028@@ -1 +8 @@\n";
    folder.write(Object.fromEntries(odd.map((name) => [name, nasty]))).git("add", "-A");
    expect(await stagedChanges(folder.path)).toEqual(odd.map((path) => ({ path, status: "modified", oldPath: null, lines: [{ start: 2, end: 3 }] })));
  });

  it("before the first commit are everything that was added", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    expect(await stagedChanges(folder.path)).toEqual([]);
    folder.git("add", "-A");
    expect(await stagedChanges(folder.path)).toEqual([{ path: "a.ts", status: "added", oldPath: null, lines: "all" }]);
  });

  it("do not depend on the user's settings", async () => {
    const folder = makeRepository({ "a.ts": lines(20), "b.ts": lines(20) });
    folder.commit();
    for (const [key, value] of Object.entries({
      "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "color.diff": "always", "diff.external": "false", "diff.interHunkContext": "10", "diff.renames": "false",
      "diff.algorithm": "patience", "core.quotePath": "true", "diff.submodule": "log", "diff.context": "7",
    })) folder.git("config", key, value);
    folder.write({ "a.ts": lines(20, { 3: "x", 6: "y" }) });
    renameSync(folder.at("b.ts"), folder.at("c.ts"));
    folder.git("add", "-A");
    expect(await stagedChanges(folder.path)).toEqual([
      { path: "a.ts", status: "modified", oldPath: null, lines: [{ start: 3, end: 3 }, { start: 6, end: 6 }] },
      { path: "c.ts", status: "renamed", oldPath: "b.ts", lines: [] },
    ]);
  });

  it("are those below the root, relative to it", async () => {
    const folder = makeRepository({ "a.ts": "1\n", "web/b.ts": "1\n", "web/c.ts": lines(9) });
    folder.commit();
    folder.write({ "a.ts": "2\n", "web/b.ts": "2\n" });
    renameSync(folder.at("web/c.ts"), folder.at("c.ts"));
    folder.git("add", "-A");
    expect((await stagedChanges(folder.at("web"))).map(({ path, status }) => `${status} ${path}`)).toEqual(["modified b.ts", "deleted c.ts"]);
  });

  it("leave submodules out and keep the lines of the files after them", async () => {
    const other = makeRepository({ "s.ts": "1\n" });
    other.commit();
    const folder = makeRepository({ "a.ts": "1\n", "z.ts": lines(9) });
    folder.git("submodule", "add", "-q", other.path, "m");
    folder.commit();
    other.write({ "s.ts": "2\n" }).commit();
    folder.git("-C", "m", "pull", "-q");
    folder.write({ "a.ts": "2\n", "z.ts": lines(9, { 7: "x" }) }).git("add", "-A");
    expect((await stagedChanges(folder.path)).map(({ path, lines: changed }) => [path, changed])).toEqual([["a.ts", [{ start: 1, end: 1 }]], ["z.ts", [{ start: 7, end: 7 }]]]);
  });

  it("keep the lines of the files after one that became a link, a binary and a mode", async () => {
    const folder = makeRepository({ "a.ts": "1\n", "b.png": Buffer.from([0, 1, 2]), "c.ts": "1\n", "z.ts": lines(9) });
    folder.commit();
    unlinkSync(folder.at("a.ts"));
    symlinkSync("z.ts", folder.at("a.ts"));
    folder.write({ "b.png": Buffer.from([0, 9]), "z.ts": lines(9, { 7: "x" }) }).git("add", "-A");
    folder.git("update-index", "--chmod=+x", "c.ts");
    expect((await stagedChanges(folder.path)).map(({ path, lines: changed }) => [path, changed])).toEqual([["a.ts", "all"], ["b.png", []], ["c.ts", []], ["z.ts", [{ start: 7, end: 7 }]]]);
  });

  it("are read in a linked worktree", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    folder.commit();
    const linked = makeFolder();
    folder.git("worktree", "add", "-q", linked.at("tree"), "-b", "other");
    linked.write({ "tree/a.ts": "2\n" }).git("-C", "tree", "add", "-A");
    expect(await stagedChanges(linked.at("tree"))).toMatchObject([{ path: "a.ts", status: "modified" }]);
    expect(await stagedChanges(folder.path)).toEqual([]);
  });
});

describe("changes since", () => {
  async function refusal(folder: Folder, ref: string): Promise<string> {
    const error = await changesSince(folder.path, ref).catch((one: unknown) => one as UserError);
    expect((error as UserError).name).toBe("UserError");
    return `${(error as UserError).what} | ${(error as UserError).fix}`;
  }

  it("a branch begin where HEAD left it, and end with the work tree as it is", async () => {
    const folder = makeRepository({ "a.ts": lines(9), "b.ts": "1\n", "c.ts": "1\n" });
    const start = folder.commit();
    folder.git("checkout", "-q", "-b", "feature");
    folder.write({ "b.ts": "2\n" }).commit();
    folder.git("checkout", "-q", "main");
    folder.write({ "c.ts": "main moved on\n" }).commit();
    folder.git("checkout", "-q", "feature");
    folder.write({ "a.ts": lines(9, { 5: "staged" }) }).git("add", "-A");
    folder.write({ "a.ts": lines(9, { 5: "staged", 8: "not staged" }), "new/[x].ts": "untracked\n" });
    expect(await changesSince(folder.path, "main")).toEqual({ base: start, changes: [
      { path: "a.ts", status: "modified", oldPath: null, lines: [{ start: 5, end: 5 }, { start: 8, end: 8 }] },
      { path: "b.ts", status: "modified", oldPath: null, lines: [{ start: 1, end: 1 }] },
      { path: "new/[x].ts", status: "added", oldPath: null, lines: "all" },
    ] });
  });

  it("a tag, a short id and HEAD~1", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    const first = folder.commit();
    folder.git("tag", "-a", "v1", "-m", "one");
    folder.write({ "a.ts": "2\n" }).commit();
    for (const ref of ["v1", first.slice(0, 8), "HEAD~1"]) expect((await changesSince(folder.path, ref)).base).toBe(first);
  });

  it("a ref that is not there are refused", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    folder.commit();
    expect(await refusal(folder, "nope")).toBe("There is no commit, branch or tag `nope` in this repository. | Check the name; a branch of a remote must be fetched first: `git fetch origin`.");
    expect(await refusal(folder, "--output=x")).toContain("There is no commit, branch or tag `--output=x`");
    expect(await refusal(folder, "HEAD:a.ts")).toContain("There is no commit, branch or tag `HEAD:a.ts`");
  });

  it("a branch that only the remote has: its name there is said", async () => {
    const origin = makeRepository({ "a.ts": "1\n" });
    origin.commit();
    origin.git("branch", "release");
    const folder = makeFolder();
    folder.git("clone", "-q", origin.path, ".");
    expect(await refusal(folder, "release")).toContain("Did you mean `origin/release`? | Write `--since origin/release`.");
  });

  it("anything in a repository without commits are refused", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    expect(await refusal(folder, "main")).toContain("no commits yet");
  });

  it("a ref beyond a shallow clone are refused with the way to mend it", async () => {
    const origin = makeRepository({ "a.ts": "1\n" });
    const first = origin.commit();
    origin.git("checkout", "-q", "-b", "feature");
    for (const text of ["2\n", "3\n", "4\n"]) origin.write({ "a.ts": text }).commit();
    origin.git("checkout", "-q", "main");
    origin.write({ "b.ts": "1\n" }).commit();
    const folder = makeFolder();
    folder.git("clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "feature", `file://${origin.path}`, ".");
    expect(await refusal(folder, "origin/main")).toMatch(/^This is a shallow clone: its history is too short .* `origin\/main`\. \| Fetch the whole history: .*fetch-depth: 0/);
    expect(await refusal(folder, first)).toMatch(/It is a shallow clone\. \| Fetch the whole history/);
  });

  it("an unrelated history are refused", async () => {
    const folder = makeRepository({ "a.ts": "1\n" });
    folder.commit();
    folder.git("checkout", "-q", "--orphan", "alone");
    folder.write({ "b.ts": "1\n" }).commit();
    expect(await refusal(folder, "main")).toContain("no common ancestor");
  });

  it("anything outside a repository are refused", async () => {
    const folder = makeFolder({ "a.ts": "1\n" });
    expect(await refusal(folder, "main")).toBe("This is not a git repository. | Run inside one, or without `--staged` and `--since`.");
    await expect(stagedChanges(folder.path)).rejects.toThrow("This is not a git repository.");
    expect(await isRepository(folder.path)).toBe(false);
    expect(await isRepository(makeRepository().path)).toBe(true);
  });
});
