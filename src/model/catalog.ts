/** The questions `extract`, `link`, `trace` and `judge` ask of the catalog, and the answers' shapes. */
import type { Certainty, DataTypeId, Recipient, Surface } from "./data.ts";
import type { Treatment } from "./flow.ts";

/** How a value is reached from an export or a global: `new PostHog().capture` = [new, member capture]. */
export type AccessStep = { kind: "member"; name: string } | { kind: "call" } | { kind: "new" };

/**
 * Where a value comes from. `package` is the import specifier as written (subpaths kept: `posthog-js/react`), `export`
 * the exported name ("default", or the first member of a namespace import). For globals `export` is the global's name
 * (`window.`, `globalThis.`, `self.` already stripped).
 */
export interface Origin { package: string | null; export: string; steps: AccessStep[] }

export interface NameMatch {
  dataType: DataTypeId;
  /** `weak` counts only in a person's context. */
  strength: "strong" | "weak";
  /** The name says the value is hashed, masked, redacted. */
  deidentified?: true;
}

/** Which argument, and which path inside it, holds data. `rest`: this argument and all after it. `arg` -1: the receiver. */
export interface ArgSelector { arg: number; path: string[]; rest?: true }

export type LifetimeUnit = "s" | "ms" | "min" | "h" | "days" | "count";

/** Where a call says how long something is kept, and in which unit. */
export interface LifetimeApi {
  /** Catalog entry and family, e.g. `ioredis` of `cache`. */
  entry: string;
  family: string;
  arg: number;
  /** Keys inside the argument; `[]` for every element of a list. */
  path: string[];
  unit: LifetimeUnit;
  /** Package and major version from which `unit` holds, and the unit before. */
  since?: { package: string; major: number; before: LifetimeUnit };
  /** What is kept there. */
  data: ArgSelector[];
}

export interface SinkApi {
  /** Catalog entry, e.g. `pino`, `posthog`, `fetch`. */
  entry: string;
  surface: Surface;
  recipient: Recipient;
  /** `http`: third party or own backend is decided by the host. `init`: SDK set-up. `bindings`: child logger fields. */
  kind: "log" | "track" | "identify" | "capture" | "send" | "http" | "storage-write" | "init" | "bindings" | "beacon" | "navigation";
  data: ArgSelector[];
  /** For `http` and `beacon`: where the URL is. "receiver": set when the client was made. */
  url?: ArgSelector | "receiver";
  /** For storage: where the key or name is. */
  key?: ArgSelector;
  /** For `init`: the options object. */
  config?: ArgSelector;
  purpose?: string;
  /** Fields of the payload whose position says what they hold (`to` of a mail: email-address). */
  fields?: Record<string, DataTypeId>;
  /** How long it is kept, where the call says it. */
  lifetime?: LifetimeApi;
  /** For assignments (`document.cookie = v`): the value written is the data. */
  assignment?: true;
}

export interface SourceApi {
  entry: string;
  /** The value itself is this data type; "opaque" for containers (whole headers, whole body). */
  dataType: DataTypeId | "opaque" | null;
  /** Label and contents of an opaque container. */
  label?: string;
  mayContain?: DataTypeId[];
  /** Sub-paths of the value, dotted; `*` any key; a value "none" means explicitly not personal. */
  fields: Record<string, DataTypeId>;
  /** The value is a record about a person (session user, profile): weak names count inside it. */
  isPerson: boolean;
  certainty: Certainty;
  /** Access is one of reading a header by name: which argument is the name. */
  headerArg?: number;
}

export interface SanitizerApi { entry: string; effect: "removes" | Treatment; input: number; conditional: boolean; appliesTo: DataTypeId | "any" }

export interface DataTypeFact {
  id: DataTypeId;
  label: string;
  broader: DataTypeId | null;
  sensitivity: "low" | "medium" | "high";
  fideslangKey: string | null;
}

export interface VendorFact {
  id: string;
  name: string;
  purpose: string;
  surface: Surface;
  packages: string[];
  hosts: string[];
  isBuildTool: boolean;
}

export interface Catalog {
  version: string;
  dataTypes: ReadonlyMap<DataTypeId, DataTypeFact>;
  /** Follows `broader` from the id to its root, the id itself first. */
  lineage(id: DataTypeId): DataTypeId[];
  /** Canonical id for an id, alias or Fideslang key. */
  resolveDataType(name: string): DataTypeId | undefined;
  /** By the word rules (head noun, fillers, verbs, look-alikes). Memoised: called for every identifier. */
  matchName(name: string): NameMatch | undefined;
  /** The name's head noun is a word for a natural person (user, customer, member, patient, session, req ...). */
  isPersonName(name: string): boolean;
  /** The name's head noun is a word for a thing (product, file, team, role, event ...). */
  isThingName(name: string): boolean;
  isCredential(id: DataTypeId): boolean;
  isPseudonymous(id: DataTypeId): boolean;
  sink(origin: Origin): SinkApi | undefined;
  /** Sinks known by convention when the receiver cannot be resolved: `this.logger.info`, `req.log.warn`. Never resolved UI feedback. */
  sinkByNames(names: string[]): SinkApi | undefined;
  /** A set-up or write that says how long it keeps. */
  lifetime(origin: Origin): LifetimeApi | undefined;
  /** Last names of the calls `lifetime` knows. */
  lifetimeNames(): ReadonlySet<string>;
  source(origin: Origin): SourceApi | undefined;
  /** Access path by receiver names (`req.ip`, `ctx.request.header`), for receivers whose type is not known. */
  sourceByNames(names: string[]): SourceApi | undefined;
  /** The data type an HTTP header's value has. */
  header(name: string): DataTypeId | undefined;
  sanitizer(origin: Origin): SanitizerApi | undefined;
  /** A host in code. Vendor of the catalog, else third-party-web, else undefined. */
  vendorOfHost(host: string): VendorFact | undefined;
  vendorOfPackage(specifier: string): VendorFact | undefined;
  vendorOfGlobal(name: string): VendorFact | undefined;
  vendor(id: string): VendorFact | undefined;
  /** Lower-case byte tokens of which at least one occurs in every file that can hold a sink: for the candidate scan. */
  sinkTokens(): string[];
}
