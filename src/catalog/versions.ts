/** isInRange: whether a version lies in a range like `>=10.57 <11`; prereleases count as their release. */

const numbers = (version: string): number[] => (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".").map(Number);

export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const holds: Record<string, (difference: number) => boolean> = {
  ">=": (difference) => difference >= 0, ">": (difference) => difference > 0, "<": (difference) => difference < 0, "<=": (difference) => difference <= 0,
};

export function isInRange(version: string, range: string | undefined): boolean {
  return (range ?? "").split(/\s+/).filter(Boolean).every((part) => {
    const [, sign = "", bound = ""] = /^([<>]=?)(.+)$/.exec(part) ?? [];
    return holds[sign]?.(compareVersions(version, bound)) ?? true;
  });
}

/** The lowest version a range of package.json allows: `^9.1.0` -> `9.1.0`; undefined for `*`, tags and links. */
export function lowestOf(range: string): string | undefined {
  return /^(?:npm:.+@)?[\^~>=v\s]*(\d+(?:\.\d+)*)/.exec(range)?.[1];
}
