/** The scoring rule on a label file small enough to check by eye. */
import { describe, expect, it } from "vitest";
import { ts } from "ts-morph";
import { lastLineOfCall } from "../../bench/accuracy/call-span.ts";
import type { Labels, Site } from "../../bench/accuracy/labels.ts";
import { figures, typeLines } from "../../bench/accuracy/print.ts";
import { placesOf, pool, score } from "../../bench/accuracy/score.ts";
import type { ReportFlow } from "../../src/model/index.ts";

const site = (line: number, change: Partial<Site> = {}): Site => ({
  id: `app-${line}`, class: "log", file: "app.ts", line, column: 1, callee: "log.info", isSink: "yes", recipient: "pino",
  personal: "yes", types: ["email-address"], basis: "direct-field", via: "local", why: "", ...change,
});
const labels = (...sites: Site[]): Labels => ({ app: "tiny", repository: "", commit: "", sites });
const at = (line: number, ...types: string[]) => ({ file: "app.ts", line, types });
const oneLine = ({ line }: Site): number => line;

describe("a labelled place", () => {
  it("is found at its line, and only in its file", () => {
    const { positives, misses } = score(labels(site(1), site(2)), [at(1, "email-address"), { file: "other.ts", line: 2, types: [] }], oneLine);
    expect(positives).toEqual({ found: 1, of: 2 });
    expect(misses.map(({ line }) => line)).toEqual([2]);
  });

  it("is found on any line of a call over several lines, not after it", () => {
    const inside = score(labels(site(1)), [at(3)], () => 3);
    const after = score(labels(site(1)), [at(4)], () => 3);
    expect([inside.positives.found, after.positives.found]).toEqual([1, 0]);
  });

  it.each([
    ["is no sink", { isSink: "no", personal: "unsure" }],
    ["carries nothing personal", { personal: "no", types: [] }],
  ] as const)("is a false alarm when it %s and is flagged", (_name, change) => {
    const { negatives, falses } = score(labels(site(1, { ...change, types: [] })), [at(1, "person-name")], oneLine);
    expect(negatives).toEqual({ found: 1, of: 1 });
    expect(falses[0]?.reported).toEqual(["person-name"]);
  });

  it.each([
    ["nobody was sure", { personal: "unsure" }],
    ["it asks the own backend", { class: "http", firstParty: true }],
    ["it asks the own backend for nothing personal", { class: "http", firstParty: true, personal: "no" }],
  ] as const)("counts nowhere when %s", (_name, change) => {
    const { positives, negatives } = score(labels(site(1, change)), [at(1, "email-address")], oneLine);
    expect([positives.of, negatives.of]).toEqual([0, 0]);
  });

  it("counts when nobody knows whose host it is", () => {
    expect(score(labels(site(1, { class: "http", firstParty: "unknown" })), [], oneLine).positives.of).toBe(1);
  });
});

describe("data types", () => {
  it("are right, extra or missing at found places only", () => {
    const sites = labels(site(1, { types: ["email-address", "person-name"] }), site(2));
    const { types, mistyped } = score(sites, [at(1, "email-address", "ip-address"), at(1, "email-address")], oneLine);
    expect(types).toEqual({ right: 1, extra: 1, missing: 1 });
    expect(typeLines(mistyped)).toEqual(["  app.ts:1:1 log.info +ip-address -person-name - "]);
  });
});

describe("a report", () => {
  const flow: ReportFlow = {
    dataTypes: ["email-address"], surface: "log", recipient: { id: "pino", name: "pino", kind: "first-party" }, certainty: "sure", verdict: "omitted",
    location: { file: "caller.ts", line: 9, column: 1, endLine: 9, endColumn: 5 }, sources: [], reason: "",
    path: [
      { kind: "source", file: "user.ts", line: 1, column: 1, note: "" }, { kind: "step", file: "user.ts", line: 2, column: 1, note: "" },
      { kind: "call", file: "caller.ts", line: 9, column: 1, note: "" }, { kind: "sink", file: "wrapper.ts", line: 4, column: 1, note: "" },
    ],
  };
  it("names a wrapper's call and the sink inside, not where the datum came from", () => {
    const places = placesOf({ findings: [], flows: [flow] }).map(({ file, line }) => `${file}:${line}`);
    expect(new Set(places)).toEqual(new Set(["caller.ts:9", "wrapper.ts:4"]));
  });
});

describe("the end of a call", () => {
  const source = ts.createSourceFile("app.ts", "log.info(\n  user.email,\n);\nchain\n  .first()\n  .second();\n  other(\n);", ts.ScriptTarget.Latest, true);
  it.each([
    ["over several lines", 1, 1, 3],
    ["of the longest chain that starts there", 4, 1, 6],
    ["that is not there", 2, 1, 2],
  ])("%s", (_name, line, column, last) => expect(lastLineOfCall(source, { line, column })).toBe(last));
});

it("applications are pooled as one sample", () => {
  const a = score(labels(site(1), site(2)), [at(1, "email-address")], oneLine);
  const b = score(labels(site(1, { class: "llm" }), site(2, { personal: "no", types: [] })), [at(1, "person-name"), at(2, "person-name")], oneLine);
  const all = pool([a, b]);
  expect(all.positives).toEqual({ found: 2, of: 3 });
  expect(all.negatives).toEqual({ found: 1, of: 1 });
  expect(all.types).toEqual({ right: 1, extra: 1, missing: 1 });
  expect(all.byClass).toEqual(new Map([["log", { found: 1, of: 2 }], ["llm", { found: 1, of: 1 }]]));
  expect(figures(new Map([["all", all]])).split("\n").at(-1)).toBe(
    "| all         |    2/3 | 67 % |       2/3 | 67 % |     1 |     1 |       1 |        50 % |",
  );
});
