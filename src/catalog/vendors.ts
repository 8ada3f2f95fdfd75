/** Vendors: whose host, package or global this is; unknown hosts are looked up in third-party-web, loaded only then. */
import { createRequire } from "node:module";
import type { VendorFact } from "../model/index.ts";
import type { CompiledCatalog, VendorRow } from "./compiled.ts";
import { specifiersOf } from "./origins.ts";
import { lookup } from "./table.ts";

const require = createRequire(import.meta.url);

export interface Vendors {
  vendorOfHost(host: string): VendorFact | undefined;
  vendorOfPackage(specifier: string): VendorFact | undefined;
  vendorOfGlobal(name: string): VendorFact | undefined;
  vendor(id: string): VendorFact | undefined;
}

/** Part of the build or of the tests; nothing of it runs where users' data are. */
const buildPackage = /^@types\/|(?:^|[-/])(?:webpack|vite|rollup|esbuild|babel|bundler|eslint|metro|jest|gradle)-?(?:plugin|config|preset)|^eslint-|(?:^|[-/])cli$|[-/]cli-|config-plugin|expo-plugin|[-/](?:mock|testing|test-utils)$/;

export type VendorPackages = ReadonlyMap<string, readonly number[]>;

/** Package or entry point -> vendors; the first is meant when nothing else tells. */
export function indexPackages(data: CompiledCatalog): VendorPackages {
  const index = new Map<string, number[]>();
  inOrder(data, ({ packages, entryPoints }, vendor) => {
    for (const name of entryPoints === undefined ? packages : [...packages, ...entryPoints]) {
      const known = index.get(name);
      if (known) known.push(vendor);
      else index.set(name, [vendor]);
    }
  });
  return index;
}

interface HostIndex { names: Map<string, number>; patterns: { head: string; tail: string; vendor: number }[] }

function inOrder({ vendors, ownVendorsFrom = vendors.length }: CompiledCatalog, visit: (row: VendorRow, index: number) => void): void {
  for (let index = ownVendorsFrom; index < vendors.length; index++) visit(vendors[index]!, index);
  for (let index = 0; index < ownVendorsFrom; index++) visit(vendors[index]!, index);
}

function indexHosts(data: CompiledCatalog): HostIndex {
  const index: HostIndex = { names: new Map(), patterns: [] };
  inOrder(data, ({ hosts }, vendor) => {
    for (const host of hosts) {
      const plain = (host.startsWith("*.") ? host.slice(2) : host).toLowerCase();
      const star = plain.indexOf("*");
      if (star !== -1) index.patterns.push({ head: plain.slice(0, star), tail: plain.slice(star + 1), vendor });
      else if (!index.names.has(plain)) index.names.set(plain, vendor);
    }
  });
  return index;
}

export function createVendors(data: CompiledCatalog, vendorPackages: VendorPackages): Vendors {
  const facts = new Map<number, VendorFact>();
  const byId = new Map<string, number>();
  inOrder(data, ({ id }, index) => { if (!byId.has(id)) byId.set(id, index); });
  const packages = new Map<string, VendorFact | null>();
  const hosts = new Map<string, VendorFact | null>();
  let hostIndex: HostIndex | undefined;

  function factAt(index: number): VendorFact {
    let fact = facts.get(index);
    if (!fact) {
      const { id, name, purpose, surface, packages: names, hosts: patterns, isLibrary } = data.vendors[index]!;
      facts.set(index, fact = { id, name, purpose, surface, packages: names, hosts: patterns, isBuildTool: isLibrary ?? false });
    }
    return fact;
  }

  function findPackage(specifier: string): VendorFact | null {
    for (const name of specifiersOf(specifier)) {
      const index = vendorPackages.get(name)?.[0];
      if (index !== undefined) return buildPackage.test(name) ? { ...factAt(index), isBuildTool: true } : factAt(index);
    }
    const found = data.vendorPrefixes.find(([prefix]) => specifier.startsWith(prefix));
    if (!found) return null;
    return buildPackage.test(specifier) ? { ...factAt(found[1]), isBuildTool: true } : factAt(found[1]);
  }

  function findHost(host: string): VendorFact | null {
    hostIndex ??= indexHosts(data);
    for (let name = host; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
      const index = hostIndex.names.get(name);
      if (index !== undefined) return factAt(index);
    }
    const pattern = hostIndex.patterns.find(({ head, tail }) => host.startsWith(head) && host.endsWith(tail));
    return pattern ? factAt(pattern.vendor) : companyOfHost(host);
  }

  return {
    vendorOfHost: (host) => memoised(hosts, host.toLowerCase(), findHost),
    vendorOfPackage: (specifier) => memoised(packages, specifier, findPackage),
    vendorOfGlobal: (name) => {
      const index = lookup(data.globals, name);
      return index === undefined ? undefined : factAt(index);
    },
    vendor: (id) => {
      const index = byId.get(id);
      return index === undefined ? undefined : factAt(index);
    },
  };
}

function memoised<T>(memo: Map<string, T | null>, key: string, find: (key: string) => T | null): T | undefined {
  let found = memo.get(key);
  if (found === undefined) memo.set(key, found = find(key));
  return found ?? undefined;
}

interface Entity { name: string; company?: string; categories?: string[] }
interface Companies { getEntity(url: string): Entity | undefined }

let companies: Companies | undefined;

const surfaceOfCategory: Record<string, VendorFact["surface"]> = { ad: "ads", analytics: "analytics", "tag-manager": "analytics" };

function companyOfHost(host: string): VendorFact | null {
  companies ??= require("third-party-web/nostats-subset") as Companies;
  const entity = companies.getEntity(`https://${host}/`);
  if (!entity) return null;
  const purpose = entity.categories?.[0] ?? "other";
  const id = entity.name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return { id, name: entity.name, purpose, surface: surfaceOfCategory[purpose] ?? "network-third-party", packages: [], hosts: [host], isBuildTool: false };
}
