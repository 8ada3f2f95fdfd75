/** loadCatalog: what names, imports, globals, headers and hosts stand for, from the compiled index of `rules/catalog`. */
import { fileURLToPath } from "node:url";
import type { Catalog } from "../model/index.ts";
import { catalogOf } from "./catalog.ts";
import { compileCatalog } from "./compile.ts";
import type { CompiledCatalog } from "./compiled.ts";
import { isBuilt, isStale, readCatalogFiles, readCompiled } from "./read-files.ts";

export { extendCatalog } from "./additions.ts";
export type { CatalogAdditions } from "./schema.ts";

let loaded: Catalog | undefined;

export function loadCatalog(): Catalog {
  return loaded ??= catalogOf(readIndex());
}

/** Sources running uncompiled (tests) see edits of the JSON files at once; the package reads what the build wrote. */
function readIndex(): CompiledCatalog {
  const runsFromSource = fileURLToPath(import.meta.url).endsWith(".ts");
  if (isBuilt("index.json") && !(runsFromSource && isStale("index.json"))) return readCompiled<CompiledCatalog>("index.json");
  const { files, version } = readCatalogFiles();
  return compileCatalog(files, version);
}
