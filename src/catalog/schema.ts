/** The shapes of `rules/catalog/**`; the same shapes are valid in a user's configuration. */
import { z } from "zod";
import { isCondition } from "./conditions.ts";

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, "an id is written in lower case with hyphens");
export const npmName = z.string().regex(/^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/i, "not the name of an npm package");
/** An npm name with an optional path inside it, a Node module, or a bundler's virtual module. */
export const specifier = z.string().regex(/^(?:(?:node:|@ioc:|#)[\w/]+|(?:@[\w~-][\w.~-]*\/)?[\w~*-][\w.~-]*(?:\/[\w.*~-]+)*)$/, "not an import specifier");
const dataTypeId = z.string().regex(/^(?:bulk:)?[a-z0-9-]+$/);
const text = z.string().min(1);
const confidence = z.enum(["high", "medium", "low", "documented", "inferred"]);
/** Where a fact was read, and how far it may be trusted. */
const trust = { source: text.optional(), confidence: confidence.optional() };
const argument = z.number().int().min(-1).max(20);

export const selectorSchema = z.strictObject({ arg: argument, path: z.array(text).optional(), rest: z.literal(true).optional() });
const fieldTypes = z.record(z.string(), dataTypeId);

export const dataTypeSchema = z.strictObject({
  id, label: text, broader: id.nullable(), sensitivity: z.enum(["low", "medium", "high"]),
  specialCategory: z.literal(true).optional(), isCredential: z.literal(true).optional(), isPseudonymous: z.literal(true).optional(),
  aliases: z.array(text).optional(),
  identifiers: z.array(text).default([]), weakIdentifiers: z.array(text).default([]), lookAlikes: z.array(text).default([]),
  policyPhrases: z.array(text).default([]), weakPhrases: z.array(text).default([]), phraseVetoes: z.array(text).default([]),
  sourceApis: z.array(text).optional(),
  crosswalks: z.strictObject({
    fideslangKey: text.nullable().optional(), dpv: text.nullable().optional(), tcf: z.number().nullable().optional(), app350: text.nullable().optional(),
    googlePlay: text.nullable().optional(), googlePlayId: text.nullable().optional(), apple: text.nullable().optional(),
  }).optional(),
  approximateCrosswalks: z.array(text).optional(), note: text.optional(), ...trust,
});

export const purposes = [
  "product-analytics", "web-analytics", "tag-manager", "session-replay", "error-tracking", "apm", "log-management", "advertising", "attribution", "llm",
  "email", "sms", "push", "customer-messaging", "chat-support", "cdn-storage", "database-baas", "feature-flags", "ab-testing", "surveys", "payments",
  "auth", "search", "fraud", "device-info", "consent-management", "maps", "geolocation", "crm", "other",
] as const;
export type Purpose = (typeof purposes)[number];
const surface = z.enum(["log", "error-tracker", "analytics", "ads", "session-replay", "llm", "network-third-party", "message", "client-storage", "storage", "response"]);

const callSchema = z.strictObject({
  /** Conventional name of the receiver or namespace first: `["posthog", "people", "set"]`; a bare exported function alone. */
  path: z.array(text).min(1),
  /** First arguments that select this meaning: `gtag("event", ...)`. */
  command: z.array(text).optional(),
  form: z.literal("new").optional(),
  kind: z.enum(["track", "identify", "capture", "send", "init", "log"]).default("send"),
  how: z.enum(["instance-method", "named-import", "global", "hook", "component", "default-export"]).default("instance-method"),
  data: z.array(selectorSchema).default([{ arg: 0, rest: true }]),
  config: selectorSchema.optional(), fields: fieldTypes.optional(), surface: surface.optional(), from: specifier.optional(), note: text.optional(),
});

export const autoCollectSchema = z.strictObject({
  dataType: dataTypeId, when: text, disabledBy: text.optional(), enabledBy: text.optional(), versions: text.optional(), ...trust, checked: z.boolean().default(false),
});
const clientSchema = z.strictObject({ from: text, export: text, create: z.enum(["new", "singleton", "factory", "namespace", "hook", "function"]) });
const yieldSchema = z.strictObject({ path: z.array(text).min(1), form: z.literal("new").optional(), how: text, yields: z.array(dataTypeId), from: specifier.optional(), note: text.optional() });
const condition = text.refine(isCondition, 'not a condition: `option = false`, `list has "x"`, `option is set`, joined by ` and `');
const range = z.string().regex(/^[<>]=?\d[\d.]*(?: [<>]=?\d[\d.]*)*$/, "not a range of versions like `>=10.57 <11`");
const platform = z.enum(["browser", "node", "both"]);
/** A call whose options set an SDK up; `path` from the export on, a default export's constructor is `default`. */
const setUpCallSchema = z.strictObject({
  path: z.array(text).min(1), form: z.enum(["new", "component"]).optional(), command: z.array(text).optional(),
  /** The options object, or the places it may be in; for a component the name of the property. */
  options: z.union([selectorSchema, z.array(selectorSchema), text]).optional(),
  /** Where what is given here belongs among the options: `consent` of `gtag("consent", "default", {...})`. */
  under: text.optional(),
  /** `set("name", value)`: this argument is the option's name, the next its value. */
  pair: argument.optional(),
});
const collectSchema = z.strictObject({
  types: z.array(dataTypeId).min(1),
  /** What the SDK does, as a clause. */
  by: text, platform: platform.optional(), versions: range.optional(),
  /** Without any option. */
  default: z.boolean(), off: z.array(condition).optional(), on: z.array(condition).optional(),
  source: text, /** Left out: documented. */
  confidence: z.literal("inferred").optional(),
});
const switchSchema = z.strictObject({
  /** Holds where the option is of no use. */
  when: condition, option: text, problem: z.enum(["removed", "renamed", "no-effect", "overruled"]), platform: platform.optional(), versions: range.optional(),
  /** What is so, as a clause, and what to do instead. */
  note: text, instead: text, source: text,
});
export const setUpSchema = z.strictObject({
  packages: z.union([z.array(z.string()), z.partialRecord(platform, z.array(z.string()))]), globals: z.array(text).optional(),
  /** Version meant when none can be found: the newest whose facts were read. */
  assumes: z.string(), calls: z.array(setUpCallSchema).min(1), updates: z.array(setUpCallSchema).optional(),
  /** Where one of these holds, nothing is collected until somebody agrees. */
  asks: z.array(condition).optional(),
  collects: z.array(collectSchema), switches: z.array(switchSchema).optional(),
});
export const staleSwitchSchema = z.strictObject({ name: text, note: text, source: text, versions: text.optional() });

export const vendorSchema = z.strictObject({
  id, name: text, company: z.string().optional(), purpose: z.enum(purposes).default("other"),
  /** `library`: runs inside the application; what it is given goes to nobody by itself. */
  kind: z.enum(["service", "library"]).default("service"),
  surface: surface.optional(),
  tier: z.number().optional(), npmDownloadsMonthly: z.number().nullable().optional(),
  packages: z.array(npmName).default([]), packagePrefixes: z.array(text).optional(), entryPoints: z.array(specifier).optional(),
  globals: z.array(text).optional(), weakGlobals: z.array(text).optional(),
  hosts: z.array(z.string().regex(/^[a-z0-9*.-]+$/i, "not a host")).default([]), platforms: z.array(text).optional(),
  clients: z.array(clientSchema).optional(), calls: z.array(callSchema).default([]), sources: z.array(yieldSchema).optional(),
  setUps: z.array(setUpSchema).optional(),
  autoCollects: z.array(autoCollectSchema).default([]), staleSwitches: z.array(staleSwitchSchema).optional(), scrubbing: z.array(text).optional(),
  note: text.optional(), ...trust,
});

const creationSchema = z.strictObject({
  how: text, expr: text, from: text.optional(), export: text.optional(),
  /** How the export becomes a logger: it is one, it is called, it is constructed (or used as a type). */
  form: z.enum(["value", "call", "new"]).optional(),
  /** Member path that is a logger on something else: `["request", "log"]`. */
  property: z.array(text).optional(), note: text.optional(),
});
const redactionSchema = z.looseObject({ option: text, effect: z.enum(["removes", "pseudonymises", "encrypts", "truncates"]) });

export const loggerSchema = z.strictObject({
  id, name: text, kind: text.default("logger"), vendor: id.optional(), packages: z.array(text).default([]), platforms: z.array(text).optional(),
  creations: z.array(creationSchema).default([]),
  methods: z.array(text).default(["trace", "debug", "info", "warn", "error", "fatal", "log"]),
  /** The instance itself is called: `debug("app")(message)`. */
  isCallable: z.literal(true).optional(),
  data: z.array(selectorSchema).default([{ arg: 0, rest: true }]), methodData: z.record(z.string(), z.array(selectorSchema)).optional(),
  fieldsArg: z.number().optional(), dataNote: text.optional(),
  children: z.array(z.strictObject({ name: text, option: z.literal(true).optional(), bindings: z.number().nullable(), scope: text, note: text.optional() })).optional(),
  /** The package does nothing but logging: any level method reached from it logs. */
  isDedicated: z.boolean().default(true),
  redaction: z.array(redactionSchema).optional(),
  autoLogs: z.array(z.looseObject({ what: text, dataTypes: z.array(z.string()), default: z.union([z.boolean(), text]) })).optional(),
  conventionalNames: z.array(text).optional(), resolve: text.optional(), note: text.optional(), ...trust,
});

export const sourceSchema = z.strictObject({
  id: text, dataType: z.string(), kind: text.default("property"), packages: z.array(text).optional(), paths: z.array(z.array(text)).optional(),
  /** As a developer writes it, where no member path can say it. */
  form: text.optional(), fields: fieldTypes.optional(), receivers: z.array(text).optional(), resolve: text.default("import"),
  isPerson: z.literal(true).optional(), headerArg: z.number().optional(), certainty: z.enum(["sure", "likely"]).optional(),
  /** Where the application itself is: its own address, not a fact about a person. */
  isAddressOfApp: z.literal(true).optional(),
  /** Says something only together with other facts; not followed. */
  isWeak: z.literal(true).optional(),
  /** Evidence about a field or parameter, for extract and types; not a value to follow. */
  isHint: z.literal(true).optional(),
  note: text.optional(), ...trust,
});
const containerSchema = z.strictObject({ id: z.string().regex(/^bulk:[a-z-]+$/), label: text, mayContain: z.array(id).min(1) });
export const sourceFileSchema = z.strictObject({
  family: text, entries: z.array(sourceSchema).optional(), containers: z.array(containerSchema).optional(),
  headers: z.array(z.strictObject({ name: text, dataType: dataTypeId, note: text.optional(), confidence })).optional(),
  accessors: z.array(z.unknown()).optional(), oidcClaims: fieldTypes.optional(), precision: z.array(z.strictObject({ name: text, rule: text })).optional(),
  source: text, confidence,
});

export const sanitizerSchema = z.strictObject({
  id: text, api: text, kind: text.default("call"), effect: z.enum(["removes", "pseudonymised", "encrypted", "reduced"]), appliesTo: z.string().default("any"),
  packages: z.array(text).optional(), paths: z.array(z.array(text)).optional(), input: z.number().optional(), conditional: z.boolean().optional(),
  defaultState: text.optional(), note: text.optional(), ...trust,
});
export const sanitizerFileSchema = z.strictObject({
  family: text, entries: z.array(sanitizerSchema).optional(), notSanitizers: z.array(z.strictObject({ api: text, why: text })).optional(),
  weakeners: z.array(z.strictObject({ option: text, packages: z.array(npmName), adds: z.array(z.string()) })).optional(), rule: text.optional(), source: text, confidence,
});

const egressCallSchema = z.strictObject({
  api: text, form: z.enum(["call", "new", "element", "decorator", "result"]).optional(), paths: z.array(z.array(text)).optional(), isAssignment: z.boolean().optional(),
  /** The receiver's last member may be anything before the method: `db.<table>.put`. */
  isAnyTail: z.literal(true).optional(),
  data: z.array(selectorSchema), otherData: z.array(text).optional(), url: z.union([selectorSchema, z.enum(["receiver", "vendor"])]).optional(), urlNote: text.optional(),
  key: selectorSchema.optional(), from: z.array(specifier).optional(), recipient: text.optional(), surface: surface.optional(),
  lifetime: z.looseObject({ arg: z.string().nullable(), unit: text, since: z.strictObject({ package: npmName, major: z.number(), before: z.enum(["s", "ms"]) }).optional() }).optional(), note: text.optional(),
});
export const egressSchema = z.strictObject({
  id: text, name: text, kind: text, party: z.enum(["any", "first", "third"]), packages: z.array(text).optional(),
  sink: z.enum(["http", "beacon", "navigation", "storage-write", "log"]).optional(), recipientId: text.optional(),
  calls: z.array(egressCallSchema), tooGeneric: z.array(text).optional(), retentionConfig: z.unknown().optional(), note: text.optional(), ...trust,
});
export const egressFileSchema = z.strictObject({
  family: text, entries: z.array(egressSchema).optional(), unitTraps: z.record(z.string(), text).optional(), hostRules: z.array(text).optional(), source: text, confidence,
});

export const wordsSchema = z.looseObject({ about: text.optional(), words: z.array(text).optional(), source: text, confidence });

/** What a user's configuration may add, in the shapes above. */
export const additionsSchema = z.object({
  dataTypes: z.array(dataTypeSchema).optional(), vendors: z.array(vendorSchema).optional(), loggers: z.array(loggerSchema).optional(),
  sources: z.array(sourceSchema).optional(), sanitizers: z.array(sanitizerSchema).optional(),
  identifiers: z.strictObject({ add: z.record(dataTypeId, z.array(text)).optional(), ignore: z.array(text).optional() }).optional(),
});

export type SelectorFact = z.infer<typeof selectorSchema>;
export type DataTypeFile = z.infer<typeof dataTypeSchema>;
export type VendorFile = z.infer<typeof vendorSchema>;
export type VendorCall = z.infer<typeof callSchema>;
export type LoggerFile = z.infer<typeof loggerSchema>;
export type SourceEntry = z.infer<typeof sourceSchema>;
export type SourceFile = z.infer<typeof sourceFileSchema>;
export type SanitizerEntry = z.infer<typeof sanitizerSchema>;
export type SanitizerFile = z.infer<typeof sanitizerFileSchema>;
export type EgressEntry = z.infer<typeof egressSchema>;
export type EgressCall = z.infer<typeof egressCallSchema>;
export type EgressFile = z.infer<typeof egressFileSchema>;
export type AutoCollect = z.infer<typeof autoCollectSchema>;
export type SetUpFile = z.infer<typeof setUpSchema>;
export type SetUpCall = z.infer<typeof setUpCallSchema>;
export type CollectRow = z.infer<typeof collectSchema>;
export type SwitchRow = z.infer<typeof switchSchema>;
export type StaleSwitch = z.infer<typeof staleSwitchSchema>;
/** As written by a user: defaults may be left out. */
export type CatalogAdditions = z.input<typeof additionsSchema>;
