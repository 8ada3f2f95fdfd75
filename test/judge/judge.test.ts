/** The judge: levels, fingerprints, order, and what `--flows` shows. */
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/checks/index.ts";
import { emptyInventory } from "../../src/inventory/index.ts";
import { judge, judgedFlows, judgedVendors } from "../../src/judge/index.ts";
import type { Severities } from "../../src/judge/index.ts";
import type { Analysis, Inventory } from "../../src/model/index.ts";
import { smallCatalog as catalog } from "../inventory/small-catalog.ts";
import { analysis, at, collection, datum, flow, tracked, vendorUse } from "./flows.ts";

const run = (change: Partial<Analysis>, severities: Severities = {}, inventory: Inventory = emptyInventory()) =>
  judge({ analysis: analysis(change), inventory, catalog, rules, severities });
const levels = (change: Partial<Analysis>, severities?: Severities) => run(change, severities).map(({ rule, severity }) => `${rule}: ${severity}`);

describe("levels", () => {
  it.each([
    ["plain data", flow(["email-address"]), "error"],
    ["a likely datum", flow([datum("email-address", { certainty: "likely" })]), "warning"],
    ["a likely sink", flow(["email-address"], { sinkCertainty: "likely" }), "warning"],
    ["a pseudonymous id", flow(["user-id"]), "warning"],
    ["a likely pseudonymous id", flow([datum("user-id", { certainty: "likely" })]), "info"],
    ["hashed data", flow([datum("email-address", { treatment: "pseudonymised" })]), "warning"],
    ["development only", flow(["email-address"], { developmentOnly: true }), "warning"],
    ["all at once", flow([datum("user-id", { certainty: "likely", treatment: "reduced" })], { developmentOnly: true }), "info"],
    ["the loudest of several", flow([datum("user-id"), datum("ip-address", { certainty: "likely" }), datum("email-address")]), "error"],
  ])("%s", (_name, item, severity) => expect(levels({ flows: [item] })).toEqual([`undeclared-in-log: ${severity}`]));

  it("takes the path and certainty of the loudest datum", () => {
    const likely = datum("email-address", { certainty: "likely", path: [] });
    expect(run({ flows: [flow([likely, datum("ip-address")])] })[0]).toMatchObject({ certainty: "sure", dataTypes: ["email-address", "ip-address"], path: [{ kind: "source" }, { kind: "sink" }] });
  });

  it("keeps the steps below a level the user set", () => {
    const flows = [flow(["email-address"]), flow(["user-id"], { location: at(6) })];
    expect(levels({ flows }, { "undeclared-in-log": "warning" })).toEqual(["undeclared-in-log: warning", "undeclared-in-log: info"]);
    expect(levels({ flows }, { "undeclared-in-log": "off" })).toEqual([]);
    expect(levels({ flows }, (_rule, file) => (file === "src/app.ts" ? "info" : undefined))).toEqual(["undeclared-in-log: info", "undeclared-in-log: info"]);
  });
});

describe("fingerprints", () => {
  const print = (change: Partial<Analysis>) => run(change).map(({ fingerprint }) => fingerprint);
  const [base] = print({ flows: [flow(["email-address"])] });

  it("survive edits elsewhere in the file", () => {
    const moved = datum("email-address", { path: [], source: { ...datum("email-address").source, line: 90, expression: "user . email".replace(/ /g, "") } });
    expect(print({ flows: [flow([moved], { location: at(95), sink: at(95) })] })).toEqual([base]);
  });

  it("change with the file, the callee, the data and the source", () => {
    const others = [
      flow(["email-address"], { location: at(5, "src/other.ts") }), flow(["email-address"], { callee: "logger.warn" }), flow(["ip-address"]),
      flow([datum("email-address", { source: { ...datum("email-address").source, expression: "account.email" } })]),
    ];
    const prints = others.flatMap((item) => print({ flows: [item] }));
    expect(new Set([base, ...prints]).size).toBe(5);
  });

  it("number equal subjects by their place, whatever order they come in", () => {
    const twins = [flow(["email-address"]), flow(["email-address"], { location: at(50) })];
    const prints = print({ flows: twins });
    expect(prints[0]).toBe(base);
    expect(prints[1]).not.toBe(base);
    expect(print({ flows: [...twins].reverse() })).toEqual(prints);
  });

  it("do not depend on levels", () => {
    const twins = [flow(["email-address"]), flow(["email-address"], { location: at(50) })];
    const quieter = run({ flows: twins }, { "undeclared-in-log": "info" }).map(({ fingerprint }) => fingerprint);
    expect(quieter).toEqual(print({ flows: twins }));
  });
});

it("sorts by file, line, column and rule", () => {
  const both = { location: at(3), data: [datum("password"), datum("email-address")] };
  const findings = run({ flows: [flow([], { ...both }), flow(["ip-address"], { location: at(2) }), flow(["ip-address"], { location: at(9, "a.ts") })] });
  expect(findings.map(({ location, rule }) => `${location.file}:${location.line} ${rule}`)).toEqual([
    "a.ts:9 undeclared-in-log", "src/app.ts:2 undeclared-in-log", "src/app.ts:3 credential-exposed", "src/app.ts:3 undeclared-in-log",
  ]);
});

it("gives every finding its rule's why and no key less", () => {
  const [finding] = run({ flows: [flow(["email-address"])] });
  expect(Object.keys(finding!).sort()).toEqual([
    "certainty", "dataTypes", "fingerprint", "fix", "inventory", "location", "path", "recipient", "rule", "severity", "sources", "surface", "verdict", "what", "why",
  ]);
  expect(finding!.why).toBe(rules.find(({ id }) => id === "undeclared-in-log")!.why);
  expect(finding!.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

describe("flows", () => {
  const inventory: Inventory = {
    ...emptyInventory(), file: "privacy-inventory.yaml",
    data: [{ type: "email-address", surfaces: ["log"], purposes: [], recipients: [], consent: "none", guards: [], identifiability: "identified", exact: false, reviewed: true, line: 3 }],
  };
  const opaque = { label: "request body", mayContain: ["email-address"], source: { file: "src/app.ts", line: 1, column: 1, expression: "req.body" }, path: [] };
  const shown = judgedFlows({
    analysis: analysis({ flows: [tracked(["email-address"], { location: at(7) }), flow(["email-address"]), flow(["email-address", "ip-address"], { location: at(6) }), flow([], { location: at(4), opaque: [opaque] })] }),
    inventory, catalog,
  });

  it("shows every flow once, with its worst verdict, clear ones too", () => {
    expect(shown.map(({ location, verdict, dataTypes }) => [location.line, verdict, dataTypes])).toEqual([
      [4, "vague", []], [5, "clear", ["email-address"]], [6, "omitted", ["email-address", "ip-address"]], [7, "recipient-undeclared", ["email-address"]],
    ]);
  });

  it("says why the data counts as personal", () => {
    expect(shown[2]?.reason).toBe("email-address: field of User; ip-address: field of User");
    expect(shown[0]?.reason).toBe("request body may hold any field");
  });

  it("finds exempt functions in the hops", () => {
    const exempt = { ...inventory, data: [], exemptions: { deidentified: ["anonymizeIp"] } };
    const masked = datum("ip-address", { path: [{ kind: "call", file: "src/app.ts", line: 4, column: 1, note: "passed to lib.anonymizeIp()" }] });
    expect(run({ flows: [flow([masked])] }, {}, exempt)).toEqual([]);
    expect(run({ flows: [flow(["ip-address"])] }, {}, exempt)).toHaveLength(1);
  });
});

it("lists vendors with their evidence, declared or not", () => {
  const evidence = [{ file: "src/a.ts", line: 1, kind: "call" as const, text: "" }, { file: "src/a.ts", line: 1, kind: "import" as const, text: "" }];
  const vendors = judgedVendors({
    analysis: analysis({ vendors: [vendorUse({ evidence, receives: ["user-id", "email-address"] }), vendorUse({ id: "errors.example", name: "errors.example", kind: "host" })] }),
    inventory: { ...emptyInventory(), vendors: [{ id: "errors", role: "processor", purposes: [], packages: [], domains: ["errors.example"], receives: [], reviewed: true, line: 1 }] },
    catalog,
  });
  expect(vendors).toEqual([
    { id: "errors.example", name: "errors.example", purpose: "product-analytics", declared: true, evidence: [{ file: "src/app.ts", line: 1 }], autoCollects: [], receives: [] },
    { id: "posthog", name: "PostHog", purpose: "product-analytics", declared: false, evidence: [{ file: "src/a.ts", line: 1 }], autoCollects: [], receives: ["email-address", "user-id"] },
  ]);
});

it("gives the same bytes for the same input", () => {
  const given = { flows: [flow(["email-address"]), tracked(["user-id"])], collections: [collection("ip-address")], vendors: [vendorUse()] };
  expect(JSON.stringify(run(given))).toBe(JSON.stringify(run({ ...given, flows: [...given.flows].reverse() })));
});
