/** A matrix of four shards: four processes that extract, and one that merges. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { generateRepository } from "../scale/generate.ts";
import { runToolOrFail } from "../tool.ts";
import { bin, git, type Step } from "./workspace.ts";

const count = 4;

const shardArgs = (root: string, out: string, at: number): string[] =>
  ["scan", "--root", root, "--shard", `${at}/${count}`, "--format", `facts=${join(out, `${at}.facts`)}`, "--no-cache"];

function started(args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    spawn(process.execPath, [bin, ...args], { stdio: "ignore" }).once("error", fail).once("close", (code) => { if (code === 0) done(); else fail(new Error(`exit code ${code}`)); });
  });
}

export async function shardSteps(top: string, lines: number): Promise<Step[]> {
  const [root, out] = [join(top, "repository"), join(top, "facts")];
  mkdirSync(root, { recursive: true });
  generateRepository(root, lines);
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-qm", "start");
  const asked = ["--root", root, "--no-inventory", "--format", "json", "--exit-zero", "--no-cache"];
  const whole = await runToolOrFail(asked);
  const alone: number[] = [];
  for (let at = 1; at <= count; at++) alone.push((await runToolOrFail(shardArgs(root, out, at))).wallMs);
  const merged = await runToolOrFail(["merge", out, ...asked]);
  const start = performance.now();
  await Promise.all(Array.from({ length: count }, (_, at) => started(shardArgs(root, out, at + 1))));
  const together = performance.now() - start;
  const slowest = Math.max(...alone);
  const note = merged.stdout === whole.stdout ? "same bytes as one run" : "OTHER BYTES";
  return [
    { what: "one run", wallMs: whole.wallMs, note: `${whole.usage?.peakMb.toFixed(0)} MB` },
    { what: "one of four shards, the slowest", wallMs: slowest, note: "as on a machine of its own" },
    { what: "merge", wallMs: merged.wallMs, note: `${merged.usage?.peakMb.toFixed(0)} MB; ${note}` },
    { what: "shard and merge, on four machines", wallMs: slowest + merged.wallMs, note: `${(whole.wallMs / (slowest + merged.wallMs)).toFixed(2)} times as fast as one run` },
    { what: "four shards at once on this machine, and merge", wallMs: together + merged.wallMs, note: "" },
  ];
}
