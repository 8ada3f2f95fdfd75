/** Packages, path maps and locked versions of small projects. */
import { describe, expect, it } from "vitest";
import { discoverProject, loadVersions } from "../../src/discover/index.ts";
import type { Project } from "../../src/model/index.ts";
import { makeFolder } from "../git/repository.ts";

type Files = Record<string, string | object>;
const discover = async (files: Files): Promise<Project> => discoverProject({ root: makeFolder(files).path });

describe("packages", () => {
  it("are all package.json files with their dependencies and entry points", async () => {
    const { packages } = await discover({
      "package.json": { name: "shop", private: true, devDependencies: { vitest: "4" } },
      "apps/web/package.json": { dependencies: { next: "15" }, peerDependencies: { react: ">=18" }, optionalDependencies: { sharp: "1" } },
      "packages/ui/package.json": { name: "@shop/ui", main: "dist/i.js", typings: "dist/i.d.ts", exports: { ".": "./x.ts" }, homepage: "https://shop.example" },
    });
    expect(packages).toEqual([
      { name: "shop", dir: "", dependencies: {}, devDependencies: { vitest: "4" }, manifest: {} },
      { name: "", dir: "apps/web", dependencies: { next: "15", react: ">=18", sharp: "1" }, devDependencies: {}, manifest: {} },
      {
        name: "@shop/ui", dir: "packages/ui", dependencies: {}, devDependencies: {},
        manifest: { main: "dist/i.js", types: "dist/i.d.ts", exports: { ".": "./x.ts" }, homepage: "https://shop.example" },
      },
    ]);
  });

  it.each([["{ nope", "Not valid JSON"], ["[]", "Not an object"]])("that are broken are noted: %s", async (text, said) => {
    const { packages, notes } = await discover({ "package.json": text });
    expect(packages).toEqual([]);
    expect(notes.find(({ kind }) => kind === "package")?.text).toContain(said);
  });
});

describe("path maps", () => {
  const maps = async (files: Files): Promise<Project["pathMaps"]> => (await discover(files)).pathMaps;

  it("hold paths relative to the root", async () => {
    expect(await maps({ "web/tsconfig.json": { compilerOptions: { paths: { "@/*": ["./src/*"], "#lib": ["../lib/index.ts"] } } } })).toEqual([
      { dir: "web", baseUrl: null, paths: [{ pattern: "@/*", targets: ["web/src/*"] }, { pattern: "#lib", targets: ["lib/index.ts"] }] },
    ]);
  });

  it("take comments and trailing commas, jsconfig as well", async () => {
    expect(await maps({ "jsconfig.json": '{ // why\n "compilerOptions": { "baseUrl": ".", },\n}' })).toEqual([{ dir: "", baseUrl: "", paths: [] }]);
  });

  it("count from baseUrl when there is one", async () => {
    expect(await maps({ "tsconfig.json": { compilerOptions: { baseUrl: "./src", paths: { "~/*": ["*"] } } } })).toEqual([
      { dir: "", baseUrl: "src", paths: [{ pattern: "~/*", targets: ["src/*"] }] },
    ]);
  });

  it("come through extends: relative, lists, workspace packages; the last one wins", async () => {
    expect(await maps({
      "tsconfig.base.json": { compilerOptions: { paths: { "@base/*": ["packages/*/src"] } } },
      "config/package.json": { name: "@shop/config" },
      "config/react.json": { compilerOptions: { baseUrl: "." } },
      "apps/a/tsconfig.json": { extends: "../../tsconfig.base.json" },
      "apps/b/tsconfig.json": { extends: ["../../tsconfig.base", "@shop/config/react.json"] },
      "apps/c/tsconfig.json": { extends: "../../tsconfig.base.json", compilerOptions: { paths: { "@own": ["./own.ts"] } } },
    })).toEqual([
      { dir: "apps/a", baseUrl: null, paths: [{ pattern: "@base/*", targets: ["packages/*/src"] }] },
      { dir: "apps/b", baseUrl: "config", paths: [{ pattern: "@base/*", targets: ["config/packages/*/src"] }] },
      { dir: "apps/c", baseUrl: null, paths: [{ pattern: "@own", targets: ["apps/c/own.ts"] }] },
    ]);
  });

  it("come from an installed package and through ${configDir}", async () => {
    expect(await maps({
      "node_modules/base/tsconfig.json": { compilerOptions: { paths: { "@/*": ["${configDir}/src/*"] } } },
      "web/tsconfig.json": { extends: "base" },
    })).toEqual([{ dir: "web", baseUrl: null, paths: [{ pattern: "@/*", targets: ["web/src/*"] }] }]);
  });

  it("come from configs a solution refers to", async () => {
    expect(await maps({
      "tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }, { path: "./pkg" }] },
      "tsconfig.app.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } },
      "pkg/tsconfig.json": { compilerOptions: { baseUrl: "." } },
    })).toEqual([
      { dir: "", baseUrl: null, paths: [{ pattern: "@/*", targets: ["src/*"] }] },
      { dir: "pkg", baseUrl: "pkg", paths: [] },
    ]);
  });

  it("end a circle of extends", async () => {
    expect(await maps({
      "tsconfig.json": { extends: "./other.json", compilerOptions: { baseUrl: "." } }, "other.json": { extends: "./tsconfig.json" },
    })).toEqual([{ dir: "", baseUrl: "", paths: [] }]);
  });

  it("note what is broken or missing and go on", async () => {
    const { pathMaps, notes } = await discover({
      "a/tsconfig.json": '{\n  "compilerOptions": {\n    "baseUrl": "." \n  "x": ,\n}', "b/tsconfig.json": { extends: "@tsconfig/node20" }, "c/tsconfig.json": { extends: "./.svelte-kit/tsconfig.json" },
      "d/tsconfig.json": '"a string"', "e/tsconfig.json": { compilerOptions: { paths: { x: 3, y: "./one.ts" }, baseUrl: 7 }, references: "none" },
    });
    expect(pathMaps.map(({ dir }) => dir)).toEqual(["a", "e"]);
    expect(notes.filter(({ kind }) => kind === "tsconfig").map(({ file, line, text }) => [file, line, text.split(":")[0]])).toEqual([
      ["a/tsconfig.json", 4, "Not valid JSON"],
      ["b/tsconfig.json", null, "It extends `@tsconfig/node20`, which is not there"],
    ]);
  });
});

describe("versions", () => {
  const dependencies = { next: "^15.0.0", "@sentry/nextjs": "^8.0.0", missing: "1" };
  const versions = async (files: Files): Promise<Record<string, string>> => {
    const project = await discover({ "package.json": { name: "shop", dependencies }, ...files });
    expect(project.versions).toEqual({});
    loadVersions(project);
    return project.versions;
  };
  const expected = { next: "15.1.2", "@sentry/nextjs": "8.40.0" };

  it.each<[string, string, string | object]>([
    ["npm 7 and later", "package-lock.json", JSON.stringify({ lockfileVersion: 3, packages: {
      "": { dependencies }, "node_modules/next": { version: "15.1.2", resolved: "https://r.example" },
      "node_modules/@sentry/nextjs": { version: "8.40.0" }, "node_modules/x/node_modules/next": { version: "1.0.0" },
    } }, null, 2)],
    ["npm 6", "package-lock.json", JSON.stringify({ lockfileVersion: 1, dependencies: { next: { version: "15.1.2" }, "@sentry/nextjs": { version: "8.40.0" } } }, null, 2)],
    ["pnpm 9", "pnpm-lock.yaml", `lockfileVersion: '9.0'

overrides:
  missing2: 2.7.5

importers:

  .:
    dependencies:
      '@sentry/nextjs':
        specifier: ^8.0.0
        version: 8.40.0(next@15.1.2(react@19.0.0))
      next:
        specifier: ^15.0.0
        version: 15.1.2(react@19.0.0)
      missing:
        specifier: workspace:*
        version: link:packages/missing

packages:

  next@1.0.0:
    resolution: {integrity: x}
`],
    ["pnpm 7", "pnpm-lock.yaml", `lockfileVersion: 5.4

specifiers:
  next: ^15.0.0
  '@sentry/nextjs': ^8.0.0

dependencies:
  '@sentry/nextjs': 8.40.0_next@15.1.2
  next: 15.1.2

packages:

  /next/1.0.0:
    dev: false
`],
    ["yarn 1", "yarn.lock", `# yarn lockfile v1


"@sentry/nextjs@^8.0.0", "@sentry/nextjs@^8.1.0":
  version "8.40.0"
  resolved "https://r.example"

next@14:
  version "14.0.0"

next@^15.0.0:
  version "15.1.2"
  dependencies:
    missing "1"
`],
    ["yarn berry", "yarn.lock", `__metadata:
  version: 8

"@sentry/nextjs@npm:^8.0.0, @sentry/nextjs@npm:^8.1.0":
  version: 8.40.0
  resolution: "@sentry/nextjs@npm:8.40.0"

"next@npm:^15.0.0":
  version: 15.1.2
`],
    ["bun", "bun.lock", `{
  "lockfileVersion": 1,
  "workspaces": { "": { "dependencies": { "next": "^15.0.0", }, }, },
  "packages": {
    "@sentry/nextjs": ["@sentry/nextjs@8.40.0", "", { "dependencies": {} }, "sha512-x"],

    "next": ["next@15.1.2", "", {}, "sha512-y"],

    "missing": ["missing@workspace:packages/missing"],

    "x/next": ["next@1.0.0", "", {}, "sha512-z"],
  }
}`],
  ])("are read from the lockfile of %s", async (_tool, name, text) => {
    expect(await versions({ [name]: text })).toEqual(expected);
  });

  it("are those of the root before those of a nested lockfile", async () => {
    const lock = (version: string): string => JSON.stringify({ packages: { "node_modules/next": { version }, "node_modules/only": { version } } }, null, 2);
    expect(await versions({
      "package-lock.json": lock("15.1.2").replace("node_modules/only", "node_modules/other"),
      "app/package.json": { dependencies: { next: "1", only: "1" } }, "app/package-lock.json": lock("1.0.0"),
    })).toEqual({ next: "15.1.2", only: "1.0.0" });
  });

  it("are those installed when nothing is locked", async () => {
    expect(await versions({ "node_modules/next/package.json": { version: "15.1.2" } })).toEqual({ next: "15.1.2" });
  });

  it("are read from a lockfile above the root, up to the repository", async () => {
    const folder = makeFolder({
      "repo/.git/HEAD": "x", "repo/yarn.lock": 'next@15:\n  version "15.1.2"\n', "yarn.lock": 'far@1:\n  version "1.0.0"\n',
      "repo/apps/web/package.json": { dependencies: { next: "15", far: "1" } },
    });
    const project = await discoverProject({ root: folder.at("repo/apps/web") });
    loadVersions(project);
    expect(project.versions).toEqual({ next: "15.1.2" });
  });

  it("are unknown when the lockfile is broken", async () => {
    expect(await versions({ "pnpm-lock.yaml": "\u0000\u0001", "package-lock.json": "{" })).toEqual({});
  });
});
