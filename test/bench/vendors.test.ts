/** The scoring rule for third parties, on labels small enough to check by eye. */
import { describe, expect, it } from "vitest";
import { isSameVendor, scoreVendors, vendorFigures } from "../../bench/accuracy/vendors.ts";
import type { LabelledVendor } from "../../bench/accuracy/vendors.ts";
import type { ReportVendor } from "../../src/model/index.ts";

const label = (vendor: string, change: Partial<LabelledVendor> = {}): LabelledVendor => ({ vendor, evidence: [], packages: [], hosts: [], how: "sdk", ...change });
const listed = (id: string, name = id): ReportVendor => ({ id, name, purpose: "other", declared: false, evidence: [], autoCollects: [], receives: [] });

describe("a labelled vendor", () => {
  it.each<[string, LabelledVendor, ReportVendor, boolean]>([
    ["a package", label("The error tool", { packages: ["@sentry/node"] }), listed("sentry", "Sentry"), true],
    ["a host of the catalog", label("The analytics", { hosts: ["eu.i.posthog.com"] }), listed("posthog", "PostHog"), true],
    ["a host nobody knows", label("Ledger", { hosts: ["api.ledger.example"] }), listed("api.ledger.example"), true],
    ["a word of its name", label("X / Airtable"), listed("airtable", "Airtable"), true],
    ["nothing", label("Ledger", { hosts: ["api.ledger.example"] }), listed("api.other.example"), false],
  ])("is known by %s", (_by, wanted, reported, isSame) => expect(isSameVendor(wanted, reported)).toBe(isSame));
});

it("leaves what an operator picks out of recall, and does not call it wrong", () => {
  const score = scoreVendors([label("Airtable"), label("Notion"), label("Brevo", { how: "config" })], [listed("airtable"), listed("brevo"), listed("stray.example")]);
  expect(score.found.map(({ vendor }) => vendor)).toEqual(["Airtable"]);
  expect(score.missed.map(({ vendor }) => vendor)).toEqual(["Notion"]);
  expect(score.wrong.map(({ id }) => id)).toEqual(["stray.example"]);
  expect(vendorFigures(new Map([["tiny", score]]))).toContain("1/2");
});
