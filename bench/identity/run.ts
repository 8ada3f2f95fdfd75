/** `npm run bench:identity -- <checkouts-dir>`: the same bytes with and without cache, threads and shards, elsewhere, and in any order of files. */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError, runBench } from "../bench-error.ts";
import { allCheckouts, checkoutsDir } from "../checkouts.ts";
import { runToolOrFail } from "../tool.ts";

const usage = "Usage: npm run bench:identity -- <checkouts-dir> [--app A,B]";

interface Way { name: string; digest: string }

const wanted = ["--no-inventory", "--flows", "--exit-zero", "--format", "json"];

async function digestOf(...args: string[]): Promise<string> {
  const { stdout } = await runToolOrFail(args);
  return createHash("sha256").update(stdout).digest("hex").slice(0, 16);
}

async function inShards(root: string, count: number, folder: string): Promise<string> {
  const files = Array.from({ length: count }, (_, at) => join(folder, `${at + 1}of${count}.facts`));
  for (const [at, file] of files.entries()) await runToolOrFail(["scan", "--root", root, "--shard", `${at + 1}/${count}`, "--format", `facts=${file}`, "--no-cache"]);
  return digestOf("merge", ...files, "--root", root, ...wanted, "--no-cache");
}

async function waysOf(from: string): Promise<Way[]> {
  const top = mkdtempSync(join(tmpdir(), "privacy-lint-identity-"));
  try {
    const [root, other] = [join(top, "first/app"), join(top, "quite/another/place")];
    for (const folder of [root, other]) cpSync(from, folder, { recursive: true, filter: (path) => !path.endsWith("/node_modules") });
    const ways: Way[] = [];
    const add = async (name: string, digest: Promise<string>): Promise<void> => void ways.push({ name, digest: await digest });
    const plain = (folder: string, ...more: string[]): Promise<string> => digestOf("--root", folder, ...wanted, ...more);
    await add("no cache", plain(root, "--no-cache"));
    await add("4 threads", plain(root, "--no-cache", "--threads", "4"));
    await add("empty cache", plain(root, "--cache-location", join(top, "cache")));
    await add("answer from the cache", plain(root, "--cache-location", join(top, "cache")));
    rmSync(join(top, "cache/results"), { recursive: true });
    await add("Facts from the cache", plain(root, "--cache-location", join(top, "cache")));
    await add("another folder, the first one's cache", plain(other, "--cache-location", join(top, "cache")));
    await add("another folder", plain(other, "--no-cache"));
    await add("1 shard", inShards(root, 1, top));
    await add("7 shards", inShards(root, 7, top));
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).split("\0").filter((path) => path !== "");
    for (const [name, paths] of [["files in order", listed], ["files in reverse order", [...listed].reverse()]] as const) {
      writeFileSync(join(top, "list"), paths.map((path) => join(root, path)).join("\n"));
      await add(name, plain(root, "--no-cache", "--project-files", join(top, "list")));
    }
    return ways;
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

async function main(args: string[]): Promise<void> {
  const dir = checkoutsDir(args[0], usage);
  const apps = args[1] === "--app" ? args[2]?.split(",") : undefined;
  let isSame = true;
  for (const { app, root } of allCheckouts(dir)) {
    if (apps !== undefined && !apps.includes(app)) continue;
    const ways = await waysOf(root);
    const others = ways.filter(({ digest }) => digest !== ways[0]?.digest);
    isSame &&= others.length === 0;
    process.stdout.write(`${app}: ${ways.length} ways, ${others.length === 0 ? `the same bytes (${ways[0]?.digest})` : `OTHER BYTES: ${others.map(({ name }) => name).join("; ")}`}\n`);
  }
  if (!isSame) throw new BenchError("The same input gave other bytes.");
}

await runBench(main);
