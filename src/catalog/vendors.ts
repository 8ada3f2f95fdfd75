/** Vendors: whose host, package or global this is; unknown hosts are looked up in third-party-web, loaded only then. */
import { createRequire } from "node:module";
import type { VendorFact } from "../model/index.ts";
import type { CompiledCatalog } from "./compiled.ts";
import { specifiersOf } from "./origins.ts";
import { lookup } from "./table.ts";

export interface Vendors {
  vendorOfHost(host: string): VendorFact | undefined;
  vendorOfPackage(specifier: string): VendorFact | undefined;
  vendorOfGlobal(name: string): VendorFact | undefined;
  vendor(id: string): VendorFact | undefined;
}

/** Part of the build or of the tests; nothing of it runs where users' data are. */
const buildPackage = /^@types\/|(?:^|[-/])(?:webpack|vite|rollup|esbuild|babel|bundler|eslint|metro|jest|gradle)-?(?:plugin|config|preset)|^eslint-|(?:^|[-/])cli$|[-/]cli-|config-plugin|expo-plugin|[-/](?:mock|testing|test-utils)$/;

export function createVendors(data: CompiledCatalog): Vendors {
  const facts = new Map<number, VendorFact>();
  const byId = new Map(data.vendors.map(({ id }, index) => [id, index] as const).reverse());
  const packages = new Map<string, VendorFact | null>();
  const hosts = new Map<string, VendorFact | null>();

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
      const index = lookup(data.vendorPackages, name)?.[0];
      if (index !== undefined) return buildPackage.test(name) ? { ...factAt(index), isBuildTool: true } : factAt(index);
    }
    const found = data.vendorPrefixes.find(([prefix]) => specifier.startsWith(prefix));
    if (!found) return null;
    return buildPackage.test(specifier) ? { ...factAt(found[1]), isBuildTool: true } : factAt(found[1]);
  }

  function findHost(host: string): VendorFact | null {
    for (let name = host; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
      const index = lookup(data.hosts, name);
      if (index !== undefined) return factAt(index);
    }
    const pattern = data.hostPatterns.find(([head, tail]) => host.startsWith(head) && host.endsWith(tail));
    return pattern ? factAt(pattern[2]) : companyOfHost(host);
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
  companies ??= createRequire(import.meta.url)("third-party-web/nostats-subset") as Companies;
  const entity = companies.getEntity(`https://${host}/`);
  if (!entity) return null;
  const purpose = entity.categories?.[0] ?? "other";
  const id = entity.name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return { id, name: entity.name, purpose, surface: surfaceOfCategory[purpose] ?? "network-third-party", packages: [], hosts: [host], isBuildTool: false };
}
