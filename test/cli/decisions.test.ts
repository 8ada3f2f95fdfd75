/** The small decisions of the command line: colour, environment, outputs, gate, suggestions. */
import { describe, expect, it } from "vitest";
import { colorLevel } from "../../src/cli/color.ts";
import { readOutputs } from "../../src/cli/formats.ts";
import { exitCodeOf } from "../../src/cli/gate.ts";
import { isCi } from "../../src/cli/io.ts";
import { nearest } from "../../src/cli/suggest.ts";
import type { UserError } from "../../src/errors.ts";

describe("colour", () => {
  const tty = { isTTY: true, write: () => true };
  const pipe = { isTTY: false, write: () => true };
  it.each([
    ["a terminal", undefined, { TERM: "xterm" }, tty, 1],
    ["a terminal with 256 colours", undefined, { TERM: "xterm-256color" }, tty, 2],
    ["a terminal with all colours", undefined, { COLORTERM: "truecolor" }, tty, 3],
    ["a pipe", undefined, { TERM: "xterm-256color" }, pipe, 0],
    ["a pipe in CI", undefined, { CI: "true", GITHUB_ACTIONS: "true" }, pipe, 0],
    ["NO_COLOR", undefined, { NO_COLOR: "1" }, tty, 0],
    ["empty NO_COLOR", undefined, { NO_COLOR: "", TERM: "xterm" }, tty, 1],
    ["TERM=dumb", undefined, { TERM: "dumb" }, tty, 0],
    ["FORCE_COLOR=1 into a pipe", undefined, { FORCE_COLOR: "1" }, pipe, 1],
    ["FORCE_COLOR=3", undefined, { FORCE_COLOR: "3" }, pipe, 3],
    ["FORCE_COLOR=0 on a terminal", undefined, { FORCE_COLOR: "0" }, tty, 0],
    ["FORCE_COLOR over NO_COLOR", undefined, { FORCE_COLOR: "1", NO_COLOR: "1" }, pipe, 1],
    ["--color over NO_COLOR", true, { NO_COLOR: "1" }, pipe, 1],
    ["--no-color over FORCE_COLOR", false, { FORCE_COLOR: "3" }, tty, 0],
  ] as const)("%s", (_name, flag, env, stream, level) => expect(colorLevel(flag, env, stream)).toBe(level));
});

describe("outputs", () => {
  const formats = (given: string[], env: Record<string, string> = {}): string => readOutputs(given, env).map(({ format, path }) => `${format}${path === null ? "" : `=${path}`}`).join(" ");
  it.each([
    [[], {}, "text"],
    [["json"], {}, "json"],
    [["sarif=out.sarif"], {}, "text sarif=out.sarif"],
    [["sarif=out.sarif", "json"], {}, "sarif=out.sarif json"],
    [["text=a=b.txt"], {}, "text text=a=b.txt"],
    [[], { GITHUB_ACTIONS: "true" }, "text github"],
    [["sarif=out.sarif"], { GITHUB_ACTIONS: "true" }, "text github sarif=out.sarif"],
    [["json"], { GITHUB_ACTIONS: "true" }, "json"],
    [["github=x.txt"], { GITHUB_ACTIONS: "true" }, "text github=x.txt"],
    [["text", "github"], {}, "text github"],
  ])("%j with %j is %s", (given, env, expected) => expect(formats(given, env)).toBe(expected));

  const failure = (given: string[]): UserError => {
    try {
      readOutputs(given, {});
    } catch (error) {
      return error as UserError;
    }
    throw new Error("should have thrown");
  };
  it("suggests the format that was meant", () => expect(failure(["sarfi"]).what).toContain("Did you mean `sarif`?"));
  it("lets one program have standard output", () => expect(failure(["json", "sarif"]).what).toContain("Only one"));
  it("lets text not stand before JSON", () => expect(failure(["text", "json"]).what).toContain("Only one"));
  it("wants a name after =", () => expect(failure(["json="]).what).toContain("names no file"));
});

describe("gate", () => {
  const report = (error: number, warning: number, info: number) => ({ summary: { files: 1, skipped: 0, suppressed: 0, baselined: 0, findings: { error, warning, info } } });
  it.each([
    [1, 0, 0, "error", 1], [0, 1, 0, "error", 0], [0, 1, 0, "warning", 1], [0, 0, 1, "warning", 0], [0, 0, 1, "info", 1], [9, 9, 9, "never", 0], [0, 0, 0, "info", 0],
  ] as const)("%d errors, %d warnings, %d infos at %s: %d", (error, warning, info, failOn, code) => expect(exitCodeOf(report(error, warning, info), { failOn })).toBe(code));
  it("counts warnings", () => {
    expect(exitCodeOf(report(0, 3, 0), { failOn: "error", maxWarnings: 2 })).toBe(1);
    expect(exitCodeOf(report(0, 2, 0), { failOn: "error", maxWarnings: 2 })).toBe(0);
  });
  it("can be told to pass", () => expect(exitCodeOf(report(3, 0, 0), { failOn: "error", exitZero: true })).toBe(0));
});

describe("suggestions", () => {
  const words = ["undeclared-in-log", "undeclared-in-ads", "consent-missing", "email-address"];
  it.each([["undeclard-in-log", "undeclared-in-log"], ["consent", "consent-missing"], ["email", "email-address"], ["zebra", undefined], ["", undefined]])("%s: %s", (word, expected) => expect(nearest(word, words)).toBe(expected));
});

describe("CI", () => {
  it.each([[{ CI: "true" }, true], [{ CI: "false" }, false], [{ GITLAB_CI: "1" }, true], [{}, false]])("%j: %s", (env, expected) => expect(isCi({ env })).toBe(expected));
});
