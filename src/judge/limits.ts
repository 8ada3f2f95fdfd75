/** Holds what the code keeps, and whom it lets in, against the limits of the inventory. */
import type { AgeCheck, DataEntry, DataTypeId, Inventory, JudgedAgeCheck, JudgedKeeping, Keeping } from "../model/index.ts";
import type { JudgeCatalog } from "./answers.ts";

/** Months and years are as long as the longest of them: 31 days are no breach of "one month". */
const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export function mostSeconds(iso: string): number {
  const [, years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (pattern.exec(iso) ?? []).map((part) => Number(part ?? 0));
  return (years * 366 + months * 31 + weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

const isLonger = ({ seconds }: Keeping, { retention }: DataEntry): boolean => retention !== undefined && (seconds === null || seconds > mostSeconds(retention.max));

/** A limit that starts when an account is closed says nothing of how long a record is kept while it is open. */
const isFromNow = ({ retention }: DataEntry): boolean => retention !== undefined && (retention.from === undefined || retention.from === "collection" || retention.from === "last-activity");

/** What is kept as a cookie is declared for the browser, or as the cookie itself. */
const isThere = (entry: DataEntry, { surface, what }: Keeping): boolean =>
  entry.surfaces.includes(surface) || ((what === "cookie" || what === "session") && (entry.type === "cookie" || entry.surfaces.includes("storage")));

/** The declared limit that the kept data exceeds: that of the nearest type; of several, the longest counts. */
function exceededFor(type: DataTypeId, keeping: Keeping, inventory: Inventory, catalog: JudgeCatalog): DataEntry | undefined {
  const lineage = catalog.lineage(type);
  const near = inventory.data
    .map((entry) => ({ entry, distance: lineage.indexOf(entry.type) }))
    .filter(({ entry, distance }) => distance >= 0 && (distance === 0 || !entry.exact) && isFromNow(entry) && isThere(entry, keeping));
  const nearest = Math.min(...near.map(({ distance }) => distance));
  const candidates = near.filter(({ distance }) => distance === nearest).map(({ entry }) => entry);
  return candidates.length > 0 && candidates.every((entry) => isLonger(keeping, entry)) ? candidates[0] : undefined;
}

export function judgeKeeping(keeping: Keeping, inventory: Inventory, catalog: JudgeCatalog): JudgedKeeping {
  // A log holds whatever is logged: each limit for data in logs counts.
  const found = keeping.what === "log" ? inventory.data.filter((entry) => entry.surfaces.includes("log") && isFromNow(entry) && isLonger(keeping, entry))
    : keeping.dataTypes.flatMap((type) => exceededFor(type, keeping, inventory, catalog) ?? []);
  return { keeping, exceeded: [...new Set(found)] };
}

/** The code lets in whom the policy keeps out; being stricter is no mismatch. */
export function judgeAge(check: AgeCheck, { prohibited }: Inventory): JudgedAgeCheck[] {
  const limits = prohibited.filter(({ ageThreshold }) => ageThreshold !== undefined);
  const isKnown = limits.some(({ ageThreshold }) => ageThreshold !== undefined && check.age >= ageThreshold);
  const [limit] = limits;
  return limit === undefined || isKnown ? [] : [{ check, limit }];
}
