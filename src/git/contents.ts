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
 * git compares the files' times and sizes with those in the index and reads what it is not sure of; the contents of a link
 * are those of its target, which git does not follow. Two processes: looking for untracked files takes as long as the rest.
 */
export async function listContents(root: string): Promise<Contents> {
  const [tracked, untracked] = await Promise.all([
    gitList(root, ["ls-files", "-z", "-v", "-s", "-c", "-m"]),
    gitList(root, ["ls-files", "-z", "-o", "--exclude-standard"]),
  ]);
  const known = new Map<string, string>();
  const unknown = new Set(untracked);
  for (const entry of tracked) {
    // `H mode hash stage<tab>path`.
    const tab = entry.indexOf("\t");
    const path = entry.slice(tab + 1);
    if (entry.startsWith("H ") && !entry.startsWith(link, 2)) known.set(path, entry.slice(2, tab));
    else unknown.add(path);
  }
  for (const path of unknown) known.delete(path);
  return { known, unknown: [...unknown].sort() };
}
