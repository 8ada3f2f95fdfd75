/** Each rule against hand-written flows: what it reports, what it leaves to another rule, what it says. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/checks/index.ts";
import { emptyInventory, loadInventory } from "../../src/inventory/index.ts";
import { judge } from "../../src/judge/index.ts";
import type { Analysis, Finding, Flow, Surface } from "../../src/model/index.ts";
import { smallCatalog as catalog } from "../inventory/small-catalog.ts";
import { analysis, at, collection, datum, flow, tracked, vendorUse } from "../judge/flows.ts";

function run(change: Partial<Analysis>, yaml?: string): Finding[] {
  const inventory = yaml === undefined ? emptyInventory() : loadInventory("privacy-inventory.yaml", { root: "/", catalog, text: `version: 1\n${yaml}` });
  return judge({ analysis: analysis(change), inventory, catalog, rules: rules.filter(({ id }) => id !== "unused-declaration") });
}
const ids = (change: Partial<Analysis>, yaml?: string) => run(change, yaml).map(({ rule, dataTypes }) => [rule, ...dataTypes].join(" "));
const only = (findings: Finding[]): Finding => {
  expect(findings).toHaveLength(1);
  return findings[0]!;
};

const vendorAt = (surface: Surface, id = "acme"): Partial<Flow> => ({ surface, recipient: { id, name: "Acme", kind: "vendor" }, callee: "acme.send" });

describe("undeclared data, by surface", () => {
  it.each([
    ["log", "undeclared-in-log"], ["error-tracker", "undeclared-in-error-tracker"], ["analytics", "undeclared-in-analytics"],
    ["session-replay", "undeclared-in-analytics"], ["ads", "undeclared-in-ads"], ["llm", "undeclared-to-llm"],
    ["network-third-party", "undeclared-to-third-party"], ["message", "undeclared-to-third-party"], ["client-storage", "undeclared-in-client-storage"],
  ] as const)("%s: %s", (surface, rule) => {
    expect(ids({ flows: [flow(["email-address"], vendorAt(surface))] })).toEqual([`${rule} email-address`]);
  });

  it.each(["storage", "response"] as const)("%s is the application's own business", (surface) => {
    expect(ids({ flows: [flow(["email-address", "password"], { surface })] })).toEqual([]);
  });

  it("is one finding per call with all its data", () => {
    expect(ids({ flows: [flow(["email-address", "ip-address"])] })).toEqual(["undeclared-in-log email-address ip-address"]);
    expect(ids({ flows: [flow(["email-address"]), flow(["ip-address"])] })).toEqual(["undeclared-in-log email-address ip-address"]);
  });

  it("leaves declared data out", () => {
    expect(ids({ flows: [flow(["email-address", "ip-address"])] }, "data: [{ type: ip-address, surfaces: [log] }]")).toEqual(["undeclared-in-log email-address"]);
  });

  it("says what, and what would mend it", () => {
    const finding = only(run({ flows: [tracked(["email-address"])] }));
    expect(finding.what).toBe("E-mail address reaches PostHog (analytics).");
    expect(finding.fix).toBe("Drop `user.email` from the call, send a pseudonymous id instead, or, where the policy says so, declare email-address for analytics with recipient posthog.");
    expect(only(run({ flows: [flow(["email-address", "ip-address", "photos"])] })).what).toBe("E-mail address, IP address and photos reach the log (pino).");
    expect(only(run({ flows: [flow(["photos"], { developmentOnly: true })] })).what).toBe("Photos reach the log (pino) in development.");
  });

  it("says what the policy declares instead", () => {
    const what = (yaml: string, item = tracked(["email-address"])) => only(run({ flows: [item] }, yaml)).what;
    expect(what("data: []")).toBe("E-mail address reaches PostHog (analytics). The policy does not cover this.");
    expect(what("data: [{ type: email-address, surfaces: [analytics], recipients: [first-party] }]")).toMatch(/The policy declares it, but not for PostHog\.$/);
    expect(what("data: [{ type: email-address, recipients: [posthog] }]")).toMatch(/The policy declares it for storage and response only\.$/);
    expect(what("data: [{ type: email-address, surfaces: [log], identifiability: pseudonymous }]", flow(["email-address"]))).toMatch(/in pseudonymous form only\.$/);
  });

  it("quotes the nearest entry", () => {
    const yaml = 'data: [{ type: email-address, source: { section: "1 Account", quote: "we keep your e-mail address" } }]';
    expect(only(run({ flows: [flow(["email-address"])] }, yaml)).inventory).toEqual({ type: "email-address", source: '1 Account: "we keep your e-mail address"' });
    expect(only(run({ flows: [flow(["email-address"])] })).inventory).toBeNull();
  });

  it("never calls the policy or the code illegal", () => {
    const flows = (["log", "analytics", "ads", "llm", "message", "client-storage"] as const).map((surface, index) => flow(["email-address", "password"], { ...vendorAt(surface), location: at(index + 1) }));
    const text = JSON.stringify([run({ flows, collections: [collection("ip-address")], vendors: [vendorUse()] }), rules.map(({ why, summary }) => [why, summary])]);
    expect(text).not.toMatch(/illegal|unlawful|violat|breach|leak/i);
  });
});

describe("credential-exposed", () => {
  it.each(["log", "error-tracker", "analytics", "ads", "session-replay", "llm", "network-third-party", "client-storage"] as const)("%s", (surface) => {
    expect(ids({ flows: [flow(["password"], vendorAt(surface))] })).toEqual(["credential-exposed password"]);
  });

  it("is not made right by a declaration where nobody may read it", () => {
    const declared = "data: [{ type: password, surfaces: [log, network-third-party], recipients: [acme] }]";
    expect(ids({ flows: [flow(["password"])] }, declared)).toEqual(["credential-exposed password"]);
    expect(ids({ flows: [flow(["password"], vendorAt("network-third-party"))] }, declared)).toEqual([]);
  });

  it("leaves the rest of the call to the other rule", () => {
    expect(ids({ flows: [flow(["password", "email-address"])] })).toEqual(["credential-exposed password", "undeclared-in-log email-address"]);
  });

  it("takes a token in a mail for a login link, a password for what it is", () => {
    expect(ids({ flows: [flow(["auth-credential"], vendorAt("message"))] })).toEqual([]);
    expect(ids({ flows: [flow(["password"], vendorAt("message"))] })).toEqual(["undeclared-to-third-party password"]);
  });

  it("lets an authentication service have the password, as far as the policy names it", () => {
    expect(ids({ flows: [flow(["password"], { ...vendorAt("network-third-party"), purpose: "auth" })] })).toEqual(["undeclared-to-third-party password"]);
  });

  it("warns of a token in the browser, and means a password", () => {
    expect(only(run({ flows: [flow(["auth-credential"], { surface: "client-storage" })] })).severity).toBe("warning");
    expect(only(run({ flows: [flow(["password"], { surface: "client-storage" })] })).severity).toBe("error");
  });
});

describe("prohibited-data", () => {
  const yaml = 'prohibited: [{ type: email-address, scope: "src/**", source: { section: "2" } }]';

  it("comes before every other rule", () => {
    const finding = only(run({ flows: [flow(["email-address"])] }, yaml));
    expect(finding).toMatchObject({ rule: "prohibited-data", verdict: "prohibited", inventory: { type: "email-address", source: "2" } });
    expect(finding.what).toBe("E-mail address reaches the log (pino); the policy rules this out in src/**.");
  });

  it("covers storage, responses and collection", () => {
    expect(ids({ flows: [flow(["email-address"], { surface: "storage" })] }, yaml)).toEqual(["prohibited-data email-address"]);
    expect(ids({ collections: [collection("email-address", { location: at(2) })] }, yaml)).toEqual(["prohibited-data email-address"]);
    expect(ids({ flows: [flow(["password"])] }, "prohibited: [{ type: password }]")).toEqual(["prohibited-data password"]);
  });
});

describe("opaque-payload", () => {
  const opaque = (expression: string) => ({ label: "request body", mayContain: ["ip-address", "email-address"], source: { file: "src/app.ts", line: 1, column: 1, expression }, path: [] });

  it("warns that anything may be in it, claiming no data type", () => {
    const finding = only(run({ flows: [flow([], { opaque: [opaque("req.body")] })] }));
    expect(finding).toMatchObject({ rule: "opaque-payload", severity: "warning", dataTypes: [], verdict: null });
    expect(finding.what).toBe("`req.body` (request body) goes whole to the log (pino); it may hold any field, such as e-mail address or IP address.");
  });

  it("is quiet about storage and responses", () => {
    expect(ids({ flows: [flow([], { surface: "storage", opaque: [opaque("req.body")] })] })).toEqual([]);
  });

  it("is one finding per call", () => {
    const flows = [flow([], { opaque: [opaque("req.body")] }), flow([], { opaque: [opaque("req.headers")] })];
    expect(only(run({ flows })).what).toMatch(/^`req\.body` and `req\.headers` \(request body\)/);
  });

  it("tells two payloads at one sink name apart", () => {
    const flows = [flow([], { opaque: [opaque("req.body")] }), flow([], { opaque: [opaque("req.headers")], location: at(6) })];
    const prints = run({ flows }).map(({ fingerprint }) => fingerprint);
    expect(run({ flows: flows.slice(1) })[0]?.fingerprint).toBe(prints[1]);
  });
});

describe("vague-declaration", () => {
  it("warns, and means it for sensitive data", () => {
    const contact = only(run({ flows: [flow(["email-address"])] }, "data: [{ type: contact-information, surfaces: [log] }]"));
    expect(contact).toMatchObject({ rule: "vague-declaration", severity: "warning", verdict: "vague" });
    expect(contact.what).toBe('E-mail address reaches the log (pino); the policy only says "contact information".');
    const location = only(run({ flows: [flow(["precise-location"])] }, "data: [{ type: location, surfaces: [log] }]"));
    expect(location.severity).toBe("error");
  });

  it("also says when the inventory says yes and no", () => {
    const finding = only(run({ flows: [flow(["email-address"])] }, "data: [{ type: email-address, surfaces: [log] }]\nprohibited: [{ type: contact-information }]"));
    expect(finding).toMatchObject({ rule: "vague-declaration", verdict: "ambiguous" });
    expect(finding.what).toMatch(/declares it and rules out `contact-information` as a whole\.$/);
  });
});

it("consent-missing names the guards", () => {
  const yaml = "data: [{ type: email-address, surfaces: [analytics], recipients: [posthog], consent: opt-in, guards: [hasConsent, mayTrack] }]";
  const finding = only(run({ flows: [tracked(["email-address"])] }, yaml));
  expect(finding).toMatchObject({ rule: "consent-missing", severity: "error", verdict: "consent-missing" });
  expect(finding.what).toBe("E-mail address reaches PostHog (analytics) unasked; the policy allows it only with consent.");
  expect(finding.fix).toBe("Put the call behind a check of `hasConsent` or `mayTrack`.");
  expect(ids({ flows: [tracked(["email-address"], { guards: ["mayTrack"] })] }, yaml)).toEqual([]);
});

it("purpose-mismatch names both purposes", () => {
  const finding = only(run({ flows: [tracked(["email-address"])] }, "data: [{ type: email-address, surfaces: [analytics], recipients: [posthog], purposes: [billing] }]"));
  expect(finding).toMatchObject({ rule: "purpose-mismatch", severity: "warning" });
  expect(finding.what).toBe("E-mail address reaches PostHog (analytics) for product-analytics; the policy declares it for billing.");
});

describe("undeclared-collection", () => {
  it("reports a type once per file, at its surest place, with all places", () => {
    const collections = [
      collection("ip-address", { certainty: "likely", location: at(1), how: "api", expression: "req.ip" }), collection("ip-address", { location: at(4) }),
      collection("ip-address", { location: at(1, "src/b.ts") }), collection("email-address", { location: at(9), how: "form" }),
    ];
    const findings = run({ collections });
    expect(findings.map(({ location, dataTypes, sources, severity }) => [location.file, location.line, ...dataTypes, sources.length, severity])).toEqual([
      ["src/app.ts", 4, "ip-address", 2, "error"], ["src/app.ts", 9, "email-address", 1, "error"], ["src/b.ts", 1, "ip-address", 1, "error"],
    ]);
    expect(findings[1]?.what).toBe("E-mail address is asked for in this form.");
  });

  it("knows listed, vaguely listed and pseudonymous types", () => {
    expect(ids({ collections: [collection("ip-address")] }, "data: [{ type: ip-address, surfaces: [ads] }]")).toEqual([]);
    expect(ids({ collections: [collection("ip-address")] }, "data: [{ type: identifier }]")).toEqual([]);
    expect(only(run({ collections: [collection("user-id", { certainty: "likely" })] })).severity).toBe("info");
    expect(only(run({ collections: [collection("ip-address")] }, "data: []")).what).toBe("IP address is stored in this schema. The policy does not mention it.");
  });
});

describe("undeclared-recipient", () => {
  it("reports a vendor once, at its strongest evidence", () => {
    const finding = only(run({ vendors: [vendorUse({ receives: ["user-id", "email-address"] })] }, "data: []"));
    expect(finding).toMatchObject({ severity: "error", certainty: "sure", dataTypes: [], recipient: { id: "posthog" }, location: { file: "src/app.ts", line: 1 } });
    expect(finding.what).toBe("PostHog (product-analytics) receives e-mail address and user id; the inventory does not name it.");
  });

  it("is quieter about a vendor that gets nothing, and about mere hints", () => {
    expect(only(run({ vendors: [vendorUse()] })).severity).toBe("warning");
    expect(only(run({ vendors: [vendorUse({ evidence: [{ file: "package.json", line: 3, kind: "dependency", text: "posthog-js" }] })] })).severity).toBe("info");
    expect(run({ vendors: [vendorUse({ evidence: [] })] })).toEqual([]);
  });

  it.each(["vendors: [{ id: posthog }]", "vendors: [{ id: ph, packages: [posthog-*] }]", "vendors: [{ id: ph, name: PostHog }]",
    "vendors: [{ id: ph, domains: [\"*.posthog.com\"] }]", "data: [{ type: ip-address, recipients: [posthog] }]"])("is content with %s", (yaml) => {
    expect(run({ vendors: [vendorUse()] }, yaml)).toEqual([]);
  });
});

describe("unused-declaration", () => {
  const unused = (change: Partial<Analysis>, yaml: string) => judge({
    analysis: analysis(change), catalog, rules: rules.filter(({ id }) => id === "unused-declaration"),
    inventory: loadInventory("privacy-inventory.yaml", { root: "/", catalog, text: `version: 1\n${yaml}` }),
  });
  const yaml = "data:\n  - type: contact-information\n  - type: photos\n  - type: photos\n    surfaces: [log]\nvendors:\n  - id: posthog\n  - id: other\n    domains: [\"*.other.example\"]\n";

  it("lists what no flow, collection or vendor answers to, in the inventory file", () => {
    const found = unused({ flows: [flow(["email-address"])], vendors: [vendorUse()] }, yaml);
    expect(found.map(({ what, location, severity }) => [what, location.file, location.line, severity])).toEqual([
      ["Photos: declared, but nothing in the code collects or sends it.", "privacy-inventory.yaml", 4, "info"],
      ["other: declared, but nothing in the code uses it.", "privacy-inventory.yaml", 9, "info"],
    ]);
  });

  it("counts collections, hosts and undeclared uses as seen", () => {
    const seen = { collections: [collection("photos")], flows: [tracked(["email-address"])], vendors: [vendorUse({ id: "api.other.example", name: "api.other.example", kind: "host" as const })] };
    expect(unused(seen, yaml)).toEqual([]);
  });

  it("has nothing to say without an inventory", () => {
    expect(judge({ analysis: analysis(), inventory: emptyInventory(), catalog, rules })).toEqual([]);
  });
});

describe("the list of rules", () => {
  it("has unique ids, a summary and a why for each, and no file is left out", async () => {
    const { readdirSync } = await import("node:fs");
    const files = readdirSync(new URL("../../rules/checks/", import.meta.url)).filter((name) => name.endsWith(".ts") && name !== "index.ts").map((name) => name.slice(0, -3));
    expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
    for (const { summary, why } of rules) expect([summary, why]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)]);
  });

  it("imports nothing but the model", () => {
    for (const { id } of rules) {
      const text = readFileSync(new URL(`../../rules/checks/${id}.ts`, import.meta.url), "utf8");
      for (const [, specifier] of text.matchAll(/from "([^"]+)"/g)) expect(specifier).toMatch(/^(\.\.\/\.\.\/src\/model\/|\.\/parts\/)/);
    }
  });
});

it("hands over data that is hashed one step lower", () => {
  expect(only(run({ flows: [tracked([datum("email-address", { treatment: "pseudonymised" })])] })).severity).toBe("warning");
});
