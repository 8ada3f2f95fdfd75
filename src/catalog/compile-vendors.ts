/** compileVendors: vendors' packages, hosts, globals and calls as tables. */
import type { Surface } from "../model/index.ts";
import type { CompiledCatalog, VendorRow } from "./compiled.ts";
import type { Purpose, VendorCall, VendorFile } from "./schema.ts";
import { packageName, put, selectorsOf, type Rows } from "./table.ts";

export const surfaceOfPurpose = {
  "product-analytics": "analytics", "web-analytics": "analytics", "tag-manager": "analytics", "session-replay": "session-replay",
  "error-tracking": "error-tracker", "apm": "error-tracker", "log-management": "log", "advertising": "ads", "attribution": "ads", "llm": "llm",
  "email": "message", "sms": "message", "push": "message", "customer-messaging": "message", "chat-support": "message",
  "cdn-storage": "storage", "database-baas": "storage", "feature-flags": "network-third-party", "ab-testing": "network-third-party",
  "surveys": "network-third-party", "payments": "network-third-party", "auth": "network-third-party", "search": "network-third-party",
  "fraud": "network-third-party", "device-info": "network-third-party", "consent-management": "network-third-party", "maps": "network-third-party",
  "geolocation": "network-third-party", "crm": "network-third-party", "other": "network-third-party",
} as const satisfies Record<Purpose, Surface>;

type VendorTables = Pick<CompiledCatalog, "vendors" | "vendorPrefixes" | "globals" | "weakGlobals" | "packageSinks" | "globalSinks" | "names" | "vendorExports">;

/** Words that many libraries use for what they hand out: alone they do not tell the vendor. */
const genericReceivers = new Set(`analytics client event events message messages messaging track tracker tracking scope span logger log api base user users index model models chain agent
  document documents collection admin server app application context record query segment page search maps map file files bucket table redis mailer customer branch split heap square box
  plain linear notion persona knock loops radar magic batch here tally drift crisp june exa fal daily polar courier sift castle convex replicate courier auth stack google firebase web node react
  device location network identity profile settings session share status storage store stream support team token video voice webhook widget window worker adjust singular plunk mux box ada keen expo sheet sheets drive gmail edge translate ratelimit persona square`.split(/\s+/));

export function compileVendor(file: VendorFile, to: VendorTables, rows: Rows): void {
  const surface = file.surface ?? surfaceOfPurpose[file.purpose];
  const row: VendorRow = { id: file.id, name: file.name, purpose: file.purpose, surface, packages: file.packages, hosts: file.hosts, ...(file.kind === "library" ? { isLibrary: true } : {}) };
  const vendor = to.vendors.push(row) - 1;
  const entryPoints = new Set(file.entryPoints);
  for (const { from, export: exported } of file.clients ?? []) {
    if (from.includes("*")) continue;
    // One export of somebody else's package: `AzureOpenAI` of `openai`.
    if (file.packages.includes(packageName(from))) entryPoints.add(from);
    else put(to.vendorExports, `${from} ${exported}`, vendor);
  }
  for (const prefix of file.packagePrefixes ?? []) to.vendorPrefixes.push([prefix, vendor]);
  for (const name of file.globals ?? []) put(to.globals, name, vendor);
  for (const name of file.weakGlobals ?? []) put(to.weakGlobals, name, vendor);
  for (const call of file.calls) {
    if (call.from !== undefined) entryPoints.add(call.from);
    if (call.how !== "component") addCall(withCommands(call, file.calls), vendor, row, to, rows);
  }
  for (const name of file.packages) entryPoints.delete(name);
  if (entryPoints.size > 0) row.entryPoints = [...entryPoints];
  const names = [file.id, file.name, ...file.packages].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  for (const { path } of file.calls) {
    const receiver = path[0]!.toLowerCase().replace(/[^a-z0-9]/g, "");
    if (path.length > 1 && receiver.length > 3 && !genericReceivers.has(receiver) && names.some((name) => name.includes(receiver))) put(to.names.vendorReceivers, receiver, vendor);
  }
}

/** `pintrk("set", ...)` and `pintrk("track", ...)` are calls of one function: what any of its commands hands over counts. */
function withCommands(call: VendorCall, calls: readonly VendorCall[]): VendorCall {
  if (call.command === undefined) return call;
  const same = calls.filter(({ command, path, how }) => command !== undefined && how === call.how && path.join(".") === call.path.join("."));
  const data = new Map(same.flatMap((one) => one.data).map((selector) => [JSON.stringify(selector), selector]));
  const fields = Object.assign({}, ...same.map((one) => one.fields ?? {})) as Record<string, string>;
  return { ...call, data: [...data.values()], ...(Object.keys(fields).length ? { fields } : {}) };
}

function addCall(call: VendorCall, vendor: number, row: VendorRow, to: VendorTables, rows: Rows): void {
  const sink = rows.sinks.add({
    vendor, kind: call.kind, data: rows.selectors.add(selectorsOf(call.data)),
    ...(call.surface === undefined || call.surface === row.surface ? {} : { surface: call.surface }),
    ...(call.config ? { config: selectorsOf([call.config])[0]! } : {}), ...(call.fields ? { fields: call.fields } : {}),
  });
  const ending = call.form === "new" ? " new" : "";
  const whole = call.path.join(".");
  const tail = call.path.slice(1).join(".");
  const isBare = call.path.length === 1;
  if (call.from !== undefined) {
    const own = to.packageSinks[call.from] ??= {};
    for (const key of isBare ? [whole] : [whole, tail]) put(own, key + ending, sink);
    return;
  }
  if (call.how === "global" || /^[A-Z]/.test(whole) || row.id === whole) put(to.globalSinks, whole + ending, sink);
  const direct = row.direct ??= {};
  const methods = row.methods ??= {};
  if (call.how === "named-import" || call.how === "default-export" || call.form === "new") {
    for (const key of isBare ? [whole] : [whole, tail]) put(direct, key + ending, sink);
    // `new SendEmailCommand(input)`: a class is written like a function in the lists.
    if (isBare && /^[A-Z]/.test(whole) && call.form === undefined) put(direct, `${whole} new`, sink);
    if (isBare && call.form === "new") put(direct, " new", sink);
  }
  for (const key of isBare ? [whole] : [whole, tail]) put(methods, key + ending, sink);
  if (isBare && call.how !== "named-import" && call.how !== "hook") put(direct, whole + ending, sink);
}
