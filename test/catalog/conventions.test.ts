/** Names of access paths whose receiver nothing resolves: loggers, cookies, mail, vendors; request-like sources; and what is neither. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";

const catalog = loadCatalog();
const path = (text: string): string[] => text.split(".");

describe("sinks", () => {
  it.each(["logger.info", "log.warn", "this.logger.error", "this.log.debug", "req.log.info", "ctx.logger.warn", "apiLogger.error", "this.auditLogger.info", "c.var.logger.info", "Logger.log", "deps.logger.fatal"])(
    "%s writes to the project's log", (text) => expect(catalog.sinkByNames(path(text))).toMatchObject({ entry: "logger", kind: "log", surface: "log", recipient: { id: "logger", kind: "first-party" } }),
  );

  it("logger.child binds", () => expect(catalog.sinkByNames(["logger", "child"])).toMatchObject({ kind: "bindings", data: [{ arg: 0, path: [] }] }));

  it.each([
    ["res.cookie", "express-cookie"], ["cookieStore.set", "next-cookies"], ["response.cookies.set", "next-cookies"], ["nextResponseWithHeader.cookies.set", "next-cookies"], ["cookies.set", "svelte-astro-cookies"],
    ["ctx.cookies.set", "koa-cookies"], ["reply.setCookie", "fastify-cookie"], ["h.state", "hapi-state"], ["this.cookieService.put", "vue-cookies"], ["config.cookieService.set", "vue-cookies"],
    ["transporter.sendMail", "nodemailer"], ["this.transporter.sendMail", "nodemailer"], ["scope.setUser", "sentry"], ["scope.setExtra", "sentry"], ["frame.contentWindow.postMessage", "postMessage"],
    ["posthog.capture", "posthog"], ["this.posthog.capture", "posthog"], ["posthogServerClient.identify", "posthog"], ["mixpanel.people.set", "mixpanel"], ["Sentry.captureException", "sentry"],
    ["ttq.identify", "tiktok-pixel"], ["resend.emails.send", "resend"], ["openai.chat.completions.create", "openai"], ["stripe.customers.create", "stripe"], ["dataLayer.push", "google-tag-manager"],
  ])("%s is %s", (text, entry) => expect(catalog.sinkByNames(path(text))?.entry).toBe(entry));

  it.each([
    "toast.error", "this.toast.success", "message.info", "notification.warning", "messageService.error", "Math.log", "git.log", "simpleGit.log", "test.info", "expect.error", "spinner.info", "console.log",
    "dialog.info", "blog.info", "catalog.info", "changeLog.info", "gitLog.info", "Swal.error", "snackBar.error", "reject.error", "res.send", "array.push", "map.set", "emitter.emit", "form.setValue",
    "tracker.track", "player.track", "mouse.track", "analytics.ready", "user.identify", "client.send", "context.log", "logger.level", "logger.bindings", "page.capture", "events.create", "logger", "",
  ])("%s is none", (text) => expect(catalog.sinkByNames(path(text))).toBeUndefined());
});

describe("sources", () => {
  it.each([
    ["req.ip", "ip-address"], ["request.ip", "ip-address"], ["ctx.ip", "ip-address"], ["ctx.request.ip", "ip-address"], ["req.socket.remoteAddress", "ip-address"],
    ["req.connection.remoteAddress", "ip-address"], ["this.req.ip", "ip-address"], ["event.requestContext.identity.sourceIp", "ip-address"], ["event.requestContext.http.sourceIp", "ip-address"],
    ["event.requestContext.identity.userAgent", "user-agent"], ["socket.handshake.address", "ip-address"], ["request.info.remoteAddress", "ip-address"], ["req.sessionID", "session-id"],
  ])("%s is a %s", (text, dataType) => expect(catalog.sourceByNames(path(text))).toMatchObject({ dataType, certainty: "sure" }));

  it.each([
    ["req.body", "Whole HTTP request body"], ["request.body", "Whole HTTP request body"], ["ctx.request.body", "Whole HTTP request body"], ["req.query", "All query-string values"], ["req.params", "All route parameters"],
    ["req.headers", "All HTTP request headers"], ["ctx.headers", "All HTTP request headers"], ["req.cookies", "Whole cookie bag"], ["event.headers", "All HTTP request headers"],
  ])("%s may hold anything: %s", (text, label) => {
    const api = catalog.sourceByNames(path(text));
    expect(api).toMatchObject({ dataType: "opaque", label });
    expect(api?.mayContain?.length).toBeGreaterThan(0);
  });

  it.each(["req.user", "request.user", "ctx.state.user", "ctx.session.user", "event.locals.user"])("%s is a person, by field", (text) => {
    expect(catalog.sourceByNames(path(text))).toMatchObject({ isPerson: true, fields: { email: "email-address", id: "user-id" } });
  });

  it.each([["req.get", 0], ["req.header", 0], ["ctx.get", 0], ["c.req.header", 0], ["request.headers.get", 0], ["req.headers.get", 0]])("%s reads a header named by argument %i", (text, headerArg) => {
    expect(catalog.sourceByNames(path(text))?.headerArg).toBe(headerArg);
  });

  it.each(["req.url", "req.method", "request.nextUrl", "res.headers", "response.headers.get", "config.ip", "server.ip", "host.ip", "item.body", "axios.get", "map.get", "options.query", "this.get", "req", "ip"])(
    "%s is none", (text) => expect(catalog.sourceByNames(path(text))).toBeUndefined(),
  );
});
