/** The project's own source files, as the tests about the house read them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

export interface OwnFile {
  /** Relative to the project, forward slashes. */
  path: string;
  text: string;
}

/** TypeScript files under the given folders, in order of their paths. */
export function ownFiles(...folders: string[]): OwnFile[] {
  return folders
    .flatMap((folder) => (existsSync(join(projectRoot, folder)) ? pathsIn(folder) : []))
    .filter((path) => /\.[cm]?ts$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }));
}

function pathsIn(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? pathsIn(path) : [path];
  });
}
