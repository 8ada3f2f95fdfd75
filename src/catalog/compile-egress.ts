/** compileEgress: other ways out (HTTP clients, cookies, storage, beacons) as tables. */
import type { Surface } from "../model/index.ts";
import type { ApiTable, CompiledCatalog, CompiledSink } from "./compiled.ts";
import { lifetimeOf } from "./compile-lifetimes.ts";
import type { EgressCall, EgressEntry } from "./schema.ts";
import { put, selectorsOf, withoutNodePrefix, type Rows } from "./table.ts";

type EgressTables = Pick<CompiledCatalog, "packageSinks" | "globalSinks" | "packageLifetimes" | "globalLifetimes" | "names">;
type Tables = { packages: Record<string, ApiTable>; globals: ApiTable };

const surfaces = { "http": "network-third-party", "beacon": "network-third-party", "navigation": "network-third-party", "storage-write": "client-storage", "log": "log" } as const satisfies Record<NonNullable<EgressEntry["sink"]>, Surface>;
const endings = { call: "", new: " new", result: " ()", element: "", decorator: "" } as const;

export function compileEgress(entry: EgressEntry, to: EgressTables, rows: Rows, family = ""): void {
  for (const call of entry.calls) {
    const lifetime = call.form === "element" || call.form === "decorator" ? undefined : lifetimeOf(entry, call, family);
    const row = lifetime && rows.lifetimes.add({ ...lifetime, data: rows.selectors.add(selectorsOf(call.data)) });
    if (row !== undefined) for (const path of call.paths ?? []) addPath(entry, call, path, endingOf(call), row, { packages: to.packageLifetimes, globals: to.globalLifetimes });
    if (entry.sink === undefined) continue;
    if (call.form === "element" || call.form === "decorator" || (call.data.length === 0 && call.isAssignment !== true)) continue;
    const sink = rows.sinks.add({ ...sinkOf(entry, call, rows), ...(row === undefined ? {} : { lifetime: row }) });
    for (const path of call.paths ?? []) addPath(entry, call, path, endingOf(call), sink, { packages: to.packageSinks, globals: to.globalSinks });
  }
}

const endingOf = (call: EgressCall): string => (call.isAssignment ? " =" : endings[call.form ?? "call"]);

function sinkOf(entry: EgressEntry, call: EgressCall, rows: Rows): CompiledSink {
  const id = call.recipient ?? entry.recipientId ?? entry.id;
  const url = call.url === "vendor" ? undefined : call.url;
  return {
    entry: entry.id, surface: call.surface ?? surfaces[entry.sink!], kind: entry.sink!,
    recipient: rows.recipients.add({ id, name: id === entry.id ? entry.name : id, kind: "first-party" }),
    data: rows.selectors.add(selectorsOf(call.data)),
    ...(url === undefined ? {} : { url: url === "receiver" ? url : selectorsOf([url])[0]! }),
    ...(call.key ? { key: selectorsOf([call.key])[0]! } : {}), ...(call.isAssignment ? { assignment: true } : {}),
  };
}

function addPath(entry: EgressEntry, call: EgressCall, path: readonly string[], ending: string, row: number, to: Tables): void {
  const whole = path.join(".");
  const packages = call.from ?? entry.packages;
  if (packages === undefined || packages.includes("nuxt")) put(to.globals, whole + ending, row);
  for (const name of packages ?? []) {
    const table = to.packages[withoutNodePrefix(name)] ??= {};
    put(table, whole + ending, row);
    // `import axios from`: the library's own name is its default export.
    put(table, path.slice(1).join(".") + ending, row);
    if (call.isAnyTail) put(table, `*.${path.at(-1)!}${ending}`, row);
  }
}
