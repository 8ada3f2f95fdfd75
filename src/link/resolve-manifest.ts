/** Targets that `exports` or `imports` of a package.json give a subpath, those of source first. */

/** Conditions in the order of how near they are to source code; others follow in the order they are written. */
const preferred = ["source", "development", "import", "module", "node", "browser", "require", "default", "types"];

const rank = (condition: string): number => {
  const index = preferred.indexOf(condition);
  return index === -1 ? preferred.length - 2 : index;
};

function flatten(target: unknown): string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return target.flatMap(flatten);
  if (typeof target !== "object" || target === null) return [];
  return Object.entries(target).sort(([a], [b]) => rank(a) - rank(b)).flatMap(([, value]) => flatten(value));
}

/** The part of the subpath that stands for `*`, or null when the pattern does not match. */
export function matchPattern(pattern: string, text: string): string | null {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === text ? "" : null;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}

/** The pattern with the longest part before its `*` decides; an exact one is always longer. */
export function bestPattern<T extends { pattern: string }>(entries: readonly T[], text: string): { entry: T; star: string } | null {
  let best: { entry: T; star: string } | null = null;
  let longest = -1;
  for (const entry of entries) {
    const star = matchPattern(entry.pattern, text);
    if (star === null) continue;
    const at = entry.pattern.indexOf("*");
    const length = at === -1 ? Number.MAX_SAFE_INTEGER : at;
    if (length > longest) { longest = length; best = { entry, star }; }
  }
  return best;
}

export function manifestTargets(field: unknown, subpath: string): string[] {
  if (typeof field === "string" || Array.isArray(field)) return subpath === "." ? flatten(field) : [];
  if (typeof field !== "object" || field === null) return [];
  const keys = Object.keys(field);
  const hasSubpaths = keys.some((key) => key.startsWith(".") || key.startsWith("#"));
  if (!hasSubpaths) return subpath === "." ? flatten(field) : [];
  const entries = Object.entries(field).map(([pattern, target]: [string, unknown]) => ({ pattern, target }));
  const found = bestPattern(entries, subpath);
  if (!found) return [];
  return flatten(found.entry.target).map((target) => target.replaceAll("*", () => found.star));
}
