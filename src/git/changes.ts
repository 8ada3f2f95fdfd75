/** What a diff changes: files, and the lines of each. */
import { git } from "./run.ts";
import { diffOptions, readRawDiff, type RawChange } from "./raw-diff.ts";

/** 1-based, both inclusive. */
export interface LineRange { start: number; end: number }

export interface ChangedFile {
  /** Relative to the root. */
  path: string;
  status: "added" | "modified" | "renamed" | "deleted";
  /** The name before a renaming. */
  oldPath: string | null;
  /** Changed lines of the new text; for lines that were only taken out, the two around the cut. `all`: a new file. */
  lines: LineRange[] | "all";
}

const submodule = "160000";

function readLines(section: string): LineRange[] {
  return section.split("\n").flatMap((line): LineRange[] => {
    const found = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!found) return [];
    const start = Number(found[1]);
    const length = Number(found[2] ?? 1);
    return [length === 0 ? { start: Math.max(start, 1), end: start + 1 } : { start, end: start + length - 1 }];
  });
}

const statuses: Readonly<Record<string, ChangedFile["status"]>> = { A: "added", C: "added", D: "deleted", R: "renamed" };

function toChange({ letter, path, oldPath }: RawChange, section: string): ChangedFile {
  const status = statuses[letter] ?? "modified";
  const lines = status === "added" || letter === "T" ? "all" : status === "deleted" ? [] : readLines(section);
  return { path, status, oldPath: status === "renamed" ? oldPath : null, lines };
}

/** Names in a patch may be quoted or hold anything: its sections stand in the order of the list, so they are not read. */
export async function diffChanges(root: string, what: readonly string[]): Promise<ChangedFile[]> {
  const text = await git(root, ["diff", ...diffOptions, "-p", "-U0", ...what]);
  const { changes, patch } = readRawDiff(text);
  const sections = `\n${patch}`.split("\ndiff --git ").slice(1);
  let at = 0;
  const found: ChangedFile[] = [];
  for (const change of changes) {
    if (change.letter === "U") continue;
    const section = sections[at] ?? "";
    // A file that became a link, or the other way round, is shown as deleted and added.
    at += change.letter === "T" ? 2 : 1;
    if (change.oldMode !== submodule && change.newMode !== submodule) found.push(toChange(change, section));
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
