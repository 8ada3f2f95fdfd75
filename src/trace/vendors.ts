/** Third parties the code can send data to, each with its evidence: calls, set-ups, imports, tags, hosts, dependencies. */
import type { Flow, Note, SetUp, VendorFact, VendorUse } from "../model/index.ts";
import { lineOf } from "../model/index.ts";
import { findImports } from "../link/import-scan.ts";
import type { Program } from "../link/program.ts";
import { isExampleHost, textHost } from "./hosts.ts";
import { ownHosts } from "./own-hosts.ts";
import { requestHosts } from "./request-hosts.ts";
import type { Sink } from "./sinks.ts";

type Evidence = VendorUse["evidence"][number];
type Bytes = (path: string) => Buffer | undefined;
const strength: Record<Evidence["kind"], number> = { call: 0, tag: 0, import: 1, host: 3, env: 4, dependency: 5 };

export interface VendorClues { flows: readonly Flow[]; setUps: readonly SetUp[]; sinks: readonly Sink[] }

/** Run by hand, by people who work on the project. */
const isScript = (path: string): boolean => /(?:^|\/)scripts?\//.test(path) || /(?:^|\/)seeds?(?:[./]|$)/.test(path);

export function findVendors(program: Program, clues: VendorClues, bytes: Bytes, ownDomains: readonly string[]): { vendors: VendorUse[]; notes: Note[] } {
  const found = new Collected(program, ownHosts(program, ownDomains));
  addImports(found, bytes);
  for (const sink of clues.sinks) addRequest(found, sink);
  addHosts(found, bytes);
  addFlows(found, clues);
  addDependencies(found, bytes);
  return found.finish();
}

class Collected {
  readonly program: Program;
  readonly isOwn: (host: string) => boolean;
  readonly uses = new Map<string, VendorUse>();

  constructor(program: Program, isOwn: (host: string) => boolean) {
    this.program = program;
    this.isOwn = isOwn;
  }

  use(id: string, name: string, purpose: string, kind: VendorUse["kind"], evidence: Evidence, specifier?: string): VendorUse {
    const known = this.uses.get(id) ?? { id, name, purpose, kind, evidence: [], packages: [], autoCollects: [], receives: [] };
    this.uses.set(id, known);
    if (!known.evidence.some((one) => one.file === evidence.file && one.line === evidence.line && one.kind === evidence.kind)) known.evidence.push(evidence);
    if (specifier && !known.packages.includes(specifier)) known.packages.push(specifier);
    return known;
  }

  vendor(fact: VendorFact, evidence: Evidence, specifier?: string): void {
    if (!fact.isBuildTool) this.use(fact.id, fact.name, fact.purpose, "vendor", evidence, specifier);
  }

  host(host: string, evidence: Evidence): void {
    if (isExampleHost(host) || this.isOwn(host)) return;
    const vendor = this.program.catalog.vendorOfHost(host);
    if (vendor) this.vendor(vendor, evidence);
    else this.use(host, host, "unknown", "host", evidence);
  }

  /** What only scripts do is no business of users; it is said all the same. */
  finish(): { vendors: VendorUse[]; notes: Note[] } {
    const all = [...this.uses.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => ({
      ...one,
      packages: one.packages.sort(), receives: one.receives.sort(), autoCollects: one.autoCollects.sort(),
      evidence: one.evidence.sort((a, b) => strength[a.kind] - strength[b.kind] || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)),
    }));
    const isAside = ({ evidence }: VendorUse): boolean => evidence.every(({ file, kind }) => isScript(file) && kind !== "dependency");
    return {
      vendors: all.filter((one) => !isAside(one)),
      notes: all.filter(isAside).map(({ name, evidence: [first] }) => ({ kind: "vendor-in-scripts", file: first!.file, line: first!.line, text: `${name} is only used by scripts; it is not listed among the vendors` })),
    };
  }
}

function addImports(found: Collected, bytes: Bytes): void {
  const { catalog, project } = found.program;
  for (const { path, role, kind } of project.files) {
    if (role !== "app" || kind === "prisma" || kind === "graphql") continue;
    for (const specifier of new Set(findImports(bytes(path)))) {
      const vendor = specifier.startsWith(".") ? undefined : catalog.vendorOfPackage(specifier);
      if (vendor) found.vendor(vendor, { file: path, line: lineOfText(bytes(path), specifier), kind: "import", text: specifier }, specifier);
    }
  }
}

/** Where requests go, whatever they carry: the caller's address goes along. */
function addRequest(found: Collected, sink: Sink): void {
  const { unit, at, callee, api } = sink;
  if (api.kind !== "http" && api.kind !== "beacon" && !isLoadingTag(sink)) return;
  for (const host of requestHosts(found.program, sink, [])) {
    if (host.kind === "host") found.host(host.name, { file: unit.path, line: lineOf(at), kind: isLoadingTag(sink) ? "tag" : "call", text: callee });
  }
}

const isLoadingTag = ({ api }: Sink): boolean => /^(?:img|iframe|script|source|video|audio|embed)-tag$/.test(api.entry);

const loading = new Set(["script", "Script", "img", "iframe", "Image", "source", "embed"]);
/** Of links only style sheets, fonts and code are loaded. */
const loadedFile = /\/css|\.(?:css|js|mjs|woff2?)(?:[?#]|$)/;

/** Hosts of an interface are called; those of a site may only be linked to. */
const interfaceName = /^(?:[a-z0-9-]+\.)*(?:api|apis|rest|graphql|gateway|collect|collector|ingest|events?|hooks?|webhooks?|rpc|track|intake|telemetry)(?:[-.]|\d)|^(?:api|open|eth|graph|data)(?:-[a-z0-9]+)*\.|apis?\.com$|^wss?\./;
const siteName = /^(?:www|docs?|app|help|support|blog|status|developers?|dashboard|console|community|learn|dash|my|go|static|open(?!\..*api))\.|^[^.]+\.[^.]+$/;

function addHosts(found: Collected, bytes: Bytes): void {
  const { program } = found;
  const isTelling = tellingHosts(program);
  const paths = program.project.files.filter(({ path, role, kind }) => role === "app" && kind !== "prisma" && kind !== "graphql" && writesHost(bytes(path), isTelling)).map(({ path }) => path);
  const loaded = program.loaded().filter(({ facts }) => facts.tags.length > 0).map(({ path }) => path);
  for (const path of [...new Set([...paths, ...loaded])].sort()) {
    const unit = program.unit(path);
    for (const { tag, url, at } of unit?.facts.tags ?? []) {
      const host = isLoaded(tag, url) ? textHost(url) : undefined;
      if (host?.kind === "host") found.host(host.name, { file: path, line: lineOf(at), kind: "tag", text: url.slice(0, 80) });
    }
    for (const { host, at } of unit?.facts.hosts ?? []) if (isTelling(host)) found.host(host, { file: path, line: lineOf(at), kind: "host", text: host });
  }
}

/** A link is loaded when somebody follows it; what the page put into its query goes along. */
const isLoaded = (tag: string, url: string): boolean => loading.has(tag) || (tag === "link" && loadedFile.test(url)) || (tag === "a" && url.includes("{{"));

/** Hosts that are worth a line wherever they are written: those the catalog lists, and interfaces. */
function tellingHosts({ catalog }: Program): (host: string) => boolean {
  const memo = new Map<string, boolean>();
  const ask = (host: string): boolean => {
    if (/(?:^|\.)localhost$/.test(host)) return false;
    const vendor = catalog.vendorOfHost(host);
    if (vendor === undefined || catalog.vendor(vendor.id) === undefined) return interfaceName.test(host);
    return vendor.id.endsWith("-embed") || (!siteName.test(host) && vendor.hosts.some((one) => one === host || (one.includes("*") && one.length > 4)));
  };
  return (host) => {
    let known = memo.get(host);
    if (known === undefined) memo.set(host, known = ask(host));
    return known;
  };
}

const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+/;

/** Looked for in the bytes, comments and all: few files are worth being read for it. */
function writesHost(bytes: Buffer | undefined, isTelling: (host: string) => boolean): boolean {
  if (!bytes) return false;
  for (let at = bytes.indexOf("://"); at !== -1; at = bytes.indexOf("://", at + 3)) {
    const host = hostName.exec(bytes.toString("latin1", at + 3, at + 83))?.[0];
    if (host !== undefined && isTelling(host)) return true;
  }
  return false;
}

function addFlows(found: Collected, { flows, setUps }: VendorClues): void {
  for (const flow of flows) {
    const { recipient, sink, callee, purpose = "unknown" } = flow;
    if (recipient.kind === "first-party" || recipient.id === "unknown-host" || (recipient.kind === "host" && found.isOwn(recipient.id))) continue;
    const known = found.use(recipient.id, recipient.name, purpose, recipient.kind === "host" ? "host" : "vendor", { file: sink.file, line: sink.line, kind: "call", text: callee });
    for (const { dataType } of flow.data) if (!known.receives.includes(dataType)) known.receives.push(dataType);
  }
  for (const { recipient, purpose, location, callee, collects, package: specifier } of setUps) {
    const known = found.use(recipient.id, recipient.name, purpose, "vendor", { file: location.file, line: location.line, kind: "call", text: callee }, specifier ?? undefined);
    for (const type of collects.flatMap(({ dataTypes }) => dataTypes)) if (!known.autoCollects.includes(type)) known.autoCollects.push(type);
  }
}

/** A plugin is named in a configuration; a dependency that nothing names is the weakest evidence there is. */
function addDependencies(found: Collected, bytes: Bytes): void {
  const { program } = found;
  for (const { dir, dependencies } of program.project.packages) {
    for (const name of Object.keys(dependencies)) {
      const vendor = program.catalog.vendorOfPackage(name);
      if (!vendor || vendor.isBuildTool) continue;
      if (!found.uses.has(vendor.id)) for (const path of [`"${name}`, `'${name}`].flatMap((text) => program.graph.filesMentioning(text)).slice(0, 3)) found.vendor(vendor, { file: path, line: lineOfText(bytes(path), name), kind: "import", text: name }, name);
      const file = dir ? `${dir}/package.json` : "package.json";
      const isSeen = found.uses.has(vendor.id);
      found.vendor(vendor, { file, line: 1, kind: "dependency", text: isSeen ? name : `${name}, which nothing imports` }, isSeen ? undefined : name);
    }
  }
}

function lineOfText(bytes: Buffer | undefined, word: string): number {
  const at = bytes?.indexOf(word) ?? -1;
  if (!bytes || at === -1) return 1;
  let line = 1;
  for (let index = bytes.indexOf(10); index !== -1 && index < at; index = bytes.indexOf(10, index + 1)) line++;
  return line;
}
