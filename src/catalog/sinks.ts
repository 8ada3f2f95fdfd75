/** Sinks: which call or assignment hands data out, by where the callee comes from. */
import type { LifetimeApi, Origin, SinkApi } from "../model/index.ts";
import type { ApiTable, CompiledCatalog, VendorRow } from "./compiled.ts";
import { createLoggers } from "./loggers.ts";
import { pathOf, specifiersOf, type Path } from "./origins.ts";
import { lookup } from "./table.ts";
import type { VendorPackages } from "./vendors.ts";

/** Everything the catalog knows of one import specifier. */
interface PackageKnowledge { tables: ApiTable[]; vendors: VendorRow[]; loggers: number[] }

const deepestCall = 5;

export interface Sinks {
  sink(origin: Origin): SinkApi | undefined;
  sinkAt(index: number): SinkApi;
  lifetime(origin: Origin): LifetimeApi | undefined;
}

export function createSinks(data: CompiledCatalog, vendorPackages: VendorPackages): Sinks {
  const made: (SinkApi | undefined)[] = [];
  const packages = new Map<string, PackageKnowledge | null>();
  const loggers = createLoggers(data);

  function sinkAt(index: number): SinkApi {
    let api = made[index];
    if (!api) {
      const { vendor, entry = "", surface = "log", recipient = 0, data: selectors, lifetime, ...row } = data.sinks[index]!;
      const rest = { ...row, data: data.selectors[selectors]!, ...(lifetime === undefined ? {} : { lifetime: lifetimeAt(data, lifetime) }) };
      const owner = vendor === undefined ? undefined : data.vendors[vendor];
      api = owner === undefined ? { entry, surface, recipient: data.recipients[recipient]!, ...rest }
        : { entry: owner.id, surface: data.sinks[index]!.surface ?? owner.surface, recipient: { id: owner.id, name: owner.name, kind: "vendor" }, purpose: owner.purpose, ...rest };
      made[index] = api;
    }
    return api;
  }

  function knowledgeOf(specifier: string): PackageKnowledge | null {
    let found = packages.get(specifier);
    if (found !== undefined) return found;
    const names = specifiersOf(specifier);
    const vendorIndexes = new Set<number>();
    const loggerIndexes = new Set<number>();
    const tables: ApiTable[] = [];
    for (const name of names) {
      for (const index of vendorPackages.get(name) ?? []) vendorIndexes.add(index);
      for (const index of lookup(data.loggerPackages, name) ?? []) loggerIndexes.add(index);
      const table = lookup(data.packageSinks, name);
      if (table) tables.push(table);
    }
    for (const [prefix, index] of data.vendorPrefixes) if (specifier.startsWith(prefix)) vendorIndexes.add(index);
    const isKnown = vendorIndexes.size > 0 || loggerIndexes.size > 0 || tables.length > 0;
    found = isKnown ? { tables, vendors: [...vendorIndexes].map((index) => data.vendors[index]!), loggers: [...loggerIndexes] } : null;
    packages.set(specifier, found);
    return found;
  }

  function global({ names, ending }: Path): SinkApi | undefined {
    const key = names.join(".") + ending;
    const found = lookup(data.globalSinks, key) ?? assigned(data.globalSinks, names, ending);
    if (found !== undefined) return sinkAt(found);
    const vendor = lookup(data.globals, names[0]!) ?? lookup(data.weakGlobals, names[0]!);
    if (vendor === undefined || names.length < 2) return undefined;
    const index = lookup(data.vendors[vendor]!.methods, names.slice(1).join(".") + ending);
    return index === undefined ? undefined : sinkAt(index);
  }

  function imported(origin: Origin & { package: string }): SinkApi | undefined {
    const known = knowledgeOf(origin.package);
    if (!known) return undefined;
    const path = pathOf(origin);
    // What a specifier's own table says is more exact than what its vendor's clients can do.
    for (const table of known.tables) {
      const found = inTable(table, path);
      if (found !== undefined) return sinkAt(found);
    }
    const special = lookup(data.vendorExports, `${origin.package} ${origin.export}`);
    const vendors = special === undefined ? known.vendors : [data.vendors[special]!, ...known.vendors];
    for (const vendor of vendors) {
      const found = inVendor(vendor, path);
      if (found !== undefined) return sinkAt(found);
    }
    return loggers.find(known.loggers, origin, path);
  }

  function lifetime(origin: Origin): LifetimeApi | undefined {
    const path = pathOf(origin);
    const tables = origin.package === null ? [data.globalLifetimes] : specifiersOf(origin.package).map((name) => lookup(data.packageLifetimes, name)).filter((table) => table !== undefined);
    for (const table of tables) {
      const found = inTable(table, path);
      if (found !== undefined) return lifetimeAt(data, found);
    }
    return undefined;
  }

  return { sinkAt, lifetime, sink: (origin) => (origin.package === null ? global(pathOf(origin)) : imported(origin as Origin & { package: string })) };
}

function lifetimeAt(data: CompiledCatalog, index: number): LifetimeApi {
  const row = data.lifetimes[index]!;
  return { ...row, data: data.selectors[row.data]! };
}

const storageMethods = new Set(["getItem", "setItem", "removeItem", "clear", "key", "length"]);

/** `document.cookie = v` as it stands; `localStorage.anything = v` but for the methods it has. */
function assigned(table: ApiTable, names: readonly string[], ending: string): number | undefined {
  if (ending !== "" || names.length < 2) return undefined;
  const exact = lookup(table, `${names.join(".")} =`);
  if (exact !== undefined || names.length !== 2 || storageMethods.has(names[1]!)) return exact;
  return lookup(table, `${names[0]!}.* =`);
}

function inTable(table: ApiTable, { names, ending, isBare }: Path): number | undefined {
  const whole = lookup(table, names.join(".") + ending);
  if (whole !== undefined) return whole;
  if (isBare && names.length <= 1) return undefined;
  for (let start = 1; start < names.length; start++) {
    const found = lookup(table, names.slice(start).join(".") + ending);
    if (found !== undefined) return found;
  }
  if (names.length < 2) return undefined;
  const last = names.at(-1)!;
  return lookup(table, `*.${last}${ending}`) ?? (ending === "" ? lookup(table, `*.${last} =`) : undefined);
}

function inVendor({ direct, methods }: VendorRow, { names, ending, isBare }: Path): number | undefined {
  // `crashlytics().log(text)` beside the exported `log(instance, text)`.
  if (!isBare && names.length === 1) {
    const method = lookup(methods, names[0]! + ending);
    if (method !== undefined) return method;
  }
  const whole = lookup(direct, names.join(".") + ending);
  if (whole !== undefined) return whole;
  for (let length = Math.min(names.length, deepestCall); length > 0; length--) {
    if (length === names.length && isBare && ending === " ()") continue;
    const found = lookup(methods, names.slice(-length).join(".") + ending);
    if (found !== undefined) return found;
  }
  return undefined;
}
