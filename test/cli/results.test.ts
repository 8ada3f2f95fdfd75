/** Baselines and saved results, end to end. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { leaky, project, removeProjects, run, write } from "./run.ts";

afterAll(removeProjects);

describe("baseline", () => {
  it("hides what is known, says what is mended, and prunes", async () => {
    const cwd = project(leaky);
    const made = await run(["baseline", "--no-inventory"], { cwd });
    expect(made.code).toBe(0);
    expect(existsSync(join(cwd, ".privacy-lint-baseline.json"))).toBe(true);
    expect((await run(["--no-inventory"], { cwd })).code).toBe(0);
    expect((await run(["--no-inventory", "--no-baseline"], { cwd })).code).toBe(1);

    write(cwd, { "src/accounts.ts": "export const welcome = (): void => undefined;\n", "api/new.ts": "export const log = (user: { email: string }): void => console.log(user.email);\n" });
    const next = await run(["--no-inventory"], { cwd });
    expect(next.code).toBe(1);
    expect(next.out).toContain("api/new.ts:1");
    expect(next.out).not.toContain("api/calls.ts:3");
    expect(next.out).toContain("baseline --prune");

    const before = readFileSync(join(cwd, ".privacy-lint-baseline.json"), "utf8");
    expect((await run(["baseline", "--prune", "--no-inventory"], { cwd })).code).toBe(0);
    const after = readFileSync(join(cwd, ".privacy-lint-baseline.json"), "utf8");
    expect(after.length).toBeLessThan(before.length);
    expect(after).not.toContain("api/new.ts");
    await run(["baseline", "--prune", "--no-inventory"], { cwd });
    expect(readFileSync(join(cwd, ".privacy-lint-baseline.json"), "utf8")).toBe(after);
  });

  it("is refused where there is nothing to hold against, and when it is broken", async () => {
    const cwd = project(leaky);
    expect((await run(["baseline"], { cwd })).err).toContain("no inventory");
    write(cwd, { ".privacy-lint-baseline.json": "{" });
    const { code, err } = await run(["--no-inventory"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("not valid JSON");
  });
});

describe("saved results", () => {
  it("are rendered and gated without a scan", async () => {
    const cwd = project(leaky);
    await run(["--no-inventory", "--exit-zero", "--format", "json=result.json"], { cwd });
    const text = await run(["report", "--from", "result.json"], { cwd });
    expect(text.code).toBe(0);
    expect(text.out).toContain("console.log(\"welcome\", user.email)");
    expect((await run(["report", "--from", "result.json", "--format", "junit"], { cwd })).out).toContain("<testsuites");
    expect((await run(["check", "--from", "result.json"], { cwd })).code).toBe(1);
    expect((await run(["check", "--from", "result.json", "--fail-on", "never"], { cwd })).code).toBe(0);
    expect((await run(["check", "--from", "-"], { cwd, stdin: readFileSync(join(cwd, "result.json"), "utf8") })).code).toBe(1);
  });

  it("render to the bytes of the scan itself", async () => {
    const cwd = project(leaky);
    const direct = await run(["--no-inventory", "--format", "json"], { cwd });
    write(cwd, { "result.json": direct.out });
    expect((await run(["report", "--from", "result.json", "--format", "json"], { cwd })).out).toBe(direct.out);
  });

  it.each([["{}", "not a result"], ["nonsense", "not JSON"], ["{\"schemaVersion\":7}", "schemaVersion is 7"], ["{\"schemaVersion\":1}", "tool"]])("that are %s are refused", async (text, said) => {
    const { code, err } = await run(["check", "--from", "result.json"], { cwd: project({ "result.json": text }) });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it("must be named", async () => {
    expect((await run(["report"], { cwd: project({}) })).code).toBe(2);
  });
});
