/** Lists the paths below the root: what git tracks or would track, else what is on disk. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type * as FastGlob from "fast-glob";
import { alwaysLeftOut } from "./left-out.ts";
import { note, type Note } from "./note.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export interface Listing {
  paths: string[];
  notes: Note[];
  /** Tracked files a sparse checkout keeps off the disk. */
  isSparse: boolean;
  /** Build systems lay out the files of a project as links to places elsewhere. */
  followsLinks?: boolean;
  /** Of a snapshot: contents that are not so on disk. */
  contents?: ReadonlyMap<string, Buffer>;
}

async function git(root: string, args: string[]): Promise<string[]> {
  const { stdout } = await run("git", args, { cwd: root, maxBuffer: 1 << 30, encoding: "utf8" });
  return stdout.split("\0").filter((entry) => entry !== "");
}

const submodule = (path: string): Note => note("submodule", path, "A submodule: its files belong to another repository and were not read.");

/** An entry of `ls-files -t -s`: tag, mode, hash, stage, tab, path. */
function readTracked(entries: string[], listing: Listing): void {
  for (const entry of entries) {
    const path = entry.slice(entry.indexOf("\t") + 1);
    if (entry.startsWith("160000", 2)) listing.notes.push(submodule(path));
    else {
      if (entry.startsWith("S")) listing.isSparse = true;
      listing.paths.push(path);
    }
  }
}

function readUntracked(entries: string[], listing: Listing): void {
  for (const entry of entries) {
    if (entry.endsWith("/")) listing.notes.push(note("nested-repository", entry.slice(0, -1), "Another git repository inside this one; its files were not read."));
    else listing.paths.push(entry);
  }
}

async function listWithGit(root: string): Promise<Listing> {
  const listing: Listing = { paths: [], notes: [], isSparse: false };
  const [tracked, untracked] = await Promise.all([
    git(root, ["ls-files", "-z", "-t", "-s"]),
    git(root, ["ls-files", "-z", "--others", "--exclude-standard"]),
  ]);
  readTracked(tracked, listing);
  readUntracked(untracked, listing);
  // A path in conflict is listed once per side.
  return { ...listing, paths: [...new Set(listing.paths)] };
}

function listFromDisk(root: string, why: string): Listing {
  const fastGlob = require("fast-glob") as typeof FastGlob;
  const entries = fastGlob.sync("**/*", {
    cwd: root, dot: true, onlyFiles: false, objectMode: true, followSymbolicLinks: false, suppressErrors: true,
    ignore: alwaysLeftOut.map((name) => `**/${name}/**`),
  });
  const paths = entries.filter(({ dirent }) => !dirent.isDirectory()).map(({ path }) => path);
  return { paths, isSparse: false, notes: [note("no-git", null, why)] };
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInRepository(parent);
}

function whyNoGit(root: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return "git is not installed: the files on disk were listed, .gitignore was not applied.";
  if (!isInRepository(root)) return "Not a git repository: the files on disk were listed, .gitignore was not applied.";
  const said = String((error as { stderr?: string }).stderr ?? "").split("\n")[0]!.replace(/^fatal: /, "");
  const reason = said.includes("dubious ownership") ? "the repository belongs to another user (git's safe.directory)" : "git ls-files failed";
  return `${reason[0]!.toUpperCase()}${reason.slice(1)}: the files on disk were listed, .gitignore was not applied.`;
}

export async function listFiles(root: string): Promise<Listing> {
  try {
    const listing = await listWithGit(root);
    if (listing.paths.length > 0 || listing.notes.length > 0) return listing;
    return listFromDisk(root, "git lists no files here (the folder is empty or ignored): the files on disk were listed.");
  } catch (error) {
    return listFromDisk(root, whyNoGit(root, error));
  }
}
