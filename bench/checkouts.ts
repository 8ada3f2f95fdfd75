/** Folders with checkouts of real applications; a missing one is said, never skipped in silence. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { BenchError } from "./bench-error.ts";

export interface Checkout { app: string; root: string }

export function checkoutsDir(argument: string | undefined, usage: string): string {
  if (argument === undefined) throw new BenchError(usage);
  const dir = resolve(argument);
  if (!existsSync(dir)) throw new BenchError(`No folder ${argument}. Give the folder with one checkout per application.`);
  return dir;
}

export function findCheckout(dir: string, app: string): Checkout | undefined {
  const root = join(dir, app);
  return existsSync(root) ? { app, root } : undefined;
}

export function allCheckouts(dir: string): Checkout[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => ({ app: name, root: join(dir, name) }))
    .sort((a, b) => (a.app < b.app ? -1 : 1));
}

/** The checked-out commit, or null outside git. */
export function commitOf(root: string): string | null {
  try {
    return execFileSync("git", ["-C", root, "rev-parse", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}
