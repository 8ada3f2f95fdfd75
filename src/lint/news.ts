/** What a change brings: the findings that are new against the state before, or that touch a line it changes. */
import type { ChangedFile } from "../git/index.ts";
import type { Finding, FlowSource, Hop, Location } from "../model/index.ts";
import { changedPlaces, changesRules } from "./change.ts";
import type { Change } from "./change.ts";
import type { Examined } from "./examine.ts";

interface Placed { location: Location; sources: readonly FlowSource[]; path: readonly Hop[] }

/** A finding is about every place on its way: the field that is new in another file counts. */
export function touching(changes: readonly ChangedFile[]): (placed: Placed) => boolean {
  const isChanged = changedPlaces(changes);
  return ({ location, sources, path }) => isChanged(location) || [...sources, ...path].some(isChanged);
}

/** Without the file's name, which is part of the fingerprint: a file that was renamed brings nothing new by that. */
const likeness = ({ rule, dataTypes, surface, recipient, sources, path }: Finding, file: string): string =>
  JSON.stringify([rule, file, dataTypes, surface, recipient?.id, sources.map(({ expression }) => expression), path.at(-1)?.note]);

export function newAgainst(before: readonly Finding[], changes: readonly ChangedFile[]): (finding: Finding) => boolean {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const renamed = new Map(changes.flatMap(({ path, oldPath }) => (oldPath === null ? [] : [[oldPath, path] as const])));
  const moved = new Set(before.flatMap((finding) => {
    const to = renamed.get(finding.location.file);
    return to === undefined ? [] : [likeness(finding, to)];
  }));
  return (finding) => !known.has(finding.fingerprint) && !moved.has(likeness(finding, finding.location.file));
}

/** The state before is looked at only when lines alone cannot tell, and there is something to tell. */
export async function findNews(change: Change, now: Examined, settingFiles: readonly string[], lookBefore: () => Promise<Examined>): Promise<(finding: Finding) => boolean> {
  if (now.hidden.kept.length === 0) return () => false;
  if (change.kind === "staged" && !changesRules(change.changes, settingFiles)) return touching(change.changes);
  const before = await lookBefore();
  return newAgainst(before.hidden.all, change.changes);
}
