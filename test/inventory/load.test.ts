/** Loading an inventory: what is accepted, and where each mistake is reported. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { emptyInventory, findInventory, loadInventory } from "../../src/inventory/index.ts";
import { smallCatalog as catalog } from "./small-catalog.ts";

let root: string;
beforeAll(() => { root = mkdtempSync(join(tmpdir(), "inventory-")); });
afterAll(() => rmSync(root, { recursive: true }));

const load = (text: string, file = "privacy-inventory.yaml") => loadInventory(file, { root, catalog, text });

function mistake(text: string, file = "privacy-inventory.yaml"): UserError {
  try {
    load(text, file);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("No mistake was found.");
}

const full = `version: 1
policy: { file: PRIVACY.md, effective: 2026-01-01, sha256: "${"a".repeat(64)}" }
organization: { name: Example Inc., domains: [example.test] }
x-owner: legal
data:
  - type: ip-address
    surfaces: [log, storage]
    purposes: [security, x-insight]
    recipients: [first-party, posthog]
    retention: P90D
    consent: opt-in
    guards: [hasConsent]
    x-ticket: 12
    source: { section: "2 Log Data", quote: "may include the IP address", line: 14 }
    reviewed: false
  - type: user.contact.email
    retention: { max: P1Y6M, from: account-termination }
prohibited:
  - { type: password, scope: "src/integrations/**", actions: [log] }
  - { type: phone-number }
vendors:
  - { id: posthog, role: joint, receives: [user.device.ip_address], domains: ["*.posthog.example"] }
exemptions: { deidentified: { functions: [anonymizeIp], minGroupSize: 20 } }
retentionDefaults: { applicant: P3Y }
identifiers: { add: { email-address: [acctMail] }, ignore: ["site.contactEmail"] }
`;

describe("a whole inventory", () => {
  const inventory = (() => load(full));

  it("fills in defaults and keeps lines", () => {
    const [ip, email] = inventory().data;
    expect(ip).toEqual({
      type: "ip-address", surfaces: ["log", "storage"], purposes: ["security", "x-insight"], recipients: ["first-party", "posthog"],
      retention: { max: "P90D" }, consent: "opt-in", guards: ["hasConsent"], identifiability: "identified", exact: false,
      source: { section: "2 Log Data", quote: "may include the IP address", line: 14 }, reviewed: false, line: 6,
    });
    expect(email).toMatchObject({
      type: "email-address", surfaces: ["storage", "response"], purposes: [], recipients: [], consent: "none", reviewed: true, line: 16,
      retention: { max: "P1Y6M", from: "account-termination" },
    });
  });

  it("reads a prohibition's surfaces from its actions", () => {
    const [password, phone] = inventory().prohibited;
    expect(password).toMatchObject({ surfaces: ["log"], scope: "src/integrations/**", line: 19 });
    expect(phone?.surfaces).toHaveLength(11);
  });

  it("resolves Fideslang keys wherever data types stand", () => {
    expect(inventory().vendors[0]?.receives).toEqual(["ip-address"]);
    expect(load("version: 1\nidentifiers: { add: { user.contact.email: [m] } }").identifiers.add).toEqual({ "email-address": ["m"] });
  });

  it("keeps exemptions and names its file relative to the root", () => {
    expect(inventory().exemptions).toEqual({ deidentified: ["anonymizeIp"], minGroupSize: 20 });
    expect(loadInventory(join(root, "sub", "own.yaml"), { root, catalog, text: full }).file).toBe("sub/own.yaml");
  });

  it("reads the same from JSON, with tabs, a byte order mark and CRLF", () => {
    const json = JSON.stringify({ version: 1, data: [{ type: "ip-address", surfaces: ["log"] }] }, null, "\t");
    expect(load(`\uFEFF${json.replaceAll("\n", "\r\n")}`, "privacy-inventory.json").data[0]?.surfaces).toEqual(["log"]);
  });

  it("accepts aliases of YAML", () => {
    const text = "version: 1\ndata:\n  - { type: ip-address, surfaces: &s [log] }\n  - { type: email-address, surfaces: *s }\n";
    expect(load(text).data[1]?.surfaces).toEqual(["log"]);
  });

  it("is four lines at its smallest", () => {
    expect(load("version: 1\ndata:\n  - type: ip-address\n").data).toHaveLength(1);
  });
});

interface Case { name: string; text: string; at: [line: number, column: number]; what: RegExp; fix?: RegExp }

const head = "version: 1\ndata:\n  - type: ip-address\n";
const cases: Case[] = [
  { name: "a wrong key", text: "version: 1\ndata:\n  - tpye: ip-address\n", at: [3, 5], what: /^Unknown key `tpye`\. Did you mean `type`\?$/, fix: /Known here: `type`, `surfaces`/ },
  { name: "a wrong key at the top", text: "version: 1\nvendor: []\n", at: [2, 1], what: /Did you mean `vendors`\?/ },
  { name: "a wrong key in a flow map", text: `${head}    source: { sectoin: x }\n`, at: [4, 15], what: /Did you mean `section`\?/ },
  { name: "a wrong key in a retention", text: `${head}    retention: { maxx: P1D, max: P1D }\n`, at: [4, 18], what: /`maxx`.*`max`/ },
  { name: "a wrong key in exemptions", text: "version: 1\nexemptions:\n  deidentified:\n    function: [a]\n", at: [4, 5], what: /`functions`/ },
  { name: "an unknown data type", text: "version: 1\ndata:\n  - type: emial-address\n", at: [3, 11], what: /^Unknown data type `emial-address`\. Did you mean `email-address`\?$/ },
  { name: "a word inside a data type", text: "version: 1\ndata:\n  - type: email\n", at: [3, 11], what: /Did you mean `email-address`\?/ },
  { name: "a name the catalog reads", text: "version: 1\ndata:\n  - type: mail\n", at: [3, 11], what: /Did you mean `email-address`\?/ },
  { name: "a wrong Fideslang key", text: "version: 1\ndata:\n  - type: user.contact.emal\n", at: [3, 11], what: /Did you mean `user\.contact\.email`\?/ },
  { name: "an unknown data type of a prohibition", text: "version: 1\nprohibited:\n  - { type: pasword }\n", at: [3, 13], what: /`password`/ },
  { name: "an unknown data type a vendor receives", text: "version: 1\nvendors:\n  - id: posthog\n    receives: [ip-address, pone-number]\n", at: [4, 28], what: /`phone-number`/ },
  { name: "an unknown data type as a key", text: "version: 1\nidentifiers:\n  add:\n    ip-adress: [clientAddr]\n", at: [4, 5], what: /`ip-address`/ },
  { name: "an unknown surface", text: `${head}    surfaces: [storage, logs]\n`, at: [4, 25], what: /^Unknown value `logs` for `surfaces`\. Did you mean `log`\?$/, fix: /`error-tracker`/ },
  { name: "a wrong consent", text: `${head}    consent: optin\n`, at: [4, 14], what: /Did you mean `opt-in`\?/ },
  { name: "a wrong purpose", text: `${head}    purposes: [anayltics]\n`, at: [4, 16], what: /Did you mean `analytics`\?/, fix: /start with `x-`/ },
  { name: "a wrong action", text: "version: 1\nprohibited:\n  - { type: password, actions: [logs] }\n", at: [3, 33], what: /Did you mean `log`\?/ },
  { name: "a wrong role", text: "version: 1\nvendors:\n  - { id: posthog, role: procesor }\n", at: [3, 26], what: /Did you mean `processor`\?/ },
  { name: "a wrong mode", text: "version: 1\nmode: opened\n", at: [2, 7], what: /Did you mean `open`\?/ },
  { name: "a duration in words", text: `${head}    retention: 90 days\n`, at: [4, 16], what: /^`90 days` is not a duration\. Did you mean `P90D`\?$/, fix: /ISO 8601/ },
  { name: "a wrong duration in a map", text: `${head}    retention:\n      max: P90\n`, at: [5, 12], what: /`P90` is not a duration\.$/ },
  { name: "a wrong default duration", text: "version: 1\nretentionDefaults:\n  applicant: 3y\n", at: [3, 14], what: /`P3Y`/ },
  { name: "a retention without a limit", text: `${head}    retention: { from: collection }\n`, at: [4, 16], what: /`max` is missing/ },
  { name: "a date that is none", text: "version: 1\npolicy: { file: a.md, effective: Jan 2026 }\n", at: [2, 34], what: /is not a date/ },
  { name: "a hash that is none", text: "version: 1\npolicy: { file: a.md, sha256: abc }\n", at: [2, 31], what: /SHA-256/ },
  { name: "text for a list", text: `${head}    surfaces: log\n`, at: [4, 15], what: /^`surfaces` must be a list\.$/ },
  { name: "a number for text", text: "version: 1\ndata:\n  - type: 12\n", at: [3, 11], what: /^`type` must be text\.$/ },
  { name: "text for a truth value", text: `${head}    reviewed: "yes"\n`, at: [4, 15], what: /`reviewed` must be `true` or `false`/ },
  { name: "an empty list of surfaces", text: `${head}    surfaces: []\n`, at: [4, 15], what: /`surfaces` is empty/ },
  { name: "an empty value", text: "version: 1\ndata:\n", at: [2, 1], what: /`data` is empty/ },
  { name: "a list item that is text", text: "version: 1\ndata:\n  - ip-address\n", at: [3, 5], what: /An item of `data` must be a map of keys/ },
  { name: "an entry without its type", text: "version: 1\ndata:\n  - surfaces: [log]\n", at: [3, 5], what: /`type` is missing/ },
  { name: "a missing version", text: "data:\n  - type: ip-address\n", at: [1, 1], what: /`version` is missing/, fix: /Add `version`: `1`/ },
  { name: "another version", text: "version: 2\n", at: [1, 10], what: /not a version that can be read: `2`/ },
  { name: "a quote that is a page", text: `${head}    source: { quote: "${"x".repeat(241)}" }\n`, at: [4, 22], what: /longer than 240/ },
  { name: "a slip in a recipient", text: `${head}    recipients: [acme-mial]\nvendors:\n  - { id: acme-mail }\n`, at: [4, 18], what: /Did you mean `acme-mail`\?/ },
  { name: "a bad YAML line", text: "version: 1\ndata:\n  - type: ip-address\n surfaces: [log]\n", at: [4, 1], what: /^This is not valid YAML: All mapping items must start at the same column\.$/ },
  { name: "a key written twice", text: "version: 1\nversion: 1\n", at: [2, 1], what: /Map keys must be unique/ },
  { name: "an alias of nothing", text: "version: 1\ndata: *other\n", at: [1, 1], what: /Unresolved alias/ },
  { name: "a list at the top", text: "- type: ip-address\n", at: [1, 1], what: /not a map of keys/ },
  { name: "an empty file", text: "# nothing yet\n", at: [1, 1], what: /The inventory is empty/ },
];

describe("a mistake stands at its place", () => {
  it.each(cases)("$name", ({ text, at, what, fix }) => {
    const error = mistake(text);
    expect(error.what).toMatch(what);
    if (fix) expect(error.fix).toMatch(fix);
    expect([error.line, error.column]).toEqual(at);
    expect(error.file).toBe("privacy-inventory.yaml");
    expect(error.frame).toMatch(new RegExp(`^> ${at[0]} \\|`, "m"));
    expect(error.frame).not.toContain("\u001b");
  });

  it("reports the first in the file and counts the rest", () => {
    const error = mistake("version: 1\ndata:\n  - type: ip-address\n    surfaces: [logs]\n    consnt: none\nfoo: 1\n");
    expect(error.line).toBe(4);
    expect(error.fix).toMatch(/2 more problems below, first at line 5\.$/);
  });

  it("shows the frame with the column marked", () => {
    expect(mistake("version: 1\ndata:\n  - type: emial-address\n").frame).toBe([
      "  1 | version: 1", "  2 | data:", "> 3 |   - type: emial-address", "    |           ^", "  4 |",
    ].join("\n"));
  });

  it("works in JSON", () => {
    const error = mistake('{\n  "version": 1,\n  "data": [{ "typ": "ip-address" }]\n}\n', "privacy-inventory.json");
    expect([error.file, error.line, error.column]).toEqual(["privacy-inventory.json", 3, 14]);
  });

  it("ends on a document that contains itself", () => {
    expect(mistake("&a\nversion: 1\ndata:\n  - *a\n").what).toMatch(/type|Unknown|valid/);
  });
});

describe("finding the file", () => {
  it("looks at the root, then in .config", () => {
    const own = join(root, "project");
    mkdirSync(join(own, ".config"), { recursive: true });
    expect(findInventory(own)).toBeNull();
    writeFileSync(join(own, ".config/privacy-inventory.yml"), "version: 1\n");
    expect(findInventory(own)).toBe(".config/privacy-inventory.yml");
    writeFileSync(join(own, "privacy-inventory.yaml"), "version: 1\n");
    expect(findInventory(own)).toBe("privacy-inventory.yaml");
    expect(loadInventory("privacy-inventory.yaml", { root: own, catalog }).data).toEqual([]);
  });

  it("says what to do when there is none", () => {
    expect(() => loadInventory("nowhere.yaml", { root, catalog })).toThrowError("No inventory at nowhere.yaml.");
    expect(() => loadInventory(".", { root, catalog })).toThrowError("cannot be read");
  });

  it("declares nothing without an inventory", () => {
    expect(emptyInventory()).toMatchObject({ file: null, mode: "closed", data: [], vendors: [] });
  });
});
