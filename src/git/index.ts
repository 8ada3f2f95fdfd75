/** git: what is staged, what changed since a commit, and how the project looks there. */
import { diffChanges, type ChangedFile } from "./changes.ts";
import { tryGit } from "./run.ts";

export type { ChangedFile, LineRange } from "./changes.ts";
export { listContents } from "./contents.ts";
export type { Contents } from "./contents.ts";
export { changesSince } from "./since.ts";
export type { ChangesSince } from "./since.ts";
export { fileAt, indexSnapshot, materialize, readIndexBlobs } from "./snapshot.ts";
export type { Snapshot } from "./snapshot.ts";

/** True inside a work tree of a repository. */
export async function isRepository(root: string): Promise<boolean> {
  return await tryGit(root, ["rev-parse", "--is-inside-work-tree"]).catch(() => null) === "true";
}

/** What the commit being made changes; before the first commit, everything that was added. */
export async function stagedChanges(root: string): Promise<ChangedFile[]> {
  return diffChanges(root, ["--cached"]);
}
