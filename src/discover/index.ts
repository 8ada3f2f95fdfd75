/** discover: root and globs -> files, packages and path maps of the project. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Project } from "../model/index.ts";
import { listFiles, type Listing } from "./list-files.ts";
import type { Note } from "./note.ts";
import { findOtherFiles } from "./other-files.ts";
import { findPackages } from "./packages.ts";
import { findPathMaps } from "./path-maps.ts";
import { textReader, type Snapshot } from "./read-text.ts";
import { findSourceFiles, withoutLeftOut } from "./source-files.ts";

export type { Snapshot } from "./read-text.ts";
export { loadVersions, versionFinder } from "./versions.ts";
export type { VersionFinder } from "./versions.ts";

export interface DiscoverOptions {
  root: string;
  /** Globs of files to understand; left out: all. */
  include?: readonly string[];
  exclude?: readonly string[];
  /** Report tests, stories and fixtures like the application. */
  includeTests?: boolean;
  /** Left out: the files on disk. */
  snapshot?: Snapshot;
  /** The project is these files, root-relative: nothing is listed, and links are followed wherever they lead. */
  listed?: readonly string[];
  /** Told of every file that is looked for by name, there or not; root-relative. */
  onRead?: (path: string) => void;
}

const byPlace = (a: Note, b: Note): number => {
  const left = `${a.file ?? ""}\0${a.kind}\0${a.text}`;
  const right = `${b.file ?? ""}\0${b.kind}\0${b.text}`;
  return left < right ? -1 : left > right ? 1 : 0;
};

function checkRoot(root: string): void {
  const stats = statSync(root, { throwIfNoEntry: false });
  if (!stats) throw new UserError({ what: `There is no folder ${root}.`, fix: "Check the path given with `--root`." });
  if (!stats.isDirectory()) throw new UserError({ what: `${root} is not a folder.`, fix: "Give the folder of the project with `--root`." });
}

/** `versions` stays empty until `loadVersions` is called: reading a lockfile costs more than many runs need. */
export async function discoverProject(options: DiscoverOptions): Promise<Project> {
  const { include = [], exclude = [], includeTests = false, snapshot, listed } = options;
  checkRoot(options.root);
  const root = resolve(options.root);
  const listing: Listing = snapshot ? { paths: [...snapshot.paths], notes: [], isSparse: false }
    : listed ? { paths: [...new Set(listed)], notes: [], isSparse: false, followsLinks: true } : await listFiles(root);
  const readText = textReader(root, snapshot);
  const read = (path: string): string | undefined => {
    options.onRead?.(path);
    return readText(path);
  };
  const notes: Note[] = listing.notes;
  const paths = withoutLeftOut(listing.paths.sort(), notes);
  const packages = findPackages(read, paths, notes);
  return {
    root,
    files: findSourceFiles(root, { ...listing, paths, ...(snapshot && { contents: snapshot.contents }) }, { include, exclude, includeTests }, notes),
    packages,
    pathMaps: findPathMaps(read, paths, packages, notes),
    versions: {},
    otherFiles: findOtherFiles(paths),
    notes: notes.sort(byPlace),
  };
}
