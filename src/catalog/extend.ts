/** extendCompiled: a catalog with a user's own vendors, loggers, data types, sources, sanitizers and identifiers. */
import { addDataTypes, emptyCatalog, rowsOf } from "./compile.ts";
import type { CompiledCatalog } from "./compiled.ts";
import { compileLogger } from "./compile-loggers.ts";
import { compileSanitizer, compileSource, type Containers } from "./compile-sources.ts";
import { compileVendor } from "./compile-vendors.ts";
import { overwriteIdentifiers } from "./compile-words.ts";
import type { CatalogAdditions, DataTypeFile, LoggerFile, SanitizerEntry, SourceEntry, VendorFile } from "./schema.ts";
import { phrase } from "./words.ts";

/** What the user says wins over what is built in. */
export function extendCompiled(base: CompiledCatalog, additions: ParsedAdditions): CompiledCatalog {
  const own = emptyCatalog(base.version);
  own.recipients = [...base.recipients];
  own.selectors = [...base.selectors];
  own.sinks = [...base.sinks];
  own.lifetimes = [...base.lifetimes];
  own.sources = [...base.sources];
  own.sanitizers = [...base.sanitizers];
  own.vendors = [...base.vendors];
  own.ownVendorsFrom = base.ownVendorsFrom ?? base.vendors.length;
  own.loggers = [...base.loggers];
  own.fieldMaps = [...base.fieldMaps];
  own.containers = [...base.containers];
  const rows = rowsOf(own);
  const containers: Containers = new Map();
  for (const vendor of additions.vendors) compileVendor(vendor, own, rows);
  for (const logger of additions.loggers) compileLogger(logger, own, rows);
  for (const source of additions.sources) compileSource(source, own, containers, rows);
  for (const sanitizer of additions.sanitizers) compileSanitizer(sanitizer, own);
  return joinTables(base, own, additions);
}

export interface ParsedAdditions {
  dataTypes: DataTypeFile[]; vendors: VendorFile[]; loggers: LoggerFile[];
  sources: SourceEntry[]; sanitizers: SanitizerEntry[];
  identifiers: NonNullable<CatalogAdditions["identifiers"]>;
}

function joinTables(base: CompiledCatalog, own: CompiledCatalog, additions: ParsedAdditions): CompiledCatalog {
  const both = <T>(first: Record<string, T>, second: Record<string, T>): Record<string, T> => ({ ...second, ...first });
  const nested = <T>(first: Record<string, Record<string, T>>, second: Record<string, Record<string, T>>): Record<string, Record<string, T>> =>
    ({ ...second, ...Object.fromEntries(Object.entries(first).map(([key, table]) => [key, both(table, second[key] ?? {})])) });
  const lists = (first: Record<string, number[]>, second: Record<string, number[]>): Record<string, number[]> =>
    ({ ...second, ...Object.fromEntries(Object.entries(first).map(([key, list]) => [key, [...list, ...(second[key] ?? [])]])) });
  const joined: CompiledCatalog = {
    ...own,
    dataTypes: [...base.dataTypes], aliases: { ...base.aliases }, words: structuredClone(base.words),
    vendorPrefixes: [...own.vendorPrefixes, ...base.vendorPrefixes], vendorExports: both(own.vendorExports, base.vendorExports),
    loggerPackages: lists(own.loggerPackages, base.loggerPackages),
    globals: both(own.globals, base.globals), weakGlobals: both(own.weakGlobals, base.weakGlobals),
    lifetimes: own.lifetimes, packageLifetimes: nested(own.packageLifetimes, base.packageLifetimes), globalLifetimes: both(own.globalLifetimes, base.globalLifetimes),
    packageSinks: nested(own.packageSinks, base.packageSinks), globalSinks: both(own.globalSinks, base.globalSinks),
    packageSources: lists(own.packageSources, base.packageSources), globalSources: both(own.globalSources, base.globalSources),
    packageSanitizers: nested(own.packageSanitizers, base.packageSanitizers), globalSanitizers: both(own.globalSanitizers, base.globalSanitizers),
    headers: base.headers,
    names: { ...base.names, vendorReceivers: both(own.names.vendorReceivers, base.names.vendorReceivers), sources: both(own.names.sources, base.names.sources) },
    tokens: base.tokens,
  };
  return extendWords(joined, additions);
}

function extendWords(to: CompiledCatalog, { dataTypes, identifiers }: ParsedAdditions): CompiledCatalog {
  const fresh = dataTypes.filter(({ id }) => !to.dataTypes.some((one) => one.id === id));
  addDataTypes(fresh, to);
  const index = (id: string): number => to.dataTypes.findIndex((one) => one.id === id);
  for (const type of dataTypes) overwriteIdentifiers(to.words, index(type.id), type);
  for (const [id, names] of Object.entries(identifiers.add ?? {})) overwriteIdentifiers(to.words, index(to.aliases[id] ?? id), { identifiers: names });
  to.words.ignored.push(...(identifiers.ignore ?? []).map(phrase));
  return to;
}
