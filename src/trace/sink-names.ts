/** SinkNames: how everything the catalog calls a sink is written, for questions that are asked before anything is resolved. */
import { compiledCatalog } from "../catalog/catalog.ts";
import type { CompiledCatalog } from "../catalog/compiled.ts";
import { specifiersOf } from "../catalog/origins.ts";
import type { Catalog } from "../model/index.ts";

export interface SinkNames {
  /** Last names of callees: a member called by another name is no sink. */
  callees: ReadonlySet<string>;
  /** Properties of globals that hand out what is written to them. */
  written: ReadonlySet<string>;
  /** A call by this name is a sink on enough receivers to make its file worth reading. */
  isTelling(name: string): boolean;
  /** The written path alone makes a sink of it: `console.log`, `stripe.customers.create`. */
  isSinkPath(names: readonly string[]): boolean;
  ofPackage(specifier: string): PackageSinks | undefined;
}

export interface PackageSinks {
  names: ReadonlySet<string>;
  /** What it sends with is made first, and may be handed to other files. */
  makesClients: boolean;
}

/** Method names that any code uses: they say nothing, only what they are called on does. */
const everyday = new Set(`action activate add addEventListener alert all any api append apply assert assign at attributes audit authorize await batch box buffer bulk call card catch child city
  clear click close complete configure connect convert count create createElement critical data debug default del delete Delete edit email emergency emerg end entries entry err error event events
  every execute export extend fatal field filter finally find first flag flush forEach format get Get getItem getOptions getValue group handler has headers hide href http id import increment index
  info init initialize insert install issue join json key keys last limit link live load location log login lookup map mark match merge message meta middleware name next note notice ok on once open
  options order page parse path pause pending ping pipe pipeline pop prepare print process profile push query raw read ready record redirect reduce ref register remove render replace reply reset
  resolve response result resume revenue reverse risk root run sale save screen search select serialize session set setAttribute setOptions setState setValue shift show signIn size slice some sort
  span splice split src start state status stop stream subscribe submit success switch t table tag tags text then time toString token trace transaction transform translate trim type union
  unsubscribe unshift update upload upsert url use User validate value values verbose verify view visit wait warn warning watch with`.split(/\s+/));

const memo = new WeakMap<Catalog, SinkNames>();

export function sinkNames(catalog: Catalog): SinkNames {
  let names = memo.get(catalog);
  if (!names) memo.set(catalog, names = createNames(catalog, compiledCatalog(catalog)));
  return names;
}

function createNames(catalog: Catalog, data: CompiledCatalog | undefined): SinkNames {
  if (!data) return { callees: new Set(), written: new Set(), isTelling: () => true, isSinkPath: () => true, ofPackage: () => undefined };
  const tables = [data.globalSinks, data.names.sinks, ...Object.values(data.packageSinks), ...data.vendors.flatMap(({ direct, methods }) => [direct, methods])];
  const callees = new Set([...namesOf(tables), ...data.names.levelMethods, ...data.loggers.flatMap(methodsOf), "child"]);
  const byPackage = packageIndex(data);
  const packages = new Map<string, PackageSinks | null>();
  const paths = new Map<string, boolean>();
  return {
    callees,
    written: new Set(Object.keys(data.globalSinks).filter((key) => key.endsWith(" =")).map(lastName)),
    isTelling: (name) => name.length > 1 && !everyday.has(name),
    isSinkPath(names) {
      const key = names.join(".");
      let found = paths.get(key);
      if (found === undefined) paths.set(key, found = catalog.sinkByNames([...names]) !== undefined || isGlobalSink(catalog, names));
      return found;
    },
    ofPackage(specifier) {
      let found = packages.get(specifier);
      if (found === undefined) packages.set(specifier, found = sinksOf(byPackage, data, specifier));
      return found ?? undefined;
    },
  };
}

function isGlobalSink(catalog: Catalog, names: readonly string[]): boolean {
  const [first, ...rest] = names;
  if (first === undefined) return false;
  const origin = { package: null, export: first, steps: rest.map((name) => ({ kind: "member" as const, name })) };
  return catalog.sink(origin) !== undefined || catalog.sink({ ...origin, steps: [...origin.steps, { kind: "new" }] }) !== undefined;
}

/** `document.cookie =` -> cookie; `useCookies ()` -> useCookies; the empty key is a default export. */
const lastName = (key: string): string => key.replace(/ .*$/, "").split(".").at(-1)!;

const namesOf = (tables: readonly (Record<string, number> | undefined)[]): string[] =>
  tables.flatMap((table) => Object.keys(table ?? {}).map(lastName)).filter((name) => name !== "*");

const methodsOf = ({ methods, methodData, bindings }: CompiledCatalog["loggers"][number]): string[] =>
  [...methods, ...Object.keys(methodData ?? {}), ...Object.keys(bindings ?? {})];

interface Named { names: Set<string>; makesClients: boolean }

function packageIndex(data: CompiledCatalog): Map<string, Named> {
  const found = new Map<string, Named>();
  const add = (name: string, names: Iterable<string>, makesClients: boolean): void => {
    const known = found.get(name) ?? found.set(name, { names: new Set(), makesClients: false }).get(name)!;
    for (const one of names) known.names.add(one);
    known.makesClients ||= makesClients;
  };
  for (const [name, table] of Object.entries(data.packageSinks)) add(name, namesOf([table]), "create" in table || "extend" in table || " new" in table);
  for (const { packages, entryPoints = [], direct, methods } of data.vendors) {
    const names = namesOf([direct, methods]);
    if (names.length) for (const name of [...packages, ...entryPoints]) add(name, names, true);
  }
  for (const [name, indexes] of Object.entries(data.loggerPackages)) add(name, ["", ...indexes.flatMap((index) => methodsOf(data.loggers[index]!))], true);
  return found;
}

function sinksOf(byPackage: ReadonlyMap<string, Named>, data: CompiledCatalog, specifier: string): PackageSinks | null {
  const known = specifiersOf(specifier).flatMap((one) => byPackage.get(one) ?? []);
  const names = new Set(known.flatMap((one) => [...one.names]));
  let makesClients = known.some((one) => one.makesClients);
  for (const [prefix, vendor] of data.vendorPrefixes) {
    if (!specifier.startsWith(prefix)) continue;
    for (const name of namesOf([data.vendors[vendor]?.direct, data.vendors[vendor]?.methods])) names.add(name);
    makesClients = true;
  }
  return names.size === 0 ? null : { names, makesClients };
}
