/** compileCatalog: the files of `rules/catalog` -> one index. A pure function, run by the build and by a user's additions. */
import type { CompiledCatalog } from "./compiled.ts";
import { compileEgress } from "./compile-egress.ts";
import { compileLogger } from "./compile-loggers.ts";
import { compileNameConventions, type LoggerConventions } from "./compile-conventions.ts";
import { compileHeaders, compileSanitizer, compileSource, compileVendorSources, type Containers } from "./compile-sources.ts";
import { compileTokens, type TokenWords } from "./compile-tokens.ts";
import { compileVendor } from "./compile-vendors.ts";
import { compileWords, type Grammar } from "./compile-words.ts";
import type { DataTypeFile, EgressFile, LoggerFile, SanitizerFile, SourceFile, VendorFile } from "./schema.ts";
import { Interned, type Rows } from "./table.ts";

/** Everything in `rules/catalog`, parsed; folders in the order of their file names. */
export interface CatalogFiles {
  "data-types": DataTypeFile[]; vendors: VendorFile[]; loggers: LoggerFile[]; sources: SourceFile[]; sanitizers: SanitizerFile[]; egress: EgressFile[];
  words: { persons: { words: string[] }; things: { words: string[] }; grammar: Grammar; "logger-conventions": LoggerConventions; "sink-tokens": TokenWords };
}

export function emptyCatalog(version: string): CompiledCatalog {
  return {
    version, dataTypes: [], aliases: {}, recipients: [], selectors: [], sinks: [], sources: [], sanitizers: [], vendors: [], loggers: [],
    fieldMaps: [], containers: [], words: { strong: {}, weak: {}, lookAlikes: {}, leadingVetoes: [], fillers: [], deidentified: [], personEndings: [], prepositions: [], persons: [], things: [], ignored: [] },
    vendorPrefixes: [], vendorExports: {}, loggerPackages: {}, globals: {}, weakGlobals: {}, packageSinks: {}, globalSinks: {}, lifetimes: [], packageLifetimes: {}, globalLifetimes: {},
    packageSources: {}, globalSources: {}, packageSanitizers: {}, globalSanitizers: {}, headers: {},
    names: { levelMethods: [], receivers: [], receiverEndings: [], notReceivers: [], vendorReceivers: {}, sinks: {}, sources: {} },
    tokens: [],
  };
}

export const rowsOf = (to: CompiledCatalog): Rows => ({ recipients: new Interned(to.recipients), selectors: new Interned(to.selectors), sinks: new Interned(to.sinks), lifetimes: new Interned(to.lifetimes), fieldMaps: new Interned(to.fieldMaps), containers: new Interned(to.containers) });

export function compileCatalog(files: CatalogFiles, version: string): CompiledCatalog {
  const to = emptyCatalog(version);
  const rows = rowsOf(to);
  const containers: Containers = new Map(files.sources.flatMap((file) => file.containers ?? []).map((one) => [one.id, one]));
  addDataTypes(files["data-types"], to);
  to.words = compileWords(files["data-types"], files.words);
  for (const file of files.egress) for (const entry of file.entries ?? []) compileEgress(entry, to, rows, file.family);
  for (const vendor of byTrust(files.vendors)) compileVendor(vendor, to, rows);
  for (const logger of files.loggers) compileLogger(logger, to, rows);
  for (const file of files.sources) {
    compileHeaders(file, to, containers);
    for (const entry of file.entries ?? []) compileSource(entry, to, containers, rows);
  }
  for (const vendor of files.vendors) compileVendorSources(vendor, to, containers, rows);
  for (const file of files.sanitizers) for (const entry of file.entries ?? []) compileSanitizer(entry, to);
  compileNameConventions(files.words["logger-conventions"], to, rows);
  to.tokens = compileTokens(files.vendors, Object.keys(to.names.vendorReceivers), files.words["sink-tokens"]);
  return to;
}

/** Of two vendors with one global or host, the one with the larger reach is meant. */
function byTrust(vendors: readonly VendorFile[]): VendorFile[] {
  const rank = ({ kind, tier, npmDownloadsMonthly }: VendorFile): number => (kind === "library" ? 1e12 : 0) + (tier ?? 3) * 1e10 - (npmDownloadsMonthly ?? 0);
  return [...vendors].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** Of several types with one Fideslang key the broadest is meant. */
export function addDataTypes(files: readonly DataTypeFile[], to: CompiledCatalog): void {
  const known = new Map(files.map((file) => [file.id, file]));
  const depth = (id: string | null, so = 0): number => (id === null || so > 9 ? so : depth(known.get(id)?.broader ?? null, so + 1));
  for (const { id, label, broader, sensitivity, crosswalks, isCredential, isPseudonymous } of files) {
    to.dataTypes.push({ id, label, broader, sensitivity, fideslangKey: crosswalks?.fideslangKey ?? null, ...(isCredential ? { isCredential } : {}), ...(isPseudonymous ? { isPseudonymous } : {}) });
  }
  for (const { id, aliases, crosswalks } of [...files].sort((a, b) => depth(a.id) - depth(b.id) || (a.id < b.id ? -1 : 1))) {
    const key = crosswalks?.fideslangKey;
    for (const name of [...(aliases ?? []), ...(key === null || key === undefined ? [] : [key])]) if (!Object.hasOwn(to.aliases, name)) to.aliases[name] = id;
  }
}
