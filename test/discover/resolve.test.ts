/** Imports to files: endings, aliases, workspaces, manifests. */
import { describe, expect, it } from "vitest";
import { createResolver } from "../../src/link/resolve.ts";
import type { PathMap, Project, WorkspacePackage } from "../../src/model/index.ts";

const project = (paths: string[], packages: Partial<WorkspacePackage>[] = [], pathMaps: PathMap[] = []): Project => ({
  root: "/project", pathMaps, versions: {}, otherFiles: [], notes: [],
  files: paths.map((path) => ({ path, size: 1, kind: "script", role: "app" })),
  packages: packages.map((one) => ({ name: "", dir: "", dependencies: {}, devDependencies: {}, manifest: {}, ...one })),
});
const alias = (dir: string, paths: Record<string, string[]>, baseUrl: string | null = null): PathMap =>
  ({ dir, baseUrl, paths: Object.entries(paths).map(([pattern, targets]) => ({ pattern, targets })) });

describe("relative imports", () => {
  const resolver = createResolver(project([
    "src/a.ts", "src/b.tsx", "src/c.js", "src/d/index.ts", "src/e.mts", "src/f.vue", "src/g.ts", "src/g/index.ts", "src/h.d.ts", "src/i.js", "src/i.d.ts",
    "src/j.server.ts", "src/k.native.ts", "src/[id]/page view.tsx", "src/größe.ts", "index.ts", "src/l.jsx", "src/m.d.ts", "src/m.ts",
  ]));
  it.each([
    ["./b", "src/b.tsx"], ["./b.js", "src/b.tsx"], ["./b.jsx", "src/b.tsx"], ["./b.tsx", "src/b.tsx"], ["./c", "src/c.js"], ["./c.js", "src/c.js"],
    ["./d", "src/d/index.ts"], ["./d/", "src/d/index.ts"], ["./d/index.js", "src/d/index.ts"], ["./e.mjs", "src/e.mts"], ["./e", "src/e.mts"],
    ["./f.vue", "src/f.vue"], ["./f", "src/f.vue"], ["./g", "src/g.ts"], ["./h", "src/h.d.ts"], ["./i", "src/i.js"], ["./i.js", "src/i.js"],
    ["./j.server", "src/j.server.ts"], ["./k", "src/k.native.ts"], ["./[id]/page view", "src/[id]/page view.tsx"], ["./größe", "src/größe.ts"],
    ["..", "index.ts"], ["../src/./d/../b", "src/b.tsx"], ["./c.js?worker", "src/c.js"], ["./m", "src/m.ts"], ["./l", "src/l.jsx"],
  ])("%s is %s", (specifier, path) => expect(resolver.resolve("src/a.ts", specifier)).toBe(path));

  it.each(["./none", "./style.css", "../../outside", "../../../src/b", "node:fs", "https://cdn.example/x.js", "react", "", "src2/b"])(
    "%s is no file of the project", (specifier) => expect(resolver.resolve("src/a.ts", specifier)).toBeNull());

  it("of a page may leave out the dot or start at the top", () => {
    const pages = createResolver(project(["web/index.html", "web/main.js", "web/public/x.js", "web/a.ts"], [{ dir: "web" }]));
    expect(pages.resolve("web/index.html", "main.js")).toBe("web/main.js");
    expect(pages.resolve("web/a.ts", "main.js")).toBeNull();
    expect(pages.resolve("web/index.html", "/main.js")).toBe("web/main.js");
    expect(pages.resolve("web/index.html", "/x.js")).toBe("web/public/x.js");
  });
});

describe("path maps", () => {
  const resolver = createResolver(project(
    ["web/src/a.ts", "web/src/ui/button.tsx", "web/ui/button.tsx", "web/src/special.ts", "lib/x.ts", "web/e2e/b.ts", "web/types/one.ts", "web/src/$money.ts"],
    [],
    [
      alias("", { "@lib/*": ["lib/*"] }),
      alias("web", { "@/*": ["web/src/*"], "@/ui/*": ["web/ui/*"], "exact": ["web/src/special.ts"], "*": ["web/none/*", "web/types/*"] }, "web"),
      alias("web/e2e", {}, "web/e2e"),
    ],
  ));
  it.each([
    ["the longest pattern", "@/ui/button", "web/ui/button.tsx"],
    ["a star", "@/special", "web/src/special.ts"],
    ["an exact name", "exact", "web/src/special.ts"],
    ["a later target", "one", "web/types/one.ts"],
    ["baseUrl", "src/special", "web/src/special.ts"],
    ["an outer map", "@lib/x", "lib/x.ts"],
    ["a dollar sign", "@/$money", "web/src/$money.ts"],
  ])("are asked by %s", (_by, specifier, path) => expect(resolver.resolve("web/src/a.ts", specifier)).toBe(path));
  it("of an outer folder help where the nearest one says nothing", () => expect(resolver.resolve("web/e2e/b.ts", "@/special")).toBe("web/src/special.ts"));
  it("do not reach folders beside them", () => expect(resolver.resolve("lib/x.ts", "@/ui/button")).toBeNull());
  it("are not needed for the usual aliases", () => {
    const bare = createResolver(project(["web/src/x.ts", "web/y.ts", "web/src/lib/z.ts"], [{ dir: "web" }]));
    const from = (specifier: string): string | null => bare.resolve("web/src/x.ts", specifier);
    expect([from("@/x"), from("~/y"), from("$lib/z"), from("src/x"), from("@scope/x")]).toEqual(["web/src/x.ts", "web/y.ts", "web/src/lib/z.ts", "web/src/x.ts", null]);
  });
});

describe("workspace packages", () => {
  const packageWith = (manifest: WorkspacePackage["manifest"], ...files: string[]): ((subpath?: string) => string | null) => {
    const resolver = createResolver(project(["app/a.ts", ...files.map((file) => `packages/ui/${file}`)], [{ name: "app", dir: "app" }, { name: "@shop/ui", dir: "packages/ui", manifest }]));
    return (subpath = "") => resolver.resolve("app/a.ts", `@shop/ui${subpath}`)?.replace("packages/ui/", "") ?? null;
  };

  it.each<[string, WorkspacePackage["manifest"], string, string]>([
    ["main", { main: "src/main.ts" }, "src/main.ts", ""],
    ["no manifest at all", {}, "src/index.tsx", ""],
    ["exports as a string", { exports: "./source/entry.ts" }, "source/entry.ts", ""],
    ["exports by condition", { exports: { ".": { types: "./dist/i.d.ts", import: "./dist/i.mjs" } } }, "src/i.ts", ""],
    ["exports without subpaths", { exports: { import: "./lib/i.js" } }, "src/i.ts", ""],
    ["a nested condition", { exports: { ".": { node: { import: "./x.mts" } } } }, "x.mts", ""],
    ["a list", { exports: { ".": ["./none.js", "./y.js"] } }, "y.js", ""],
    ["a pattern", { exports: { "./*": "./dist/esm/*.js" } }, "src/button.tsx", "/button"],
    ["an unbuilt dist beside the source", { main: "dist/index.js" }, "index.ts", ""],
    ["dist with a copy of src", { main: "dist/src/index.js" }, "src/index.ts", ""],
    ["types only", { types: "./types.d.ts" }, "types.d.ts", ""],
    ["a subpath by file", {}, "src/deep/x.ts", "/src/deep/x"],
    ["a subpath inside src", { main: "dist/index.js" }, "src/deep/x.ts", "/deep/x"],
    ["a subpath by a built path", {}, "src/deep/x.ts", "/dist/deep/x"],
  ])("are entered by %s", (_by, manifest, file, subpath) => expect(packageWith(manifest, file)(subpath)).toBe(file));

  it("prefer source to a checked-in declaration", () => {
    expect(packageWith({ exports: { ".": { types: "./index.d.ts", default: "./dist/index.js" } } }, "index.d.ts", "src/index.ts")()).toBe("src/index.ts");
  });

  it("without the subpath have no file", () => expect(packageWith({ main: "src/index.ts" }, "src/index.ts")("/none")).toBeNull());

  it("are known by name, a test's prop is not", () => {
    const resolver = createResolver(project(["a.ts", "test/fake/index.js", "y/index.ts", "y/sub.ts"], [{ name: "root" }, { name: "stripe", dir: "test/fake" }, { name: "@x/y", dir: "y" }]));
    expect(["@x/y/sub", "@x/y", "stripe", "@x", "@x/z"].map((one) => resolver.resolve("a.ts", one))).toEqual(["y/sub.ts", "y/index.ts", null, null, null]);
  });

  it("are followed through file: and link:, under the name in use", () => {
    const resolver = createResolver(project(["app/a.ts", "shared/index.ts"], [{ dir: "app", dependencies: { common: "file:../shared" } }, { name: "shared", dir: "shared" }]));
    expect(resolver.resolve("app/a.ts", "common")).toBe("shared/index.ts");
  });

  it("have import maps of their own", () => {
    const resolver = createResolver(project(
      ["app/a.ts", "app/src/log.ts", "app/src/db/pool.ts", "lib/src/index.ts"],
      [{ dir: "app", manifest: { imports: { "#log": { default: "./dist/log.js" }, "#db/*": "./src/db/*.ts", "#lib": "@shop/lib" } } }, { name: "@shop/lib", dir: "lib" }],
    ));
    expect(["#log", "#db/pool", "#lib", "#none"].map((one) => resolver.resolve("app/a.ts", one))).toEqual(["app/src/log.ts", "app/src/db/pool.ts", "lib/src/index.ts", null]);
  });

  it("own the files below them", () => {
    const resolver = createResolver(project([], [{ name: "root" }, { name: "web", dir: "apps/web" }]));
    expect(["apps/web/src/a.ts", "apps/web/b.ts", "apps/c.ts", "d.ts"].map((file) => resolver.packageOf(file)?.name)).toEqual(["web", "web", "root", "root"]);
    expect(createResolver(project([])).packageOf("a.ts")).toBeUndefined();
  });
});

it("answers a hundred thousand questions quickly", () => {
  const files = Array.from({ length: 4000 }, (_, index) => `apps/web/lib/folder-${index % 200}/file-${index}.ts`);
  const resolver = createResolver(project(files, [{ dir: "apps/web" }], [alias("apps/web", { "@/*": ["apps/web/*"] })]));
  const start = performance.now();
  let found = 0;
  for (let index = 0; index < 100_000; index++) {
    const file = files[index % 4000]!;
    if (resolver.resolve(file, `@/lib/folder-${index % 200}/file-${index % 4000}`) !== null) found++;
  }
  expect(found).toBe(100_000);
  // Ten times what it takes, for slow machines: a scan of the list per question would take minutes.
  expect(performance.now() - start).toBeLessThan(2000);
});
