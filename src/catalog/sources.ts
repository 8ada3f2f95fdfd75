/** Sources and sanitizers: what a value read from an API holds, and what takes it away, by where the API comes from. */
import type { Origin, SanitizerApi, SourceApi } from "../model/index.ts";
import type { ApiTable, CompiledCatalog, CompiledSource } from "./compiled.ts";
import { pathOf, specifiersOf } from "./origins.ts";
import { lookup, put } from "./table.ts";

export interface Sources {
  source(origin: Origin): SourceApi | undefined;
  sourceAt(index: number): SourceApi;
  sanitizer(origin: Origin): SanitizerApi | undefined;
}

export function createSources(data: CompiledCatalog): Sources {
  const made: (SourceApi | undefined)[] = [];
  const sourceTables = new Map<string, ApiTable[] | null>();
  const sanitizerTables = new Map<string, ApiTable[] | null>();
  const sanitizersOf = (name: string): ApiTable | undefined => lookup(data.packageSanitizers, name);

  const sourceAt = (index: number): SourceApi => {
    const row = data.sources[index]!;
    return made[index] ??= sourceOf(row);
  };

  function sourceOf({ entry, dataType, fields, container, isPerson, isLikely, headerArg }: CompiledSource): SourceApi {
    return {
      entry, dataType, ...(container === undefined ? {} : data.containers[container]!), fields: fields === undefined ? {} : data.fieldMaps[fields]!,
      isPerson: isPerson ?? false, certainty: isLikely ? "likely" : "sure", ...(headerArg === undefined ? {} : { headerArg }),
    };
  }

  /** The first name of a key may be a namespace, a class or a type; what follows is the API. */
  function sourcesOf(name: string): ApiTable | undefined {
    const indexes = lookup(data.packageSources, name);
    if (!indexes) return undefined;
    const table: ApiTable = {};
    for (const index of indexes) for (const key of data.sources[index]!.keys) put(table, key, index);
    for (const index of indexes) {
      const { keys, isExact } = data.sources[index]!;
      if (!isExact) for (const key of keys) put(table, withoutFirst(key), index);
    }
    return table;
  }

  return {
    sourceAt,
    source(origin) {
      const index = find(origin, data.globalSources, sourcesOf, sourceTables, true);
      return index === undefined ? undefined : sourceAt(index);
    },
    sanitizer(origin) {
      const index = find(origin, data.globalSanitizers, sanitizersOf, sanitizerTables, false);
      return index === undefined ? undefined : data.sanitizers[index];
    },
  };
}

function find(origin: Origin, globals: ApiTable, tableOf: (name: string) => ApiTable | undefined, memo: Map<string, ApiTable[] | null>, withEnding: boolean): number | undefined {
  if (origin.package === null) {
    const { names, ending } = pathOf(origin);
    return lookup(globals, names.join(".") + (withEnding ? called(ending) : ""));
  }
  let tables = memo.get(origin.package);
  if (tables === undefined) {
    const found = specifiersOf(origin.package).map(tableOf).filter((table) => table !== undefined);
    memo.set(origin.package, tables = found.length > 0 ? found : null);
  }
  if (!tables) return undefined;
  const { names, ending } = pathOf(origin);
  const end = withEnding ? called(ending) : "";
  for (const table of tables) {
    const index = lookup(table, names.join(".") + end) ?? (names.length > 1 ? lookup(table, names.slice(1).join(".") + end) : undefined);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** `Location.getHeadingAsync ()` -> `getHeadingAsync ()`; `osName ()` -> ` ()`, a default export that is called. */
function withoutFirst(key: string): string {
  const dot = key.indexOf(".");
  const space = key.indexOf(" ");
  return dot === -1 ? (space === -1 ? "" : key.slice(space)) : key.slice(dot + 1);
}

/** A constructed source (`new UAParser()`) is written like a called one. */
const called = (ending: string): string => (ending === " new" ? " ()" : ending);
