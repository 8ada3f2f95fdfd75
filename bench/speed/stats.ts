/** Reads what `--stats` prints: counts of files and the time of each stage. */

export interface Stats {
  /** By label, e.g. `files read`. */
  counts: Map<string, number>;
  /** Milliseconds by stage, in the order of the run. */
  stages: Map<string, number>;
}

const line = /^\s*([a-z][a-z -]*?)[:\s]\s*([\d,.]+)\s*(ms|s)?\b/i;

export function readStats(text: string): Stats {
  const counts = new Map<string, number>();
  const stages = new Map<string, number>();
  for (const row of text.split("\n")) {
    const [, label, digits, unit] = line.exec(row) ?? [];
    if (label === undefined || digits === undefined) continue;
    const number = Number(digits.replaceAll(",", ""));
    if (unit === undefined) counts.set(label.trim(), number);
    else stages.set(label.trim(), unit === "s" ? number * 1000 : number);
  }
  return { counts, stages };
}
