/** ISO 8601 durations as days: what a policy promises and what code sets are compared in one unit. */

const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `P1Y` is 365 days, `P1M` 30, as `maxAge` in code has it; 0 for what is no duration. */
export function daysOf(iso: string): number {
  const [, years, months, weeks, days, hours, minutes, seconds] = (pattern.exec(iso) ?? []).map((part) => Number(part ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0) + (hours ?? 0) / 24 + (minutes ?? 0) / 1440 + (seconds ?? 0) / 86_400;
}
