/** Sources and sanitizers: what a value read from an API holds, and what takes it away, by where the API comes from. */
import type { Origin, SanitizerApi, SourceApi } from "../model/index.ts";
import type { ApiTable, CompiledCatalog } from "./compiled.ts";
import { pathOf, specifiersOf } from "./origins.ts";
import { lookup } from "./table.ts";

export interface Sources {
  source(origin: Origin): SourceApi | undefined;
  sourceAt(index: number): SourceApi;
  sanitizer(origin: Origin): SanitizerApi | undefined;
}

export function createSources(data: CompiledCatalog): Sources {
  const made: (SourceApi | undefined)[] = [];
  const sourceTables = new Map<string, ApiTable[] | null>();
  const sanitizerTables = new Map<string, ApiTable[] | null>();

  const sourceAt = (index: number): SourceApi => {
    const row = data.sources[index]!;
    return made[index] ??= { ...row, fields: row.fields ?? {} };
  };

  return {
    sourceAt,
    source(origin) {
      const index = find(origin, data.globalSources, data.packageSources, sourceTables, true);
      return index === undefined ? undefined : sourceAt(index);
    },
    sanitizer(origin) {
      const index = find(origin, data.globalSanitizers, data.packageSanitizers, sanitizerTables, false);
      return index === undefined ? undefined : data.sanitizers[index];
    },
  };
}

function find(origin: Origin, globals: ApiTable, packages: Record<string, ApiTable>, memo: Map<string, ApiTable[] | null>, withEnding: boolean): number | undefined {
  if (origin.package === null) {
    const { names, ending } = pathOf(origin);
    return lookup(globals, names.join(".") + (withEnding ? called(ending) : ""));
  }
  let tables = memo.get(origin.package);
  if (tables === undefined) {
    const found = specifiersOf(origin.package).map((name) => lookup(packages, name)).filter((table) => table !== undefined);
    memo.set(origin.package, tables = found.length > 0 ? found : null);
  }
  if (!tables) return undefined;
  const { names, ending } = pathOf(origin);
  const end = withEnding ? called(ending) : "";
  for (const table of tables) {
    // The first name may be a namespace, a class or a type; what follows is the API.
    const index = lookup(table, names.join(".") + end) ?? (names.length > 1 ? lookup(table, names.slice(1).join(".") + end) : undefined);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** A constructed source (`new UAParser()`) is written like a called one. */
const called = (ending: string): string => (ending === " new" ? " ()" : ending);
