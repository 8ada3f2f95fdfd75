/** CompiledCatalog: the one index that `tools/gen.ts` writes and `loadCatalog` reads; tables only, nothing to work out. */
import type { ArgSelector, DataTypeFact, LifetimeApi, Recipient, SinkApi, SourceApi, Surface, Treatment } from "../model/index.ts";

/**
 * Keys of API tables are member names joined by dots, from the export on; a last `new` or a call of the result is told
 * by the ending: `createHash.update`, `SendEmailCommand new`, `useCookies ()`.
 */
export type ApiTable = Record<string, number>;

/** A vendor's sink leaves out what its vendor says: entry, surface, recipient and purpose. */
export interface CompiledSink extends Omit<SinkApi, "entry" | "surface" | "recipient" | "data" | "purpose" | "lifetime"> {
  vendor?: number; entry?: string; surface?: Surface; recipient?: number; data: number; lifetime?: number;
}
/** Entry and family once, selectors by index. */
export interface CompiledLifetime extends Omit<LifetimeApi, "data"> { data: number }

/** `keys`: how it is written, as in an `ApiTable`; tables are made for a package when it is asked about. */
export interface CompiledSource {
  entry: string; dataType: SourceApi["dataType"]; headerArg?: number; keys: string[];
  /** Index of its fields, of the container it is; what is not said is no person and sure. */
  fields?: number; container?: number; isPerson?: true; isLikely?: true;
  /** The first name is a function of its own, no namespace: it may not be left out. */
  isExact?: true;
}
export interface CompiledSanitizer { entry: string; effect: "removes" | Treatment; input: number; conditional: boolean; appliesTo: string }

export interface VendorRow {
  id: string; name: string; purpose: string; surface: Surface; packages: string[]; hosts: string[]; isLibrary?: true;
  /** Further specifiers that are this vendor's: subpaths, entry points of other packages. */
  entryPoints?: string[];
  /** Exported functions and namespaces: the whole path must match. */
  direct?: ApiTable;
  /** Methods of something the package gave: the end of the path must match. */
  methods?: ApiTable;
}

export interface LoggerRow {
  id: string; recipient: number; surface: "log";
  methods: string[]; data: number; methodData?: Record<string, number>;
  isDedicated?: true; isCallable?: true;
  /** Child methods whose argument reaches later lines. */
  bindings?: Record<string, number>;
  /** `form export` pairs: `call default`, `new Logger`, `value *`. */
  creations: string[];
  /** Members that hold a logger: `log` of `request.log`. */
  properties: string[];
}

export interface WordTables {
  /** Identifier words joined by spaces -> index of the data type. */
  strong: ApiTable; weak: ApiTable;
  /** Look-alike words -> indexes of the data types they are not. */
  lookAlikes: Record<string, number[]>;
  leadingVetoes: string[]; fillers: string[]; deidentified: string[]; personEndings: string[]; prepositions: string[];
  persons: string[]; things: string[];
  /** Names a user declared not to be personal. */
  ignored: string[];
}

export interface NameTables {
  levelMethods: string[]; receivers: string[]; receiverEndings: string[]; notReceivers: string[];
  /** Receiver name in lower case -> vendors. */
  vendorReceivers: Record<string, number>;
  /** Dotted ends of access paths that are sinks whatever the receiver is. */
  sinks: ApiTable;
  /** Dotted access paths, receiver first. */
  sources: ApiTable;
}

export interface CompiledCatalog {
  version: string;
  dataTypes: (DataTypeFact & { isCredential?: true; isPseudonymous?: true })[];
  aliases: Record<string, string>;
  words: WordTables;
  recipients: Recipient[];
  selectors: ArgSelector[][];
  sinks: CompiledSink[];
  sources: CompiledSource[];
  sanitizers: CompiledSanitizer[];
  vendors: VendorRow[];
  /** Vendors from this index on are a user's own and win over the others. */
  ownVendorsFrom?: number;
  loggers: LoggerRow[];
  vendorPrefixes: [string, number][];
  /** `package export` of another vendor's package -> vendor. */
  vendorExports: Record<string, number>;
  /** Package or specifier -> indexes of loggers. */
  loggerPackages: Record<string, number[]>;
  globals: Record<string, number>;
  weakGlobals: Record<string, number>;
  lifetimes: CompiledLifetime[]; packageLifetimes: Record<string, ApiTable>; globalLifetimes: ApiTable;
  packageSinks: Record<string, ApiTable>;
  globalSinks: ApiTable;
  /** Package -> indexes of its sources. */
  packageSources: Record<string, number[]>;
  globalSources: ApiTable;
  fieldMaps: Record<string, string>[];
  containers: { label: string; mayContain: string[] }[];
  packageSanitizers: Record<string, ApiTable>;
  globalSanitizers: ApiTable;
  headers: Record<string, string>;
  names: NameTables;
  tokens: string[];
}
