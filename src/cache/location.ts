/** Where the cache lives: in the nearest `node_modules/.cache`, else in a folder of its own that git does not see. */
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

export const ownFolder = ".privacy-lint-cache";

/** The folder and those around it up to the top of its repository; outside one, only itself. */
function foldersOfRepository(root: string): string[] {
  const folders = [root];
  for (let folder = root; !exists(join(folder, ".git"));) {
    const parent = dirname(folder);
    if (parent === folder) return [root];
    folders.push(folder = parent);
  }
  return folders;
}

/** A package of a monorepo shares the cache of the root; what lies outside the repository is not touched. */
export function cacheLocation(root: string, configured?: string): string {
  const absolute = resolve(root);
  if (configured !== undefined) return resolve(absolute, configured);
  const installed = foldersOfRepository(absolute).find((folder) => exists(join(folder, "node_modules")));
  return installed === undefined ? join(absolute, ownFolder) : join(installed, "node_modules", ".cache", "privacy-lint");
}
