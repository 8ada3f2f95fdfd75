/** `npm run bench:speed`: cold time, memory, files read and parsed for each application, and how fast the command starts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { allCheckouts, checkoutsDir, findCheckout } from "../checkouts.ts";
import type { Checkout } from "../checkouts.ts";
import { median, table } from "../table.ts";
import { medianOf, medianStages, sample, sampleOther } from "./measure.ts";
import type { Sample } from "./measure.ts";
import { codeSize } from "./size.ts";

const usage = `Usage: npm run bench:speed -- <checkouts-dir> [options]

  --runs N             measure each application N times, medians are printed (default 5)
  --app A,B            these applications only (default: every folder of <checkouts-dir>)
  --against COMMAND    run another command before each run, in pairs; {root} stands for the checkout`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

interface Options { checkouts: Checkout[]; runs: number; against: string | undefined }

function readOptions(args: string[]): Options {
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("--")) plain.push(arg);
    else if (["--runs", "--app", "--against"].includes(arg)) named.set(arg, args[(at += 1)] ?? "");
    else throw new BenchError(`Unknown option ${arg}.\n\n${usage}`);
  }
  const dir = checkoutsDir(plain[0], usage);
  const runs = Number(named.get("--runs") ?? 5);
  if (!Number.isInteger(runs) || runs < 1) throw new BenchError("--runs takes a number, 1 or more.");
  return { checkouts: chosen(dir, named.get("--app")), runs, against: named.get("--against") };
}

function chosen(dir: string, apps: string | undefined): Checkout[] {
  if (apps === undefined) return allCheckouts(dir);
  return apps.split(",").flatMap((app) => {
    const checkout = findCheckout(dir, app);
    if (checkout === undefined) print(`MISSING ${app}: no folder ${dir}/${app}; it is not part of the figures below.`);
    return checkout ?? [];
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const whole = (value: number): string => (Number.isNaN(value) ? "-" : String(Math.round(value)));

async function measureStart(runs: number): Promise<string> {
  const commands = ["--help", "--version"];
  const times = new Map<string, number[]>(commands.map((command) => [command, []]));
  for (let run = 0; run < runs; run += 1) for (const command of commands) times.get(command)?.push((await sample([command])).wallMs);
  return table(["start", "median ms", "fastest ms"], commands.map((command) => {
    const all = times.get(command) ?? [];
    return [command, whole(median(all)), whole(Math.min(...all))];
  }));
}

interface Measured { checkout: Checkout; samples: Sample[]; warm: Sample[]; others: { wallMs: number; exitCode: number }[] }

const scanOf = ({ root }: Checkout): string[] => ["--root", root, "--no-inventory", "--flows", "--format", "json", "--exit-zero", "--stats"];

/** Rounds go over all applications, so that a slow minute of the machine does not fall on one of them. */
async function measureAll({ checkouts, runs, against }: Options): Promise<Measured[]> {
  const measured = checkouts.map((checkout): Measured => ({ checkout, samples: [], warm: [], others: [] }));
  const cache = mkdtempSync(join(tmpdir(), "privacy-lint-cache-"));
  for (let run = 0; run < runs; run += 1) {
    for (const { checkout, samples, warm, others } of measured) {
      if (against !== undefined) others.push(sampleOther(against, checkout.root));
      samples.push(await sample([...scanOf(checkout), "--no-cache"]));
      warm.push(await sample([...scanOf(checkout), "--cache-location", join(cache, checkout.app)]));
    }
  }
  rmSync(cache, { recursive: true, force: true });
  // The first warm run filled the cache.
  for (const { warm } of measured) if (warm.length > 1) warm.shift();
  return measured;
}

function times(measured: Measured[]): string {
  const head = ["application", "files", "lines", "cold median", "fastest", "slowest", "warm median", "processor", "peak MB", "read", "parsed", "same bytes"];
  return table(head, measured.map(({ checkout, samples, warm }) => {
    const walls = samples.map(({ wallMs }) => wallMs);
    const { files, lines } = codeSize(checkout.root);
    return [
      checkout.app, files, lines, seconds(median(walls)), seconds(Math.min(...walls)), seconds(Math.max(...walls)),
      seconds(medianOf(warm, ({ wallMs }) => wallMs)), seconds(medianOf(samples, ({ cpuMs }) => cpuMs)), whole(medianOf(samples, ({ peakMb }) => peakMb)),
      count(samples, "files read"), count(samples, "files parsed"), new Set([...samples, ...warm].map(({ digest }) => digest)).size === 1 ? "yes" : "NO",
    ];
  }));
}

const count = (samples: Sample[], label: string): string => whole(samples[0]?.stats.counts.get(label) ?? Number.NaN);

function stages(measured: Measured[]): string {
  const columns = measured.map(({ samples }) => medianStages(samples));
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return table(["stage, ms", ...measured.map(({ checkout }) => checkout.app)], names.map((name) => [name, ...columns.map((column) => whole(column.get(name) ?? Number.NaN))]));
}

function pairs(measured: Measured[]): string {
  return table(["in pairs", "ours", "theirs", "theirs / ours", "their exit codes"], measured.map(({ checkout, samples, others }) => {
    const ratios = samples.map(({ wallMs }, at) => (others[at]?.wallMs ?? Number.NaN) / wallMs);
    const codes = [...new Set(others.map(({ exitCode }) => exitCode))].join(", ");
    return [checkout.app, seconds(medianOf(samples, ({ wallMs }) => wallMs)), seconds(median(others.map(({ wallMs }) => wallMs))), median(ratios).toFixed(1), codes];
  }));
}

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.checkouts.length === 0) throw new BenchError("No application to measure.");
  print(await measureStart(Math.max(options.runs, 5)));
  const measured = await measureAll(options);
  print(`\n${times(measured)}\n\n${stages(measured)}`);
  if (options.against !== undefined) print(`\n${pairs(measured)}`);
}

await runBench(main);
