/** Runs the tool on the project made from the catalog: every vendor and logger is found by its own calls, and by nothing else. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lintProject } from "../../src/lint.ts";
import type { Report } from "../../src/model/index.ts";
import { countSentence, programs } from "./executed.ts";

const all = programs();
let root = "";
let report: Report;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "executed-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("package.json", JSON.stringify({ name: "catalog", private: true }));
  for (const { file, text } of all) write(file, text);
  report = await lintProject({ root, noInventory: true, flows: true });
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const reached = (file: string, line: number): string[] =>
  (report.flows ?? []).filter(({ location, dataTypes }) => location.file === file && location.line === line && dataTypes.includes("email-address")).map(({ recipient }) => recipient.id);

describe.each(["vendor", "logger"] as const)("the calls of a %s", (kind) => {
  it.each(all.filter((one) => one.kind === kind && one.calls.length > 0).map((one) => [one.id, one] as const))("%s", (_id, { file, text, calls, lookAlike, recipient }) => {
    const lines = text.split("\n");
    const lost = calls.filter((line) => !reached(file, line).includes(recipient)).map((line) => `${lines[line - 1]!.trim()} reaches ${reached(file, line).join() || "nobody"}`);
    expect(lost).toEqual([]);
    if (lookAlike !== null) expect(reached(file, lookAlike)).toEqual([]);
  });
});

describe("a library of the application is no third party", () => {
  it.each(all.filter(({ isLibrary, calls }) => isLibrary && calls.length === 0).map((one) => [one.id, one] as const))("%s", (id, { file }) => {
    expect(report.vendors.filter((vendor) => vendor.id === id && vendor.evidence.some((place) => place.file === file))).toEqual([]);
  });
});

describe("a vendor that is only imported or asked", () => {
  it.each(all.filter(({ kind, seenBy, isLibrary }) => kind === "vendor" && seenBy !== null && !isLibrary).map((one) => [one.id, one] as const))("%s", (id, { file }) => {
    const fact = report.vendors.find((vendor) => vendor.id === id);
    expect(fact?.evidence.map((place) => place.file) ?? []).toContain(file);
  });
});

describe("the count", () => {
  it("is in the README", () => expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain(countSentence(all)));
});
