/** What `npm install privacy-lint` brings: the right files, few packages, nothing that runs by itself. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readImports } from "./house/imports.ts";
import { ownFiles, projectRoot } from "./house/source-files.ts";

interface Manifest {
  bin: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface Lockfile { packages: Record<string, { dev?: boolean; devOptional?: boolean; hasInstallScript?: boolean; engines?: { node?: string } }> }

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(projectRoot, path), "utf8")) as T;
const manifest = readJson<Manifest>("package.json");
const { packages } = readJson<Lockfile>("package-lock.json");
/** What a user gets; `devOptional` is an optional peer that only our own development installs. */
const installed = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true);

describe("the tarball", () => {
  let files: string[] = [];
  let unpackedSize = 0;

  beforeAll(() => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: projectRoot, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [pack] = JSON.parse(output) as { files: { path: string }[]; unpackedSize: number }[];
    files = pack?.files.map(({ path }) => path) ?? [];
    unpackedSize = pack?.unpackedSize ?? 0;
  });

  it("holds what the manifest points at", () => {
    const targets = [...Object.values(manifest.bin), ...Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)))];
    const missing = targets.map((target) => target.replace("./", "")).filter((target) => !files.some((file) => matches(target, file)));
    expect(missing).toEqual([]);
  });

  it("holds licence, credits, readme and one page per rule", () => {
    const pages = readdirSync(join(projectRoot, "rules/checks")).filter((name) => name.endsWith(".md")).map((name) => `rules/checks/${name}`);
    expect(["LICENSE", "NOTICE", "README.md", ...pages].filter((path) => !files.includes(path))).toEqual([]);
  });

  it("holds the compiled product and no source, test, fixture or build tool", () => {
    expect(files).toContain("dist/src/lint.js");
    const allowed = /^(?:bin\/|dist\/(?:src|rules|schema|catalog|parser)\/|rules\/checks\/[\w-]+\.md$|(?:dist\/build\.json|LICENSE|NOTICE|README\.md|package\.json)$)/;
    expect(files.filter((path) => !allowed.test(path) || /\.test\.|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });

  it("is built from nothing, so that no file is left over from one that no longer exists", () => {
    // In this order when npm packs; an installation straight from git runs only the second.
    expect([manifest.scripts["prepack"], manifest.scripts["prepare"]]).toEqual(["npm run clean", "npm run build"]);
  });

  it("is small", () => expect(unpackedSize).toBeLessThan(6_000_000));
});

function matches(target: string, file: string): boolean {
  const [before = "", after = ""] = target.split("*");
  return target.includes("*") ? file.startsWith(before) && file.endsWith(after) : file === target;
}

describe("an installation", () => {
  it("brings at most 100 packages, itself included", () => expect(installed.length + 1).toBeLessThanOrEqual(100));

  it("runs no script of any package", () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path)).toEqual([]);
    expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
  });

  it("takes at most 40 MB", () => {
    const roots = installed.map(([path]) => path).filter((path) => !path.slice("node_modules/".length).includes("node_modules/"));
    const bytes = roots.reduce((sum, path) => sum + sizeOf(join(projectRoot, path)), 0);
    expect(bytes / 1024 / 1024).toBeLessThan(40);
  });

  it("fits Node 20: no dependency asks for more", () => {
    const asksForMore = (range: string): boolean => !range.split("||").some((part) => accepts20(part.trim()));
    expect(installed.filter(([, { engines }]) => asksForMore(engines?.node ?? "*")).map(([path, { engines }]) => `${path} ${engines?.node ?? ""}`)).toEqual([]);
  });
});

/** The few range forms that manifests use, held against 20.19. */
function accepts20(range: string): boolean {
  const major = Number(/(\d+)/.exec(range)?.[1] ?? 0);
  if (range === "" || range === "*") return true;
  if (range.startsWith("^") || range.startsWith("~") || /^[\d.x]+$/.test(range)) return major === 20;
  return major <= 20;
}

function sizeOf(path: string): number {
  if (!existsSync(path)) return 0;
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

describe("dependencies", () => {
  const used = (...folders: string[]): Set<string> => new Set(ownFiles(...folders).flatMap((file) => readImports(file).map(({ target }) => target)));

  it("are all used by the product", () => {
    const inProduct = used("src", "rules/checks");
    expect(Object.keys(manifest.dependencies).filter((name) => !inProduct.has(name))).toEqual([]);
  });

  it("are pinned to a minor: the next one may leave Node 20", () => {
    expect(Object.entries(manifest.dependencies).filter(([, range]) => !range.startsWith("~"))).toEqual([]);
  });

  it("of the product are no development dependencies", () => {
    expect([...used("src", "rules/checks")].filter((name) => name in manifest.devDependencies)).toEqual([]);
  });
});
