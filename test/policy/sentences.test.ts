/** What single sentences declare, deny, ask for and keep: the clause rules one by one. */
import { describe, expect, it } from "vitest";
import { draftInventory, readPolicy } from "../../src/policy/index.ts";

const frame = "We collect your name and your phone number when you register an account with our service today.";
const read = (sentence: string) => readPolicy(`# Privacy policy\n\n## Practices\n\n${frame}\n\n${sentence}\n`, { fileName: "policy.md" });
const own = new Set(["person-name", "phone-number", "personal-data"]);
const declared = (sentence: string): string[] => [...new Set(draftInventory(read(sentence)).data.map((entry) => entry.type))].filter((type) => !own.has(type)).sort();
const denied = (sentence: string): string[] => draftInventory(read(sentence)).prohibited.map((ban) => ban.type).sort();

describe("declares", () => {
  it.each<[string, string[]]>([
    ["When you contact us by e-mail, we store your IP address.", ["ip-address"]],
    ["Your IP address and browser type may be recorded by our servers.", ["ip-address", "user-agent"]],
    ["You may be asked to provide your date of birth and passport number.", ["date-of-birth", "passport"]],
    ["We use information you provide to create your profile, such as your job title and employer.", ["job-title", "organization"]],
    ["Our payment partners process your credit card number on our behalf.", ["payment-card"]],
    ["Third parties may give us your postal address.", ["postal-address"]],
    ["We use cookies to remember your preferences.", ["account-settings", "cookie"]],
    ["The information we share includes your email address; and device identifiers.", ["device-id", "email-address"]],
    ["We do not only collect your email address but also your gender and age.", ["age", "email-address", "gender"]],
    ["It is no surprise that we keep your email address.", ["email-address"]],
    ["Our web servers log IP addresses.", ["ip-address"]],
    ["Example Accounts gives us read-only access to your profile, for example your avatar and time zone.", ["photos", "time-zone", "user-content"]],
    ["We determine your city from your IP address.", ["city", "ip-address"]],
    ["We estimate your location.", ["approximate-location"]],
    ["Sentry gets your IP address, but never your passport number.", ["ip-address"]],
    ["Information about your device (computer, phone, tablet) is stored.", ["device-information"]],
    ["We don't see or keep your card number, and we store your IP address.", ["ip-address"]],
  ])("%s", (sentence, types) => expect(declared(sentence)).toEqual(types));
});

describe("declares nothing", () => {
  it.each([
    "You may delete your date of birth at any time in your settings.",
    "Right to know whether your income is disclosed.",
    "If you do not provide your passport number, you cannot book.",
    "You can choose not to give us your home address.",
    "This policy does not apply to partners, who may collect your IP address.",
    "We encourage you to keep your social security number secret.",
    "Contact us by e-mail or at our mailing address below.",
    "We take reasonable steps to address the concerns of our users.",
    "We act in good faith and in our legitimate interests.",
    "If you have questions about your health data, contact us.",
    "We will notify you of changes to this policy by e-mail.",
    "We never collect data without reason, so please do not send us your salary.",
  ])("%s", (sentence) => expect(declared(sentence).filter((type) => type !== "email-address")).toEqual([]));
});

describe("denies", () => {
  it.each<[string, string[]]>([
    ["We do not collect your precise location.", ["precise-location"]],
    ["We don't store credit card numbers.", ["payment-card"]],
    ["Biometric data is never collected.", ["biometric-data"]],
    ["We will never sell, rent or trade your email address.", ["email-address"]],
    ["No health data is stored.", ["health-data"]],
    ["We collect no location data.", ["location"]],
  ])("%s", (sentence, types) => expect(denied(sentence)).toEqual(types));
});

describe("denies nothing", () => {
  it.each([
    "We do not require your email address to browse the site.",
    "We will not share your location without your consent.",
    "We do not store your password longer than necessary.",
    "Crash reports do not contain your email address.",
    "We do not share your name except with our service providers.",
    "If you do not accept cookies, some pages will not work.",
    "Partners are obligated not to disclose your phone number.",
  ])("%s", (sentence) => expect(denied(sentence)).toEqual([]));

  it("takes back what was denied after `but`", () => {
    expect(denied("We do not collect your precise location but we collect your IP address.")).toEqual(["precise-location"]);
    expect(declared("We do not collect your precise location but we collect your IP address.")).toEqual(["ip-address"]);
  });
});

describe("asks", () => {
  const consent = (sentence: string, type: string): string[] => draftInventory(read(sentence)).data.filter((entry) => entry.type === type).map((entry) => entry.consent ?? "none");
  it.each<[string, string, string]>([
    ["With your consent, we share your email address with our partners.", "email-address", "opt-in"],
    ["We collect your precise location if you allow it in the location permission of your device, that is if you enable location services.", "precise-location", "device-permission"],
    ["We will not share your location data without your consent.", "location", "opt-in"],
    ["By using the site you consent to the collection of your email address; we store your email address.", "email-address", "none"],
  ])("%s", (sentence, type, expected) => expect(consent(sentence, type)).toContain(expected));
});

describe("keeps", () => {
  const limits = (sentence: string): string[] => read(sentence).retentions.map(({ dataTypes, retention }) => `${dataTypes.join("+")} ${retention.max} ${retention.from ?? ""}`);
  it.each<[string, string[]]>([
    ["We keep your email address for twelve (12) months.", ["email-address P12M collection"]],
    ["Server logs are deleted after two weeks.", ["log-data P14D collection"]],
    ["We erase your email address 90 days after you close your account.", ["email-address P90D account-termination"]],
    ["We keep your email address until three years after your last login.", ["email-address P3Y last-activity"]],
    ["We reply to a request to delete your email address within 30 days.", []],
    ["You must be 18 years old to keep an account.", []],
    ["In the last 12 months we have kept your email address.", []],
  ])("%s", (sentence, expected) => expect(limits(sentence)).toEqual(expected));
});

describe("ages", () => {
  it.each<[string, number]>([
    ["Our service is not directed to children under the age of 13.", 13],
    ["We do not knowingly collect data from anyone younger than sixteen (16).", 16],
    ["You must be at least 18 years old to use the service.", 18],
  ])("%s", (sentence, age) => expect(draftInventory(read(sentence)).prohibited).toEqual([expect.objectContaining({ type: "children-data", ageThreshold: age })]));

  it("leaves out a duty to delete", () => {
    expect(denied("If we learn that anyone under 13 has provided data, we delete it.")).toEqual([]);
  });
});

describe("lists below the name of a service", () => {
  const page = (list: string): string => `# Privacy policy\n\n## Services\n\n### Bugsnag (Bugsnag Inc.)\n\nBugsnag is a monitoring service.\n\nPersonal Data collected: ${list}.\n\n### Contact form (this Application)\n\nPersonal Data processed: phone number; postal address.\n`;
  const { data, vendors } = draftInventory(readPolicy(page("name, email address"), { fileName: "policy.md" }));
  const surfacesOf = (type: string): string[] => data.filter((entry) => entry.type === type).flatMap((entry) => entry.surfaces);

  it("go to the service", () => {
    expect(vendors.map(({ id }) => id)).toEqual(["bugsnag"]);
    expect(surfacesOf("email-address")).toEqual(["error-tracker"]);
  });
  it("stay with the owner below the owner's own form", () => expect(surfacesOf("phone-number")).toEqual(["storage", "response"]));
});

describe("tables", () => {
  const table = (rows: string): string => `# Privacy policy\n\n## What we collect\n\nWe collect your name, and this:\n\n${rows}\n`;
  const limits = (rows: string): [string, string][] => draftInventory(readPolicy(table(rows), { fileName: "policy.md" })).data.flatMap((entry): [string, string][] => (entry.retention ? [[entry.type, entry.retention.max]] : []));

  it("have limits for the data of a row", () => expect(limits("| Data | Purpose | Retention |\n|---|---|---|\n| IP address | security | 30 days |\n| Email address | account | 2 years after you close your account |")).toEqual([["ip-address", "P30D"], ["email-address", "P2Y"]]));
  it("have the longest lifetime for cookies", () => expect(limits("| Cookie | Lifetime |\n|---|---|\n| sid | 14 days |\n| theme | 1 year |")).toEqual([["cookie", "P1Y"]]));
  it("declare the rows that say yes, not those that say no", () => {
    const rows = "| Category | Examples | Collected |\n|---|---|---|\n| A | Phone number, IP address | YES |\n| B | Fingerprints and voiceprints | NO |";
    const types = draftInventory(readPolicy(`# Privacy policy\n\n${frame}\n\n## Your privacy rights\n\n${rows}\n`, { fileName: "policy.md" })).data.map((entry) => entry.type);
    expect(types).toContain("ip-address");
    expect(types).not.toContain("biometric-data");
  });
});

it.each([["Last updated: 30/03/2025", "2025-03-30"], ["Last updated: 03/04/2025", null], ["April 21, 2026", "2026-04-21"]])("the date in %j", (line, date) => expect(readPolicy(`# Privacy policy\n\n${line}\n\n${frame}\n`, { fileName: "policy.md" }).effective).toBe(date));
