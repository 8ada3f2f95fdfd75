/** Explain, why, config, doctor, help and completion, end to end. */
import { execFileSync } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { inventory, leaky, project, removeProjects, run } from "./run.ts";

afterAll(removeProjects);

describe("understanding", () => {
  it("lists and explains rules", async () => {
    const cwd = project({});
    expect((await run(["explain"], { cwd })).out).toContain("undeclared-in-log");
    expect((await run(["explain", "undeclared-in-log"], { cwd })).out.length).toBeGreaterThan(100);
    const wrong = await run(["explain", "undeclared-in-logs"], { cwd });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("Did you mean `undeclared-in-log`?");
  });

  it("explains a data type", async () => {
    expect((await run(["explain", "email-address"], { cwd: project({}) })).out).toContain("email-address:");
  });

  it("explains one finding by its fingerprint, also from a saved result", async () => {
    const cwd = project(leaky);
    const report = JSON.parse((await run(["--no-inventory", "--format", "json"], { cwd })).out) as Report;
    const { fingerprint = "" } = report.findings.find(({ rule }) => rule === "undeclared-in-log") ?? {};
    const { out } = await run(["explain", fingerprint.slice(0, 10), "--no-inventory"], { cwd });
    expect(out).toContain("Why it matters");
    expect(out).toContain("Why this is personal data");
    await run(["--no-inventory", "--format", "json=result.json"], { cwd });
    expect((await run(["explain", fingerprint, "--from", "result.json"], { cwd })).out).toContain("Why it matters");
    expect((await run(["explain", "0123456789", "--no-inventory"], { cwd })).code).toBe(2);
  });

  it("says why a line counts", async () => {
    const cwd = project(leaky);
    const { code, out } = await run(["why", "src/accounts.ts:3", "--no-inventory"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("email-address → console (log)");
    expect((await run(["why", "src/accounts.ts:1"], { cwd })).out).toContain("No personal data was seen");
    expect((await run(["why", "src/accounts.ts"], { cwd })).code).toBe(2);
    expect((await run(["why", "src/else.ts:3"], { cwd })).out).toContain("not among the files");
  });

  it("prints what is in force", async () => {
    const cwd = project({ ...leaky, ".privacylintrc": JSON.stringify({ rules: { "undeclared-in-log": "warning" }, overrides: [{ files: ["api/**"], rules: { "undeclared-in-log": "off" } }] }) });
    const level = async (...argv: string[]): Promise<unknown> => (JSON.parse((await run(["config", ...argv], { cwd })).out) as { rules: Record<string, unknown> }).rules["undeclared-in-log"];
    expect(await level()).toEqual({ level: "warning", from: ".privacylintrc" });
    expect(await level("api/calls.ts")).toEqual({ level: "off", from: ".privacylintrc" });
    expect((await run(["--no-inventory", "--only", "undeclared-in-log"], { cwd })).code).toBe(0);
  });

  it("knows what is wrong", async () => {
    const healthy = await run(["doctor"], { cwd: project({ ...leaky, "privacy-inventory.yaml": inventory }) });
    expect(healthy.code).toBe(0);
    expect(healthy.out).toMatch(/inventory +privacy-inventory\.yaml/);
    const ill = await run(["doctor"], { cwd: project({ ...leaky, ".privacylintrc": "{ \"rulez\": {} }" }) });
    expect(ill.code).toBe(2);
    expect(ill.out).toContain("✖ settings");
  });
});

describe("help", () => {
  it("has the options of scan in groups, examples, exit codes and every command", async () => {
    const { code, out } = await run(["--help"], { cwd: project({}) });
    expect(code).toBe(0);
    for (const text of ["Policy:", "Gate:", "Selection:", "Output:", "General:", "Examples:", "Exit codes:", "explain", "baseline", "PRIVACY_LINT_FAIL_ON"]) expect(out).toContain(text);
    expect(out.split("\n").every((line) => line.length <= 130)).toBe(true);
  });

  it("of a command shows its own options", async () => {
    const { code, out } = await run(["check", "--help"], { cwd: project({}) });
    expect(code).toBe(0);
    expect(out).toContain("--from <file>");
    expect(out).not.toContain("--staged");
  });

  it("prints the version", async () => {
    expect((await run(["--version"], { cwd: project({}) })).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("completes in three shells", async () => {
    const cwd = project({});
    const bash = await run(["completion", "bash"], { cwd });
    expect(bash.out).toContain("--fail-on");
    execFileSync("bash", ["-n"], { input: bash.out });
    expect((await run(["completion", "zsh"], { cwd })).out).toContain("#compdef privacy-lint");
    expect((await run(["completion", "fish"], { cwd })).out).toContain("complete -c privacy-lint");
    expect((await run(["completion", "tcsh"], { cwd })).code).toBe(2);
  });
});
