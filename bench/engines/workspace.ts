/** A generated workspace under git, set up for an engine, and what is timed in it. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BenchError } from "../bench-error.ts";
import { generateRepository } from "../scale/generate.ts";

export const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));

export interface Step { what: string; wallMs: number; note: string }

export function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false", ...args], { cwd: root, stdio: "ignore" });
}

export function write(root: string, files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

export const inventory = "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n";
export const wider = "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage, log]\n";

export function makeWorkspace(root: string, packages: number, files: Readonly<Record<string, string | object>>): void {
  mkdirSync(root, { recursive: true });
  generateRepository(root, packages * 1000, 1000);
  write(root, { "privacy-inventory.yaml": inventory, ".gitignore": "node_modules\n.turbo\n.nx\n.privacy\n*.facts\n", ...files });
  git(root, "init", "-q", "-b", "main");
  git(root, "add", ".");
  git(root, "commit", "-qm", "start");
}

export const packageFiles = (count: number, fileOf: (at: number) => [path: string, content: object]): Record<string, object> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => fileOf(at)));

/** Stands in for `npm install`: the engine, and privacy-lint as it is built here. */
export function install(root: string, engines: string): void {
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  for (const name of readdirSync(engines)) if (!name.startsWith(".")) symlinkSync(join(engines, name), join(root, "node_modules", name));
  for (const name of readdirSync(join(engines, ".bin"))) symlinkSync(join(engines, ".bin", name), join(root, "node_modules/.bin", name));
  writeFileSync(join(root, "node_modules/.bin/privacy-lint"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, { mode: 0o755 });
}

export interface Ran { out: string; wallMs: number; code: number }

/** Any command line in a folder; what it prints is one text. */
export function sh(cwd: string, command: string, env: Readonly<Record<string, string>> = {}): Ran {
  const started = performance.now();
  const { stdout, stderr, status, error } = spawnSync("sh", ["-c", command], {
    cwd, encoding: "utf8", maxBuffer: 1 << 28,
    env: { ...process.env, CI: "true", NO_COLOR: "1", GITHUB_ACTIONS: "", PATH: `${join(cwd, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`, ...env },
  });
  if (error) throw error;
  return { out: `${stdout}${stderr}`, wallMs: performance.now() - started, code: status ?? -1 };
}

export function shOrFail(cwd: string, command: string, env?: Readonly<Record<string, string>>): Ran {
  const ran = sh(cwd, command, env);
  if (ran.code !== 0) throw new BenchError(`${command}\nin ${cwd} ended with exit code ${ran.code}:\n${ran.out.slice(-3000)}`);
  return ran;
}

/** What one plain run says: every recipe must say the same. */
export const plainRun = (root: string): string =>
  execFileSync(process.execPath, [bin, "--root", root, "--no-cache", "--exit-zero", "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
