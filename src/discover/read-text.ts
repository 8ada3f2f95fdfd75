/** Reads a text of the project: from a snapshot where it differs from the disk, else from disk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Path relative to the root; undefined when it cannot be read. */
export type ReadText = (path: string) => string | undefined;

/** The project as an index or a commit has it: its files, and the contents of those that are not so on disk. */
export interface Snapshot { paths: readonly string[]; contents: ReadonlyMap<string, Buffer> }

export function textReader(root: string, snapshot: Snapshot | undefined): ReadText {
  return (path) => {
    try {
      const bytes = snapshot?.contents.get(path) ?? readFileSync(join(root, path));
      return bytes.toString("utf8").replace(/^\uFEFF/, "");
    } catch {
      return undefined;
    }
  };
}
