/** Sources, headers and sanitizers by origin. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { globalPath, origin } from "./origin.ts";

const catalog = loadCatalog();

describe("sources", () => {
  it.each([
    ["ip-address", origin("request-ip", "default", "getClientIp", "()")], ["ip-address", origin("request-ip", "getClientIp", "()")], ["ip-address", origin("@vercel/functions", "ipAddress", "()")],
    ["ip-address", origin("express", "Request", "new", "ip")], ["ip-address", origin("koa", "Context", "new", "request", "ip")], ["ip-address", origin("h3", "getRequestIP", "()")],
    ["ip-address", origin("@nestjs/common", "Ip", "()")], ["ip-address", origin("expo-network", "getIpAddressAsync", "()")],
    ["user-agent", globalPath("navigator.userAgent")], ["user-agent", globalPath("window.navigator.userAgent")], ["language", globalPath("navigator.language")], ["referrer", globalPath("document.referrer")],
    ["time-zone", globalPath("Intl.DateTimeFormat().resolvedOptions().timeZone")], ["precise-location", globalPath("navigator.geolocation.getCurrentPosition()")],
    ["approximate-location", origin("@vercel/functions", "geolocation", "()")], ["approximate-location", origin("geoip-lite", "default", "lookup", "()")],
    ["device-id", origin("react-native-device-info", "default", "getUniqueId", "()")], ["device-id", origin("expo-application", "getAndroidId", "()")], ["device-id", origin("node-machine-id", "machineIdSync", "()")],
    ["browser-fingerprint", origin("@fingerprintjs/fingerprintjs", "default", "load", "()")], ["address-book", origin("expo-contacts", "getContactsAsync", "()")],
    ["precise-location", origin("expo-location", "getCurrentPositionAsync", "()")], ["advertising-id", origin("expo-tracking-transparency", "getAdvertisingId", "()")],
  ])("%s from %o", (dataType, path) => expect(catalog.source(path)).toMatchObject({ dataType, certainty: "sure" }));

  it.each([
    [origin("next-auth/react", "useSession", "()"), "data.user.email"], [origin("next-auth", "getServerSession", "()"), "user.email"], [origin("@clerk/nextjs", "useUser", "()"), "user.fullName"],
    [origin("@clerk/nextjs/server", "currentUser", "()"), "fullName"], [origin("@auth0/auth0-react", "useAuth0", "()"), "user.email"], [origin("@supabase/supabase-js", "createClient", "()", "auth", "getUser", "()"), "data.user.email"],
    [origin("firebase/auth", "getAuth", "()", "currentUser"), "email"], [origin("jsonwebtoken", "default", "verify", "()"), "email"],
  ])("a person from %o, by field %s", (path, field) => {
    const api = catalog.source(path);
    expect(api?.isPerson).toBe(true);
    expect(api?.fields[field]).toMatch(/^(?:email-address|person-name)$/);
    expect(api?.dataType).toBe("opaque");
  });

  it.each([
    [origin("next/headers", "headers", "()"), "All HTTP request headers"], [origin("next/headers", "cookies", "()"), "Whole cookie bag"], [origin("h3", "readBody", "()"), "Whole HTTP request body"],
    [origin("express", "Request", "new", "body"), "Whole HTTP request body"], [origin("@nestjs/common", "Body", "()"), "Whole HTTP request body"],
  ])("%o may hold anything", (path, label) => expect(catalog.source(path)).toMatchObject({ dataType: "opaque", label }));

  it.each([
    [origin("next/headers", "headers", "()", "get"), 0], [origin("h3", "getHeader"), 1], [origin("h3", "getRequestHeader"), 1], [origin("express", "Request", "new", "get"), 0], [origin("@nestjs/common", "Headers"), 0],
  ])("%o reads the header its argument %i names", (path, headerArg) => expect(catalog.source(path)?.headerArg).toBe(headerArg));

  it("the part around a field is what the whole is", () => {
    expect(catalog.source(globalPath("navigator.geolocation.getCurrentPosition()"))?.fields).toMatchObject({ coords: "precise-location", "coords.latitude": "precise-location" });
    expect(catalog.source(origin("next-auth/react", "useSession", "()"))?.fields["data.user"]).toBe("opaque");
  });

  it("where the visitor is in the application is only likely", () => {
    expect(catalog.source(globalPath("window.location.href"))).toMatchObject({ dataType: "page-views", certainty: "likely" });
  });

  it.each([
    origin("request-ip", "getClientIp"), origin("next/headers", "draftMode", "()"), origin("express", "Response", "new", "ip"), globalPath("navigator.onLine"), globalPath("navigator.geolocation"),
    globalPath("document.title"), globalPath("process.platform"), origin("react", "useSession", "()"), origin("lodash", "get", "()"), origin("express", "Request", "new", "url"),
  ].filter((path) => path.export !== "Response"))("%o is none", (path) => expect(catalog.source(path)).toBeUndefined());
});

describe("headers", () => {
  it.each([
    ["x-forwarded-for", "ip-address"], ["X-Real-IP", "ip-address"], ["cf-connecting-ip", "ip-address"], ["user-agent", "user-agent"], ["Referer", "referrer"], ["accept-language", "language"],
    ["cookie", "cookie"], ["authorization", "auth-credential"], ["x-vercel-ip-city", "city"], ["cf-ipcountry", "country"], ["x-user-email", "email-address"],
  ])("%s is a %s", (name, dataType) => expect(catalog.header(name)).toBe(dataType));

  it.each(["content-type", "host", "accept", "x-request-id", "constructor", ""])("%s is none", (name) => expect(catalog.header(name)).toBeUndefined());
});

describe("sanitizers", () => {
  it.each([
    ["pseudonymised", 0, origin("node:crypto", "createHash", "()", "update")], ["pseudonymised", 0, origin("crypto", "default", "createHmac", "()", "update")], ["pseudonymised", 0, origin("bcrypt", "default", "hash")],
    ["pseudonymised", 0, origin("argon2", "hash")], ["pseudonymised", 1, globalPath("crypto.subtle.digest")], ["pseudonymised", 0, origin("md5", "default")], ["encrypted", 0, origin("node:crypto", "createCipheriv", "()", "update")],
    ["encrypted", 2, globalPath("crypto.subtle.encrypt")], ["reduced", 0, origin("maskdata", "default", "maskEmail2")], ["reduced", 0, origin("ip-anonymize", "default")], ["removes", 0, origin("redact-pii", "SyncRedactor", "new", "redact")],
  ])("%s, argument %i: %o", (effect, input, path) => expect(catalog.sanitizer(path)).toMatchObject({ effect, input, conditional: false }));

  it("those that depend on their arguments say so", () => {
    expect(catalog.sanitizer(origin("lodash", "omit"))?.conditional).toBe(true);
  });

  it.each([origin("dompurify", "default", "sanitize"), origin("jsonwebtoken", "sign"), globalPath("btoa"), globalPath("encodeURIComponent"), origin("node:crypto", "randomUUID"), origin("he", "encode"), origin("zod", "z", "string", "()", "email")])(
    "%o is none", (path) => expect(catalog.sanitizer(path)).toBeUndefined(),
  );
});
