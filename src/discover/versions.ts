/** Reads which version of each dependency the lockfile settles on. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../model/index.ts";
import { lockfileReaders, type Locked } from "./lockfiles.ts";

function readLockfile(folder: string): Locked[] {
  return Object.entries(lockfileReaders).flatMap(([name, read]) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    try {
      return [read(readFileSync(path, "utf8"))];
    } catch {
      // Not readable or not what its name says: versions are then unknown, which every reader of them allows for.
      return [];
    }
  });
}

/** A package of a larger repository has its lockfile further up, at most beside `.git`. */
function nearestLocked(folder: string): Locked | undefined {
  const [found] = readLockfile(folder);
  if (found !== undefined) return found;
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, ".git")) ? undefined : nearestLocked(parent);
}

function installedVersion(root: string, dir: string, name: string): string | undefined {
  const places = dir === "" ? [""] : [dir, ""];
  for (const place of places) {
    try {
      const text = readFileSync(join(root, place, "node_modules", name, "package.json"), "utf8");
      return (JSON.parse(text) as { version?: string }).version;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Fills `project.versions` for the direct dependencies of all its packages; the root's lockfile decides first. */
export function loadVersions(project: Project): void {
  const { root, packages, versions } = project;
  const main = nearestLocked(root);
  for (const { dir, dependencies, devDependencies } of packages) {
    const own = dir === "" ? undefined : readLockfile(join(root, dir))[0];
    for (const [name, range] of Object.entries({ ...devDependencies, ...dependencies })) {
      if (versions[name] !== undefined) continue;
      const version = main?.(name, range) ?? own?.(name, range) ?? installedVersion(root, dir, name);
      if (version !== undefined) versions[name] = version;
    }
  }
}
