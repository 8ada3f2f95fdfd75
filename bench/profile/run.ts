/** `npm run bench:profile -- <root> [options of the tool]`: which functions the processor time went to. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { table } from "../table.ts";
import type { Cell } from "../table.ts";
import { runToolOrFail } from "../tool.ts";

interface CallFrame { functionName: string; url: string; lineNumber: number }
interface Profile { nodes: { id: number; callFrame: CallFrame; children?: number[] }[]; samples: number[]; timeDeltas: number[] }
interface Spent { self: number; total: number }

async function main([root, ...options]: string[]): Promise<void> {
  if (root === undefined) throw new BenchError("Usage: npm run bench:profile -- <root> [options of the tool]");
  const dir = mkdtempSync(join(tmpdir(), "privacy-lint-profile-"));
  const args = ["--root", resolve(root), "--no-inventory", "--flows", "--format", "json", "--exit-zero", "--no-cache", "--stats", ...options];
  const { stderr, wallMs, usage } = await runToolOrFail(args, { nodeOptions: ["--cpu-prof", `--cpu-prof-dir=${dir}`, "--cpu-prof-interval=500"] });
  const profiles = readdirSync(dir).map((name) => JSON.parse(readFileSync(join(dir, name), "utf8")) as Profile);
  rmSync(dir, { recursive: true, force: true });
  process.stdout.write(`${Math.round(wallMs)} ms, ${Math.round(usage?.peakMb ?? Number.NaN)} MB, ${profiles.length} threads\n\n${stderr}\n`);
  const spent = spentPerFunction(profiles);
  process.stdout.write(`${top("self ms", spent, ({ self }) => self)}\n\n${top("total ms", spent, ({ total }) => total)}\n`);
}

function spentPerFunction(profiles: Profile[]): Map<string, Spent> {
  const spent = new Map<string, Spent>();
  for (const profile of profiles) addProfile(profile, spent);
  return spent;
}

function addProfile({ nodes, samples, timeDeltas }: Profile, spent: Map<string, Spent>): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const self = new Map<number, number>();
  samples.forEach((id, at) => self.set(id, (self.get(id) ?? 0) + (timeDeltas[at] ?? 0) / 1000));
  // A function counts once per stack however deep it recurs: only its outermost frame adds to the total.
  const visit = (id: number, open: ReadonlySet<string>): number => {
    const node = byId.get(id);
    if (node === undefined) return 0;
    const name = nameOf(node.callFrame);
    const own = self.get(id) ?? 0;
    const inner = open.has(name) ? open : new Set([...open, name]);
    const total = (node.children ?? []).reduce((sum, child) => sum + visit(child, inner), own);
    const entry = spent.get(name) ?? { self: 0, total: 0 };
    spent.set(name, { self: entry.self + own, total: entry.total + (open.has(name) ? 0 : total) });
    return total;
  };
  const [top] = nodes;
  if (top !== undefined) visit(top.id, new Set());
}

const nameOf = ({ functionName, url, lineNumber }: CallFrame): string =>
  `${functionName === "" ? "(anonymous)" : functionName} ${url.replace(/^.*\/(?=(?:dist|node_modules)\/)/, "")}:${lineNumber + 1}`;

function top(title: string, spent: Map<string, Spent>, pick: (entry: Spent) => number): string {
  const rows = [...spent].sort(([, a], [, b]) => pick(b) - pick(a)).slice(0, 25);
  return table([title, "function"], rows.map(([name, entry]): Cell[] => [Math.round(pick(entry)), name]));
}

await runBench(main);
