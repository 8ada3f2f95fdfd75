/** Where bytes come from: the work tree, the git index, an older commit. */
import { readFileSync } from "node:fs";

/** Path relative to the root; undefined when it cannot be read. */
export type ReadFile = (path: string) => Buffer | undefined;

export function readWorkTree(root: string): ReadFile {
  return (path) => {
    try {
      // `join` would cost as much as looking a file up.
      return readFileSync(`${root}/${path}`);
    } catch {
      return undefined;
    }
  };
}

/** A state of the repository, told by the files that are not so on disk. */
export function readSnapshot(root: string, { contents }: { contents: ReadonlyMap<string, Buffer> }): ReadFile {
  const disk = readWorkTree(root);
  return (path) => contents.get(path) ?? disk(path);
}
