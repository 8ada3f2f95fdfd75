/** lifetimeOf: where a call of the catalog says how long it keeps, as an argument, a path and a unit. */
import type { LifetimeApi, LifetimeUnit } from "../model/index.ts";
import type { EgressCall, EgressEntry } from "./schema.ts";

/** The catalog's words for units; what is a date, an epoch or the name of a field is no duration. */
const units: Readonly<Record<string, LifetimeUnit>> = {
  s: "s", ms: "ms", min: "min", h: "h", days: "days", Duration: "s",
  "s or unit string": "s", "ms or unit string": "ms", "days or unit string": "days", "ms (string)": "ms", "\"14d\" or a file count": "count",
};

/** `2.cookie.maxAge`, `0.Rules[].Expiration.Days`; texts such as "TTL index" are for people. */
const place = /^(\d+)((?:\[\])?(?:\.\w+(?:\[\])?)*)$/;

export function lifetimeOf(entry: EgressEntry, call: EgressCall, family: string): Omit<LifetimeApi, "data"> | undefined {
  const { arg, unit, since } = call.lifetime ?? {};
  const match = place.exec(arg ?? "");
  const known = unit === undefined ? undefined : units[unit];
  if (!match || known === undefined) return undefined;
  const path = (match[2] ?? "").split(/\.|(?=\[\])/).filter((part) => part !== "");
  return { entry: entry.id, family, arg: Number(match[1]), path, unit: known, ...(since === undefined ? {} : { since }) };
}
