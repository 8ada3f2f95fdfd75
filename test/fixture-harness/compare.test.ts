/** The harness must fail where a fixture is broken: each way of being wrong has a case here. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/index.ts";
import { compare } from "./compare.ts";
import { readMarkers } from "./markers.ts";

const finding = (change: Partial<Finding> = {}): Finding => ({
  rule: "undeclared-in-log", severity: "error", certainty: "sure", verdict: "omitted", dataTypes: ["email-address"], surface: "log",
  recipient: { id: "pino", name: "pino", kind: "first-party" }, what: "", why: "", fix: "",
  location: { file: "app.ts", line: 1, column: 1, endLine: 1, endColumn: 9 }, sources: [],
  path: [{ kind: "step", file: "src/users.ts", line: 7, column: 3, note: "returned" }], inventory: null, fingerprint: "", ...change,
});
const check = (text: string, ...findings: Finding[]): string[] =>
  compare({ name: "x", root: "", manifest: { title: "x" }, markers: readMarkers("app.ts", text) }, findings);
const line = "log.info(user.email); // ";

describe("a promise is kept", () => {
  it.each([
    ["exactly", "expect: undeclared-in-log email-address -> pino"],
    ["with certainty and severity", "expect: undeclared-in-log email-address -> pino (sure) [error]"],
    ["through a hop", "expect: undeclared-in-log email-address -> pino via users.ts via users.ts:7"],
  ])("%s", (_name, marker) => expect(check(line + marker, finding())).toEqual([]));
  it("on the next line, stacked, in other comment forms", () => {
    const text = "<!-- expect-next: undeclared-in-log email-address -> pino -->\n{/* never-next: undeclared-in-log phone-number - a plan */}\nlog()";
    expect(check(text, finding({ location: { file: "app.ts", line: 3, column: 1, endLine: 3, endColumn: 2 } }))).toEqual([]);
  });
  it("by a rule nobody asked for", () => expect(check("", finding({ rule: "undeclared-collection" }))).toEqual([]));
  it("by a known gap", () => expect(check(`${line}todo: undeclared-in-log email-address -> pino - bound functions`)).toEqual([]));
  it("by a known false alarm", () => expect(check(`${line}todo: never undeclared-in-log email-address - a constant`, finding())).toEqual([]));
});

describe("a promise is broken", () => {
  it.each([
    ["missing", "expect: undeclared-in-log email-address -> pino", []],
    ["unexpected", "", [finding()]],
    ["data types", "expect: undeclared-in-log email-address phone-number -> pino", [finding()]],
    ["recipient", "expect: undeclared-in-log email-address -> winston", [finding()]],
    ["recipient", "expect: undeclared-in-log email-address", [finding()]],
    ["certainty", "expect: undeclared-in-log email-address -> pino (likely)", [finding()]],
    ["severity", "expect: undeclared-in-log email-address -> pino [info]", [finding()]],
    ["no hop users.ts:8", "expect: undeclared-in-log email-address -> pino via users.ts:8", [finding()]],
    ["never (a flag)", "never: undeclared-in-log email-address - a flag", [finding()]],
    ["unexpected", "expect: undeclared-in-log email-address -> pino", [finding(), finding()]],
    ["promote it", "todo: undeclared-in-log email-address -> pino - bound functions", [finding()]],
    ["promote it", "todo: never undeclared-in-log email-address - a constant", []],
  ])("%s: %s", (said, marker, findings) => expect(check(line + marker, ...findings).join("\n")).toContain(said));
});

it.each(["// expect: -> pino", "// expect: undeclared-in-log Email -> pino", "// todo: undeclared-in-log email-address"])(
  "a marker that cannot be read names its place: %s",
  (text) => expect(() => readMarkers("app.ts", text)).toThrow("app.ts:1"),
);
