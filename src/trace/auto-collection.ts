/** collectedBy: the rows of the catalog that come true with one set-up, each with why and with the switch that turns it off. */
import type { CollectRow } from "../catalog/schema.ts";
import { isInRange } from "../catalog/versions.ts";
import type { AutoCollected, Position, SdkVersion } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import { anyOf, type Truth } from "./option-tests.ts";
import type { SetUpSite } from "./set-up-calls.ts";
import { conditionsOf, type SetUpOptions } from "./set-up-options.ts";

type Platform = NonNullable<CollectRow["platform"]>;

/** Where the code runs: the package says so, else the file's own name, else both. */
export function platformOf({ file: { packages }, specifier, unit }: SetUpSite): Platform {
  if (Array.isArray(packages)) return "both";
  const listed = Object.entries(packages).find(([, names]) => names.some((name) => specifier === name || specifier?.startsWith(`${name}/`)))?.[0] as Platform | undefined;
  if (listed !== undefined && listed !== "both") return listed;
  const name = unit.path.slice(unit.path.lastIndexOf("/") + 1);
  if (/client|browser/i.test(name) || unit.facts.prologue.includes("use client")) return "browser";
  return /server|edge|^instrumentation|worker/i.test(name) ? "node" : listed === undefined && specifier === null ? "browser" : "both";
}

export const isFor = (platform: Platform, row: { platform?: Platform | undefined }): boolean =>
  row.platform === undefined || row.platform === "both" || platform === "both" || row.platform === platform;

export function collectedBy(site: SetUpSite, options: SetUpOptions, version: SdkVersion): AutoCollected[] {
  const platform = platformOf(site);
  return site.file.collects
    .filter((row) => isFor(platform, row) && isInRange(version.text, row.versions))
    .flatMap((row) => collected(row, options, version) ?? []);
}

function collected(row: CollectRow, options: SetUpOptions, version: SdkVersion): AutoCollected | null {
  const off = anyOf((row.off ?? []).map(options.test));
  const on = anyOf((row.on ?? []).map(options.test));
  const isAsked = on !== "no";
  if (off === "yes" || (!row.default && !isAsked)) return null;
  const isOpen = off === "maybe" || (!row.default && on === "maybe");
  const isGuess = version.from === "assumed" && row.versions !== undefined;
  const because = row.default ? "default" : "switch";
  return {
    dataTypes: row.types, by: row.by, because, basis: row.confidence ?? "documented", versions: row.versions ?? null,
    certainty: row.confidence === undefined && !isOpen && !isGuess ? "sure" : "likely",
    offBy: row.off?.[0] ?? null, at: because === "switch" ? placeOf(row, options) : null, source: row.source,
  };
}

function placeOf({ on = [] }: CollectRow, options: SetUpOptions): Position | null {
  const met = on.find((condition): boolean => (options.test(condition) satisfies Truth) !== "no");
  const written = met === undefined ? undefined : conditionsOf(met).flatMap(({ path }) => options.read(path)).find((one) => one.written !== null)?.written;
  return written ? { file: written.unit.path, line: lineOf(written.at), column: columnOf(written.at) } : null;
}
