/** compileEgress: other ways out (HTTP clients, cookies, storage, beacons) as tables. */
import type { Surface } from "../model/index.ts";
import type { CompiledCatalog, CompiledSink } from "./compiled.ts";
import type { EgressCall, EgressEntry } from "./schema.ts";
import { put, selectorsOf, withoutNodePrefix, type Rows } from "./table.ts";

type EgressTables = Pick<CompiledCatalog, "packageSinks" | "globalSinks" | "names">;

const surfaces = { "http": "network-third-party", "beacon": "network-third-party", "navigation": "network-third-party", "storage-write": "client-storage", "log": "log" } as const satisfies Record<NonNullable<EgressEntry["sink"]>, Surface>;
const endings = { call: "", new: " new", result: " ()", element: "", decorator: "" } as const;

export function compileEgress(entry: EgressEntry, to: EgressTables, rows: Rows): void {
  if (entry.sink === undefined) return;
  for (const call of entry.calls) {
    if (call.form === "element" || call.form === "decorator" || (call.data.length === 0 && call.isAssignment !== true)) continue;
    const sink = rows.sinks.add(sinkOf(entry, call, rows));
    const ending = call.isAssignment ? " =" : endings[call.form ?? "call"];
    for (const path of call.paths ?? []) addPath(entry, call, path, ending, sink, to);
  }
}

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

function addPath(entry: EgressEntry, call: EgressCall, path: readonly string[], ending: string, sink: number, to: EgressTables): void {
  const whole = path.join(".");
  const packages = call.from ?? entry.packages;
  if (packages === undefined || packages.includes("nuxt")) put(to.globalSinks, whole + ending, sink);
  for (const name of packages ?? []) {
    const table = to.packageSinks[withoutNodePrefix(name)] ??= {};
    put(table, whole + ending, sink);
    // `import axios from`: the library's own name is its default export.
    put(table, path.slice(1).join(".") + ending, sink);
    if (call.isAnyTail) put(table, `*.${path.at(-1)!}${ending}`, sink);
  }
}
