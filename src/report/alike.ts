/** grouped: findings that are one problem seen from many callers, because all of them reach the same call. */
import type { Finding } from "../model/index.ts";
import { at } from "./words.ts";

export interface Group {
  finding: Finding;
  /** Further callers, in order; the report names where they stand. */
  alike: Finding[];
}

/** Up to this many callers are shown in full: two or three may well be mended where they stand. */
const fewest = 3;

/** The call that hands the data out, when the finding stands at a caller of it. */
function innerCall({ path, location }: Finding): string | null {
  const last = path.at(-1);
  return last?.kind !== "sink" || at(last) === at(location) ? null : at(last);
}

/** What is left out stands with the first of its kind; the order stays. */
export function grouped(findings: readonly Finding[]): Group[] {
  const byCall = new Map<string, Finding[]>();
  const keys = findings.map((finding) => {
    const call = innerCall(finding);
    if (call === null) return null;
    const key = JSON.stringify([finding.rule, finding.severity, finding.verdict, finding.dataTypes, finding.recipient?.id, call]);
    byCall.set(key, [...(byCall.get(key) ?? []), finding]);
    return key;
  });
  return findings.flatMap((finding, index): Group[] => {
    const key = keys[index];
    const all = key === null || key === undefined ? [finding] : byCall.get(key)!;
    if (all.length <= fewest) return [{ finding, alike: [] }];
    return all[0] === finding ? [{ finding, alike: all.slice(1) }] : [];
  });
}
