/** setUpCalls: the calls and components that set an SDK of the catalog up, or change its set-up later, by where they come from. */
import type { SetUpCall, SetUpFile } from "../catalog/schema.ts";
import { loadSetUps, type VendorSetUps } from "../catalog/set-ups.ts";
import { specifiersOf } from "../catalog/origins.ts";
import type { Origin, Place, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import { findImports } from "../link/import-scan.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";
import type { Sink } from "./sinks.ts";

export interface SetUpSite {
  vendor: VendorSetUps;
  file: SetUpFile;
  row: SetUpCall;
  isUpdate: boolean;
  unit: Unit;
  call: ValueId;
  at: Place;
  end: Place;
  guards: number[];
  callee: string;
  /** Specifier the SDK was imported by; null for a global. */
  specifier: string | null;
  args: readonly { value: ValueId; spread?: true }[];
}

interface Known { vendor: VendorSetUps; file: SetUpFile }

/** Package -> set-ups, `@sentry/*` among them, and global -> set-ups. */
interface Index { packages: Map<string, Known[]>; globals: Map<string, Known[]>; names: Set<string> }

let index: Index | undefined;

const packagesOf = ({ packages }: SetUpFile): string[] => (Array.isArray(packages) ? packages : Object.values(packages).flat());

function makeIndex(): Index {
  const made: Index = { packages: new Map(), globals: new Map(), names: new Set() };
  const add = (map: Map<string, Known[]>, key: string, known: Known): void => {
    const list = map.get(key);
    if (list) list.push(known);
    else map.set(key, [known]);
  };
  for (const vendor of loadSetUps().values()) for (const file of vendor.setUps) {
    for (const name of packagesOf(file)) add(made.packages, name, { vendor, file });
    for (const name of file.globals ?? []) add(made.globals, name, { vendor, file });
    for (const { path } of [...file.calls, ...(file.updates ?? [])]) made.names.add(path.at(-1)!);
  }
  return made;
}

const indexed = (): Index => index ??= makeIndex();

const bySpecifier = new Map<string, Known[]>();

function setUpsOfPackage(specifier: string): Known[] {
  let found = bySpecifier.get(specifier);
  if (!found) bySpecifier.set(specifier, found = findSetUpsOf(specifier));
  return found;
}

function findSetUpsOf(specifier: string): Known[] {
  const { packages } = indexed();
  const names = specifiersOf(specifier);
  return names.flatMap((name) => packages.get(name) ?? []).concat(names.every((name) => !packages.has(name)) ? packages.get(`${specifier.split("/")[0]!}/*`) ?? [] : []);
}

/** Files that import such an SDK, and those a sink of such a vendor was found in. */
export function setUpUnits(program: Program, sinks: readonly Sink[], bytes: (path: string) => Buffer | undefined): Unit[] {
  const paths = new Set<string>();
  for (const { path, role, kind } of program.project.files) {
    if (role !== "app" || kind === "prisma" || kind === "graphql") continue;
    if (findImports(bytes(path)).some((specifier) => !specifier.startsWith(".") && setUpsOfPackage(specifier).length > 0)) paths.add(path);
  }
  for (const { unit, api } of sinks) if (api.recipient.kind === "vendor" && (loadSetUps().get(api.recipient.id)?.setUps.length ?? 0) > 0) paths.add(unit.path);
  return [...paths].sort().flatMap((path) => program.unit(path) ?? []);
}

export function setUpCalls(program: Program, unit: Unit): SetUpSite[] {
  return [...unit.calls()].flatMap((call): SetUpSite[] => {
    const value = unit.value(call.id);
    if (value.kind !== "call" && value.kind !== "jsx") return [];
    const callee = value.kind === "call" ? value.callee : value.tag;
    if (typeof callee === "string" || !mayBe(unit, callee)) return [];
    const args = value.kind === "call" ? value.args : [{ value: value.props }];
    return sitesOf(program, unit, callee, value).map((found) => ({
      ...found, unit, call: call.id, at: value.at, end: value.end, guards: call.guards, args, callee: unit.chain(callee).filter(Boolean).join("."),
    }));
  });
}

/** Most calls end here. An import may be written under any name. */
function mayBe(unit: Unit, callee: ValueId): boolean {
  const value = unit.value(unit.peel(callee));
  if (value.kind === "import") return !(unit.facts.imports[value.index]?.specifier.startsWith(".") ?? true);
  return (value.kind === "member" || value.kind === "global") && indexed().names.has(value.name);
}

type Found = Pick<SetUpSite, "vendor" | "file" | "row" | "isUpdate" | "specifier">;

function sitesOf(program: Program, unit: Unit, callee: ValueId, value: Value & { kind: "call" | "jsx" }): Found[] {
  const found = identify(program, unit, callee).flatMap((entity): Found[] => {
    if (entity.kind !== "api") return [];
    const { origin } = entity;
    const known = origin.package === null ? indexed().globals.get(origin.export) ?? [] : setUpsOfPackage(origin.package);
    return known.flatMap(({ vendor, file }) => {
      const rows = [...file.calls.map((row) => ({ row, isUpdate: false })), ...(file.updates ?? []).map((row) => ({ row, isUpdate: true }))];
      return rows.filter(({ row }) => isCall(unit, row, origin, value)).map((one) => ({ vendor, file, ...one, specifier: origin.package }));
    });
  });
  // One call sets one SDK up, in one way: the longest path, the one with a command.
  const best = found.reduce((so, { row }) => Math.max(so, weight(row)), 0);
  const kept = found.filter(({ row }) => weight(row) === best);
  const distinct = kept.filter((one, at) => kept.findIndex((other) => other.file === one.file && other.row === one.row) === at);
  return distinct[0]?.isUpdate ? distinct : distinct.slice(0, 1);
}

const weight = ({ path, command = [] }: SetUpCall): number => path.length + command.length;

function isCall(unit: Unit, { path, form, command }: SetUpCall, origin: Origin, value: Value & { kind: "call" | "jsx" }): boolean {
  if ((form === "component") !== (value.kind === "jsx")) return false;
  if (value.kind === "call" && (form === "new") !== (value.isNew === true)) return false;
  const names = namesOf(origin);
  if (path.length > names.length || !path.every((name, at) => names[names.length - path.length + at] === name)) return false;
  if (command === undefined || value.kind !== "call") return true;
  return command.every((word, at) => {
    const given = value.args[at] && unit.value(unit.peel(value.args[at].value));
    return given?.kind === "const" && given.text === word;
  });
}

/** Export and members: `init` of a namespace, `default.init`, `datadogRum.init`, `posthog.init` of a global. */
function namesOf({ export: exported, steps }: Origin): string[] {
  return [exported === "*" || exported === "module.exports" ? "default" : exported, ...steps.flatMap((step) => (step.kind === "member" && step.name !== "default" ? [step.name] : []))];
}

/** The options a call gives, and under which option they belong. */
export function optionsOf({ unit, row, args }: SetUpSite): { ref: Ref; within: string[] } | undefined {
  const { options } = row;
  if (options === undefined) return undefined;
  if (typeof options === "string") return args[0] && { ref: { unit, id: args[0].value }, within: [options] };
  const places = Array.isArray(options) ? options : [options];
  const given = places.flatMap(({ arg, path = [] }) => (args[arg] ? [{ ref: { unit, id: args[arg].value }, within: path }] : []));
  return given.find(({ ref }) => unit.value(unit.peel(ref.id)).kind !== "const") ?? given[0];
}
