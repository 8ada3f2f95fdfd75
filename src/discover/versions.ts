/** Reads which version of each dependency the lockfile settles on. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
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

interface Lock { locked: Locked; folder: string }

/** A package of a larger repository has its lockfile further up, at most beside `.git`. */
function nearestLocked(folder: string): Lock | undefined {
  const [found] = readLockfile(folder);
  if (found !== undefined) return { locked: found, folder };
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

const slashed = (path: string): string => path.split(sep).join("/");

/** Asks which version the package in `dir` got of a dependency; lockfiles are read with the first question, that above the root first. */
export type VersionFinder = (dir: string, name: string) => string | undefined;

export function versionFinder({ root, packages }: Project): VersionFinder {
  let main: Lock | undefined | null = null;
  const own = new Map<string, Locked | undefined>();
  return (dir, name) => {
    const owner = packages.find((one) => one.dir === dir);
    const range = owner?.dependencies[name] ?? owner?.devDependencies[name] ?? "";
    if (main === null) main = nearestLocked(root);
    if (!own.has(dir)) own.set(dir, dir === "" ? undefined : readLockfile(join(root, dir))[0]);
    return main?.locked(name, range, slashed(relative(main.folder, join(root, dir)))) ?? own.get(dir)?.(name, range, "") ?? installedVersion(root, dir, name);
  };
}

/** Fills `project.versions` for the direct dependencies of all its packages. */
export function loadVersions(project: Project): void {
  const find = versionFinder(project);
  const { packages, versions } = project;
  for (const { dir, dependencies, devDependencies } of packages) {
    for (const name of Object.keys({ ...devDependencies, ...dependencies })) {
      const version = versions[name] ?? find(dir, name);
      if (version !== undefined) versions[name] = version;
    }
  }
}
