/** compileNameConventions: what a receiver's name alone says, when nothing tells where it comes from. */
import type { CompiledCatalog } from "./compiled.ts";
import { lookup, put, type Rows } from "./table.ts";

export interface LoggerConventions { levelMethods: string[]; receivers: string[]; receiverEndings: string[]; notReceivers: string[] }

/** Ends of access paths that are written this way in every project: end -> the global or package API it stands for. */
const pathEnds: Record<string, { package?: string; key: string }> = {
  "res.cookie": { package: "express", key: "cookie" },
  "response.cookie": { package: "express", key: "cookie" },
  "reply.cookie": { package: "@fastify/cookie", key: "cookie" },
  "reply.setCookie": { package: "@fastify/cookie", key: "setCookie" },
  "res.setHeader": { key: "res.setHeader" },
  "h.state": { package: "@hapi/hapi", key: "state" },
  "ctx.cookies.set": { package: "koa", key: "ctx.cookies.set" },
  "cookieStore.set": { package: "next", key: "cookies.set" },
  "cookieJar.set": { package: "next", key: "cookies.set" },
  "response.cookies.set": { package: "next", key: "response.cookies.set" },
  "res.cookies.set": { package: "next", key: "response.cookies.set" },
  "Astro.cookies.set": { package: "astro", key: "Astro.cookies.set" },
  "event.cookies.set": { package: "@sveltejs/kit", key: "cookies.set" },
  "cookies.set": { package: "@sveltejs/kit", key: "cookies.set" },
  "cookieService.put": { package: "ngx-cookie", key: "cookieService.put" },
  "cookieService.putObject": { package: "ngx-cookie", key: "cookieService.putObject" },
  "cookieService.set": { package: "ngx-cookie-service", key: "cookieService.set" },
  "$cookies.set": { package: "vue-cookies", key: "$cookies.set" },
  "contentWindow.postMessage": { key: "contentWindow.postMessage" },
  "parent.postMessage": { key: "parent.postMessage" },
  "opener.postMessage": { key: "opener.postMessage" },
  "localStorage.setItem": { key: "localStorage.setItem" },
  "sessionStorage.setItem": { key: "sessionStorage.setItem" },
  "dataLayer.push": { key: "dataLayer.push" },
};

/** The same for vendors' calls: end -> vendor and method. */
const vendorEnds: Record<string, { vendor: string; method: string }> = {
  "transporter.sendMail": { vendor: "nodemailer", method: "sendMail" },
  "transport.sendMail": { vendor: "nodemailer", method: "sendMail" },
  "mailer.sendMail": { vendor: "nodemailer", method: "sendMail" },
  "mailTransporter.sendMail": { vendor: "nodemailer", method: "sendMail" },
  "smtp.sendMail": { vendor: "nodemailer", method: "sendMail" },
  "sgMail.send": { vendor: "sendgrid", method: "send" },
  ...Object.fromEntries(["setUser", "setExtra", "setExtras", "setContext", "setTag", "setTags", "addBreadcrumb", "setAttributes"].map((method) => [`scope.${method}`, { vendor: "sentry", method }])),
};

export function compileNameConventions(conventions: LoggerConventions, to: CompiledCatalog, rows: Rows): void {
  const { levelMethods, receivers, receiverEndings, notReceivers } = conventions;
  Object.assign(to.names, { levelMethods, receivers, receiverEndings, notReceivers });
  for (const [end, { package: name, key }] of Object.entries(pathEnds)) {
    const sink = name === undefined ? lookup(to.globalSinks, key) : lookup(lookup(to.packageSinks, name), key);
    if (sink !== undefined) put(to.names.sinks, end, sink);
  }
  for (const [end, { vendor, method }] of Object.entries(vendorEnds)) {
    const sink = lookup(to.vendors.find(({ id }) => id === vendor)?.methods, method);
    if (sink !== undefined) put(to.names.sinks, end, sink);
  }
  const recipient = rows.recipients.add({ id: "logger", name: "the project's logger", kind: "first-party" });
  const whole = rows.selectors.add([{ arg: 0, path: [], rest: true }]);
  put(to.names.sinks, " logger", rows.sinks.add({ entry: "logger", surface: "log", recipient, kind: "log", data: whole }));
  put(to.names.sinks, " bindings", rows.sinks.add({ entry: "logger", surface: "log", recipient, kind: "bindings", data: rows.selectors.add([{ arg: 0, path: [] }]) }));
}
