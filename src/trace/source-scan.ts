/** sourceFiles: the files that call an API which hands out personal data, told by a scan of their bytes. */
import { compiledCatalog } from "../catalog/catalog.ts";
import { specifiersOf } from "../catalog/origins.ts";
import { findImports } from "../link/import-scan.ts";
import type { Program } from "../link/program.ts";
import type { Catalog } from "../model/index.ts";
import { NameTable, scanCalls } from "./call-heads.ts";

export interface SourceNames {
  /** Last names of callees that can hand out personal data. */
  callees: ReadonlySet<string>;
  table: NameTable;
  ofPackage(specifier: string): ReadonlySet<string>;
}

const memo = new WeakMap<Catalog, SourceNames>();

export function sourceNames(catalog: Catalog): SourceNames {
  let names = memo.get(catalog);
  if (!names) memo.set(catalog, names = createNames(catalog));
  return names;
}

function createNames(catalog: Catalog): SourceNames {
  const data = compiledCatalog(catalog);
  const isListed = (index: number): boolean => catalog.dataTypes.has(data?.sources[index]?.dataType ?? "");
  const calledNames = (keys: readonly string[]): string[] => keys.filter((key) => key.endsWith(" ()")).map((key) => key.slice(0, -3).split(".").at(-1)!);
  const keysOf = (indexes: readonly number[]): string[] => calledNames(indexes.filter(isListed).flatMap((index) => data!.sources[index]!.keys));
  const globals = calledNames(Object.entries(data?.globalSources ?? {}).filter(([, index]) => isListed(index)).map(([key]) => key));
  const packages = new Map<string, Set<string>>();
  for (const [name, indexes] of Object.entries(data?.packageSources ?? {})) {
    const names = keysOf(indexes);
    if (names.length) packages.set(name, new Set(names));
  }
  const callees = new Set([...globals, ...[...packages.values()].flatMap((names) => [...names])]);
  return { callees, table: new NameTable(callees), ofPackage: (specifier) => new Set(specifiersOf(specifier).flatMap((one) => [...(packages.get(one) ?? [])])) };
}

export function sourceFiles(program: Program, bytes: (path: string) => Buffer | undefined): string[] {
  const { catalog } = program;
  const names = sourceNames(catalog);
  return program.project.files
    .filter(({ role, kind }) => role === "app" && kind !== "prisma" && kind !== "graphql")
    .filter(({ path }) => {
      const content = bytes(path);
      return content !== undefined && callsSource(catalog, names, content);
    })
    .map(({ path }) => path);
}

function callsSource(catalog: Catalog, names: SourceNames, bytes: Buffer): boolean {
  let given: Set<string> | undefined;
  return scanCalls(bytes, names.table, (path) => {
    const last = path.at(-1);
    if (last === undefined) return false;
    given ??= new Set(findImports(bytes).flatMap((specifier) => (specifier.startsWith(".") ? [] : [...names.ofPackage(specifier)])));
    return given.has(last) || isGlobalSource(catalog, path);
  });
}

function isGlobalSource(catalog: Catalog, path: readonly string[]): boolean {
  const [first = "", ...rest] = path[0] === "window" || path[0] === "globalThis" ? path.slice(1) : path;
  return catalog.source({ package: null, export: first, steps: [...rest.map((name) => ({ kind: "member" as const, name })), { kind: "call" }] }) !== undefined;
}
