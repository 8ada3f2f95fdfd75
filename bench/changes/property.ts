/**
 * The property that makes hooks worth trusting: what `--staged` and `--since` report is what a run over the whole project,
 * in a folder of its own, without git and cache, reports of the changed lines, or reports and did not report before.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding, Report } from "../../src/model/index.ts";

/** Runs the tool with these options over a folder. */
export type Scan = (root: string, options: { staged?: true; since?: string; isCached: boolean }) => Promise<Report>;

export function git(root: string, ...args: string[]): string {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

/** All that a state of the repository is judged to hold, looked at in a folder of its own. */
async function wholeOf(scan: Scan, put: (folder: string) => void): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "privacy-lint-state-"));
  try {
    put(folder);
    return (await scan(folder, { isCached: false })).findings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const indexOf = (root: string) => (folder: string): void => { git(root, "checkout-index", "-a", `--prefix=${folder}/`); };

const commitOf = (root: string, commit: string) => (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  execFileSync("sh", ["-c", `git -C "$1" archive "$2" | tar -x -C "$3"`, "sh", root, commit, folder]);
};

interface Lines { start: number; end: number }

/** Changed lines by file, read from the patch on its own terms. */
function stagedLines(root: string): Map<string, Lines[] | "all"> {
  const lines = new Map<string, Lines[] | "all">();
  let file = "";
  let isNew = false;
  for (const line of git(root, "diff", "--cached", "-U0", "--no-renames", "--no-color", "--no-ext-diff").split("\n")) {
    if (line.startsWith("diff --git ")) isNew = false;
    if (line.startsWith("new file mode")) isNew = true;
    if (line.startsWith("+++ b/")) lines.set(file = line.slice("+++ b/".length), isNew ? "all" : []);
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    const known = lines.get(file);
    if (!hunk || !Array.isArray(known)) continue;
    const [start, count] = [Number(hunk[1]), Number(hunk[2] ?? 1)];
    // Where lines were taken out, the two that now meet are what changed.
    known.push(count === 0 ? { start: Math.max(start, 1), end: start + 1 } : { start, end: start + count - 1 });
  }
  return lines;
}

function touches({ location, sources, path }: Finding, lines: ReadonlyMap<string, Lines[] | "all">): boolean {
  return [location, ...sources.map((one) => ({ ...one, endLine: one.line })), ...path.map((one) => ({ ...one, endLine: one.line }))].some(({ file, line, endLine }) => {
    const changed = lines.get(file);
    return changed === "all" || (changed ?? []).some(({ start, end }) => start <= endLine && line <= end);
  });
}

export interface Difference { mode: string; expected: Finding[]; found: Finding[] }

const textOf = (findings: readonly Finding[]): string => JSON.stringify(findings);

export async function checkStaged(root: string, scan: Scan): Promise<Difference | null> {
  const found = (await scan(root, { staged: true, isCached: true })).findings;
  const lines = stagedLines(root);
  const expected = (await wholeOf(scan, indexOf(root))).filter((finding) => touches(finding, lines));
  return textOf(found) === textOf(expected) ? null : { mode: "--staged", expected, found };
}

/** The work tree must be committed: what is compared is HEAD. */
export async function checkSince(root: string, commit: string, scan: Scan): Promise<Difference | null> {
  const found = (await scan(root, { since: commit, isCached: true })).findings;
  const before = new Set((await wholeOf(scan, commitOf(root, commit))).map(({ fingerprint }) => fingerprint));
  const expected = (await wholeOf(scan, commitOf(root, "HEAD"))).filter(({ fingerprint }) => !before.has(fingerprint));
  return textOf(found) === textOf(expected) ? null : { mode: "--since", expected, found };
}
