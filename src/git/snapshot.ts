/** Snapshot: the project as the index or a commit has it, told by how it differs from the disk. */
import { readBlobs } from "./blobs.ts";
import { diffOptions, readRawDiff } from "./raw-diff.ts";
import { git, gitList, tryGit } from "./run.ts";

export interface Snapshot {
  /** All files, relative to the root. */
  paths: string[];
  /** Contents of the files that are not on disk as they are here; all others can be read from disk. */
  contents: Map<string, Buffer>;
}

const isLinkOrSubmodule = (mode: string): boolean => mode === "120000" || mode === "160000";

/** The left side of a diff against the work tree: what the files on disk were before. */
async function differingContents(root: string, left: readonly string[]): Promise<Map<string, Buffer>> {
  const { changes } = readRawDiff(await git(root, ["diff", ...diffOptions, "--no-renames", ...left]));
  const before = changes.filter(({ letter, oldMode }) => letter !== "A" && letter !== "U" && !isLinkOrSubmodule(oldMode));
  const blobs = await readBlobs(root, before.map(({ oldId }) => oldId));
  return new Map(before.flatMap(({ path, oldId }) => {
    const content = blobs.get(oldId);
    return content === undefined ? [] : [[path, content] as const];
  }));
}

/** An entry of `ls-files -s` or `ls-tree`: mode, more, a tab, the path. */
function pathsOf(entries: readonly string[]): string[] {
  const files = entries.filter((entry) => !entry.startsWith("160000"));
  return [...new Set(files.map((entry) => entry.slice(entry.indexOf("\t") + 1)))].sort();
}

/** What the commit being made will hold: files not added yet are not in it. */
export async function indexSnapshot(root: string): Promise<Snapshot> {
  const [entries, contents] = await Promise.all([gitList(root, ["ls-files", "-z", "-s"]), differingContents(root, [])]);
  return { paths: pathsOf(entries), contents };
}

/** The project at a commit, without a checkout. HEAD of a repository without commits is empty. */
export async function materialize(root: string, ref: string): Promise<Snapshot> {
  if (ref === "HEAD" && await tryGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"]) === null) return { paths: [], contents: new Map() };
  const [entries, contents] = await Promise.all([
    gitList(root, ["ls-tree", "-r", "-z", ref]),
    differingContents(root, [ref]),
  ]);
  return { paths: pathsOf(entries), contents };
}

/** Contents of files as the index has them, by path. */
export async function readIndexBlobs(root: string, paths: readonly string[]): Promise<Map<string, Buffer>> {
  const wanted = new Set(paths);
  const ids = new Map<string, string>();
  for (const entry of await gitList(root, ["ls-files", "-z", "-s"])) {
    const path = entry.slice(entry.indexOf("\t") + 1);
    const [mode, id, stage] = entry.split(/[ \t]/, 3);
    // In a conflict: our side.
    if (wanted.has(path) && !isLinkOrSubmodule(mode!) && (stage === "0" || stage === "2")) ids.set(path, id!);
  }
  const blobs = await readBlobs(root, [...ids.values()]);
  return new Map([...ids].flatMap(([path, id]) => (blobs.has(id) ? [[path, blobs.get(id)!] as const] : [])));
}

/** Content of one file at a commit, or null when it is not there. */
export async function fileAt(root: string, ref: string, path: string): Promise<Buffer | null> {
  const entries = await gitList(root, ["ls-tree", "-z", ref, "--", path]);
  const found = /^\d+ blob ([0-9a-f]+)\t/.exec(entries[0] ?? "");
  return found ? (await readBlobs(root, [found[1]!])).get(found[1]!) ?? null : null;
}
