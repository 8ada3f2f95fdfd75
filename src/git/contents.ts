/** listContents: what every file of the work tree holds, by git's own hashes where git knows the file unchanged. */
import { gitList } from "./run.ts";

export interface Contents {
  /** Mode and hash of files that are on disk as the index has them. */
  known: Map<string, string>;
  /** Files git cannot answer for: changed, untracked, told not to be looked at, links. */
  unknown: string[];
}

const link = "120000";

/**
 * One git process. It compares the files' times and sizes with those in the index and reads what it is not sure of; the
 * contents of a link are those of its target, which git does not follow.
 */
export async function listContents(root: string): Promise<Contents> {
  const known = new Map<string, string>();
  const unknown = new Set<string>();
  for (const entry of await gitList(root, ["ls-files", "-z", "-v", "-s", "-c", "-m", "-o", "--exclude-standard"])) {
    const [tag, mode, id] = entry.split(/[ \t]/, 3);
    // `? path`; the others are `H mode hash stage<tab>path`.
    const path = entry.slice(tag === "?" ? 2 : entry.indexOf("\t") + 1);
    if (tag === "H" && mode !== link) known.set(path, `${mode} ${id}`);
    else unknown.add(path);
  }
  for (const path of unknown) known.delete(path);
  return { known, unknown: [...unknown].sort() };
}
