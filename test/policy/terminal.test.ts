/** init and policy review on a pseudo-terminal, answered with real key strokes; Ctrl-C leaves nothing half written. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { leaky, project, removeProjects } from "../cli/run.ts";

afterAll(removeProjects);

const bin = fileURLToPath(new URL("../../bin/privacy-lint.js", import.meta.url));
const isBuilt = existsSync(fileURLToPath(new URL("../../dist/src/cli/policy-review.js", import.meta.url)));
const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
const policy = "# Privacy policy\n\n## What we collect\n\nWe ask for your e-mail address when you sign up. We keep log files with your IP address for 30 days. Mailgun delivers our e-mails.\n";

const enter = "\r";
const down = "\u001B[B";
const ctrlC = "\u0003";

/** Types each answer when its question has appeared. */
function talk(cwd: string, command: string, answers: [RegExp, string][]): Promise<{ text: string; code: number | null }> {
  return new Promise((done) => {
    const child = spawn("script", ["-qefc", `stty cols 120; node '${bin}' ${command}`, "/dev/null"], { cwd, env: { PATH: process.env["PATH"], TERM: "xterm" } });
    let text = "";
    let seen = 0;
    const waiting = [...answers];
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const next = waiting[0];
      const match = next ? next[0].exec(text.slice(seen)) : null;
      if (!next || !match) return;
      seen += match.index + match[0].length;
      waiting.shift();
      setTimeout(() => child.stdin.write(next[1]), 150);
    });
    child.on("close", (code) => done({ text, code }));
  });
}

describe.runIf(hasScript && isBuilt)("in a terminal", () => {
  it("init asks for vendors, gate and settings", { timeout: 60_000 }, async () => {
    const root = project({ ...leaky, "PRIVACY.md": policy });
    const { text } = await talk(root, "init", [[/work for you as processors/, " " + enter], [/should a run fail/, down + enter], [/Write \.privacylintrc/, enter], [/Your own domains/, "leaky.test, https://www.api.leaky.test/v1" + enter], [/Write anything else/, " " + enter]]);
    expect(text).toContain("wrote");
    expect(readFileSync(join(root, ".privacylintrc"), "utf8")).toContain("\"failOn\": \"warning\"");
    expect(readFileSync(join(root, "privacy-inventory.yaml"), "utf8")).toContain("role: independent-controller");
    expect(readFileSync(join(root, "privacy-inventory.yaml"), "utf8")).toContain("domains: [ leaky.test, api.leaky.test ]");
    expect(readFileSync(join(root, ".github/workflows/privacy.yml"), "utf8")).toContain("npx privacy-lint");
  });

  it("init, run again, shows what it would change and takes a no", { timeout: 60_000 }, async () => {
    const root = project({ ...leaky, "PRIVACY.md": policy });
    spawnSync("node", [bin, "init", "--yes"], { cwd: root });
    const before = readFileSync(join(root, "privacy-inventory.yaml"), "utf8");
    writeFileSync(join(root, "PRIVACY.md"), policy.replace("when you sign up.", "when you sign up. We also collect your date of birth."));
    const answers: [RegExp, string][] = [[/work for you as processors/, enter], [/should a run fail/, enter], [/Write anything else/, enter], [/Write these changes/, `n${enter}`]];
    const { text } = await talk(root, "init", answers);
    expect(text).toContain("+ date-of-birth (storage, response)");
    expect(text).toContain("Nothing was written.");
    expect(readFileSync(join(root, "privacy-inventory.yaml"), "utf8")).toBe(before);
  });

  it("init leaves nothing behind on Ctrl-C", { timeout: 60_000 }, async () => {
    const root = project({ ...leaky, "PRIVACY.md": policy });
    const { code } = await talk(root, "init", [[/work for you as processors/, ctrlC]]);
    expect(code).toBe(130);
    expect(existsSync(join(root, "privacy-inventory.yaml"))).toBe(false);
    expect(existsSync(join(root, ".privacylintrc"))).toBe(false);
  });

  it("policy review accepts, drops and saves", { timeout: 60_000 }, async () => {
    const root = project({ ...leaky, "PRIVACY.md": policy });
    spawnSync("node", [bin, "init", "--yes"], { cwd: root });
    const { text } = await talk(root, "policy review", [[/email-address on/, enter], [/log-data on/, down + down + enter], [/ip-address on/, down.repeat(4) + enter]]);
    expect(text).toContain("2 entries decided, 1 left");
    const after = readFileSync(join(root, "privacy-inventory.yaml"), "utf8");
    expect(after).toMatch(/type: email-address[^]*?reviewed: true/);
    expect(after).not.toContain("log-data");
    expect(after).toMatch(/type: ip-address[^]*?reviewed: false/);
  });
});
