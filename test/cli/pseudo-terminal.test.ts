/** A real pseudo-terminal, by python's pty: progress after half a second, colour and its switches, Ctrl-C with 130, and the quiet of CI. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { leaky, project, removeProjects } from "./run.ts";

afterAll(removeProjects);

const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));

/** Runs a command on a terminal of 100 columns; sends Ctrl-C when a text has appeared; prints exit code and output. */
const script = `
import os, pty, sys, select, struct, fcntl, termios, json, time
argv, wanted = json.loads(sys.argv[1]), sys.argv[2]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
text, sent, end = b"", False, time.time() + 90
while time.time() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try: chunk = os.read(fd, 65536)
        except OSError: break
        if not chunk: break
        text += chunk
    if wanted and not sent and wanted.encode() in text:
        time.sleep(0.2); os.write(fd, b"\\x03"); sent = True
status = os.waitpid(pid, 0)[1]
code = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
print(json.dumps({"code": code, "text": text.decode("utf8", "replace")}))
`;

interface OnTerminal { code: number; text: string }

function onTerminal(argv: readonly string[], env: Readonly<Record<string, string>> = {}, { cwd = project(leaky), interruptAt = "" } = {}): OnTerminal {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", script, JSON.stringify([process.execPath, bin, ...argv]), interruptAt], {
    cwd, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TERM: "xterm-256color", ...env },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as OnTerminal;
}

const hasPty = process.platform !== "win32" && spawnSync("python3", ["-c", "import pty"]).status === 0;
const scan = ["--no-inventory", "--no-cache"];
const escape = "\u001B[";

describe.runIf(hasPty)("on a terminal", () => {
  it("colours, tells the time, and exits 1", { timeout: 100_000 }, () => {
    const { code, text } = onTerminal(scan);
    expect(code).toBe(1);
    expect(text).toContain(`${escape}31m✖ error`);
    expect(text).toMatch(/· \d+(?:\.\d)? m?s/);
  });

  it.each<[string, string[], Record<string, string>, boolean]>([
    ["NO_COLOR", [], { NO_COLOR: "1" }, false], ["--no-color", ["--no-color"], {}, false], ["TERM=dumb", [], { TERM: "dumb" }, false],
    ["FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, false], ["NO_COLOR against --color", ["--color"], { NO_COLOR: "1" }, true],
    ["NO_COLOR against FORCE_COLOR", [], { NO_COLOR: "1", FORCE_COLOR: "1" }, true],
  ])("%s", { timeout: 100_000 }, (_name, argv, env, isColoured) => {
    expect(onTerminal([...scan, ...argv], env).text.includes(`${escape}31m`)).toBe(isColoured);
  });

  it("draws no spinner in CI", { timeout: 100_000 }, () => {
    // The signs of the spinner, one of which any drawing would leave.
    expect(onTerminal(scan, { CI: "true" }).text).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
  });

  it("asks nothing in CI", { timeout: 100_000 }, () => {
    const { code, text } = onTerminal(["init"], { CI: "true" });
    expect(code).toBe(0);
    expect(text).not.toContain("?");
  });

  it("ends a watch by Ctrl-C with 130", { timeout: 100_000 }, () => {
    expect(onTerminal([...scan, "--watch"], {}, { interruptAt: "Ctrl-C ends." }).code).toBe(130);
  });

  it("leaves a question by Ctrl-C with 130, and nothing written", { timeout: 100_000 }, () => {
    expect(onTerminal(["init"], {}, { interruptAt: "should a run fail" }).code).toBe(130);
  });
});

if (!hasPty) describe("no pseudo-terminal here (python3 with pty)", () => {
  it.skip("what a terminal gets was not looked at", () => undefined);
});

describe("completion in the shells that are here", () => {
  const complete = (shell: string, line: string): string[] => {
    const generated = spawnSync(process.execPath, [bin, "completion", shell], { encoding: "utf8" }).stdout;
    const ask = shell === "bash"
      ? `${generated}\nCOMP_WORDS=(${line} ""); COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _privacy_lint; printf '%s\\n' "\${COMPREPLY[@]}"`
      : `${generated}\ncomplete -C '${line}'`;
    const { stdout, stderr } = spawnSync(shell, [...(shell === "fish" ? ["--no-config"] : ["--norc"]), "-c", ask], { cwd: project({}), encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.split("\n").map((one) => one.split("\t")[0] ?? "");
  };
  const has = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

  it.runIf(has("bash"))("bash", { timeout: 30_000 }, () => {
    expect(complete("bash", "privacy-lint ex")).toContain("explain");
    expect(complete("bash", "privacy-lint --fail")).toContain("--fail-on");
    expect(complete("bash", "privacy-lint baseline --pr")).toContain("--prune");
  });
  it.runIf(has("fish"))("fish", { timeout: 30_000 }, () => {
    expect(complete("fish", "privacy-lint ex")).toContain("explain");
    expect(complete("fish", "privacy-lint --fail")).toContain("--fail-on");
    expect(complete("fish", "privacy-lint baseline --pr")).toContain("--prune");
  });
  it.runIf(has("zsh"))("zsh reads its script", { timeout: 30_000 }, () => {
    const { stdout } = spawnSync(process.execPath, [bin, "completion", "zsh"], { encoding: "utf8" });
    expect(spawnSync("zsh", ["-n"], { input: stdout, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });
});
