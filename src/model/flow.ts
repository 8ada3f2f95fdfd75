/** Flow: one or more data types reaching one sink call, with every hop. The product of `trace`. */
import type { SetUp } from "./set-up.ts";
import type { Certainty, DataTypeId, Location, Position, Recipient, Surface } from "./data.ts";

/** What was done to the datum on the way. `reduced`: only a part or a coarser form is left. */
export type Treatment = "pseudonymised" | "encrypted" | "reduced";

export interface FlowSource extends Position {
  dataType: DataTypeId;
  /** Source text as names only, e.g. `user.email`, `req.headers["x-forwarded-for"]`. */
  expression: string;
}

export interface Hop extends Position { kind: "source" | "step" | "call" | "sink"; note: string }

/** One data type within a flow. */
export interface FlowDatum {
  dataType: DataTypeId;
  certainty: Certainty;
  /** Why this counts as personal: API, schema field, declared type, name in a person's context. */
  reason: string;
  treatment?: Treatment;
  source: FlowSource;
  path: Hop[];
}

/** A payload whose fields cannot be known (whole request body, all headers, an untyped record). */
export interface OpaquePayload { label: string; mayContain: DataTypeId[]; source: Position & { expression: string }; path: Hop[] }

export interface Flow {
  surface: Surface;
  recipient: Recipient;
  /** How sure the sink itself is resolved. */
  sinkCertainty: Certainty;
  /** The call where the datum leaves the function that recognises it. */
  location: Location;
  /** The innermost sink call. */
  sink: Location;
  /** Sink as written without arguments and line numbers, e.g. `logger.info`; part of the fingerprint. */
  callee: string;
  /** Sorted by data type; one entry per data type (the surest, then shortest). */
  data: FlowDatum[];
  opaque: OpaquePayload[];
  /** Only runs in development (dominated by an environment test). */
  developmentOnly: boolean;
  /** Names of the guard calls that dominate the sink, e.g. `hasConsent`. */
  guards: string[];
  /** Purpose of a vendor recipient, from the catalog. */
  purpose?: string;
}

/** Personal data that comes in (source API used, stored schema field, form field), whether or not it leaves. */
export interface Collection {
  dataType: DataTypeId;
  how: "api" | "schema" | "form";
  certainty: Certainty;
  location: Location;
  expression: string;
  reason: string;
}

/** A third party the code can send data to. */
export interface VendorUse {
  id: string;
  name: string;
  purpose: string;
  kind: "vendor" | "host";
  /** Import, call, tag, host, dependency; strongest first. */
  evidence: { file: string; line: number; kind: "call" | "import" | "tag" | "host" | "env" | "dependency"; text: string }[];
  packages: string[];
  /** What it collects by itself with this set-up. */
  autoCollects: DataTypeId[];
  /** What flows hand to it. */
  receives: DataTypeId[];
}

/** How long the code keeps something, where it says so in numbers: a cookie, a key with an expiry, a TTL index, a log group. */
export interface Keeping {
  what: "cookie" | "session" | "token" | "cache" | "database" | "log" | "object-storage" | "queue";
  surface: Surface;
  /** What is kept; empty for logs, which hold whatever is logged. */
  dataTypes: DataTypeId[];
  /** Infinity is written as null: kept for ever. */
  seconds: number | null;
  certainty: Certainty;
  location: Location;
  /** As written, without arguments: `res.cookie`. */
  callee: string;
}

/** The code compares an age, or sets the least one. */
export interface AgeCheck { age: number; certainty: Certainty; location: Location; expression: string }

export interface Note { kind: string; file: string | null; line: number | null; text: string }

/** What the analysis yields, before any judgement. */
export interface Analysis {
  flows: Flow[];
  collections: Collection[];
  vendors: VendorUse[];
  setUps: SetUp[];
  /** Looked for when an inventory gives a limit; else empty. */
  keepings: Keeping[];
  /** Looked for when an inventory has an age limit; else empty. */
  ages: AgeCheck[];
  notes: Note[];
  files: number;
  skipped: number;
}
