/** Round trips through the formats of other tools lose only what the target cannot hold, and what they lose is said. */
import { afterAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { loadInventory } from "../../src/inventory/index.ts";
import type { Inventory } from "../../src/model/index.ts";
import { exportAs, importFrom } from "../../src/policy/index.ts";
import type { ExchangeName } from "../../src/policy/index.ts";
import { project, removeProjects, run, write } from "../cli/run.ts";

afterAll(removeProjects);

const catalog = loadCatalog();
const load = (text: string): Inventory => loadInventory("privacy-inventory.yaml", { root: "/", catalog, text });
const text = `version: 1
organization: { name: Leaky Ltd., role: controller }
data:
  - { type: ip-address, surfaces: [log, storage], purposes: [security], retention: { max: P30D, from: collection }, source: { section: "Logs, and more", quote: "our \\"logs\\"" } }
  - { type: email-address, surfaces: [message, storage, response], purposes: [billing], recipients: [first-party, mailgun] }
  - { type: precise-location, surfaces: [storage], consent: device-permission, guards: [mayLocate] }
  - { type: user-agent, surfaces: [analytics], purposes: [analytics], recipients: [posthog], consent: opt-in }
  - { type: page-views, surfaces: [ads], purposes: [advertising] }
prohibited:
  - { type: password, surfaces: [log] }
vendors:
  - { id: posthog, name: PostHog, role: processor, purposes: [analytics], receives: [user-agent, page-views], region: EU, domains: [posthog.com], packages: [posthog-js] }
  - { id: mailgun }
`;
const inventory = load(text);
const back = (name: ExchangeName): Inventory => load(importFrom(exportAs(inventory, name).text, `export.${name}`, name).yaml);
const types = ({ data }: Inventory): string[] => [...new Set(data.map(({ type }) => type))].sort();
const plain = ({ data }: Inventory, keys: readonly string[]): unknown[] =>
  data.map((entry) => Object.fromEntries(Object.entries(entry).filter(([key]) => keys.includes(key)))).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe("there and back", () => {
  it.each<[ExchangeName, string[]]>([
    ["ropa-csv", ["type", "surfaces", "purposes", "recipients", "retention", "consent"]],
    ["ropa-md", ["type", "surfaces", "purposes", "recipients", "retention", "consent"]],
    ["fides", ["type", "surfaces", "purposes", "retention"]],
  ])("%s keeps %j of every entry", (name, keys) => expect(plain(back(name), keys)).toEqual(plain(inventory, keys)));

  it("fides keeps vendors, their region, and the organization", () => {
    const { vendors, organization } = back("fides");
    expect(vendors.map(({ id, name, purposes, receives, region }) => ({ id, name, purposes, receives, region }))).toEqual([
      { id: "posthog", name: "PostHog", purposes: ["analytics"], receives: ["user-agent", "page-views"], region: "EU" }, { id: "mailgun", name: "mailgun", purposes: [], receives: [], region: undefined },
    ]);
    expect(organization?.name).toBe("Leaky Ltd.");
  });

  it.each<ExchangeName>(["vendors-csv", "vendors-md"])("%s keeps all of a vendor", (name) => {
    const bare = ({ vendors }: Inventory): unknown[] => vendors.map(({ line: _, source: __, reviewed: ___, name: shown, id, ...vendor }) => ({ ...vendor, id, name: shown ?? id }));
    expect(bare(back(name))).toEqual(bare(inventory));
  });

  it("Google Play and Apple keep the kinds they have a name for", () => {
    expect(types(back("google-play"))).toEqual(expect.arrayContaining(["email-address", "precise-location"]));
    expect(types(back("apple"))).toEqual(expect.arrayContaining(["email-address", "precise-location"]));
    expect(back("apple").data.find(({ type }) => type === "email-address")?.purposes).toEqual(["operations"]);
  });

  it("the same text each time", () => expect(exportAs(inventory, "fides").text).toBe(exportAs(load(text), "fides").text));
});

describe("what is lost is said", () => {
  it.each<[ExchangeName, string[]]>([
    ["ropa-csv", ["guards (1)", "quotes (1)", "prohibitions (1)", "vendors (2)", "what vendors receive (1)", "regions of vendors (1)", "packages and domains of vendors (1)"]],
    ["fides", ["guards (1)", "sections (1)", "quotes (1)", "prohibitions (1)", "packages and domains of vendors (1)"]],
  ])("%s", (name, losses) => expect(exportAs(inventory, name).losses).toEqual(losses));

  it.each<ExchangeName>(["google-play", "apple"])("%s has no limits, recipients or bans", (name) => expect(exportAs(inventory, name).losses).toEqual(expect.arrayContaining(["retention limits (1)", "recipients (2)", "prohibitions (1)"])));

  it("on the way in, too", () => {
    const { imported } = importFrom("system:\n  - fides_key: app\n    name: App\n    privacy_declarations:\n      - data_categories: [user.device.ip_address, user.no.such.thing]\n        data_use: essential.fraud_detection\n        retention_period: three moons\n", "fides.yml", undefined);
    expect(imported.data).toEqual([expect.objectContaining({ type: "ip-address", purposes: ["fraud-prevention"], source: { section: "App" } })]);
    expect(imported.lost).toEqual([expect.stringContaining("user.no.such.thing"), expect.stringContaining("three moons")]);
  });
});

describe("reads what others write", () => {
  it("a Fides dataset with nested fields", () => {
    const yaml = "dataset:\n  - fides_key: db\n    name: Database\n    collections:\n      - name: users\n        fields:\n          - name: email\n            data_categories: [user.contact.email]\n          - name: place\n            fields:\n              - name: city\n                data_categories: [user.contact.address.city]\n";
    const data = importFrom(yaml, "dataset.yml", undefined).imported.data;
    expect(data.map(({ type }) => type)).toEqual(["email-address", "city"]);
    expect(data[0]).toMatchObject({ surfaces: ["storage", "response"], source: { section: "Database" } });
  });

  it("a list of sub-processors as a page shows it", () => {
    const page = "# Subprocessors\n\nWe use these:\n\n| Subprocessor | Purpose | Data | Location |\n|---|---|---|---|\n| [Mailgun Inc.](https://mailgun.com) | Sending mail | Email address | USA |\n| PostHog | analytics | IP address; shoe size | EU |\n";
    const { imported } = importFrom(page, "subprocessors.md", undefined);
    expect(imported.vendors).toEqual([
      { id: "mailgun", name: "Mailgun Inc.", receives: ["email-address"], region: "USA", reviewed: false }, { id: "posthog", name: "PostHog", purposes: ["analytics"], receives: ["ip-address"], region: "EU", reviewed: false },
    ]);
    expect(imported.lost).toEqual(["Mailgun Inc.: purpose \"Sending mail\"", "PostHog: data \"shoe size\""]);
  });

  it("an Apple manifest by its keys", () => {
    const plist = "<plist><dict><key>NSPrivacyCollectedDataTypes</key><array><dict><key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataTypeEmailAddress</string><key>NSPrivacyCollectedDataTypeLinked</key><false/><key>NSPrivacyCollectedDataTypeTracking</key><true/><key>NSPrivacyCollectedDataTypePurposes</key><array><string>NSPrivacyCollectedDataTypePurposeAnalytics</string></array></dict></array></dict></plist>";
    const { imported } = importFrom(plist, "PrivacyInfo.xcprivacy", undefined);
    expect(imported.data).toEqual([expect.objectContaining({ type: "email-address", surfaces: ["ads", "storage", "response"], purposes: ["analytics"] })]);
    expect(imported.lost).toEqual([expect.stringContaining("identifiability")]);
  });

  it.each([["nothing at all", "hello\n", /none of the formats/], ["an empty manifest", "system: []\n", /Nothing in/], ["broken YAML", "system: [\n", /cannot be read as fides/]])("%s is explained", (_name, content, message) =>
    expect(() => importFrom(content, "file.txt", undefined)).toThrow(message));
});

it("policy import prints an inventory that loads", async () => {
  const root = project({ "list.csv": "Vendor,Country\nMailgun,US\n" });
  const { code, out, err } = await run(["policy", "import", "list.csv"], { cwd: root });
  expect(code).toBe(0);
  expect(err).toContain("0 entries and 1 vendor from vendors-csv. Nothing was lost.");
  write(root, { "privacy-inventory.yaml": out });
  expect((await run(["policy", "export", "--format", "vendors-md"], { cwd: root })).out).toContain("| mailgun | Mailgun |");
});
