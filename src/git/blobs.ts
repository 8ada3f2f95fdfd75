/** Reads many objects with one git process. */
import { pipeGit } from "./run.ts";

/** Contents by object id; ids that git does not have are left out. */
export async function readBlobs(root: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(ids)];
  const blobs = new Map<string, Buffer>();
  if (wanted.length === 0) return blobs;
  const answer = await pipeGit(root, ["cat-file", "--batch"], `${wanted.join("\n")}\n`);
  // Each answer: `id type size`, the content, a line end; or `id missing`.
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(10, at);
    const [id, type, size] = answer.toString("utf8", at, end).split(" ");
    at = end + 1;
    if (size === undefined) continue;
    const length = Number(size);
    if (type === "blob") blobs.set(id!, answer.subarray(at, at + length));
    at += length + 1;
  }
  return blobs;
}
