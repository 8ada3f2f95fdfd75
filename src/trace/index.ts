/** trace: Program -> Analysis. Starts at the sinks; files are read as flows lead to them. */
import type { Analysis, Flow, Note } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Unit } from "../link/unit.ts";
import { findAgeChecks } from "./ages.ts";
import { findCollections } from "./collections.ts";
import { Evaluator } from "./evaluate.ts";
import { flowsOf } from "./flows.ts";
import { findKeepings } from "./keepings.ts";
import { traceSink } from "./outward.ts";
import { ClientUses, sinkFiles } from "./sink-scan.ts";
import { findSinks, type Sink } from "./sinks.ts";
import { findSetUps } from "./set-ups.ts";
import type { LockedVersion } from "./set-up-version.ts";
import { findVendors } from "./vendors.ts";

export { setUpSites } from "./set-up-sites.ts";
export type { SetUpSite } from "./set-up-sites.ts";

export interface TraceOptions {
  strict?: boolean;
  ownDomains?: readonly string[];
  /** Somebody asks how long data is kept: an inventory with a limit. */
  withKeepings?: boolean;
  /** Somebody asks whom the code lets in: an inventory with an age limit. */
  withAges?: boolean;
  bytes: (path: string) => Buffer | undefined;
  /** Is told which files will be asked for, in this order. */
  prefetch?: (paths: readonly string[]) => void;
  /** The version the lockfile settles on for a dependency of the package in a folder. */
  lockedVersion?: LockedVersion;
}

export function trace(program: Program, options: TraceOptions): Analysis {
  const evaluator = new Evaluator(program, options);
  const ownDomains = options.ownDomains ?? [];
  const sinks = allSinks(program, options);
  const flows = sinks.flatMap((sink) => flowsOf(program, sink, traceSink(evaluator, sink), { ownDomains }));
  const merged = mergeFlows(flows);
  const setUps = findSetUps(program, sinks, options.bytes, options.lockedVersion);
  const { vendors, notes } = findVendors(program, { flows: merged, setUps, sinks }, options.bytes, ownDomains);
  return {
    flows: merged,
    collections: findCollections(program, options.bytes),
    vendors,
    setUps,
    keepings: options.withKeepings ? findKeepings(evaluator, options.bytes) : [],
    ages: options.withAges ? findAgeChecks(program, options.bytes) : [],
    notes: [...boundNotes(evaluator), ...notes],
    files: program.project.files.filter((file) => file.role === "app").length,
    skipped: program.project.files.filter((file) => file.role === "test").length,
  };
}

/** Sinks of the files the scan picks, then of those that use what such a file exports. */
function allSinks(program: Program, { bytes, prefetch }: TraceOptions): Sink[] {
  const files = new Set(sinkFiles(program, bytes));
  prefetch?.([...files]);
  const read = new Set(program.project.files.filter(({ role }) => role === "app").map(({ path }) => path));
  const clients = new ClientUses();
  const units: Unit[] = [];
  for (const path of files) {
    const unit = read.has(path) ? program.unit(path) : undefined;
    if (!unit) continue;
    units.push(unit);
    for (const user of clients.add(program, unit)) files.add(user);
  }
  return units.sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap((unit) => findSinks(program, unit, clients));
}

const order = (a: Flow, b: Flow): number =>
  a.location.file !== b.location.file ? (a.location.file < b.location.file ? -1 : 1)
    : a.location.line - b.location.line || a.location.column - b.location.column
    || (a.recipient.id < b.recipient.id ? -1 : a.recipient.id > b.recipient.id ? 1 : 0)
    || (a.sink.file < b.sink.file ? -1 : a.sink.file > b.sink.file ? 1 : a.sink.line - b.sink.line);

/** One flow per place, surface and recipient: two sinks behind one wrapper call are one flow. */
function mergeFlows(flows: Flow[]): Flow[] {
  const merged = new Map<string, Flow>();
  for (const flow of flows.sort(order)) {
    const { file, line, column } = flow.location;
    const key = `${file} ${line} ${column} ${flow.surface} ${flow.recipient.id}`;
    const known = merged.get(key);
    if (!known) { merged.set(key, flow); continue; }
    const types = new Set(known.data.map((datum) => datum.dataType));
    known.data = [...known.data, ...flow.data.filter((datum) => !types.has(datum.dataType))].sort((a, b) => (a.dataType < b.dataType ? -1 : 1));
    const labels = new Set(known.opaque.map((one) => one.label));
    known.opaque.push(...flow.opaque.filter((one) => !labels.has(one.label)));
  }
  return [...merged.values()];
}

function boundNotes(evaluator: Evaluator): Note[] {
  return [...evaluator.bounds].sort().map((file) => ({ kind: "bound", file, line: null, text: "too many paths lead through this file; some were not followed" }));
}
