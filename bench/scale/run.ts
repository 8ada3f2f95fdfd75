/** `npm run bench:scale -- [lines ...]`: time and memory on generated monorepos, cold, warm, after one edit, staged, and in four shards. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { medianOf, sample } from "../speed/measure.ts";
import type { Sample } from "../speed/measure.ts";
import { table } from "../table.ts";
import type { Cell } from "../table.ts";
import { generateRepository } from "./generate.ts";

const usual = [10_000, 100_000, 300_000];
const shards = 4;

const git = (root: string, ...args: string[]): void => {
  execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false", ...args], { cwd: root, stdio: "ignore" });
};

async function several(runs: number, args: string[], before?: (run: number) => void): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let run = 0; run < runs; run++) {
    before?.(run);
    samples.push(await sample(args));
  }
  return samples;
}

interface Measured { name: string; samples: Sample[] }

/** Each as on a machine of its own; the slowest is what the merge waits for. */
async function slowestShard(runs: number, root: string, out: string): Promise<Sample[]> {
  const all: Sample[][] = [];
  for (let at = 1; at <= shards; at++) all.push(await several(runs, ["scan", "--root", root, "--shard", `${at}/${shards}`, "--format", `facts=${join(out, `${at}.facts`)}`, "--no-cache"]));
  return all.reduce((slowest, one) => (medianOf(one, ({ wallMs }) => wallMs) > medianOf(slowest, ({ wallMs }) => wallMs) ? one : slowest));
}

async function measure(lines: number, runs: number, hasMore: boolean): Promise<{ head: Cell[]; measured: Measured[]; areSame: boolean }> {
  const root = mkdtempSync(join(tmpdir(), "privacy-lint-scale-"));
  const cache = mkdtempSync(join(tmpdir(), "privacy-lint-scale-cache-"));
  try {
    const { files, lines: written, packages } = generateRepository(root, lines);
    git(root, "init", "-q");
    git(root, "add", ".");
    git(root, "commit", "-qm", "generated");
    const scan = ["--root", root, "--no-inventory", "--format", "json", "--exit-zero"];
    const cached = [...scan, "--cache-location", cache];
    const edit = (run: number): void => { appendFileSync(join(root, "packages/p0/src/services/service0.ts"), `// edit ${run}\n`); };
    const cold = await several(runs, [...scan, "--no-cache"]);
    const two = hasMore ? await several(runs, [...scan, "--no-cache", "--threads", "2"]) : [];
    const [filled] = await several(1, cached);
    const warm = await several(runs, cached);
    const out = join(cache, "shards");
    const shard = await slowestShard(hasMore ? runs : 1, root, out);
    const merged = await several(runs, ["merge", out, ...scan, "--no-cache"]);
    const edited = await several(runs, cached, edit);
    git(root, "add", ".");
    const staged = await several(runs, [...cached, "--staged"]);
    return {
      head: [written, files, packages],
      measured: [
        { name: "cold", samples: cold }, { name: "cold, 2 threads", samples: two }, { name: "nothing changed", samples: warm },
        { name: "one file changed", samples: edited }, { name: "staged", samples: staged },
        { name: "slowest of 4 shards", samples: shard }, { name: "merge of 4 shards", samples: merged },
      ].filter(({ samples }) => samples.length > 0),
      areSame: new Set([...cold, ...two, ...warm, ...merged, ...(filled ? [filled] : [])].map(({ digest }) => digest)).size === 1,
    };
  } finally {
    for (const folder of [root, cache]) rmSync(folder, { recursive: true, force: true });
  }
}

const rounded = (value: number): number => Math.round(value);

async function main(args: string[]): Promise<void> {
  const quick = args.includes("--quick");
  const given = args.filter((arg) => arg !== "--quick");
  const sizes = given.length === 0 ? usual : given.map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000)) throw new BenchError("Usage: npm run bench:scale -- [--quick] [lines ...]   (numbers, 1000 or more; --quick: each run once, one thread)");
  const head: string[] = ["lines", "files", "packages", "run", "wall ms", "processor ms", "peak MB", "ms per 1000 lines", "same bytes"];
  const rows: Cell[][] = [];
  for (const size of sizes) {
    const { head, measured, areSame } = await measure(size, quick ? 1 : 3, !quick);
    for (const { name, samples } of measured) {
      const wall = medianOf(samples, ({ wallMs }) => wallMs);
      rows.push([...head, name, rounded(wall), rounded(medianOf(samples, ({ cpuMs }) => cpuMs)), rounded(medianOf(samples, ({ peakMb }) => peakMb)), (wall / (Number(head[0]) / 1000)).toFixed(2), areSame ? "yes" : "NO"]);
    }
  }
  process.stdout.write(`${table(head, rows)}\n`);
}

await runBench(main);
