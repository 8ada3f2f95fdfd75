/** A small project made from the catalog: for each vendor and logger its set-up, two calls with an e-mail address, and a look-alike. */
import { loadCatalog } from "../../src/catalog/index.ts";
import { readCatalogFiles } from "../../src/catalog/read-files.ts";
import type { LoggerFile, SelectorFact, VendorCall, VendorFile } from "../../src/catalog/schema.ts";
import { origin } from "./origin.ts";

export interface Program {
  kind: "vendor" | "logger";
  id: string;
  file: string;
  text: string;
  /** 1-based lines that hand the address over. */
  calls: number[];
  /** Line of a call that only looks like one. */
  lookAlike: number | null;
  /** Package or host by which the vendor is seen when it has no calls. */
  seenBy: string | null;
  /** Who is said to get it: a logger may write to a vendor. */
  recipient: string;
  /** A library of the application: it is no third party and must not be listed. */
  isLibrary: boolean;
}

const catalog = loadCatalog();
const { files } = readCatalogFiles();

const address = "person.email";
const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

function nested(path: readonly string[]): string {
  return path.reduceRight((inner, key) => `{ ${key}: ${inner} }`, path.length ? address : `{ email: ${address} }`);
}

/** Arguments with the address where the catalog says that data is. */
function argumentsOf(data: readonly SelectorFact[], command: readonly string[] = []): string | undefined {
  const given = data.filter(({ arg, path = [] }) => arg >= command.length && path.every(isName)).at(-1);
  if (!given) return undefined;
  const before = Array.from({ length: given.arg }, (_, index) => JSON.stringify(command[index] ?? "opened"));
  return [...before, nested(given.path ?? [])].join(", ");
}

interface Written { set: string[]; call: string }

const members = (names: readonly string[]): string => names.map((name) => `.${name}`).join("");
const importOf = (exported: string, from: string, local: string): string =>
  exported === "default" ? `import ${local} from "${from}";` : exported === "*" ? `import * as ${local} from "${from}";` : `import { ${exported} as ${local} } from "${from}";`;

/** How a call of a vendor is written, by import, through a client or by a global; undefined where only a person could write it. */
function writeCall(vendor: VendorFile, call: VendorCall, nth: number): Written | undefined {
  const args = argumentsOf(call.data, call.command);
  const local = `it${nth}`;
  if (args === undefined || call.how === "component" || !call.path.every(isName)) return undefined;
  const tail = call.path.length > 1 ? call.path.slice(1) : [];
  const make = call.form === "new" ? "new " : "";
  if (call.how === "global") return isMine(vendor, null, call.path, call.form) ? { set: [], call: `${make}window.${call.path.join(".")}(${args});` } : undefined;
  const from = call.from ?? vendor.packages[0];
  if (call.how === "named-import" && from !== undefined) {
    const [name = ""] = tail.length ? tail : call.path;
    const rest = tail.slice(1);
    return isMine(vendor, from, [name, ...rest], call.form) ? { set: [importOf(name, from, local)], call: `${make}${local}${members(rest)}(${args});` } : undefined;
  }
  for (const { from: source, export: exported, create } of vendor.clients ?? []) {
    if (source.includes("*") || !(isName(exported) || exported === "*") || create === "namespace" || call.form === "new") continue;
    const way = [exported, ...(create === "new" ? ["new"] : create === "factory" || create === "hook" ? ["()"] : []), ...(tail.length ? tail : call.path)];
    if (!isMine(vendor, source, way)) continue;
    const made = create === "new" ? `new ${local}()` : create === "factory" || create === "hook" ? `${local}()` : local;
    return { set: [importOf(exported, source, local), `const client${nth} = ${made};`], call: `client${nth}${members(tail.length ? tail : call.path)}(${args});` };
  }
  return throughPackage(vendor, call, nth, args);
}

/** Without a client in the catalog: on what the package itself hands out. */
function throughPackage(vendor: VendorFile, call: VendorCall, nth: number, args: string): Written | undefined {
  const [from] = call.from === undefined ? vendor.packages.filter((name) => !name.startsWith("@types/")) : [call.from];
  if (from === undefined) return undefined;
  const [first = "", ...tail] = call.path;
  const make = call.form === "new" ? "new " : "";
  const ways: [exported: string, rest: readonly string[]][] = [[first, tail], ["default", tail], ["default", call.path]];
  for (const [exported, rest] of ways) {
    const isBare = rest.length === 0 && exported !== first;
    if (isBare || !isMine(vendor, from, [exported, ...rest], call.form)) continue;
    return { set: [importOf(exported, from, `it${nth}`)], call: `${make}it${nth}${members(rest)}(${args});` };
  }
  return undefined;
}

function isMine({ id }: VendorFile, from: string | null, [first = "", ...rest]: readonly string[], form?: "new"): boolean {
  return catalog.sink(origin(from, first, ...rest, ...(form === "new" ? ["new"] : [])))?.recipient.id === id;
}

const head = ["export function run(person: { email: string }): void {"];

function assemble(kind: Program["kind"], id: string, written: readonly Written[], method: string | undefined, seenBy: string | null, seen: readonly string[], recipient = id, isLibrary = false): Program {
  const sets = [...new Set(written.flatMap(({ set }) => set)), ...seen];
  const sorted = [...sets.filter((line) => line.startsWith("import ")), ...sets.filter((line) => !line.startsWith("import "))];
  const own = method === undefined ? [] : [`const own = { ${method}(given: unknown): unknown { return given; } };`];
  const lookAlike = method === undefined ? [] : [`  own.${method}({ email: ${address} });`];
  const lines = [...sorted, ...own, ...head, ...written.map(({ call }) => `  ${call}`), ...lookAlike, "}", ""];
  const first = sorted.length + own.length + head.length + 1;
  return {
    kind, id, file: `src/${kind}s/${id}.ts`, text: lines.join("\n"), calls: written.map((_, index) => first + index),
    lookAlike: method === undefined ? null : first + written.length, seenBy, recipient, isLibrary,
  };
}

const mostCalls = 2;

function vendorProgram(vendor: VendorFile): Program {
  const written: Written[] = [];
  let method: string | undefined;
  for (const call of vendor.calls) {
    const one = written.length < mostCalls && call.kind !== "init" ? writeCall(vendor, call, written.length) : undefined;
    if (!one) continue;
    written.push(one);
    method ??= call.path.length > 1 ? call.path.at(-1) : undefined;
  }
  const [name] = vendor.packages.filter((one) => catalog.vendorOfPackage(one)?.id === vendor.id && !one.startsWith("@types/"));
  const host = vendor.hosts.find((one) => !one.includes("*") && catalog.vendorOfHost(one)?.id === vendor.id);
  const seenBy = name ?? host ?? null;
  const seen = name !== undefined ? [`import "${name}";`] : host !== undefined ? [`export const page = () => fetch("https://${host}/");`] : [];
  return assemble("vendor", vendor.id, written, method, seenBy, seen, vendor.id, vendor.kind === "library");
}

/** `strapi.log`, `process.stdout`: a logger that is there without being made. */
function writeProperty(logger: LoggerFile, property: readonly string[], method: string): Written | undefined {
  const [first = "", ...rest] = property;
  const args = argumentsOf(logger.methodData?.[method] ?? logger.data);
  const found = catalog.sink(origin(null, first, ...rest, method));
  return args !== undefined && found?.entry === logger.id ? { set: [], call: `${property.join(".")}.${method}(${args});` } : undefined;
}

/** The logger itself is called: `debug("app")(message)`. */
function writeCallable(logger: LoggerFile): Written[] {
  return logger.creations.flatMap(({ form, from, export: exported }): Written[] => {
    if (form !== "call" || from === undefined || exported === undefined || !isName(exported)) return [];
    const isIts = catalog.sink(origin(from, exported, "()"))?.entry === logger.id || catalog.sink(origin(from, exported, "()", "()"))?.entry === logger.id;
    return isIts ? [{ set: [importOf(exported, from, "it0"), 'const log0 = it0("app");'], call: `log0({ email: ${address} });` }] : [];
  }).slice(0, 1);
}

function loggerProgram(logger: LoggerFile): Program {
  const written: Written[] = [];
  let recipient = logger.id;
  const method = logger.methods.find((one) => isName(one) && /^(?:info|warn|log|error)$/.test(one)) ?? logger.methods.find(isName);
  for (const { form, from, export: exported, property } of logger.creations) {
    const known = property?.every(isName) === true && method !== undefined && written.length < mostCalls ? writeProperty(logger, property, method) : undefined;
    if (known) written.push(known);
    if (written.length === mostCalls || method === undefined || form === undefined || from === undefined || exported === undefined || !(isName(exported) || exported === "*")) continue;
    const steps = form === "call" ? ["()"] : form === "new" ? ["new"] : [];
    const found = catalog.sink(exported === "*" ? origin(from, method) : origin(from, exported, ...steps, method));
    const args = argumentsOf(logger.methodData?.[method] ?? logger.data);
    if (found === undefined || args === undefined || (found.entry !== logger.id && found.recipient.id !== logger.vendor)) continue;
    const local = `it${written.length}`;
    recipient = found.recipient.id;
    const made = form === "call" ? `${local}()` : form === "new" ? `new ${local}()` : local;
    written.push({ set: [importOf(exported, from, local), `const log${written.length} = ${made};`], call: `log${written.length}.${method}(${args});` });
  }
  if (written.length === 0 && logger.isCallable) written.push(...writeCallable(logger));
  return assemble("logger", logger.id, written, written.length ? method : undefined, null, [], recipient);
}

export const programs = (): Program[] => [...files.vendors.map(vendorProgram), ...files.loggers.map(loggerProgram)];

/** The sentence of the README. */
export function countSentence(all: readonly Program[]): string {
  const of = (kind: Program["kind"]): Program[] => all.filter((one) => one.kind === kind);
  const called = (kind: Program["kind"]): number => of(kind).filter(({ calls }) => calls.length > 0).length;
  const seen = of("vendor").filter(({ calls, seenBy }) => calls.length > 0 || seenBy !== null).length;
  return `of the catalog's ${of("vendor").length} vendors ${seen} are found by a program made from their facts, ${called("vendor")} of them by their calls, and of its ${of("logger").length} loggers, formatters and transports ${called("logger")} by a line they write`;
}
