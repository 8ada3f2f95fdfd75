/** The real consumers, installed from npm the first time a test needs one: hook runners, readers of formats, package checkers. */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../house/source-files.ts";

const described = fileURLToPath(new URL(".", import.meta.url));
/** Out of the way of whatever walks through the tests. */
const folder = join(projectRoot, "node_modules/.cache/privacy-lint-consumers");
const modules = join(folder, "node_modules");
/** Which lock file was installed. */
const stamp = join(modules, ".installed");
const busy = `${folder}.busy`;
const mostMinutes = 5;

const lockFile = (): string => readFileSync(join(described, "package-lock.json"), "utf8");
const isInstalled = (): boolean => existsSync(stamp) && readFileSync(stamp, "utf8") === lockFile();
const sleep = (milliseconds: number): void => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds); };

function install(): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(described, name), join(folder, name));
  try {
    // Their install scripts would write hooks into this very repository.
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error);
    throw new Error(`The consumers of test/consumers/package.json cannot be installed; these tests need npm's registry or its cache.\n${said}`);
  }
  writeFileSync(stamp, lockFile());
}

/** Test files run side by side; one of them installs. */
function installOnce(): void {
  for (const end = Date.now() + mostMinutes * 60_000; !isInstalled(); sleep(250)) {
    if (Date.now() > end) throw new Error(`Another process has been installing for ${mostMinutes} minutes. If there is none, remove ${busy}.`);
    mkdirSync(dirname(busy), { recursive: true });
    try {
      mkdirSync(busy);
    } catch {
      continue;
    }
    try {
      if (!isInstalled()) install();
    } finally {
      rmSync(busy, { recursive: true });
    }
  }
}

/** Folder of an installed consumer. */
export function consumer(name: string): string {
  installOnce();
  return join(modules, name);
}

/** Command of an installed consumer. */
export const consumerCommand = (name: string): string => join(consumer(".bin"), name);
