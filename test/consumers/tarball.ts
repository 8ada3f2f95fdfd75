/** The package as npm would publish it, packed from the build, and projects that have it installed. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "../house/source-files.ts";

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"] as const;

/** npm as a user has it: without what the npm around the tests hands down. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] =>
    entry[1] !== undefined && !/^(?:npm_|GIT_|VITEST|CI$|GITHUB_|FORCE_COLOR$|NODE_OPTIONS$|NODE_ENV$|TEST$)/i.test(entry[0]));
  return {
    ...Object.fromEntries(kept), NO_COLOR: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", npm_config_update_notifier: "false",
    GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.com", ...extra,
  };
}

/** Packs what is built; a build of its own would take the files from under other tests. */
export function pack(into: string): string {
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], { cwd: projectRoot, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env: plainEnvironment() });
  const [{ filename } = { filename: "" }] = JSON.parse(output) as { filename: string }[];
  return join(into, filename);
}

export interface Installation {
  tarball: string;
  /** Folder with a package.json, a lock file and node_modules. */
  folder: string;
  remove: () => void;
}

export function installTarball(): Installation {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-tarball-")));
  const tarball = pack(home);
  const folder = join(home, "app");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), "{ \"name\": \"app\", \"private\": true }\n");
  execFileSync("npm", ["install", "--save-dev", "--prefer-offline", ...quiet, tarball], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: plainEnvironment() });
  return { tarball, folder, remove: () => { rmSync(home, { recursive: true, force: true }); } };
}

/** node_modules of a project that has these packages, as links; npx and the hooks find their commands. */
export function linkPackages(root: string, packages: Readonly<Record<string, { from: string; bin: Readonly<Record<string, string>> }>>): void {
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const [name, { from, bin }] of Object.entries(packages)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(from, join(modules, name));
    for (const [command, file] of Object.entries(bin)) symlinkSync(join(from, file), join(modules, ".bin", command));
  }
}

export const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
