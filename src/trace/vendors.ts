/** Third parties the code can send data to, each with its evidence: calls, imports, tags, hosts, dependencies. */
import type { Flow, SetUp, VendorUse } from "../model/index.ts";
import { lineOf } from "../model/index.ts";
import { findImports } from "../link/import-scan.ts";
import type { Program } from "../link/program.ts";
import { isExampleHost, textHost } from "./hosts.ts";

type Evidence = VendorUse["evidence"][number];
const strength: Record<Evidence["kind"], number> = { call: 0, tag: 0, import: 1, host: 3, env: 4, dependency: 5 };

export function findVendors(program: Program, { flows, setUps }: { flows: readonly Flow[]; setUps: readonly SetUp[] }, bytes: (path: string) => Buffer | undefined, ownDomains: readonly string[]): VendorUse[] {
  const uses = new Map<string, VendorUse>();
  const use = (id: string, name: string, purpose: string, kind: VendorUse["kind"], evidence: Evidence, specifier?: string): VendorUse => {
    const known = uses.get(id) ?? { id, name, purpose, kind, evidence: [], packages: [], autoCollects: [], receives: [] };
    uses.set(id, known);
    if (!known.evidence.some((one) => one.file === evidence.file && one.line === evidence.line && one.kind === evidence.kind)) known.evidence.push(evidence);
    if (specifier && !known.packages.includes(specifier)) known.packages.push(specifier);
    return known;
  };
  for (const { path, role, kind } of program.project.files) {
    if (role !== "app" || kind === "prisma" || kind === "graphql") continue;
    for (const specifier of new Set(findImports(bytes(path)))) {
      if (specifier.startsWith(".")) continue;
      const vendor = program.catalog.vendorOfPackage(specifier);
      if (vendor && !vendor.isBuildTool) use(vendor.id, vendor.name, vendor.purpose, "vendor", { file: path, line: lineOfText(bytes(path), specifier), kind: "import", text: specifier }, specifier);
    }
  }
  for (const unit of program.loaded()) {
    for (const tag of unit.facts.tags) {
      if (!["script", "Script", "img", "iframe", "link", "Image"].includes(tag.tag)) continue;
      const host = textHost(tag.url);
      if (host?.kind === "host") addHost(host.name, { file: unit.path, line: lineOf(tag.at), kind: "tag", text: tag.url.slice(0, 80) });
    }
    for (const { host, at } of unit.facts.hosts) {
      const vendor = program.catalog.vendorOfHost(host);
      if (vendor && program.catalog.vendor(vendor.id)) addHost(host, { file: unit.path, line: lineOf(at), kind: "host", text: host });
    }
  }
  function addHost(host: string, evidence: Evidence): void {
    if (isExampleHost(host) || ownDomains.some((domain) => host === domain || host.endsWith(`.${domain}`))) return;
    const vendor = program.catalog.vendorOfHost(host);
    if (vendor?.isBuildTool) return;
    if (vendor) use(vendor.id, vendor.name, vendor.purpose, "vendor", evidence);
    else use(host, host, "unknown", "host", evidence);
  }
  for (const flow of flows) {
    if (flow.recipient.kind === "first-party" || flow.recipient.id === "unknown-host") continue;
    const known = use(flow.recipient.id, flow.recipient.name, flow.purpose ?? "unknown", flow.recipient.kind === "host" ? "host" : "vendor",
      { file: flow.sink.file, line: flow.sink.line, kind: "call", text: flow.callee });
    for (const { dataType } of flow.data) if (!known.receives.includes(dataType)) known.receives.push(dataType);
  }
  for (const { recipient, purpose, location, callee, collects, package: specifier } of setUps) {
    const known = use(recipient.id, recipient.name, purpose, "vendor", { file: location.file, line: location.line, kind: "call", text: callee }, specifier ?? undefined);
    for (const type of collects.flatMap(({ dataTypes }) => dataTypes)) if (!known.autoCollects.includes(type)) known.autoCollects.push(type);
  }
  for (const { dir, dependencies } of program.project.packages) {
    for (const name of Object.keys(dependencies)) {
      const vendor = program.catalog.vendorOfPackage(name);
      if (!vendor || vendor.isBuildTool) continue;
      const file = dir ? `${dir}/package.json` : "package.json";
      const known = uses.get(vendor.id);
      const evidence: Evidence = { file, line: 1, kind: "dependency", text: name };
      if (known) known.evidence.push(evidence);
      else use(vendor.id, vendor.name, vendor.purpose, "vendor", evidence, name);
    }
  }
  return [...uses.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => ({
    ...one,
    packages: one.packages.sort(),
    receives: one.receives.sort(),
    evidence: one.evidence.sort((a, b) => strength[a.kind] - strength[b.kind] || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)),
  }));
}

function lineOfText(bytes: Buffer | undefined, word: string): number {
  const at = bytes?.indexOf(word) ?? -1;
  if (!bytes || at === -1) return 1;
  let line = 1;
  for (let index = bytes.indexOf(10); index !== -1 && index < at; index = bytes.indexOf(10, index + 1)) line++;
  return line;
}
