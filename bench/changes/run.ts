/** `npm run bench:changes -- <checkouts-dir>`: --staged and --since against whole runs, over random edits of real applications. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { allCheckouts, checkoutsDir } from "../checkouts.ts";
import type { Report } from "../../src/model/index.ts";
import { runToolOrFail } from "../tool.ts";
import { chanceOf, editAtRandom } from "./edits.ts";
import { checkSince, checkStaged, git, type Difference, type Scan } from "./property.ts";

const usage = "Usage: npm run bench:changes -- <checkouts-dir> [--app A,B] [--rounds N] [--seed N]";

/** Keeps the cache beside the copy: a project that is in no package has it in itself. */
const scanWith = (cache: string): Scan => async (root, { staged, since, isCached }) => {
  const change = staged ? ["--staged"] : since === undefined ? [] : ["--since", since];
  const kept = isCached ? ["--cache-location", cache] : ["--no-cache"];
  const { stdout } = await runToolOrFail(["--root", root, "--no-inventory", "--exit-zero", "--format", "json", ...change, ...kept]);
  return JSON.parse(stdout) as Report;
};

const show = ({ mode, expected, found }: Difference): string => {
  const [wanted, got] = [expected, found].map((all) => all.map(({ fingerprint, location }) => `${fingerprint} ${location.file}:${location.line}`));
  return `${mode}: missing ${wanted?.filter((one) => !got?.includes(one)).join(", ") || "none"}; too many ${got?.filter((one) => !wanted?.includes(one)).join(", ") || "none"}`;
};

async function checkApp(app: string, from: string, rounds: number, seed: number): Promise<boolean> {
  const top = mkdtempSync(join(tmpdir(), "privacy-lint-changes-"));
  const root = join(top, app);
  try {
    cpSync(from, root, { recursive: true, filter: (path) => !/\/(?:\.git|node_modules)$/.test(path) });
    git(root, "init", "-q");
    git(root, "add", "-A", "-f");
    git(root, "commit", "-qm", "start");
    const scan = scanWith(join(top, "cache"));
    const chance = chanceOf(seed);
    const differences: string[] = [];
    for (let round = 0; round < rounds; round++) {
      for (let more = 0; more < 3; more++) editAtRandom(root, chance);
      git(root, "add", "-A", "-f");
      const staged = await checkStaged(root, scan);
      git(root, "commit", "-q", "--allow-empty", "-m", `round ${round}`);
      const since = await checkSince(root, "HEAD~1", scan);
      differences.push(...[staged, since].flatMap((one) => (one === null ? [] : [`round ${round}, ${show(one)}`])));
    }
    process.stdout.write(`${app}: ${rounds} rounds, ${differences.length === 0 ? "no difference" : `${differences.length} DIFFERENCES\n${differences.join("\n")}`}\n`);
    return differences.length === 0;
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

async function main(args: string[]): Promise<void> {
  const valueOf = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const dir = checkoutsDir(args[0], usage);
  const wanted = valueOf("--app")?.split(",");
  const [rounds, seed] = [Number(valueOf("--rounds") ?? 3), Number(valueOf("--seed") ?? 1)];
  if (!Number.isInteger(rounds) || !Number.isInteger(seed) || rounds < 1) throw new BenchError(usage);
  let isSame = true;
  for (const { app, root } of allCheckouts(dir)) if (wanted === undefined || wanted.includes(app)) isSame = await checkApp(app, root, rounds, seed) && isSame;
  if (!isSame) throw new BenchError("A change was not judged as the whole is.");
}

await runBench(main);
