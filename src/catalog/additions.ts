/** extendCatalog: the catalog and what a user's configuration adds to it. */
import { UserError } from "../errors.ts";
import type { Catalog } from "../model/index.ts";
import { catalogOf, compiledCatalog } from "./catalog.ts";
import { extendCompiled, type ParsedAdditions } from "./extend.ts";
import type { CatalogAdditions } from "./schema.ts";

/** Keys of the configuration that are not the catalog's are left alone. */
export function extendCatalog(catalog: Catalog, additions: CatalogAdditions): Catalog {
  const base = compiledCatalog(catalog);
  const parsed = withDefaults(additions);
  if (!base || Object.values(parsed).every((part) => Object.keys(part).length === 0)) return catalog;
  checkTypes(catalog, parsed);
  return catalogOf(extendCompiled(base, parsed));
}

/** The defaults of the schemas, without loading the schema library. */
function withDefaults({ dataTypes = [], vendors = [], loggers = [], sources = [], sanitizers = [], identifiers = {} }: CatalogAdditions): ParsedAdditions {
  const wholeCall = [{ arg: 0, rest: true as const }];
  return {
    dataTypes: dataTypes.map((one) => ({ identifiers: [], weakIdentifiers: [], lookAlikes: [], policyPhrases: [], weakPhrases: [], phraseVetoes: [], ...one })),
    vendors: vendors.map((one) => ({
      purpose: "other", kind: "service", packages: [], hosts: [], ...one,
      calls: (one.calls ?? []).map((call) => ({ kind: "send", how: "instance-method", data: wholeCall, ...call })),
      autoCollects: (one.autoCollects ?? []).map((row) => ({ checked: false, ...row })),
    })),
    loggers: loggers.map((one) => ({
      kind: "logger", packages: [], creations: [], methods: ["trace", "debug", "info", "warn", "error", "fatal", "log"], data: wholeCall, isDedicated: true, ...one,
    })),
    sources: sources.map((one) => ({ kind: "property", resolve: "import", ...one })),
    sanitizers: sanitizers.map((one) => ({ kind: "call", appliesTo: "any", ...one })),
    identifiers,
  };
}

function checkTypes(catalog: Catalog, { dataTypes, sources, identifiers }: ParsedAdditions): void {
  const own = new Set(dataTypes.map(({ id }) => id));
  const isKnown = (id: string): boolean => own.has(id) || catalog.resolveDataType(id) !== undefined || id.startsWith("bulk:");
  const refuse = (id: string, where: string): never => {
    throw new UserError({ what: `There is no data type \`${id}\` (in ${where} of the configuration).`, fix: "Use an id of the catalog, or add the type under `dataTypes`." });
  };
  for (const { id, broader } of dataTypes) if (broader !== null && !isKnown(broader)) refuse(broader, `\`dataTypes\`, \`${id}\``);
  for (const { id, dataType } of sources) if (!isKnown(dataType)) refuse(dataType, `\`sources\`, \`${id}\``);
  for (const id of Object.keys(identifiers.add ?? {})) if (!isKnown(id)) refuse(id, "`identifiers.add`");
}
