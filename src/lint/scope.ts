/** Which places are reported: paths limit what is said, never what is understood. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { globMatcher } from "../glob.ts";
import type { ChangedFile } from "../git/index.ts";
import type { Note, Project } from "../model/index.ts";

export interface Scope {
  /** True for everything when no path was given. */
  covers: (file: string) => boolean;
  isWhole: boolean;
  notes: Note[];
}

const isFile = (root: string, path: string): boolean => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false;

/** A path is written from the root, so that `app` is not every folder of that name. */
const anchored = (path: string): string => `./${path.replace(/^\.\//, "")}`;

/** Hooks hand over whatever was changed: a file that exists but holds no code is said, not refused. */
function checkPath(path: string, root: string, { files }: Pick<Project, "files">): Note[] {
  const matches = globMatcher([anchored(path)]);
  const matched = files.filter((file) => matches(file.path));
  if (matched.some(({ role }) => role === "app")) return [];
  if (matched.length > 0) return [{ kind: "test-path", file: path, line: null, text: "holds only tests; --include-tests reports on them" }];
  if (isFile(root, path)) return [{ kind: "not-read", file: path, line: null, text: "is not a kind of file privacy-lint reads" }];
  throw new UserError({
    what: `No file matches \`${path}\`.`,
    fix: `Paths are files, folders or globs below the root; ${files.length} files were found there. Quote globs, so that the shell leaves them alone.`,
  });
}

export function scopeOf(paths: readonly string[] | undefined, root: string, project: Pick<Project, "files">): Scope {
  const given = (paths ?? []).filter((path) => path !== "" && path !== ".");
  if (paths === undefined || given.length < paths.length || given.length === 0) return { covers: () => true, isWhole: true, notes: [] };
  return { covers: globMatcher(given.map(anchored)), isWhole: false, notes: given.flatMap((path) => checkPath(path, root, project)) };
}

/** Of a change, the files it leaves behind. */
export function changeScope(scope: Scope, changes: readonly ChangedFile[]): Scope {
  const changed = new Set(changes.filter(({ status }) => status !== "deleted").map(({ path }) => path));
  return { covers: (file) => scope.covers(file) && changed.has(file), isWhole: false, notes: scope.notes };
}
