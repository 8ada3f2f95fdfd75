/** The answer to "is this declared?": single cases, then properties over every combination of what can be wrong. */
import { describe, expect, it } from "vitest";
import { answer, answerCollection, emptyInventory } from "../../src/inventory/index.ts";
import type { Question } from "../../src/inventory/index.ts";
import { surfaces, verdicts } from "../../src/model/index.ts";
import type { DataEntry, Inventory, ProhibitedEntry, Recipient, VendorEntry, Verdict } from "../../src/model/index.ts";
import { smallCatalog } from "./small-catalog.ts";

const pino: Recipient = { id: "pino", name: "pino", kind: "first-party" };
const posthog: Recipient = { id: "posthog", name: "PostHog", kind: "vendor" };
const stripe: Recipient = { id: "stripe", name: "Stripe", kind: "vendor" };
const host = (id: string): Recipient => ({ id, name: id, kind: "host" });

const entry = (change: Partial<DataEntry> = {}): DataEntry => ({
  type: "ip-address", surfaces: ["log"], purposes: [], recipients: [], consent: "none", guards: [], identifiability: "identified",
  exact: false, reviewed: true, line: 3, ...change,
});
const ban = (change: Partial<ProhibitedEntry> = {}): ProhibitedEntry => ({ type: "ip-address", actions: [], surfaces: [...surfaces], line: 9, ...change });
const vendor = (change: Partial<VendorEntry> = {}): VendorEntry => ({
  id: "posthog", role: "processor", purposes: [], packages: [], domains: [], receives: [], reviewed: true, line: 20, ...change,
});
const inventory = (change: Partial<Inventory> = {}): Inventory => ({ ...emptyInventory(), file: "privacy-inventory.yaml", ...change });
const ask = (given: Partial<Inventory>, change: Partial<Question> = {}) =>
  answer(inventory(given), smallCatalog, { dataType: "ip-address", surface: "log", recipient: pino, file: "src/app.ts", ...change });
const verdict = (given: Partial<Inventory>, change: Partial<Question> = {}): Verdict => ask(given, change).verdict;

describe("data types and surfaces", () => {
  it("is a closed world", () => {
    expect(ask({})).toEqual({ verdict: "omitted", entry: null, prohibition: null, distance: null });
    expect(verdict({ data: [entry()] }, { dataType: "email-address" })).toBe("omitted");
    expect(verdict({ mode: "open" })).toBe("clear");
  });

  it("still holds declared data to what is declared when the world is open", () => {
    expect(verdict({ mode: "open", data: [entry({ surfaces: ["storage"] })] })).toBe("wrong-surface");
  });

  it("is clear for the declared surface only", () => {
    const data = [entry()];
    expect(ask({ data })).toMatchObject({ verdict: "clear", entry: data[0], distance: 0 });
    expect(verdict({ data }, { surface: "storage" })).toBe("wrong-surface");
  });

  it("reads several entries of one type as one declaration", () => {
    const data = [entry({ surfaces: ["storage"] }), entry({ surfaces: ["log"], line: 7 })];
    expect(ask({ data }).entry?.line).toBe(7);
  });

  it("finds a broader word vague, with its distance, unless that is exact", () => {
    const data = [entry({ type: "identifier", line: 5 })];
    expect(ask({ data })).toMatchObject({ verdict: "vague", distance: 1, entry: data[0] });
    expect(verdict({ data: [entry({ type: "identifier", exact: true })] })).toBe("omitted");
  });

  it("takes a clause about personal data as a whole for no declaration of a kind", () => {
    const whole = entry({ type: "personal-data" });
    expect(verdict({ data: [whole] })).toBe("omitted");
    expect(verdict({ data: [whole, entry({ surfaces: ["storage"] })] })).toBe("wrong-surface");
    expect(verdict({ data: [whole] }, { dataType: "personal-data" })).toBe("clear");
  });

  it("takes a broader entry that names the surface over an exact one that does not", () => {
    expect(verdict({ data: [entry({ surfaces: ["storage"] }), entry({ type: "identifier" })] })).toBe("vague");
  });

  it("does not take a narrower word for a broader one", () => {
    expect(verdict({ data: [entry({ type: "precise-location" })] }, { dataType: "location" })).toBe("omitted");
  });

  it("declares the pseudonymous form only where the entry says so", () => {
    const data = [entry({ type: "email-address", identifiability: "pseudonymous" })];
    expect(ask({ data }, { dataType: "email-address" })).toMatchObject({ verdict: "omitted", entry: data[0] });
    expect(verdict({ data }, { dataType: "email-address", treatment: "pseudonymised" })).toBe("clear");
    expect(verdict({ data: [entry({ type: "user-id", identifiability: "pseudonymous" })] }, { dataType: "user-id" })).toBe("clear");
  });

  it("leaves data that went through an exempt function alone", () => {
    const exemptions = { deidentified: ["anonymizeIp"] };
    expect(verdict({ exemptions, prohibited: [ban()] }, { calls: ["lib.anonymizeIp"] })).toBe("clear");
    expect(verdict({ exemptions }, { calls: ["deanonymizeIp"] })).toBe("omitted");
  });
});

describe("recipients", () => {
  const data = (recipients: string[]) => ({ data: [entry({ surfaces: ["analytics", "network-third-party"], recipients })] });
  const toPosthog = { surface: "analytics", recipient: posthog } as const;

  it.each([["posthog"], ["vendor:posthog"], ["PostHog"], ["vendor:analytics"], ["analytics providers"], ["product-analytics"], ["service providers"], ["vendors"]])(
    "`%s` names PostHog", (word) => expect(verdict(data([word]), toPosthog)).toBe("clear"));

  it.each([["first-party"], ["stripe"], ["vendor:payments"], ["hosting"], ["post"]])(
    "`%s` does not", (word) => expect(verdict(data([word]), toPosthog)).toBe("recipient-undeclared"));

  it("needs no recipient for the first party", () => {
    expect(verdict({ data: [entry({ recipients: ["posthog"] })] })).toBe("clear");
  });

  it("lets the vendor list decide where the entry names nobody", () => {
    expect(verdict(data([]), toPosthog)).toBe("recipient-undeclared");
    expect(verdict({ ...data([]), vendors: [vendor()] }, toPosthog)).toBe("clear");
    expect(verdict({ ...data(["first-party"]), vendors: [vendor()] }, toPosthog)).toBe("recipient-undeclared");
    expect(verdict({ ...data([]), vendors: [vendor({ receives: ["email-address"] })] }, toPosthog)).toBe("recipient-undeclared");
  });

  it("takes what a vendor receives as declared for that vendor", () => {
    expect(ask({ vendors: [vendor({ receives: ["ip-address"] })] }, toPosthog)).toMatchObject({ verdict: "clear", entry: { line: 20, recipients: ["posthog"] } });
    expect(verdict({ vendors: [vendor({ receives: ["identifier"] })] }, toPosthog)).toBe("vague");
    expect(verdict({ vendors: [vendor({ receives: ["ip-address"] })] }, { surface: "network-third-party", recipient: stripe })).toBe("omitted");
  });

  it("knows vendors of the user's own by package, host and name", () => {
    const toHost = { surface: "network-third-party", recipient: host("eu.errors.example") } as const;
    expect(verdict({ ...data(["errors"]), vendors: [vendor({ id: "errors", domains: ["*.errors.example"] })] }, toHost)).toBe("clear");
    expect(verdict({ ...data(["errors.example"]) }, toHost)).toBe("clear");
    expect(verdict({ ...data(["errors.example"]) }, { ...toHost, recipient: host("noerrors.example") })).toBe("recipient-undeclared");
    expect(verdict({ ...data(["stats"]), vendors: [vendor({ id: "stats", packages: ["posthog-*"] })] }, toPosthog)).toBe("clear");
    expect(verdict({ ...data(["stats"]), vendors: [vendor({ id: "stats", packages: ["hog-*", "@posthog/*"] })] }, toPosthog)).toBe("recipient-undeclared");
  });

  it("does not waive consent because a vendor is listed as receiving", () => {
    const given = { data: [entry({ surfaces: ["storage"], consent: "opt-in" as const, guards: ["hasConsent"] })], vendors: [vendor({ receives: ["ip-address"] })] };
    expect(verdict(given, toPosthog)).toBe("consent-missing");
    expect(verdict(given, { ...toPosthog, guards: ["hasConsent"] })).toBe("clear");
  });
});

describe("prohibitions", () => {
  it("beats a declaration inside its scope", () => {
    const given = { data: [entry()], prohibited: [ban({ scope: "src/integrations/**" })] };
    expect(ask(given, { file: "src/integrations/crm/sync.ts" })).toMatchObject({ verdict: "prohibited", prohibition: { line: 9 } });
    expect(verdict(given, { file: "src/app.ts" })).toBe("clear");
    expect(verdict(given, { file: "lib/src/integrations/sync.ts" })).toBe("clear");
  });

  it.each([
    ["src/integrations", "src/integrations/a/b.ts", true], ["src/*.ts", "src/a.ts", true], ["src/*.ts", "src/a/b.ts", false],
    ["**/{api,web}/**", "apps/web/x.ts", true], ["**/api/**", "api/x.ts", true], ["./src/", "src/x.ts", true],
    ["src/[id]/**", "src/i/x.ts", true], ["src/app?.ts", "src/apps.ts", true], ["src/a+b/**", "src/a+b/x.ts", true], ["src/a.ts", "src/abts", false],
    ["app/[id]", "app/[id]/page.tsx", true],
  ])("scope %s and file %s: %s", (scope, file, isInside) => {
    expect(verdict({ data: [entry()], prohibited: [ban({ scope })] }, { file })).toBe(isInside ? "prohibited" : "clear");
  });

  it("covers what is narrower, and only its surfaces", () => {
    expect(verdict({ prohibited: [ban({ type: "personal-data" })] })).toBe("prohibited");
    expect(verdict({ prohibited: [ban({ surfaces: ["ads"] })] })).toBe("omitted");
    expect(verdict({ prohibited: [ban({ type: "precise-location" })] }, { dataType: "location" })).toBe("omitted");
  });

  it("is ambiguous when a general ban meets a declaration of something narrower", () => {
    const data = [entry()];
    expect(ask({ data, prohibited: [ban({ type: "identifier" })] })).toMatchObject({ verdict: "ambiguous", entry: data[0] });
    expect(verdict({ data, prohibited: [ban({ type: "identifier", scope: "src/**" })] })).toBe("prohibited");
    expect(verdict({ data, prohibited: [ban()] })).toBe("prohibited");
    expect(verdict({ data: [entry({ surfaces: ["storage"] })], prohibited: [ban({ type: "identifier" })] })).toBe("prohibited");
  });
});

describe("consent", () => {
  const asking = (consent: DataEntry["consent"], guards: string[] = []) =>
    ({ data: [entry({ surfaces: ["analytics", "storage"], recipients: ["posthog"], consent, guards })] });
  const tracked = { surface: "analytics", recipient: posthog } as const;

  it.each(["opt-in", "device-permission", "customer-permission", "opt-out"] as const)("%s with guards needs one of them", (consent) => {
    expect(verdict(asking(consent, ["hasConsent", "permissions.query()"]), tracked)).toBe("consent-missing");
    expect(verdict(asking(consent, ["hasConsent", "permissions.query()"]), { ...tracked, guards: ["navigator.permissions.query"] })).toBe("clear");
    expect(verdict(asking(consent, ["hasConsent"]), { ...tracked, guards: ["isSignedIn", "hasNoConsent"] })).toBe("consent-missing");
  });

  it("asks without listed guards only for tracking on opt-in", () => {
    expect(verdict(asking("opt-in"), tracked)).toBe("consent-missing");
    expect(verdict(asking("opt-in"), { ...tracked, guards: ["cookieConsentGiven"] })).toBe("clear");
    expect(verdict(asking("opt-in"), { surface: "storage" })).toBe("clear");
    expect(verdict(asking("opt-out"), tracked)).toBe("clear");
    expect(verdict(asking("device-permission"), tracked)).toBe("clear");
  });
});

describe("purposes", () => {
  const toStripe = { surface: "network-third-party", recipient: stripe, purpose: "payments" } as const;
  const declared = (purposes: string[]) => ({ data: [entry({ surfaces: ["network-third-party"], recipients: ["stripe"], purposes })] });

  it("knows what a vendor is for", () => {
    expect(verdict(declared(["marketing"]), toStripe)).toBe("purpose-mismatch");
    expect(verdict(declared(["marketing", "billing"]), toStripe)).toBe("clear");
  });

  it("claims nothing about words it cannot place", () => {
    expect(verdict(declared([]), toStripe)).toBe("clear");
    expect(verdict(declared(["x-fulfilment"]), toStripe)).toBe("clear");
    expect(verdict(declared(["marketing"]), { ...toStripe, purpose: "llm" })).toBe("clear");
    expect(verdict(declared(["marketing"]), { ...toStripe, purpose: undefined })).toBe("clear");
  });

  it("believes the inventory about a vendor before the catalog", () => {
    expect(verdict({ ...declared(["marketing"]), vendors: [vendor({ id: "stripe", purposes: ["marketing"] })] }, toStripe)).toBe("clear");
    expect(verdict({ ...declared(["billing"]), vendors: [vendor({ id: "stripe", purposes: ["marketing"] })] }, toStripe)).toBe("purpose-mismatch");
  });
});

describe("collections", () => {
  const collected = (given: Partial<Inventory>, file = "src/a.ts") => answerCollection(inventory(given), smallCatalog, { dataType: "ip-address", file }).verdict;

  it("asks only whether the type is listed at all", () => {
    expect(collected({})).toBe("omitted");
    expect(collected({ mode: "open" })).toBe("clear");
    expect(collected({ data: [entry({ surfaces: ["ads"] })] })).toBe("clear");
    expect(collected({ data: [entry({ type: "identifier" })] })).toBe("vague");
    expect(collected({ data: [entry({ type: "identifier", exact: true })] })).toBe("omitted");
    expect(collected({ vendors: [vendor({ receives: ["ip-address"] })] })).toBe("clear");
  });

  it("is prohibited by a ban on having the data, not by one on a surface", () => {
    expect(collected({ prohibited: [ban()] })).toBe("prohibited");
    expect(collected({ prohibited: [ban({ surfaces: ["log"] })] })).toBe("omitted");
    expect(collected({ data: [entry()], prohibited: [ban({ scope: "src/**" })] })).toBe("prohibited");
    expect(collected({ data: [entry()], prohibited: [ban({ scope: "lib/**" })] })).toBe("clear");
    expect(collected({ data: [entry()], prohibited: [ban({ type: "personal-data" })] })).toBe("ambiguous");
  });
});

/** Every combination of what can be wrong with the one entry that speaks of the flow. */
const faults = ["prohibited", "consent-missing", "recipient-undeclared", "wrong-surface", "purpose-mismatch", "vague"] as const;
type Fault = (typeof faults)[number];

const combinations: Fault[][] = Array.from({ length: 2 ** faults.length }, (_, bits) => faults.filter((_fault, index) => bits & (1 << index)));

function withFaults(wrong: readonly Fault[]): { given: Partial<Inventory>; question: Question } {
  const has = (fault: Fault): boolean => wrong.includes(fault);
  const declared = entry({
    type: has("vague") ? "identifier" : "ip-address",
    surfaces: [has("wrong-surface") ? "storage" : "network-third-party"],
    recipients: [has("recipient-undeclared") ? "posthog" : "stripe"],
    purposes: [has("purpose-mismatch") ? "marketing" : "billing"],
    consent: has("consent-missing") ? "opt-in" : "none",
    guards: has("consent-missing") ? ["hasConsent"] : [],
  });
  const question: Question = { dataType: "ip-address", surface: "network-third-party", recipient: stripe, file: "src/app.ts", purpose: "payments" };
  return { given: { data: [declared], prohibited: has("prohibited") ? [ban()] : [] }, question };
}

describe("the order of verdicts, over all combinations of faults", () => {
  it.each(combinations.map((wrong) => [wrong.join(" + ") || "nothing wrong", wrong] as const))("%s", (_name, wrong) => {
    const { given, question } = withFaults(wrong);
    const expected = verdicts.find((candidate) => (wrong as string[]).includes(candidate)) ?? "clear";
    expect(verdict(given, question)).toBe(expected);
  });

  it("mending the first fault never gives a verdict that weighs more", () => {
    for (const wrong of combinations.filter((list) => list.length > 0)) {
      const before = withFaults(wrong);
      const after = withFaults(wrong.slice(1));
      expect(verdicts.indexOf(verdict(after.given, after.question))).toBeGreaterThan(verdicts.indexOf(verdict(before.given, before.question)));
    }
  });

  it("does not depend on the order of entries", () => {
    const all = combinations.flatMap((wrong) => withFaults(wrong.filter((fault) => fault !== "prohibited")).given.data ?? []);
    const numbered = all.map((item, index) => ({ ...item, line: index + 1 }));
    const { question } = withFaults([]);
    const forwards = ask({ data: numbered }, question);
    expect(ask({ data: [...numbered].reverse() }, question)).toEqual(forwards);
    expect(forwards.verdict).toBe("clear");
  });

  it("two declarations are never judged worse than the worse of them alone", () => {
    const { question } = withFaults([]);
    const single = combinations.filter((wrong) => !wrong.includes("prohibited"))
      .map((wrong) => ({ declared: withFaults(wrong).given.data![0]!, weight: verdicts.indexOf(verdict(withFaults(wrong).given, question)) }));
    for (const one of single) {
      for (const other of single) {
        const both = verdicts.indexOf(verdict({ data: [one.declared, { ...other.declared, line: 8 }] }, question));
        expect(both).toBeGreaterThanOrEqual(Math.min(one.weight, other.weight));
      }
    }
  });
});
