/**
 * The scoring rule: holds the places a report names against labelled calls.
 *
 * A site is positive when the call is a sink and personal data reaches it, negative when it is no sink or nothing personal
 * reaches it; `unsure` counts nowhere. Requests to the application's own backend are left out on both sides: they are no
 * third party, and whether they are worth a line is the policy's affair. A site is found when the report names any line of
 * the call's own text, so a call over five lines may be reported at its callee or at its argument.
 */
import type { Report } from "../../src/model/index.ts";
import type { Labels, Site } from "./labels.ts";

/** A place a report speaks of, and the data types it says are there. */
export interface Place { file: string; line: number; types: string[] }

export interface Count { found: number; of: number }

export interface Types { right: number; extra: number; missing: number }

export interface Flagged { site: Site; reported: string[] }

export interface Score {
  positives: Count;
  /** Negatives that were flagged all the same. */
  negatives: Count;
  types: Types;
  byClass: Map<string, Count>;
  byBasis: Map<string, Count>;
  byVia: Map<string, Count>;
  misses: Site[];
  falses: Flagged[];
  /** Found, with other data types than labelled. */
  mistyped: Flagged[];
}

/** Of a flow its location and its calls and sink count: a wrapper's call and the sink inside are both found. */
export function placesOf(report: Pick<Report, "findings" | "flows">): Place[] {
  return (report.flows ?? report.findings).flatMap(({ dataTypes, location, path }) => {
    const hops = path.filter(({ kind }) => kind === "call" || kind === "sink");
    return [location, ...hops].map(({ file, line }) => ({ file, line, types: dataTypes }));
  });
}

const isOwnBackend = (site: Site): boolean => site.class === "http" && site.firstParty === true;
const isPositive = (site: Site): boolean => !isOwnBackend(site) && site.isSink === "yes" && site.personal === "yes";
const isNegative = (site: Site): boolean => !isOwnBackend(site) && (site.isSink === "no" || site.personal === "no");

/** `lastLineOf` says where the labelled call ends. */
export function score(labels: Labels, places: Place[], lastLineOf: (site: Site) => number): Score {
  const total = emptyScore();
  const byFile = groupByFile(places);
  for (const site of labels.sites) {
    const last = lastLineOf(site);
    const hits = (byFile.get(site.file) ?? []).filter(({ line }) => line >= site.line && line <= last);
    const reported = [...new Set(hits.flatMap(({ types }) => types))].sort();
    if (isPositive(site)) addPositive(total, site, hits.length > 0, reported);
    else if (isNegative(site)) addNegative(total, site, hits.length > 0, reported);
  }
  return total;
}

function groupByFile(places: Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const group = groups.get(place.file);
    if (group === undefined) groups.set(place.file, [place]);
    else group.push(place);
  }
  return groups;
}

function addPositive(total: Score, site: Site, isFound: boolean, reported: string[]): void {
  add(total.positives, isFound);
  tally(total.byClass, site.class, isFound);
  tally(total.byBasis, site.basis ?? "none", isFound);
  tally(total.byVia, site.via ?? "none", isFound);
  if (!isFound) total.misses.push(site);
  if (reported.length === 0) return;
  addTypes(total.types, site.types, reported);
  if (site.types.length !== reported.length || site.types.some((type) => !reported.includes(type))) total.mistyped.push({ site, reported });
}

function addTypes(types: Types, wanted: string[], reported: string[]): void {
  const right = wanted.filter((type) => reported.includes(type)).length;
  types.right += right;
  types.missing += wanted.length - right;
  types.extra += reported.filter((type) => !wanted.includes(type)).length;
}

function addNegative(total: Score, site: Site, isFlagged: boolean, reported: string[]): void {
  add(total.negatives, isFlagged);
  if (isFlagged) total.falses.push({ site, reported });
}

function add(count: Count, isFound: boolean): void {
  count.of += 1;
  if (isFound) count.found += 1;
}

function tally(counts: Map<string, Count>, key: string, isFound: boolean): void {
  const count = counts.get(key) ?? { found: 0, of: 0 };
  counts.set(key, count);
  add(count, isFound);
}

const emptyScore = (): Score => ({
  positives: { found: 0, of: 0 }, negatives: { found: 0, of: 0 }, types: { right: 0, extra: 0, missing: 0 },
  byClass: new Map(), byBasis: new Map(), byVia: new Map(), misses: [], falses: [], mistyped: [],
});

/** Sites of all applications counted as one sample. */
export function pool(scores: Score[]): Score {
  const total = emptyScore();
  for (const one of scores) {
    for (const key of ["positives", "negatives"] as const) {
      total[key].found += one[key].found;
      total[key].of += one[key].of;
    }
    for (const key of ["right", "extra", "missing"] as const) total.types[key] += one.types[key];
    for (const key of ["byClass", "byBasis", "byVia"] as const) mergeCounts(total[key], one[key]);
    total.misses.push(...one.misses);
    total.falses.push(...one.falses);
    total.mistyped.push(...one.mistyped);
  }
  return total;
}

function mergeCounts(into: Map<string, Count>, from: Map<string, Count>): void {
  for (const [key, { found, of }] of from) {
    const count = into.get(key) ?? { found: 0, of: 0 };
    into.set(key, { found: count.found + found, of: count.of + of });
  }
}
