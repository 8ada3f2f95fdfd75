/** The baseline: written so that it diffs well, read strictly, pruned but never grown. */
import { expect, it } from "vitest";
import type { Finding } from "../../src/model/index.ts";
import { applyBaseline, prune, readBaseline, writeBaseline } from "../../src/suppress/index.ts";

const finding = (fingerprint: string, file = "src/a.ts"): Finding => ({
  rule: "undeclared-in-log", severity: "error", certainty: "sure", verdict: "omitted", dataTypes: ["email-address"], surface: "log", recipient: null,
  what: "", why: "", fix: "", location: { file, line: 1, column: 1, endLine: 1, endColumn: 2 }, sources: [], path: [], inventory: null, fingerprint,
});

function read(text: string) {
  const baseline = readBaseline(text);
  if ("what" in baseline) throw new Error(baseline.what);
  return baseline;
}

it("is sorted, one entry a line, and reads back", () => {
  const text = writeBaseline([finding("b2"), finding("a1"), finding("b2")]);
  expect(text).toBe([
    "{", '  "version": 1,', '  "findings": [',
    '    {"fingerprint":"a1","rule":"undeclared-in-log","file":"src/a.ts","dataTypes":["email-address"]},',
    '    {"fingerprint":"b2","rule":"undeclared-in-log","file":"src/a.ts","dataTypes":["email-address"]}',
    "  ]", "}", "",
  ].join("\n"));
  expect(writeBaseline(read(text).entries)).toBe(text);
  expect(read(writeBaseline([])).entries).toEqual([]);
});

it("splits findings into known and new, and names stale entries", () => {
  const baseline = read(writeBaseline([finding("a"), finding("gone")]));
  const { kept, baselined, stale } = applyBaseline([finding("a"), finding("new")], baseline);
  expect([kept, baselined, stale].map((list) => list.map(({ fingerprint }) => fingerprint))).toEqual([["new"], ["a"], ["gone"]]);
});

it("prunes what is gone, adds nothing, and a second time changes nothing", () => {
  const findings = [finding("a"), finding("new")];
  const pruned = prune(read(writeBaseline([finding("a"), finding("gone")])), findings);
  expect(pruned.entries.map(({ fingerprint }) => fingerprint)).toEqual(["a"]);
  expect(prune(pruned, findings)).toEqual(pruned);
});

it.each([
  ["{", /not valid JSON/], ["[]", /has version none/], ['{"version":2,"findings":[]}', /version 2/], ['{"version":1}', /no list/],
  ['{"version":1,"findings":[{"fingerprint":"a"}]}', /^Entry 1 of the baseline lacks/],
])("%s is no baseline", (text, what) => {
  const result = readBaseline(text);
  expect("what" in result ? result.what : "read").toMatch(what);
});
