/** `--staged` and `--since`: which project is looked at, what it is compared with, and what changed. */
import { UserError } from "../errors.ts";
import type { ChangedFile, Snapshot } from "../git/index.ts";
import type { LintOptions } from "./options.ts";

export interface Change {
  kind: "staged" | "since";
  /** The project to look at; undefined: as it is on disk. */
  now: Snapshot | undefined;
  changes: ChangedFile[];
  /** The project before the change. */
  before: () => Promise<Snapshot>;
}

export async function findChange({ root, staged, since, projectFiles }: LintOptions): Promise<Change | null> {
  if (staged !== true && since === undefined) return null;
  if (staged === true && since !== undefined) throw new UserError({ what: "`--staged` and `--since` exclude each other.", fix: "A hook wants `--staged`, a pipeline `--since`." });
  if (projectFiles !== undefined) throw new UserError({ what: "A project that is given as a list of files has no history.", fix: "Leave out `--project-files`, or `--staged` and `--since`." });
  const { changesSince, indexSnapshot, materialize, stagedChanges } = await import("../git/index.ts");
  if (since !== undefined) {
    const { base, changes } = await changesSince(root, since);
    return { kind: "since", now: undefined, changes, before: () => materialize(root, base) };
  }
  const [changes, now] = await Promise.all([stagedChanges(root), indexSnapshot(root)]);
  return { kind: "staged", now, changes, before: () => materialize(root, "HEAD") };
}

interface Place { file: string; line: number; endLine?: number }

/** Asks whether a place lies in a line that was changed. */
export function changedPlaces(changes: readonly ChangedFile[]): (place: Place) => boolean {
  const byFile = new Map(changes.map(({ path, lines }) => [path, lines]));
  return ({ file, line, endLine = line }) => {
    const lines = byFile.get(file);
    return lines === "all" || (lines ?? []).some(({ start, end }) => start <= endLine && line <= end);
  };
}

/** Whether the change can alter what is found in files it does not touch. */
export const changesRules = (changes: readonly ChangedFile[], settingFiles: readonly string[]): boolean =>
  changes.some(({ path, oldPath }) => settingFiles.includes(path) || (oldPath !== null && settingFiles.includes(oldPath))
    || /(?:^|\/)(?:\.config\/)?privacy-inventory\.(?:ya?ml|json)$|(?:^|\/)\.privacylintrc|(?:^|\/)privacylint\.config\./.test(path));
