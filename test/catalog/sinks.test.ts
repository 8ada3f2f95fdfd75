/** Other sinks: vendors' calls, storage, requests, beacons, navigation, each with its look-alikes. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { globalPath, origin } from "./origin.ts";

const catalog = loadCatalog();

describe("vendors", () => {
  it.each([
    ["sentry", "error-tracker", origin("@sentry/nextjs", "captureException")], ["sentry", "error-tracker", origin("@sentry/node", "default", "captureMessage")],
    ["sentry", "error-tracker", origin("@sentry/react", "logger", "info")], ["sentry", "error-tracker", origin("@sentry/node", "setUser")],
    ["sentry", "error-tracker", origin("@sentry/some-new-package", "captureException")],
    ["posthog", "analytics", origin("posthog-js", "default", "capture")], ["posthog", "analytics", origin("posthog-js/react", "usePostHog", "()", "capture")],
    ["posthog", "analytics", origin("posthog-node", "PostHog", "new", "identify")], ["posthog", "analytics", globalPath("window.posthog.capture")],
    ["segment", "analytics", origin("@segment/analytics-next", "AnalyticsBrowser", "load", "()", "track")], ["mixpanel", "analytics", origin("mixpanel-browser", "default", "people", "set")],
    ["amplitude", "analytics", origin("@amplitude/analytics-browser", "track")], ["google-analytics", "analytics", globalPath("gtag")],
    ["google-tag-manager", "analytics", globalPath("window.dataLayer.push")], ["firebase-analytics", "analytics", origin("firebase/analytics", "logEvent")],
    ["meta-pixel", "ads", globalPath("fbq")], ["tiktok-pixel", "ads", globalPath("ttq.identify")], ["logrocket", "session-replay", origin("logrocket", "default", "identify")],
    ["openai", "llm", origin("openai", "OpenAI", "new", "chat", "completions", "create")], ["openai", "llm", origin("openai", "default", "new", "responses", "create")],
    ["azure-openai", "llm", origin("openai", "AzureOpenAI", "new", "chat", "completions", "create")], ["openai", "llm", origin("@langchain/openai", "ChatOpenAI", "new", "invoke")],
    ["anthropic", "llm", origin("@anthropic-ai/sdk", "default", "new", "messages", "create")], ["mistral-ai", "llm", origin("@mistralai/mistralai", "Mistral", "new", "chat", "complete")],
    ["google-gemini", "llm", origin("@google/genai", "GoogleGenAI", "new", "models", "generateContent")],
    ["resend", "message", origin("resend", "Resend", "new", "emails", "send")], ["nodemailer", "message", origin("nodemailer", "default", "createTransport", "()", "sendMail")],
    ["sendgrid", "message", origin("@sendgrid/mail", "default", "send")], ["postmark", "message", origin("postmark", "ServerClient", "new", "sendEmail")],
    ["amazon-ses", "message", origin("@aws-sdk/client-ses", "SendEmailCommand", "new")], ["twilio", "message", origin("twilio", "default", "()", "messages", "create")],
    ["slack", "message", origin("@slack/web-api", "WebClient", "new", "chat", "postMessage")], ["customer-io", "message", origin("customerio-node", "TrackClient", "new", "identify")],
    ["firebase-cloud-messaging", "message", origin("firebase-admin/messaging", "getMessaging", "()", "send")],
    ["stripe", "network-third-party", origin("stripe", "default", "new", "customers", "create")], ["hubspot", "network-third-party", origin("@hubspot/api-client", "Client", "new", "crm", "contacts", "basicApi", "create")],
    ["aws-s3", "storage", origin("@aws-sdk/client-s3", "PutObjectCommand", "new")], ["firebase", "storage", origin("firebase/firestore", "setDoc")],
    ["datadog", "log", origin("@datadog/browser-logs", "datadogLogs", "setUser")], ["datadog", "error-tracker", origin("@datadog/browser-rum", "datadogRum", "setUser")],
  ] as const)("%s gets it as %s", (id, surface, path) => {
    expect(catalog.sink(path)).toMatchObject({ surface, recipient: { id, kind: "vendor" } });
  });

  it("take prompts, not models and tools", () => {
    for (const name of ["generateText", "streamText", "generateObject"]) {
      const api = catalog.sink(origin("ai", name));
      expect(api?.data.map(({ path }) => path[0]).sort()).toEqual(["instructions", "messages", "prompt", "system"]);
      expect(api?.config).toEqual({ arg: 0, path: ["model"] });
    }
    expect(catalog.sink(origin("ai", "embed"))?.data).toEqual([{ arg: 0, path: ["value"] }]);
  });

  it("say what a field holds by where it stands", () => {
    expect(catalog.sink(origin("resend", "Resend", "new", "emails", "send"))?.fields).toMatchObject({ to: "email-address", cc: "email-address", replyTo: "email-address" });
    expect(catalog.sink(origin("postmark", "ServerClient", "new", "sendEmail"))?.fields).toMatchObject({ To: "email-address" });
    expect(catalog.sink(origin("twilio", "default", "()", "messages", "create"))?.fields).toEqual({ to: "phone-number" });
  });

  it("tell set-up from sending", () => {
    expect(catalog.sink(origin("@sentry/nextjs", "init"))).toMatchObject({ kind: "init", data: [], config: { arg: 0, path: [] } });
    expect(catalog.sink(origin("posthog-js", "default", "init"))).toMatchObject({ kind: "init", config: { arg: 1, path: [] } });
  });

  it.each([
    origin("@sentry/nextjs", "withSentryConfig"), origin("posthog-js", "default", "isFeatureEnabled"), origin("ai", "tool"), origin("openai", "OpenAI", "new"),
    origin("stripe", "default", "new", "customers", "list"), origin("react", "track"), origin("@dnd-kit/core", "useDraggable", "()", "track"), globalPath("track"), globalPath("identify"),
    origin("socket.io-client", "io", "()", "send"), origin("firebase/app", "initializeApp"),
  ])("%o is none", (path) => {
    const api = catalog.sink(path);
    expect(api === undefined || api.kind === "init" ? undefined : api).toBeUndefined();
  });
});

describe("storage on the client", () => {
  it.each([
    ["local-storage", globalPath("localStorage.setItem")], ["local-storage", globalPath("window.localStorage.setItem")], ["session-storage", globalPath("sessionStorage.setItem")],
    ["local-storage", globalPath("localStorage.email")], ["session-storage", globalPath("sessionStorage.email")], ["document-cookie", globalPath("document.cookie")],
    ["document-cookie", globalPath("cookieStore.set")], ["js-cookie", origin("js-cookie", "default", "set")], ["cookies-next", origin("cookies-next", "setCookie")],
    ["cookies-next", origin("nookies", "setCookie")], ["next-cookies", origin("next/headers", "cookies", "()", "set")], ["next-cookies", origin("next/server", "NextResponse", "next", "()", "cookies", "set")],
    ["express-cookie", origin("express", "Response", "new", "cookie")], ["hono-cookie", origin("hono/cookie", "setCookie")], ["fastify-cookie", origin("@fastify/cookie", "FastifyReply", "new", "setCookie")],
    ["koa-cookies", origin("koa", "Context", "new", "cookies", "set")], ["vue-cookies", origin("ngx-cookie-service", "CookieService", "new", "set")], ["vue-cookies", origin("ngx-cookie", "CookieService", "new", "put")],
    ["universal-cookie", origin("universal-cookie", "default", "new", "set")], ["universal-cookie", origin("react-cookie", "useCookies", "()")],
    ["async-storage", origin("@react-native-async-storage/async-storage", "default", "setItem")], ["secure-storage", origin("expo-secure-store", "setItemAsync")],
    ["mmkv", origin("react-native-mmkv", "MMKV", "new", "set")], ["indexeddb-libs", origin("idb-keyval", "set")], ["local-storage", origin("localforage", "default", "setItem")],
    ["local-storage", origin("zustand/middleware", "persist")], ["local-storage", origin("usehooks-ts", "useLocalStorage", "()")], ["storage-wrappers", origin("@vueuse/core", "useStorage")],
    ["capacitor-storage", origin("@capacitor/preferences", "Preferences", "set")],
  ])("%s", (id, path) => expect(catalog.sink(path)).toMatchObject({ kind: "storage-write", surface: "client-storage", recipient: { id, kind: "first-party" } }));

  it("says where the key is, and what is written by assignment", () => {
    expect(catalog.sink(globalPath("localStorage.setItem"))).toMatchObject({ key: { arg: 0, path: [] }, data: [{ arg: 1, path: [] }] });
    expect(catalog.sink(origin("hono/cookie", "setCookie"))).toMatchObject({ key: { arg: 1 }, data: [{ arg: 2 }] });
    expect(catalog.sink(globalPath("document.cookie"))?.assignment).toBe(true);
    expect(catalog.sink(globalPath("localStorage.setItem"))?.assignment).toBeUndefined();
  });

  it.each([
    globalPath("localStorage.getItem"), globalPath("sessionStorage.removeItem"), globalPath("localStorage"), globalPath("document.cookie.split"), globalPath("document.title"),
    origin("js-cookie", "default", "get"), origin("next/headers", "cookies", "()", "get"), origin("express", "Request", "new", "cookies"), globalPath("Map.set"), origin("react-native-mmkv", "MMKV", "new", "getString"),
  ])("%o reads", (path) => expect(catalog.sink(path)).toBeUndefined());
});

describe("requests", () => {
  it.each([
    ["fetch", globalPath("fetch")], ["axios", origin("axios", "default")], ["axios", origin("axios", "default", "post")], ["axios", origin("axios", "default", "create", "()", "put")],
    ["got", origin("got", "default", "extend", "()", "post")], ["ky", origin("ky", "default", "post")], ["undici", origin("undici", "request")], ["ofetch", origin("ofetch", "ofetch")],
    ["ofetch", origin("ofetch", "$fetch")], ["superagent", origin("superagent", "default", "post", "()", "send")], ["fetch-ponyfills", origin("node-fetch", "default")], ["request", origin("request", "default")],
    ["node-http", origin("node:https", "request")], ["node-http", origin("http", "default", "request")], ["angular-http", origin("@angular/common/http", "HttpClient", "new", "post")],
  ])("%s", (entry, path) => {
    const api = catalog.sink(path);
    expect(api).toMatchObject({ entry, kind: "http" });
    expect(api?.data.length).toBeGreaterThan(0);
    expect(api?.url).toBeDefined();
  });

  it("have the body, the headers and the address as data", () => {
    expect(catalog.sink(globalPath("fetch"))).toMatchObject({ url: { arg: 0, path: [] }, data: [{ arg: 0, path: [] }, { arg: 1, path: ["body"] }, { arg: 1, path: ["headers"] }] });
    expect(catalog.sink(origin(null, "WebSocket", "new", "send"))).toMatchObject({ kind: "http", url: "receiver" });
  });

  it.each([
    ["beacon", globalPath("navigator.sendBeacon")], ["beacon", origin(null, "Image", "new", "src")], ["navigation", globalPath("location.href")], ["navigation", globalPath("window.location.assign")],
    ["navigation", globalPath("window.open")], ["http", globalPath("window.parent.postMessage")],
  ])("%s: %o", (kind, path) => expect(catalog.sink(path)?.kind).toBe(kind));

  it.each([origin("axios", "isAxiosError"), origin("axios", "AxiosError"), globalPath("location.reload"), globalPath("location.host"), origin(null, "Worker", "new", "postMessage"), origin("node:http", "createServer"), globalPath("fetchUser")])(
    "%o is none", (path) => expect(catalog.sink(path)).toBeUndefined(),
  );
});

describe("files", () => {
  it("that are appended to are logs, by their path; data files are storage", () => {
    expect(catalog.sink(origin("node:fs", "appendFileSync"))).toMatchObject({ entry: "node-fs", surface: "log", key: { arg: 0 } });
    expect(catalog.sink(origin("fs", "writeFileSync"))?.surface).toBe("storage");
    expect(catalog.sink(origin("node:fs", "readFileSync"))).toBeUndefined();
  });
});
