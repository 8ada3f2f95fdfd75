/** Suppression comments: what they cover, and what is wrong with them. */
import { describe, expect, it } from "vitest";
import { placeOf } from "../../src/model/index.ts";
import type { DirectiveFact, Finding } from "../../src/model/index.ts";
import { applySuppressions } from "../../src/suppress/index.ts";

const rules = ["undeclared-in-log", "undeclared-in-analytics", "credential-exposed"];
const dataTypes = ["email-address", "ip-address"];

function finding(line: number, change: Partial<Finding> = {}): Finding {
  return {
    rule: "undeclared-in-log", severity: "error", certainty: "sure", verdict: "omitted", dataTypes: ["email-address"], surface: "log",
    recipient: null, what: "", why: "", fix: "", location: { file: "a.ts", line, column: 1, endLine: line, endColumn: 9 },
    sources: [], path: [], inventory: null, fingerprint: `f${line}`, ...change,
  };
}

/** `3+` on its own line 3, `3` behind code in line 3. */
const comment = (where: string, text: string): DirectiveFact => {
  const line = Number.parseInt(where, 10);
  return { text, at: placeOf(line, 5), endLine: line, ownLine: where.endsWith("+") };
};

function apply(comments: [where: string, text: string][], findings: Finding[], active?: string[]) {
  const facts = comments.map(([where, text]) => comment(where, text));
  const { kept, suppressed, problems } = applySuppressions(findings, new Map([["a.ts", facts]]), { today: "2026-06-15", rules, dataTypes, ...(active ? { active } : {}) });
  return { kept: kept.map(({ location }) => location.line), suppressed: suppressed.map(({ finding: { location } }) => location.line), problems: problems.map(({ what }) => what), full: { problems, suppressed } };
}

describe("what a comment covers", () => {
  it.each<[string, [string, string][], number[]]>([
    ["its own line", [["3", " undeclared-in-log -- audit trail"]], [3]],
    ["the next line when alone", [["3+", "undeclared-in-log -- audit trail"]], [4]],
    ["the next line when it says so", [["3", "-next-line undeclared-in-log -- audit trail"]], [4]],
    ["a block", [["2+", "-start undeclared-in-log -- audit trail"], ["4+", "-end"]], [2, 3, 4]],
    ["the file", [["9+", "-file undeclared-in-log -- a mock server"]], [1, 2, 3, 4, 5]],
    ["only what it names", [["3", "credential-exposed, undeclared-in-log -- audit trail"]], [3]],
  ])("%s", (_name, comments, lines) => {
    const result = apply(comments, [1, 2, 3, 4, 5].map((line) => finding(line)));
    expect(result.suppressed).toEqual(lines);
    expect(result.kept).toEqual([1, 2, 3, 4, 5].filter((line) => !lines.includes(line)));
    expect(result.problems).toEqual([]);
  });

  it("reaches a call of several lines from any of them", () => {
    const call = finding(3, { location: { file: "a.ts", line: 3, column: 1, endLine: 6, endColumn: 2 } });
    expect(apply([["5", "undeclared-in-log -- kept on purpose"]], [call]).suppressed).toEqual([3]);
    expect(apply([["4+", "undeclared-in-log -- kept on purpose"]], [call]).suppressed).toEqual([3]);
    expect(apply([["7", "undeclared-in-log -- kept on purpose"]], [call]).kept).toEqual([3]);
  });

  it("stacks above one line", () => {
    const both = [finding(5), finding(5, { rule: "credential-exposed" })];
    expect(apply([["3+", "undeclared-in-log -- a"], ["4+", "credential-exposed -- b"]], both)).toMatchObject({ kept: [], problems: [] });
  });

  it("pairs blocks by their rules", () => {
    const comments: [string, string][] = [["1+", "-start undeclared-in-log -- a"], ["2+", "-start credential-exposed -- b"], ["4+", "-end undeclared-in-log"], ["6+", "-end"]];
    const found = [finding(3), finding(5), finding(5, { rule: "credential-exposed" })];
    expect(apply(comments, found)).toMatchObject({ kept: [5], suppressed: [3, 5], problems: [] });
  });

  it("hides a finding only when all its data types are named", () => {
    const two = finding(3, { dataTypes: ["email-address", "ip-address"] });
    expect(apply([["3", "undeclared-in-log email-address -- a"]], [two])).toMatchObject({ kept: [3], problems: [] });
    expect(apply([["3", "undeclared-in-log email-address ip-address -- a"]], [two]).suppressed).toEqual([3]);
    expect(apply([["2+", "undeclared-in-log email-address -- a"], ["3", "undeclared-in-log ip-address -- b"]], [two]).suppressed).toEqual([3]);
  });

  it("keeps the reason, without the end of the comment", () => {
    const { full } = apply([["3", "undeclared-in-log -- agreed with -- legal */}"]], [finding(3)]);
    expect(full.suppressed[0]).toMatchObject({ reason: "agreed with -- legal", file: "a.ts", line: 3 });
  });

  it("stays in its file", () => {
    const other = finding(3, { location: { ...finding(3).location, file: "b.ts" } });
    expect(apply([["3", "undeclared-in-log -- a"]], [other])).toMatchObject({ kept: [3], problems: ["This suppression of `undeclared-in-log` hides nothing."] });
  });
});

describe("dates", () => {
  it("holds to the end of the day", () => {
    expect(apply([["3", "undeclared-in-log until=2026-06-15 -- a"]], [finding(3)])).toMatchObject({ suppressed: [3], problems: [] });
    expect(apply([["3", "undeclared-in-log until=2026-06-14 -- a"]], [finding(3)])).toMatchObject({ kept: [3], problems: ["This suppression ended on 2026-06-14."] });
  });
  it.each(["until=2026-02-30", "until=soon", "until=2026-6-1"])("%s is no date", (word) => {
    expect(apply([["3", `undeclared-in-log ${word} -- a`]], [finding(3)])).toMatchObject({ kept: [3], problems: [`\`${word}\` is not a date.`] });
  });
});

describe("what is wrong with a comment", () => {
  it.each([
    ["undeclared-in-log", "This suppression gives no reason."],
    ["undeclared-in-log --", "This suppression gives no reason."],
    ["-- because", "This suppression names no rule."],
    ["", "This suppression names no rule."],
    ["undeclared-in-logs -- a", "Unknown rule `undeclared-in-logs`. Did you mean `undeclared-in-log`?"],
    ["all -- a", "Unknown rule `all`."],
    ["undeclared-in-log emial-address -- a", "Unknown rule or data type `emial-address`. Did you mean `email-address`?"],
    ["-nextline undeclared-in-log -- a", "`privacy-lint-ignore-nextline` is not a suppression. Did you mean `privacy-lint-ignore-next-line`?"],
    ["-start undeclared-in-log -- a", "This `privacy-lint-ignore-start` is never ended."],
    ["-end", "This `privacy-lint-ignore-end` ends nothing."],
    ["credential-exposed -- a", "This suppression of `credential-exposed` hides nothing."],
    ["undeclared-in-log ip-address -- a", "This suppression of `undeclared-in-log` hides nothing."],
  ])("%s: %s", (text, what) => {
    const result = apply([["3", text]], [finding(3)]);
    expect(result).toMatchObject({ kept: [3], suppressed: [], problems: [what] });
    expect(result.full.problems[0]).toMatchObject({ rule: "suppression", severity: "warning", location: { file: "a.ts", line: 3, column: 5 } });
  });

  it("does not call a comment unused whose rule did not run", () => {
    expect(apply([["3", "credential-exposed -- a"]], [finding(3)], ["undeclared-in-log"]).problems).toEqual([]);
  });

  it("tells equal problems apart and sorts them", () => {
    const { full } = apply([["9", "all -- a"], ["3", "all -- a"]], []);
    expect(full.problems.map(({ location }) => location.line)).toEqual([3, 9]);
    expect(new Set(full.problems.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});
