/** Runs one command line of the tool several times and keeps what was measured. */
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { BenchError } from "../bench-error.ts";
import { median } from "../table.ts";
import { runToolOrFail } from "../tool.ts";
import { readStats } from "./stats.ts";
import type { Stats } from "./stats.ts";

export interface Sample { wallMs: number; peakMb: number; cpuMs: number; digest: string; stats: Stats }

export async function sample(args: string[]): Promise<Sample> {
  const { stdout, stderr, wallMs, usage } = await runToolOrFail(args);
  const digest = createHash("sha256").update(stdout).digest("hex");
  return { wallMs, peakMb: usage?.peakMb ?? Number.NaN, cpuMs: usage?.cpuMs ?? Number.NaN, digest, stats: readStats(stderr) };
}

/** Whole process of any other command, for comparison in pairs: `{root}` stands for the checkout. */
export function sampleOther(command: string, root: string): { wallMs: number; exitCode: number } {
  const started = performance.now();
  const { status, error } = spawnSync("sh", ["-c", command.replaceAll("{root}", `'${root.replaceAll("'", "'\\''")}'`)], { stdio: "ignore" });
  // Linters exit with this or that when they find something; 126 and more: it did not start, or was ended.
  if (error !== undefined || (status ?? 126) >= 126) throw new BenchError(`\`${command}\` could not be run (exit code ${status ?? "none"}).`);
  return { wallMs: performance.now() - started, exitCode: status ?? 0 };
}

export const medianOf = (samples: Sample[], pick: (one: Sample) => number): number => median(samples.map(pick));

/** Medians of every stage; a stage that one run lacks is left out of that run. */
export function medianStages(samples: Sample[]): Map<string, number> {
  const names = [...new Set(samples.flatMap(({ stats }) => [...stats.stages.keys()]))];
  return new Map(names.map((name) => [name, median(samples.flatMap(({ stats }) => stats.stages.get(name) ?? []))]));
}
