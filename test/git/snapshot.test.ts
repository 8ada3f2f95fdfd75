/** The project as the index or a commit has it, without a checkout; and discovered from there. */
import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync, unlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { discoverProject } from "../../src/discover/index.ts";
import { fileAt, indexSnapshot, materialize, readIndexBlobs, type Snapshot } from "../../src/git/index.ts";
import { gitEnvironment, makeRepository } from "./repository.ts";

const shown = ({ paths, contents }: Snapshot): { paths: string[]; contents: Record<string, string> } =>
  ({ paths, contents: Object.fromEntries([...contents].map(([path, bytes]) => [path, bytes.toString()])) });

const odd = ["app/[id]/page.tsx", "a b.ts", "größe.ts", "line\nbreak.ts", ":colon.ts"];

describe("the index", () => {
  it("holds what was staged, not what is on disk", async () => {
    const folder = makeRepository({ "a.ts": "1", "b.ts": "1", "same.ts": "1", "gone.ts": "1", "removed.ts": "1" });
    folder.commit();
    folder.write({ "a.ts": "staged" }).git("add", "a.ts");
    folder.git("rm", "-q", "--cached", "removed.ts");
    folder.write({ "a.ts": "later", "b.ts": "not staged", "untracked.ts": "1" });
    unlinkSync(folder.at("gone.ts"));
    expect(shown(await indexSnapshot(folder.path))).toEqual({
      paths: ["a.ts", "b.ts", "gone.ts", "same.ts"], contents: { "a.ts": "staged", "b.ts": "1", "gone.ts": "1" },
    });
  });

  it("may hold any name; is relative to a root in a subfolder", async () => {
    const folder = makeRepository(Object.fromEntries([...odd.map((name) => [`web/${name}`, "1"]), ["out.ts", "1"]]));
    folder.commit();
    folder.write(Object.fromEntries([...odd.map((name) => [`web/${name}`, "2"]), ["out.ts", "2"]]));
    expect(shown(await indexSnapshot(folder.at("web")))).toEqual({ paths: [...odd].sort(), contents: Object.fromEntries(odd.map((name) => [name, "1"])) });
    const blobs = await readIndexBlobs(folder.at("web"), [...odd, "none.ts"]);
    expect([...blobs.keys()].sort()).toEqual([...odd].sort());
    expect([...blobs.values()].map(String)).toEqual(odd.map(() => "1"));
  });

  it("gives bytes as they are", async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 10, 0xc3, 0x28]);
    const folder = makeRepository({ "a.ts": bytes, "empty.ts": "" });
    folder.git("add", "-A");
    folder.write({ "a.ts": "other", "empty.ts": "other" });
    const { contents } = await indexSnapshot(folder.path);
    expect(contents.get("a.ts")?.equals(bytes)).toBe(true);
    expect(contents.get("empty.ts")?.length).toBe(0);
  });

  it("leaves submodules and links out of the contents", async () => {
    const other = makeRepository({ "s.ts": "1" });
    other.commit();
    const folder = makeRepository({ "a.ts": "1" });
    folder.git("submodule", "add", "-q", other.path, "m");
    symlinkSync("a.ts", folder.at("link.ts"));
    folder.commit();
    unlinkSync(folder.at("link.ts"));
    folder.write({ "m/s.ts": "2", "link.ts": "a file now" });
    expect(shown(await indexSnapshot(folder.path))).toEqual({ paths: [".gitmodules", "a.ts", "link.ts"], contents: {} });
  });

  it("is the one of the commit being made inside a hook, from a subfolder too", async () => {
    const folder = makeRepository({ "web/a.ts": "1", "web/b.ts": "1" });
    folder.commit();
    const script = `import { indexSnapshot, stagedChanges } from ${JSON.stringify(new URL("../../src/git/index.ts", import.meta.url).href)};
      const { contents } = await indexSnapshot("web");
      console.log(JSON.stringify([(await stagedChanges("web")).map(({ path }) => path), Object.fromEntries([...contents].map(([path, bytes]) => [path, bytes.toString()]))]));`;
    folder.write({ ".git/check.mjs": script, ".git/hooks/pre-commit": `#!/bin/sh\n"${process.execPath}" "${new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url).pathname}" .git/check.mjs >&2\n` });
    chmodSync(folder.at(".git/hooks/pre-commit"), 0o755);
    folder.write({ "web/a.ts": "2", "web/b.ts": "2" });
    // Only one of the two files: git makes an index of its own for that.
    const said = execFileSync("sh", ["-c", "git commit -q -m x web/a.ts 2>&1"], { cwd: folder.path, env: gitEnvironment(), encoding: "utf8" });
    expect(JSON.parse(said)).toEqual([["a.ts"], { "b.ts": "1" }]);
  });
});

describe("a commit", () => {
  it("is materialized from what differs on disk", async () => {
    const folder = makeRepository({ "a.ts": "1", "same.ts": "1", "gone.ts": "1", "old name.ts": "1" });
    const base = folder.commit();
    folder.git("mv", "old name.ts", "new name.ts");
    folder.git("rm", "-q", "gone.ts");
    folder.write({ "a.ts": "2", "later.ts": "1" }).commit();
    folder.write({ "a.ts": "3", "untracked.ts": "1" });
    expect(shown(await materialize(folder.path, base))).toEqual({
      paths: ["a.ts", "gone.ts", "old name.ts", "same.ts"], contents: { "a.ts": "1", "gone.ts": "1", "old name.ts": "1" },
    });
  });

  it("of a repository without commits is empty", async () => {
    expect(shown(await materialize(makeRepository({ "a.ts": "1" }).path, "HEAD"))).toEqual({ paths: [], contents: {} });
  });

  it("gives single files", async () => {
    const folder = makeRepository({ "web/app/[id]/a b.ts": "1", "web/b.ts": "1" });
    folder.commit();
    folder.write({ "web/app/[id]/a b.ts": "2" }).commit();
    const at = async (ref: string, path: string): Promise<string | null> => (await fileAt(folder.at("web"), ref, path))?.toString() ?? null;
    expect([await at("HEAD~1", "app/[id]/a b.ts"), await at("HEAD", "app/[id]/a b.ts"), await at("HEAD", "none.ts"), await at("HEAD", "app")]).toEqual(["1", "2", null, null]);
  });
});

it("a project is discovered as the index has it", async () => {
  const folder = makeRepository({
    "package.json": { name: "old" }, "a.ts": "12345", "b.ts": "1", "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./old/*"] } } }, "gone.ts": "123",
  });
  folder.commit();
  folder.write({ "package.json": { name: "new" }, "a.ts": "1", "tsconfig.json": "{}", "untracked.ts": "" });
  unlinkSync(folder.at("gone.ts"));
  const project = await discoverProject({ root: folder.path, snapshot: await indexSnapshot(folder.path) });
  expect(project.files.map(({ path, size }) => `${path} ${size}`)).toEqual(["a.ts 5", "b.ts 1", "gone.ts 3"]);
  expect(project.packages.map(({ name }) => name)).toEqual(["old"]);
  expect(project.pathMaps).toHaveLength(1);
});
