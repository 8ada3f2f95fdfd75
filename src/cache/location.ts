/** Where the cache lives: in the nearest `node_modules/.cache`, else in a folder of its own that git does not see. */
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

export const ownFolder = ".privacy-lint-cache";

/** A package of a monorepo shares the cache of the root; nothing outside the repository is looked at. */
export function cacheLocation(root: string, configured?: string): string {
  if (configured !== undefined) return resolve(root, configured);
  for (let folder = resolve(root);;) {
    if (isFolder(join(folder, "node_modules"))) return join(folder, "node_modules", ".cache", "privacy-lint");
    const parent = dirname(folder);
    if (exists(join(folder, ".git")) || parent === folder) return join(resolve(root), ownFolder);
    folder = parent;
  }
}
