/** Baseline: the findings a team has seen and will mend later, as a file that diffs well. Text in, text out. */
import type { Finding } from "../model/index.ts";

export interface BaselineEntry { fingerprint: string; rule: string; file: string; dataTypes: string[] }
export interface Baseline { entries: BaselineEntry[] }

export const baselineName = ".privacy-lint-baseline.json";

/** One entry a line, sorted by fingerprint: two branches that add findings merge without a conflict most of the time. */
export function writeBaseline(findings: readonly (Finding | BaselineEntry)[]): string {
  const entries = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const lines = [...entries.values()]
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
    .map((entry) => {
      const { fingerprint, rule, dataTypes } = entry;
      const file = "location" in entry ? entry.location.file : entry.file;
      return `    ${JSON.stringify({ fingerprint, rule, file, dataTypes })}`;
    });
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (value === null || typeof value !== "object") return false;
  const { fingerprint, rule, file, dataTypes } = value as Record<string, unknown>;
  return [fingerprint, rule, file].every((text) => typeof text === "string") && Array.isArray(dataTypes) && dataTypes.every((type) => typeof type === "string");
}

/** `what` is one sentence for the user when the text is not a baseline. */
export function readBaseline(text: string): Baseline | { what: string } {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { what: `The baseline is not valid JSON: ${(error as Error).message}.` };
  }
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== 1) return { what: `The baseline has version ${JSON.stringify(version) ?? "none"}; this privacy-lint reads version 1.` };
  if (!Array.isArray(findings)) return { what: "The baseline has no list of findings." };
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong !== -1) return { what: `Entry ${wrong + 1} of the baseline lacks a fingerprint, rule, file or data types.` };
  return { entries: findings as BaselineEntry[] };
}

export interface Baselined {
  kept: Finding[];
  baselined: Finding[];
  /** Entries no finding answers to any more. */
  stale: BaselineEntry[];
}

export function applyBaseline(findings: readonly Finding[], baseline: Baseline): Baselined {
  const known = new Set(baseline.entries.map(({ fingerprint }) => fingerprint));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    kept: findings.filter(({ fingerprint }) => !known.has(fingerprint)),
    baselined: findings.filter(({ fingerprint }) => known.has(fingerprint)),
    stale: baseline.entries.filter(({ fingerprint }) => !found.has(fingerprint)),
  };
}

/** The baseline without its stale entries; adds nothing. */
export function prune(baseline: Baseline, findings: readonly Finding[]): Baseline {
  const { stale } = applyBaseline(findings, baseline);
  return { entries: baseline.entries.filter((entry) => !stale.includes(entry)) };
}
