/** Where the catalog's files are, and how they are read: the compiled index of the package, or the JSON files of a checkout. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CatalogFiles } from "./compile.ts";

/** The folder with package.json: sources run from `src/`, the package from `dist/src/`. */
export const packageRoot: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

export const compiledFolder: string = join(packageRoot, "dist", "catalog");
const sourceFolder = join(packageRoot, "rules", "catalog");
const folders = ["data-types", "vendors", "loggers", "sources", "sanitizers", "egress", "words"] as const;

/** Parsed files and a version that changes with any byte of them. */
export function readCatalogFiles(root = sourceFolder): { files: CatalogFiles; version: string } {
  const hash = createHash("sha256");
  const read = (folder: string): [string, unknown][] => readdirSync(join(root, folder)).filter((name) => name.endsWith(".json")).sort().map((name) => {
    const text = readFileSync(join(root, folder, name), "utf8");
    hash.update(`${folder}/${name}\n`).update(text);
    return [name.slice(0, -".json".length), JSON.parse(text)];
  });
  const files = Object.fromEntries(folders.map((folder) => {
    const entries = read(folder);
    return [folder, folder === "words" ? Object.fromEntries(entries) : entries.map(([, value]) => value)];
  })) as unknown as CatalogFiles;
  return { files, version: hash.digest("hex").slice(0, 16) };
}

/** A checkout whose JSON files, or the code that compiles them, are newer than the last build is read from its JSON files. */
export function isStale(name: string): boolean {
  const built = statSync(join(compiledFolder, name), { throwIfNoEntry: false });
  if (!built) return true;
  if (!existsSync(sourceFolder)) return false;
  const newest = (folder: string): number => readdirSync(folder).reduce((so, name) => Math.max(so, statSync(join(folder, name)).mtimeMs), statSync(folder).mtimeMs);
  return [...folders.map((folder) => join(sourceFolder, folder)), join(packageRoot, "src", "catalog")].some((folder) => newest(folder) > built.mtimeMs);
}

export const isBuilt = (name: string): boolean => existsSync(join(compiledFolder, name));

export function readCompiled<T>(name: string): T {
  return JSON.parse(readFileSync(join(compiledFolder, name), "utf8")) as T;
}
