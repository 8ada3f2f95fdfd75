/** `npm run bench:engines -- [turbo|nx|shards ...]`: the recipes of docs/engines.md, executed and timed. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { table } from "../table.ts";
import { nxSteps } from "./nx.ts";
import { shardSteps } from "./shards.ts";
import { turboSteps } from "./turbo.ts";
import type { Step } from "./workspace.ts";

const usage = `Usage: npm run bench:engines -- [turbo] [nx] [shards] --engines DIR [--packages N] [--lines N]

  --engines DIR   a folder where \`npm install turbo@2 turborepo-remote-cache@2 nx@24\` was run
  --packages N    packages of the workspace for turbo and nx (default 50)
  --lines N       lines of the repository for shards (default 100000)`;

const names = ["turbo", "nx", "shards"];

async function main(args: string[]): Promise<void> {
  const valueOf = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const asked = args.filter((arg) => names.includes(arg));
  const wanted = asked.length === 0 ? names : asked;
  const engines = resolve(valueOf("--engines") ?? ".", "node_modules");
  const [packages, lines] = [Number(valueOf("--packages") ?? 50), Number(valueOf("--lines") ?? 100_000)];
  if (wanted.some((name) => name !== "shards" && !existsSync(join(engines, name)))) throw new BenchError(usage);
  if (!(packages > 8) || !(lines >= 1000)) throw new BenchError(usage);
  let isSame = true;
  for (const name of wanted) {
    const top = mkdtempSync(join(tmpdir(), `privacy-lint-${name}-`));
    try {
      const steps: Step[] = name === "turbo" ? await turboSteps(engines, top, packages) : name === "nx" ? nxSteps(engines, top, packages) : await shardSteps(top, lines);
      isSame &&= !steps.some(({ note }) => note.includes("OTHER BYTES"));
      process.stdout.write(`${table([name, "wall s", "what"], steps.map(({ what, wallMs, note }) => [what, (wallMs / 1000).toFixed(1), note]))}\n\n`);
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  }
  if (!isSame) throw new BenchError("A recipe gave other bytes than a plain run.");
}

await runBench(main);
