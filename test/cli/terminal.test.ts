/** What a terminal gets and a pipeline does not: the spinner, and terminals that do not know their width. */
import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { startProgress } from "../../src/cli/progress.ts";
import { leaky, project, removeProjects } from "./run.ts";

afterAll(removeProjects);

interface Terminal { isTTY: boolean; columns: number; text: string; write: (text: string) => boolean; cursorTo: () => boolean; clearLine: () => boolean; moveCursor: () => boolean; on: () => void }

function terminal(change: Partial<Terminal> = {}): Terminal {
  return {
    isTTY: true, columns: 80, text: "", cursorTo: () => true, clearLine: () => true, moveCursor: () => true, on: () => undefined,
    write(text) {
      this.text += text;
      return true;
    },
    ...change,
  };
}

async function watch(stderr: Terminal, { env = {}, isWanted = true, wait = 600 }: { env?: Record<string, string>; isWanted?: boolean; wait?: number } = {}): Promise<string> {
  let now = 0;
  const io = { cwd: "", env, stdin: process.stdin, stdout: terminal(), stderr, now: () => now } as Io;
  const progress = startProgress(io, { isWanted, hasColor: false });
  await progress.step("discover");
  now = wait;
  await progress.step("trace");
  await progress.step("judge");
  progress.stop();
  return stderr.text;
}

describe("the spinner", () => {
  it("comes after half a second and names the work", async () => expect(await watch(terminal())).toMatch(/trace[^]*judge/));
  it("does not come for less", async () => expect(await watch(terminal(), { wait: 400 })).toBe(""));
  it.each([
    ["a pipe", terminal({ isTTY: false }), {}],
    ["a terminal without columns", terminal({ columns: 0 }), {}],
    ["CI", terminal(), { env: { CI: "true" } }],
    ["a dumb terminal", terminal(), { env: { TERM: "dumb" } }],
    ["a machine format on standard output", terminal(), { isWanted: false }],
  ])("stays away from %s", async (_name, stderr, options) => expect(await watch(stderr, options)).toBe(""));
});

const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

describe.runIf(hasScript)("a real terminal", () => {
  const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));
  const inTerminal = (columns: number): string => execFileSync("script", [
    "-qec", `stty cols ${columns}; node '${bin}' --no-inventory --no-cache --exit-zero`, "/dev/null",
  ], { cwd: project(leaky), encoding: "utf8", timeout: 25_000, env: { PATH: process.env["PATH"], TERM: "xterm-256color" } });

  it("gets colour, time, and lines that fit", () => {
    const text = inTerminal(72);
    expect(text).toContain("\u001B[31m✖ error");
    expect(text).toMatch(/· \d+(?:\.\d)? m?s/);
    // eslint-disable-next-line no-control-regex -- colours have no width
    const prose = text.replace(/\u001B\[[\d;]*m/g, "").split(/\r?\n/).filter((line) => /^ {2}(?:fix|policy|\w)/.test(line));
    expect(Math.max(...prose.filter((line) => !/privacy-lint|:\d+:\d+/.test(line)).map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it("that does not know its width is no reason to hang", () => expect(inTerminal(0)).toContain("✖"));
});
