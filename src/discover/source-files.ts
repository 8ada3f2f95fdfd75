/** Picks the source files from the listed paths and looks at each on disk once. */
import { lstatSync, realpathSync, statSync, type Stats } from "node:fs";
import { join, sep } from "node:path";
import type { SourceFile } from "../model/index.ts";
import { globMatcher } from "../glob.ts";
import { isDeclaration, kindOf, roleFinder } from "./classify.ts";
import { isMinified, leftOutFolders } from "./left-out.ts";
import type { Listing } from "./list-files.ts";
import { note, type Note } from "./note.ts";

export interface Selection { include: readonly string[]; exclude: readonly string[]; includeTests: boolean }

const largestFile = 4 * 1024 * 1024;
/** Larger declaration files are bundles of a library's types, not ambient types of the project. */
const largestDeclaration = 256 * 1024;

/** Larger scripts without types are bundles and copies of libraries: nobody writes 8,000 lines of one file by hand. */
const largestByHand = 256 * 1024;
const isUntyped = (path: string): boolean => /\.[cm]?js$/.test(path);

const megabytes = (size: number): string => `${(size / 1024 / 1024).toFixed(1)} MB`;

/** Paths not in build output, in order; a note names each folder that was left out. */
export function withoutLeftOut(paths: readonly string[], notes: Note[]): string[] {
  const manifest = "/package.json";
  const packageDirs = new Set(paths.filter((path) => path.endsWith(manifest)).map((path) => path.slice(0, -manifest.length)));
  const leftOut = leftOutFolders(packageDirs);
  const counts = new Map<string, number>();
  const kept = paths.filter((path) => {
    const folder = leftOut(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
    if (folder === null) return true;
    if (kindOf(path) !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    return false;
  });
  for (const [folder, count] of counts) {
    notes.push(note("left-out", folder, `Build output or installed code: ${count} ${count === 1 ? "file was" : "files were"} not read.`));
  }
  return kept;
}

interface Seen { size: number; isFile: boolean; isCopy: boolean }

const seenAs = (stats: Stats, isCopy = false): Seen => ({ size: stats.size, isFile: stats.isFile(), isCopy });

/** Where a link leads: a role for files below the root, or a note. */
function followLink(root: string, path: string, listed: ReadonlySet<string>): Seen | Note {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return note("broken-link", path, "A symbolic link to nothing: not read.");
  const target = realpathSync(join(root, path));
  const base = realpathSync(root) + sep;
  if (!target.startsWith(base)) return note("outside-link", path, "A symbolic link to a place outside the root: not read.");
  return seenAs(stats, listed.has(target.slice(base.length).split(sep).join("/")));
}

const orUndefined = { throwIfNoEntry: false } as const;

/** Asked for every file: `join` would cost as much as the look itself. */
function look(root: string, path: string, listed: ReadonlySet<string>, followsLinks: boolean): Seen | Note | undefined {
  try {
    const stats = followsLinks ? statSync(`${root}/${path}`, orUndefined) : lstatSync(`${root}/${path}`, orUndefined);
    if (!stats?.isSymbolicLink()) return stats && seenAs(stats);
    return followLink(root, path, listed);
  } catch {
    return note("unreadable", path, "The file cannot be looked at: not read.");
  }
}

function sparse(count: number): Note {
  return note("sparse-checkout", null, `${count} source ${count === 1 ? "file" : "files"} that git tracks ${count === 1 ? "is" : "are"} not on disk (sparse checkout): not read.`);
}

/** Deleted files are still listed by git; they are simply not there. */
export function findSourceFiles(root: string, { paths, isSparse, followsLinks = false, contents }: Listing, { include, exclude, includeTests }: Selection, notes: Note[]): SourceFile[] {
  const listed = new Set(paths);
  const roleOf = roleFinder();
  const isWanted = include.length > 0 ? globMatcher(include) : () => true;
  const isUnwanted = exclude.length > 0 ? globMatcher(exclude) : () => false;
  const files: SourceFile[] = [];
  let absent = 0;
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind === undefined || !isWanted(path) || isUnwanted(path)) continue;
    if (isMinified(path)) { notes.push(note("minified", path, "A minified file: not read.")); continue; }
    const content = contents?.get(path);
    const seen = content ? { size: content.length, isFile: true, isCopy: false } : look(root, path, listed, followsLinks);
    if (seen === undefined) {
      absent++;
      if (followsLinks) notes.push(note("missing", path, "Listed, but not there: not read."));
      if (path.includes("\uFFFD")) notes.push(note("unreadable", path, "Its name is not valid UTF-8: not read."));
      continue;
    }
    if ("text" in seen) { notes.push(seen); continue; }
    const { size, isFile, isCopy } = seen;
    if (!isFile) continue;
    const limit = isDeclaration(path) ? largestDeclaration : largestFile;
    if (size > limit) { notes.push(note("too-large", path, `${megabytes(size)}, more than ${megabytes(limit)}: not read.`)); continue; }
    const isBundle = size > largestByHand && isUntyped(path);
    const role = isCopy || isBundle ? "generated" : roleOf(path);
    if (isBundle && roleOf(path) === "app") notes.push(note("bundle", path, `${Math.round(size / 1024)} kB of JavaScript in one file, a bundle or a copied library: understood where it is used, not reported.`));
    files.push({ path, size, kind, role: includeTests && role === "test" ? "app" : role });
  }
  if (isSparse && absent > 0) notes.push(sparse(absent));
  return files;
}
