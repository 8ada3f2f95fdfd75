/** compileLoggers: how loggers come to be and what they write, as rows. */
import type { CompiledCatalog, LoggerRow } from "./compiled.ts";
import type { LoggerFile } from "./schema.ts";
import { push, put, selectorsOf, type Rows } from "./table.ts";

type LoggerTables = Pick<CompiledCatalog, "loggers" | "loggerPackages" | "globalSinks" | "vendors">;

export function compileLogger(file: LoggerFile, to: LoggerTables, rows: Rows): void {
  if (file.methods.length === 0 && file.isCallable !== true) return;
  const vendor = file.vendor === undefined ? undefined : to.vendors.find(({ id }) => id === file.vendor);
  const isVendor = vendor !== undefined || file.kind === "vendor-logger";
  // A vendor's second logger keeps its own id, but not where it is the vendor's product itself.
  const recipient = rows.recipients.add(vendor !== undefined && !isOwnRecipient(file) ? { id: vendor.id, name: vendor.name, kind: "vendor" } : { id: file.id, name: file.name, kind: isVendor ? "vendor" : "first-party" });
  if (isVendor && isOwnRecipient(file) && !to.vendors.some(({ id }) => id === file.id)) {
    to.vendors.push({ id: file.id, name: file.name, purpose: "log-management", surface: "log", packages: file.packages, hosts: [] });
  }
  const row: LoggerRow = {
    id: file.id, recipient, surface: "log", methods: file.methods, data: rows.selectors.add(selectorsOf(file.data)),
    ...(file.isDedicated ? { isDedicated: true } : {}), ...(file.isCallable ? { isCallable: true } : {}),
    creations: [...new Set(file.creations.flatMap(({ form, export: name }) => (form !== undefined && name !== undefined ? [`${form} ${name}`] : [])))],
    properties: [...new Set(file.creations.flatMap(({ property }) => (property !== undefined && property.length > 1 ? [property.at(-1)!] : [])))],
  };
  const methodData = Object.entries(file.methodData ?? {}).map(([name, data]) => [name, rows.selectors.add(selectorsOf(data))] as const);
  if (methodData.length > 0) row.methodData = Object.fromEntries(methodData);
  const bindings = (file.children ?? []).flatMap(({ name, option, bindings: argument }) => (option || argument === null ? [] : [[name, argument] as const]));
  if (bindings.length > 0) row.bindings = Object.fromEntries(bindings);
  const index = to.loggers.push(row) - 1;
  const specifiers = [...file.packages, ...file.creations.flatMap(({ from }) => (from === undefined ? [] : [from]))];
  for (const name of specifiers) push(to.loggerPackages, name.replace(/^node:/, ""), index);
  addGlobals(file, row, to, rows);
}

const isOwnRecipient = ({ id, kind, vendor }: LoggerFile): boolean => kind === "vendor-logger" && (vendor === undefined || id === vendor);

/** `console.info`, `process.stdout.write`, `strapi.log.warn`: loggers that nothing imports. */
function addGlobals(file: LoggerFile, row: LoggerRow, to: LoggerTables, rows: Rows): void {
  for (const { how, property } of file.creations) {
    if (how !== "global" || property === undefined) continue;
    for (const method of row.methods) put(to.globalSinks, [...property, method].join("."), loggerSink(row, method, rows));
    if (row.isCallable) put(to.globalSinks, property.join("."), loggerSink(row, "", rows));
  }
}

export function loggerSink(row: LoggerRow, method: string, rows: Rows): number {
  return rows.sinks.add({ entry: row.id, surface: row.surface, recipient: row.recipient, kind: "log", data: row.methodData?.[method] ?? row.data });
}
