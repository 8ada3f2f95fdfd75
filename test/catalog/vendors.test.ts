/** Vendors by host, package and global; what a user adds; details; the compiled index. */
import { describe, expect, it } from "vitest";
import { compileCatalog } from "../../src/catalog/compile.ts";
import { extendCatalog, loadCatalog } from "../../src/catalog/index.ts";
import { readCatalogFiles } from "../../src/catalog/read-files.ts";
import { surfaceOfPurpose } from "../../src/catalog/compile-vendors.ts";
import { purposes } from "../../src/catalog/schema.ts";
import { loadVendorDetails } from "../../src/catalog/vendor-details.ts";
import { UserError } from "../../src/errors.ts";
import { globalPath, origin } from "./origin.ts";

const catalog = loadCatalog();

describe("hosts", () => {
  it.each([
    ["us.i.posthog.com", "posthog"], ["o123.ingest.us.sentry.io", "sentry"], ["api.openai.com", "openai"], ["api.hubapi.com", "hubspot"], ["api.stripe.com", "stripe"], ["www.googletagmanager.com", "google-analytics"],
    ["cognito-idp.eu-west-1.amazonaws.com", "aws-amplify"], ["abc.supabase.co", "supabase"], ["API.MIXPANEL.COM", "mixpanel"], ["connect.facebook.net", "meta-pixel"],
  ])("%s is %s", (host, id) => expect(catalog.vendorOfHost(host)?.id).toBe(id));

  it("the catalog does not know are looked up in the company list", () => {
    const fact = catalog.vendorOfHost("static.chartbeat.com");
    expect(fact).toMatchObject({ name: "Chartbeat", surface: "analytics", isBuildTool: false });
    expect(catalog.vendor(fact?.id ?? "")).toBeUndefined();
  });

  it.each(["crewfinder.io", "localhost", "example.test", "constructor", ""])("%s is nobody's", (host) => expect(catalog.vendorOfHost(host)).toBeUndefined());
});

describe("packages", () => {
  it.each([
    ["posthog-js", "posthog", false], ["posthog-js/react", "posthog", false], ["@sentry/nextjs", "sentry", false], ["@sentry/new-one", "sentry", false], ["firebase/analytics", "firebase-analytics", false],
    ["firebase/firestore", "firebase", false], ["@sentry/webpack-plugin", "sentry", true], ["@types/gtag.js", "google-analytics", true], ["nodemailer", "nodemailer", true], ["openai", "openai", false], ["ai", "vercel-ai-sdk", true],
  ])("%s is of %s", (name, id, isBuildTool) => expect(catalog.vendorOfPackage(name)).toMatchObject({ id, isBuildTool }));

  it.each(["react", "express", "pino", "./posthog", "@scope/thing", "lodash/get"])("%s is nobody's", (name) => expect(catalog.vendorOfPackage(name)).toBeUndefined());

  it("globals too", () => {
    expect(catalog.vendorOfGlobal("fbq")?.id).toBe("meta-pixel");
    expect(catalog.vendorOfGlobal("dataLayer")?.id).toBe("google-tag-manager");
    expect(["analytics", "ga", "document", "firebase"].map((name) => catalog.vendorOfGlobal(name))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("data types", () => {
  it.each([["email-address", "email-address"], ["email", "email-address"], ["user.contact.email", "email-address"], ["location-precise", "precise-location"], ["user.device", "device-information"], ["user", "personal-data"]])(
    "%s is %s", (name, id) => expect(catalog.resolveDataType(name)).toBe(id),
  );
  it("nothing else is", () => expect(["nonsense", "constructor", ""].map((name) => catalog.resolveDataType(name))).toEqual([undefined, undefined, undefined]));
  it("have a lineage up to the root", () => {
    expect(catalog.lineage("billing-address")).toEqual(["billing-address", "postal-address", "contact-information", "personal-data"]);
    expect(catalog.lineage("nonsense")).toEqual([]);
  });
  it("are credentials or pseudonyms where they say so", () => {
    expect([...catalog.dataTypes.keys()].filter((id) => catalog.isCredential(id))).toEqual(["auth-credential", "password"]);
    expect([...catalog.dataTypes.keys()].filter((id) => catalog.isPseudonymous(id)).sort()).toEqual(["anonymous-id", "identifier", "session-id", "user-id"]);
  });
});

describe("a user's additions", () => {
  const own = extendCatalog(catalog, {
    vendors: [{ id: "beacon-co", name: "Beacon Co", purpose: "web-analytics", packages: ["@acme/beacon"], hosts: ["beacon.acme.test"], globals: ["acmeBeacon"], calls: [{ path: ["beacon", "hit"], kind: "track", data: [{ arg: 1 }] }] }],
    loggers: [{ id: "acme-log", name: "Acme log", packages: ["@acme/log"] }],
    dataTypes: [{ id: "badge-number", label: "Badge number", broader: "identifier", sensitivity: "medium", identifiers: ["badgeNo"] }],
    sources: [{ id: "acme.user", dataType: "email-address", kind: "call", packages: ["@acme/auth"], paths: [["currentMail"]] }],
    sanitizers: [{ id: "acme.mask", api: "mask(x)", effect: "removes", packages: ["@acme/mask"], paths: [["mask"]] }],
    identifiers: { add: { "email-address": ["courriel"], email: ["postfach"] }, ignore: ["screenName"] },
  });

  it("are answered like what is built in", () => {
    expect(own.sink(origin("@acme/beacon", "createBeacon", "()", "hit"))).toMatchObject({ entry: "beacon-co", surface: "analytics", recipient: { id: "beacon-co", kind: "vendor" }, data: [{ arg: 1, path: [] }] });
    expect(own.sink(globalPath("acmeBeacon.hit"))?.entry).toBe("beacon-co");
    expect(own.vendorOfHost("eu.beacon.acme.test")?.id).toBe("beacon-co");
    expect(own.sink(origin("@acme/log", "default", "()", "warn"))).toMatchObject({ kind: "log", recipient: { id: "acme-log" } });
    expect(own.matchName("employeeBadgeNo")).toEqual({ dataType: "badge-number", strength: "strong" });
    expect(own.lineage("badge-number")).toEqual(["badge-number", "identifier", "personal-data"]);
    expect(own.source(origin("@acme/auth", "currentMail", "()"))?.dataType).toBe("email-address");
    expect(own.sanitizer(origin("@acme/mask", "mask"))?.effect).toBe("removes");
    expect(own.matchName("userCourriel")?.dataType).toBe("email-address");
    expect(own.matchName("postfach")?.dataType).toBe("email-address");
    expect(own.matchName("screenName")).toBeUndefined();
  });

  it("change nothing else, and not the catalog they were added to", () => {
    expect(own.sink(origin("posthog-js", "default", "capture"))?.entry).toBe("posthog");
    expect(own.sink(origin("pino", "default", "()", "info"))?.entry).toBe("pino");
    expect(own.source(globalPath("navigator.userAgent"))?.dataType).toBe("user-agent");
    expect(catalog.matchName("courriel")).toBeUndefined();
    expect(catalog.matchName("screenName")?.dataType).toBe("username");
    expect(catalog.vendorOfPackage("@acme/beacon")).toBeUndefined();
    expect(extendCatalog(catalog, {})).toBe(catalog);
  });

  it("win over what is built in", () => {
    const mine = extendCatalog(catalog, { vendors: [{ id: "our-posthog", name: "Our PostHog", packages: ["posthog-js"], hosts: ["us.i.posthog.com"], calls: [{ path: ["posthog", "capture"] }] }] });
    expect(mine.sink(origin("posthog-js", "default", "capture"))?.entry).toBe("our-posthog");
    expect(mine.vendorOfHost("us.i.posthog.com")?.id).toBe("our-posthog");
  });

  it("of an unknown data type are a mistake the user can mend", () => {
    expect(() => extendCatalog(catalog, { identifiers: { add: { nonsense: ["x"] } } })).toThrow(UserError);
    expect(() => extendCatalog(catalog, { dataTypes: [{ id: "a", label: "A", broader: "nonsense", sensitivity: "low" }] })).toThrow(UserError);
  });
});

describe("details", () => {
  it("tell what an SDK collects by itself, and which switches do not help", () => {
    const sentry = loadVendorDetails("sentry");
    expect(sentry?.autoCollects.length).toBeGreaterThan(5);
    expect(sentry?.autoCollects.every(({ source, confidence }) => source !== undefined && confidence !== undefined)).toBe(true);
    expect(loadVendorDetails("google-analytics")?.staleSwitches.map(({ name }) => name)).toContain("anonymize_ip");
    expect(loadVendorDetails("nonsense")).toBeUndefined();
  });
});

describe("the compiled index", () => {
  const { files, version } = readCatalogFiles();

  it("is the same each time", () => {
    expect(JSON.stringify(compileCatalog(files, version))).toBe(JSON.stringify(compileCatalog(files, version)));
    expect(readCatalogFiles().version).toBe(version);
    expect(version).toMatch(/^[0-9a-f]{16}$/);
  });

  it("stays small enough to be read in no time", () => {
    expect(JSON.stringify(compileCatalog(files, version)).length).toBeLessThan(650_000);
  });

  it("gives every purpose a surface", () => expect(Object.keys(surfaceOfPurpose).sort()).toEqual([...purposes].sort()));
});

describe("tokens for the byte scan", () => {
  const tokens = catalog.sinkTokens();
  const finds = (text: string): boolean => tokens.some((token) => text.toLowerCase().includes(token));

  it.each([
    'console.log(user)', 'logger.info(x)', 'const { info } = logger', 'posthog.capture("a")', 'Sentry.setUser({})', 'fetch("/x")', 'localStorage.setItem("a", b)', 'document.cookie = x', 'await resend.emails.send({})',
    'import OpenAI from "openai"; c.chat.completions.create({})', 'transporter.sendMail({})', 'import Stripe from "stripe"', 'gtag("event")', 'window.dataLayer.push({})', 'axios.post(u)', 'generateText({})', 'res.cookie("a", b)', 'location.href = u', 'process.stdout.write(x)',
  ])("one is in %s", (text) => expect(finds(text)).toBe(true));

  it("none is in a component without sinks", () => {
    expect(finds('import { useState } from "react";\nexport function Price({ value }: { value: number }) { const [open, setOpen] = useState(false); return <b onClick={() => setOpen(!open)}>{value}</b>; }')).toBe(false);
  });

  it("are lower case and short enough together for a fast search", () => {
    expect(tokens.filter((token) => token !== token.toLowerCase())).toEqual([]);
    expect(tokens.join("|").length).toBeLessThan(18_000);
  });
});
