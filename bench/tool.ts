/** Starts the built tool as its users do, as a process of its own, and measures that process. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BenchError } from "./bench-error.ts";

const bin = fileURLToPath(new URL("../bin/privacy-lint.js", import.meta.url));
const reporter = fileURLToPath(new URL("speed/report-usage.cjs", import.meta.url));

export interface Usage {
  /** Largest resident set, in MB. */
  peakMb: number;
  /** Processor time of all threads. */
  cpuMs: number;
}

export interface Run {
  stdout: string;
  stderr: string;
  exitCode: number;
  /** Whole process, from start to closed pipes. */
  wallMs: number;
  /** Null when the process did not live to tell. */
  usage: Usage | null;
}

export interface RunOptions { cwd?: string; nodeOptions?: string[] }

export async function runTool(args: string[], { cwd, nodeOptions = [] }: RunOptions = {}): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), "privacy-lint-bench-"));
  const usageFile = join(scratch, "usage.json");
  const env = { ...process.env, NO_COLOR: "1", CI: "true", BENCH_USAGE_FILE: usageFile };
  const started = performance.now();
  const child = spawn(process.execPath, ["--require", reporter, ...nodeOptions, bin, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, exitCode] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<number>((done, fail) => {
      child.once("error", fail);
      child.once("close", (code) => { done(code ?? -1); });
    }),
  ]);
  const wallMs = performance.now() - started;
  const usage = readUsage(usageFile);
  rmSync(scratch, { recursive: true, force: true });
  return { stdout, stderr, exitCode, wallMs, usage };
}

/** Like `runTool`, for runs that must succeed. */
export async function runToolOrFail(args: string[], options: RunOptions = {}): Promise<Run> {
  const run = await runTool(args, options);
  if (run.exitCode === 0) return run;
  throw new BenchError(`privacy-lint ${args.join(" ")}\nended with exit code ${run.exitCode}:\n${run.stderr.slice(-2000)}`);
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function readUsage(file: string): Usage | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Usage;
  } catch {
    return null;
  }
}
