/** Reads `git diff --raw -z`, alone or with the patch after it. */

export interface RawChange {
  oldMode: string;
  newMode: string;
  oldId: string;
  newId: string;
  /** A, M, D, R, C, T, U. */
  letter: string;
  path: string;
  oldPath: string | null;
}

/** Options that make the answer the same whatever the user's settings are. */
export const diffOptions: readonly string[] = [
  "--raw", "-z", "--no-abbrev", "-M", "--relative", "--no-ext-diff", "--no-textconv", "--no-color", "--submodule=short",
  "--diff-algorithm=myers", "--indent-heuristic", "--inter-hunk-context=0",
];

const header = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;

/** The changes, and the patch after them, "" when none was asked for. */
export function readRawDiff(text: string): { changes: RawChange[]; patch: string } {
  const changes: RawChange[] = [];
  let at = 0;
  const next = (): string => {
    const end = text.indexOf("\0", at);
    const part = text.slice(at, end);
    at = end + 1;
    return part;
  };
  while (text.startsWith(":", at)) {
    const found = header.exec(next());
    if (!found) break;
    const [, oldMode, newMode, oldId, newId, letter] = found;
    const first = next();
    const hasTwo = letter === "R" || letter === "C";
    changes.push({ oldMode: oldMode!, newMode: newMode!, oldId: oldId!, newId: newId!, letter: letter!, path: hasTwo ? next() : first, oldPath: hasTwo ? first : null });
  }
  // One NUL stands between the list and the patch.
  return { changes, patch: text.slice(text.startsWith("\0", at) ? at + 1 : at) };
}
