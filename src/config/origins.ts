/** originsOf: which files a setting in force comes from, for a user who wonders why. */
import type { Layer } from "./layers.ts";

export interface Origins {
  /** By rule, the file with the last word in the main settings. */
  rules: Record<string, string>;
  /** By key, the files that say something: all of them for lists and objects, the last for a single value. */
  keys: Record<string, string[]>;
}

/** Values that take the place of those of the base; all others are added to them. */
const replaced: ReadonlySet<string> = new Set(["include", "inventory", "baseline", "includeTests", "strict", "failOn"]);
const silent: ReadonlySet<string> = new Set(["$schema", "extends"]);

export function originsOf(layers: readonly Layer[]): Origins {
  const origins: Origins = { rules: {}, keys: {} };
  for (const { config, shown } of layers) {
    for (const id of Object.keys(config.rules ?? {})) origins.rules[id] = shown;
    for (const [key, value] of Object.entries(config)) {
      if (value === undefined || silent.has(key)) continue;
      origins.keys[key] = replaced.has(key) ? [shown] : [...origins.keys[key] ?? [], shown];
    }
  }
  return origins;
}
