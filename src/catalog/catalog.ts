/** catalogOf: the questions of the `Catalog` contract, answered from a compiled index. */
import type { Catalog, DataTypeFact } from "../model/index.ts";
import type { CompiledCatalog } from "./compiled.ts";
import { createConventions } from "./conventions.ts";
import { createNames } from "./names.ts";
import { createSinks } from "./sinks.ts";
import { createSources } from "./sources.ts";
import { lookup } from "./table.ts";
import { createVendors, indexPackages } from "./vendors.ts";

const compiledOf = new WeakMap<Catalog, CompiledCatalog>();

export function compiledCatalog(catalog: Catalog): CompiledCatalog | undefined {
  return compiledOf.get(catalog);
}

/** `connect-redis.RedisStore new` -> RedisStore. */
function lifetimeNames({ packageLifetimes, globalLifetimes }: CompiledCatalog): ReadonlySet<string> {
  const keys = [...Object.values(packageLifetimes), globalLifetimes].flatMap((table) => Object.keys(table));
  return new Set(keys.map((key) => key.replace(/ .*$/, "").split(".").at(-1)!).filter((name) => name !== ""));
}

export function catalogOf(data: CompiledCatalog): Catalog {
  const dataTypes = new Map(data.dataTypes.map(({ id, label, broader, sensitivity, fideslangKey }): [string, DataTypeFact] => [id, { id, label, broader, sensitivity, fideslangKey }]));
  const flagged = (flag: "isCredential" | "isPseudonymous"): Set<string> => new Set(data.dataTypes.filter((one) => one[flag]).map(({ id }) => id));
  const credentials = flagged("isCredential");
  const pseudonyms = flagged("isPseudonymous");
  const vendorPackages = indexPackages(data);
  const sinks = createSinks(data, vendorPackages);
  const sources = createSources(data);
  const catalog: Catalog = {
    version: data.version,
    dataTypes,
    lineage: (id) => {
      const found: string[] = [];
      for (let at: string | null | undefined = id; at !== null && at !== undefined && dataTypes.has(at) && !found.includes(at); at = dataTypes.get(at)?.broader) found.push(at);
      return found;
    },
    resolveDataType: (name) => (dataTypes.has(name) ? name : lookup(data.aliases, name) ?? lookup(data.aliases, name.toLowerCase())),
    ...createNames(data.words, data.dataTypes.map(({ id }) => id)),
    isCredential: (id) => credentials.has(id),
    isPseudonymous: (id) => pseudonyms.has(id),
    sink: sinks.sink,
    lifetime: sinks.lifetime,
    lifetimeNames: () => lifetimeNames(data),
    source: sources.source,
    sanitizer: sources.sanitizer,
    ...createConventions(data, sinks.sinkAt, sources.sourceAt),
    header: (name) => lookup(data.headers, name.toLowerCase()),
    ...createVendors(data, vendorPackages),
    sinkTokens: () => data.tokens,
  };
  compiledOf.set(catalog, data);
  return catalog;
}
