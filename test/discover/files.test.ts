/** Which files are found, left out, noted, and what their role is, in real folders and repositories. */
import { symlinkSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { discoverProject } from "../../src/discover/index.ts";
import type { Project } from "../../src/model/index.ts";
import { makeFolder, makeRepository, type Folder } from "../git/repository.ts";

const paths = ({ files }: Project): string[] => files.map(({ path }) => path);
const kindsOfNotes = ({ notes }: Project): string[] => notes.map(({ kind, file }) => `${kind} ${file}`);
const roles = ({ files }: Project): Record<string, string> => Object.fromEntries(files.map(({ path, role }) => [path, role]));

async function discover(folder: Folder, options = {}): Promise<Project> { return discoverProject({ root: folder.path, ...options }); }

describe("which files", () => {
  it("are what git tracks and would track, not what it ignores", async () => {
    const folder = makeRepository({ "a.ts": "1", ".gitignore": "hidden.ts\n", "hidden.ts": "2" });
    folder.commit();
    folder.write({ "new.ts": "3" });
    expect(paths(await discover(folder))).toEqual(["a.ts", "new.ts"]);
  });

  it("have the sizes and kinds on disk", async () => {
    const folder = makeRepository({
      "a.mts": "12345", "b.prisma": "", "c.graphql": "", "d.gql": "", "e.html": "", "f.vue": "", "g.svelte": "", "h.astro": "",
      "i.css": "", "j.json": "{}", "k.cjs": "",
    });
    const { files } = await discover(folder);
    expect(files.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      "a.mts script", "b.prisma prisma", "c.graphql graphql", "d.gql graphql", "e.html html", "f.vue vue", "g.svelte svelte", "h.astro astro", "k.cjs script",
    ]);
    expect(files[0]?.size).toBe(5);
  });

  it("may have any name", async () => {
    const names = ["app/[id]/page.tsx", "app/(group)/a b.ts", "größe/日本.ts", "line\nbreak.ts", "quote\".ts"].sort();
    const folder = makeRepository(Object.fromEntries(names.map((name) => [name, "1"])));
    folder.commit();
    expect(paths(await discover(folder))).toEqual(names);
  });

  it("do not include what was deleted but not yet committed", async () => {
    const folder = makeRepository({ "a.ts": "1", "b.ts": "2" });
    folder.commit();
    unlinkSync(folder.at("b.ts"));
    const project = await discover(folder);
    expect(paths(project)).toEqual(["a.ts"]);
    expect(project.notes).toEqual([]);
  });

  it("are listed once in a conflict", async () => {
    const folder = makeRepository({ "a.ts": "1" });
    folder.commit();
    folder.git("checkout", "-q", "-b", "other");
    folder.write({ "a.ts": "2" }).commit();
    folder.git("checkout", "-q", "main");
    folder.write({ "a.ts": "3" }).commit();
    expect(() => folder.git("merge", "-q", "other")).toThrow();
    expect(paths(await discover(folder))).toEqual(["a.ts"]);
  });

  it("are those below the root when it is a folder of the repository", async () => {
    const folder = makeRepository({ "a.ts": "1", "packages/web/b.ts": "2" });
    folder.commit();
    expect(paths(await discoverProject({ root: folder.at("packages/web") }))).toEqual(["b.ts"]);
  });

  it("follow include and exclude", async () => {
    const folder = makeRepository({ "src/a.ts": "", "src/old/b.ts": "", "lib/c.ts": "" });
    expect(paths(await discover(folder, { include: ["src"], exclude: ["src/old/**"] }))).toEqual(["src/a.ts"]);
  });

  it("come from disk without git, and a note says so", async () => {
    const folder = makeFolder({ "a.ts": "1", "app/[id]/b.ts": "2", "node_modules/x/c.ts": "3", ".next/d.js": "4", ".config/e.ts": "5" });
    const project = await discover(folder);
    expect(paths(project)).toEqual([".config/e.ts", "a.ts", "app/[id]/b.ts"]);
    expect(kindsOfNotes(project)).toEqual(["no-git null"]);
  });

  it("come from disk when an outer repository ignores the folder", async () => {
    const folder = makeRepository({ ".gitignore": "inner/\n", "inner/a.ts": "1" });
    const project = await discoverProject({ root: folder.at("inner") });
    expect(paths(project)).toEqual(["a.ts"]);
    expect(kindsOfNotes(project)).toEqual(["no-git null"]);
  });

  it("are none in an empty repository", async () => {
    expect(paths(await discover(makeRepository()))).toEqual([]);
  });

  it("need a root that is there", async () => {
    const folder = makeFolder({ "a.ts": "1" });
    await expect(discoverProject({ root: folder.at("none") })).rejects.toThrow(/There is no folder .*none/);
    await expect(discoverProject({ root: folder.at("a.ts") })).rejects.toThrow("is not a folder");
  });
});

describe("what is left out", () => {
  it("is build output and installed code, with a note per folder when git tracks it", async () => {
    const folder = makeRepository({
      "package.json": {}, "dist/a.js": "", "dist/b/c.js": "", "build/d.js": "", "public/vendor/e.js": "", "src/f.ts": "",
      "packages/x/package.json": {}, "packages/x/out/g.js": "", "node_modules/y/index.js": "", "coverage/h.css": "",
    });
    folder.commit();
    const project = await discover(folder);
    expect(paths(project)).toEqual(["src/f.ts"]);
    expect(project.notes.map(({ file, text }) => `${file}: ${text}`)).toEqual([
      "build: Build output or installed code: 1 file was not read.",
      "dist: Build output or installed code: 2 files were not read.",
      "node_modules: Build output or installed code: 1 file was not read.",
      "packages/x/out: Build output or installed code: 1 file was not read.",
      "public/vendor: Build output or installed code: 1 file was not read.",
    ]);
  });

  it("is not a folder whose name is a word of the trade", async () => {
    const names = ["app/vendor/page.tsx", "src/build/plan.ts", "src/coverage/insurance.ts"];
    expect(paths(await discover(makeRepository(Object.fromEntries(names.map((name) => [name, ""])))))).toEqual(names);
  });

  it("is minified and very large", async () => {
    const folder = makeRepository({ "a.min.js": "1", "big.ts": "", "ok.ts": "1", "types.d.ts": "", "small.d.ts": "" });
    truncateSync(folder.at("big.ts"), 4 * 1024 * 1024 + 1);
    truncateSync(folder.at("types.d.ts"), 300 * 1024);
    const project = await discover(folder);
    expect(paths(project)).toEqual(["ok.ts", "small.d.ts"]);
    expect(kindsOfNotes(project)).toEqual(["minified a.min.js", "too-large big.ts", "too-large types.d.ts"]);
  });

  it("is a bundle: understood, not reported, and said", async () => {
    const folder = makeRepository({ "three.js": "", "by-hand.js": "", "long.ts": "", "test/big.js": "" });
    for (const name of ["three.js", "long.ts", "test/big.js"]) truncateSync(folder.at(name), 300 * 1024);
    const project = await discover(folder);
    expect(roles(project)).toEqual({ "by-hand.js": "app", "long.ts": "app", "test/big.js": "generated", "three.js": "generated" });
    expect(kindsOfNotes(project)).toEqual(["bundle three.js"]);
  });

  it("is a link to nothing or to the outside; a link to a listed file is understood, not reported", async () => {
    const outside = makeFolder({ "secret.ts": "1" });
    const folder = makeRepository({ "a.ts": "1", "folder/b.ts": "2" });
    symlinkSync("gone.ts", folder.at("broken.ts"));
    symlinkSync(outside.at("secret.ts"), folder.at("out.ts"));
    symlinkSync("a.ts", folder.at("copy.ts"));
    symlinkSync("folder", folder.at("linked-folder"));
    for (const project of [await discover(folder), (folder.commit(), await discover(folder))]) {
      expect(roles(project)).toEqual({ "a.ts": "app", "copy.ts": "generated", "folder/b.ts": "app" });
      expect(kindsOfNotes(project)).toEqual(["broken-link broken.ts", "outside-link out.ts"]);
    }
  });

  it("is a submodule and a repository inside the repository", async () => {
    const other = makeRepository({ "s.ts": "1" });
    other.commit();
    const folder = makeRepository({ "a.ts": "1" });
    folder.git("submodule", "add", "-q", other.path, "libs/sub module");
    folder.commit();
    folder.write({ "nested/n.ts": "1" });
    folder.git("init", "-q", "nested");
    const project = await discover(folder);
    expect(paths(project)).toEqual(["a.ts"]);
    expect(kindsOfNotes(project)).toEqual(["submodule libs/sub module", "nested-repository nested"]);
  });

  it("is a file whose name no text can hold", async () => {
    const folder = makeRepository({ "a.ts": "1" });
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0x62, 0xff]), Buffer.from(".ts")]), "1");
    const project = await discover(folder);
    expect(paths(project)).toEqual(["a.ts"]);
    expect(kindsOfNotes(project)).toEqual(["unreadable b\uFFFD.ts"]);
  });

  it("is what a sparse checkout keeps off the disk", async () => {
    const folder = makeRepository({ "a/a.ts": "1", "b/b.ts": "1", "b/c.ts": "1" });
    folder.commit();
    folder.git("sparse-checkout", "set", "a");
    const project = await discover(folder);
    expect(paths(project)).toEqual(["a/a.ts"]);
    expect(kindsOfNotes(project)).toEqual(["sparse-checkout null"]);
    expect(project.notes[0]?.text).toContain("2 source files");
  });
});

describe("the role", () => {
  it.each([
    ["src/a.ts", "app"],
    ["src/latest.ts", "app"],
    ["src/contest/a.ts", "app"],
    ["src/a.test.ts", "test"],
    ["src/a.spec.tsx", "test"],
    ["src/a.cy.ts", "test"],
    ["src/__tests__/a.ts", "test"],
    ["test/a.ts", "test"],
    ["e2e/login.ts", "test"],
    ["src/Button.stories.tsx", "test"],
    ["prisma/seed.ts", "test"],
    ["src/seedling.ts", "app"],
    ["vitest.config.ts", "test"],
    ["next.config.js", "app"],
    ["app/api/webhook/test/route.ts", "app"],
    ["src/routes/mock/+server.ts", "app"],
    ["src/__tests__/app/page.tsx", "test"],
    ["src/env.d.ts", "generated"],
    ["src/generated/client.ts", "generated"],
    ["src/routeTree.gen.ts", "generated"],
    ["src/api.generated.ts", "generated"],
    ["src/generator.ts", "app"],
  ])("of %s is %s", async (path, role) => {
    expect(roles(await discover(makeFolder({ [path]: "" })))).toEqual({ [path]: role });
  });

  it("depends only on the path below the root", async () => {
    const folder = makeRepository({ "test/fixtures/shop/src/a.ts": "" });
    expect(roles(await discoverProject({ root: folder.at("test/fixtures/shop") }))).toEqual({ "src/a.ts": "app" });
  });

  it("of tests is that of the application when they are asked for", async () => {
    expect(roles(await discover(makeFolder({ "a.test.ts": "" }), { includeTests: true }))).toEqual({ "a.test.ts": "app" });
  });
});

it("lists text files that name hosts", async () => {
  const names = [".env.example", "Dockerfile", "apps/web/docker-compose.yml", "deploy/nginx.conf", "next.config.ts", "vercel.json"];
  const folder = makeRepository(Object.fromEntries([...names, ".env", "README.md", "docker.md"].map((name) => [name, ""])));
  expect((await discover(folder)).otherFiles).toEqual(names);
});
