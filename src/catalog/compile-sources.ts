/** compileSources: where personal data enters, and what takes it away, as tables by package, by global and by name. */
import type { CompiledCatalog, CompiledSource } from "./compiled.ts";
import type { SanitizerEntry, SourceEntry, SourceFile, VendorFile } from "./schema.ts";
import { push, put, withoutNodePrefix, type Rows } from "./table.ts";

type SourceTables = Pick<CompiledCatalog, "sources" | "packageSources" | "globalSources" | "names" | "headers" | "packageSanitizers" | "globalSanitizers" | "sanitizers">;
export type Containers = ReadonlyMap<string, { label: string; mayContain: string[] }>;

const called = new Set(["call", "method", "hook", "constructor", "callback", "decorator"]);
/** Names in front of a request that do not change what it is. */
const untypedReceivers = new Set(["req", "request", "ctx", "context", "event", "c", "socket", "client", "info", "conn", "server", "message", "interaction", "msg", "call"]);
const byName = new Set(["type", "name"]);

export function compileSource(entry: SourceEntry, to: SourceTables, containers: Containers, rows: Rows): void {
  if (entry.isWeak || entry.isAddressOfApp || entry.paths === undefined || (entry.isHint && entry.kind !== "decorator")) return;
  const source = sourceOf(entry, containers, rows);
  const index = to.sources.push(source) - 1;
  const isCalled = called.has(entry.kind);
  // A reader of one header by name is asked about before the call is made.
  const ending = isCalled && entry.headerArg === undefined ? " ()" : "";
  for (const path of entry.paths) {
    // A decorator of a parameter is asked about like the call it is: `@Ip()`.
    const whole = path.join(".").replace(/^@/, "");
    if (path[0]!.startsWith("<") || whole.includes("*")) continue;
    // Nuxt and Nitro put their functions into every file.
    if (entry.packages === undefined || entry.resolve === "import-or-auto") put(to.globalSources, whole + ending, index);
    if (entry.packages !== undefined) source.keys.push(whole + ending, ...(ending !== "" && isReadFrom(path) ? [whole] : []));
    if (byName.has(entry.resolve) && path.length > 1) addByName(entry, path, index, to);
  }
  if (entry.resolve !== "type" && entry.paths.every((path) => isFunction.test(path[0]!) && path.length > 1)) source.isExact = true;
  for (const name of entry.packages ?? []) push(to.packageSources, withoutNodePrefix(name), index);
}

/** `headers().get`, `useSession().data`: what follows is a member of a result, not of the package. */
const isFunction = /^(?:headers|cookies|auth|(?:use|get|create)[A-Z]\w*)$/;

/** `useMsal.accounts`: the called part is in front; what is read is a member of its result. */
const isReadFrom = (path: readonly string[]): boolean => path.length > 1 && /^(?:use|get)[A-Z]/.test(path[0]!);

function addByName(entry: SourceEntry, path: readonly string[], index: number, to: SourceTables): void {
  const receivers = entry.receivers ?? (untypedReceivers.has(path[0]!) || /^[A-Z]/.test(path[0]!) ? [path[0]!] : []);
  for (const receiver of receivers) {
    // `c.req.raw` stands for a whole path; `this` says nothing about what it is.
    if (receiver === "this") continue;
    put(to.names.sources, [receiver, ...path.slice(1)].join("."), index);
  }
}

function sourceOf(entry: SourceEntry, containers: Containers, rows: Rows): CompiledSource {
  const container = containers.get(entry.dataType);
  const fields = Object.entries(entry.fields ?? {}).map(([path, type]) => [path, containers.has(type) ? "opaque" : type] as const);
  const own = container ? "opaque" : entry.dataType;
  // The part around a field is what the whole is: `coords` of a position, `data.user` of a session.
  for (const path of Object.keys(entry.fields ?? {})) {
    for (let end = path.lastIndexOf("."); end > 0; end = path.lastIndexOf(".", end - 1)) fields.unshift([path.slice(0, end), own]);
  }
  return {
    entry: entry.id, dataType: container ? "opaque" : entry.dataType === "none" || entry.dataType === "any" ? null : entry.dataType,
    ...(container ? { container: rows.containers.add({ label: container.label, mayContain: container.mayContain }) } : {}),
    ...(fields.length > 0 ? { fields: rows.fieldMaps.add(Object.fromEntries(fields)) } : {}),
    ...(entry.isPerson ? { isPerson: true } : {}), ...(entry.certainty === "likely" || (entry.certainty === undefined && entry.confidence === "low") ? { isLikely: true } : {}),
    ...(entry.headerArg === undefined ? {} : { headerArg: entry.headerArg }), keys: [],
  };
}

/** Calls of a vendor's package that hand out personal data; the hand-written source files were put first and win. */
export function compileVendorSources(vendor: VendorFile, to: SourceTables, containers: Containers, rows: Rows): void {
  for (const { path, how, yields, from } of vendor.sources ?? []) {
    const [first] = yields;
    if (first === undefined || how === "component") continue;
    const isRecord = yields.length > 1;
    const entry: SourceEntry = {
      id: `${vendor.id}.${path.join(".")}`, dataType: isRecord ? "bulk:user-record" : first, kind: how === "global" ? "property" : "call", resolve: how === "global" ? "global" : "import",
      ...(how === "global" ? {} : { packages: from === undefined ? vendor.packages : [from] }),
      paths: [path], ...(isRecord ? { isPerson: true } : {}), confidence: "medium",
    };
    // Globals are all in the source files.
    if (how !== "global") compileSource(entry, to, containers, rows);
  }
}

export function compileHeaders(file: SourceFile, to: SourceTables, containers: Containers): void {
  for (const { name, dataType, confidence } of file.headers ?? []) {
    if (confidence === "low") continue;
    to.headers[name] = containers.has(dataType) ? "cookie" : dataType;
  }
}

export function compileSanitizer(entry: SanitizerEntry, to: SourceTables): void {
  if (entry.paths === undefined || entry.kind === "config-option" || entry.kind === "expression") return;
  const index = to.sanitizers.push({ entry: entry.id, effect: entry.effect, input: entry.input ?? 0, conditional: entry.conditional ?? false, appliesTo: entry.appliesTo }) - 1;
  for (const path of entry.paths) {
    const whole = path.join(".");
    if (whole.includes("*")) continue;
    if (entry.packages === undefined) put(to.globalSanitizers, whole, index);
    for (const name of entry.packages ?? []) {
      const table = to.packageSanitizers[withoutNodePrefix(name)] ??= {};
      put(table, whole, index);
      put(table, path.slice(1).join("."), index);
    }
  }
}
