/** The built command as a process: pipes, exit codes, signals. Needs `npm run build`. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { leaky, project, removeProjects, write } from "./run.ts";

const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));
const built = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

afterAll(removeProjects);

/** Enough findings that the JSON is larger than any pipe's buffer. */
function large(): string {
  const cwd = project(leaky);
  const lines = Array.from({ length: 400 }, (_, index) => `export const f${index} = (user: User): void => console.log("f${index}", user.email);`);
  write(cwd, { "src/many.ts": `import type { User } from "./user";\n${lines.join("\n")}\n` });
  return cwd;
}

const shell = (command: string, cwd: string): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } =>
  spawnSync("bash", ["--norc", "-c", command], { cwd, encoding: "utf8", maxBuffer: 1 << 28, env: { PATH: process.env["PATH"], BIN: bin } });

describe("the built command", () => {
  it("is built", () => expect(existsSync(built), "run `npm run build` first").toBe(true));

  it("exits 0, 1 and 2", () => {
    const cwd = project(leaky);
    expect(shell("node $BIN", cwd).status).toBe(0);
    expect(shell("node $BIN --no-inventory", cwd).status).toBe(1);
    expect(shell("node $BIN --nonsense", cwd).status).toBe(2);
  });

  it("hands a slow reader everything", async () => {
    const child = spawn(process.execPath, [bin, "--no-inventory", "--flows", "--format", "json"], { cwd: large(), stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8");
    for await (const chunk of child.stdout) {
      text += String(chunk);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(text.length).toBeGreaterThan(300_000);
    expect((JSON.parse(text) as { findings: unknown[] }).findings.length).toBeGreaterThan(399);
  });

  it("does not mind a reader that leaves, and keeps its exit code", () => {
    const { stdout, stderr } = shell("set -o pipefail; node $BIN --no-inventory --flows --format json | head -c 100 >/dev/null; echo ${PIPESTATUS[0]}", large());
    expect(stdout.trim()).toBe("1");
    expect(stderr).toBe("");
  });

  it("dies at once of Ctrl-C, which a shell reports as 130", async () => {
    // Standard input stays open, so that it waits for paths.
    const child = spawn(process.execPath, [bin, "--files-from", "-"], { cwd: project(leaky), stdio: ["pipe", "ignore", "ignore"] });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(child.exitCode).toBe(null);
    child.kill("SIGINT");
    const signal = await new Promise((resolve) => child.on("exit", (_code, name) => resolve(name)));
    expect(signal).toBe("SIGINT");
  });
});
