/** findSetUps: what each SDK collects by itself as it is set up here, in the version that is used, and which switches do not help. */
import type { SetUp } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import { collectedBy } from "./auto-collection.ts";
import { guardFacts, type GuardFacts } from "./guards.ts";
import { privacySwitches, wrongCalls } from "./privacy-switches.ts";
import { createOptions } from "./set-up-options.ts";
import { optionsOf, setUpCalls, setUpUnits, type SetUpSite } from "./set-up-calls.ts";
import { sdkVersion, type LockedVersion } from "./set-up-version.ts";
import type { Sink } from "./sinks.ts";

export function findSetUps(program: Program, sinks: readonly Sink[], bytes: (path: string) => Buffer | undefined, locked: LockedVersion | undefined): SetUp[] {
  const units = setUpUnits(program, sinks, bytes);
  const sites = units.flatMap((unit) => setUpCalls(program, unit));
  const updates = sites.filter(({ isUpdate }) => isUpdate);
  const found = sites.filter(({ isUpdate }) => !isUpdate).map((site) => setUpOf(program, site, updates.filter((one) => belongsTo(program, one, site)), locked));
  return [...found, ...wrongCalls(program, sinks, sites, found)].sort(byPlace);
}

const byPlace = (a: SetUp, b: SetUp): number =>
  (a.location.file < b.location.file ? -1 : a.location.file > b.location.file ? 1 : a.location.line - b.location.line || a.location.column - b.location.column || (a.recipient.id < b.recipient.id ? -1 : 1));

/** An update is for the SDK of the same package of the project. */
const belongsTo = (program: Program, update: SetUpSite, site: SetUpSite): boolean =>
  update.file === site.file && program.packageOf(update.unit.path) === program.packageOf(site.unit.path);

function setUpOf(program: Program, site: SetUpSite, updates: readonly SetUpSite[], locked: LockedVersion | undefined): SetUp {
  const { unit, vendor, specifier, at, end, file } = site;
  const fact = program.catalog.vendor(vendor.id);
  const version = sdkVersion(program, unit.path, specifier, file.assumes, locked);
  const options = createOptions(program, site, updates);
  return {
    recipient: { id: vendor.id, name: fact?.name ?? vendor.id, kind: "vendor" },
    surface: fact?.surface ?? "network-third-party", purpose: fact?.purpose ?? "other",
    package: specifier, version, callee: site.callee,
    location: { file: unit.path, line: lineOf(at), column: columnOf(at), endLine: lineOf(end), endColumn: columnOf(end) },
    collects: collectedBy(site, options, version),
    switches: privacySwitches(program, site, options, version, optionsOf(site)),
    ...asked(guardFacts(program, unit, site.guards), (file.asks ?? []).filter((text) => options.test(text) === "yes")),
  };
}

/** An option that waits for consent counts as a guard by its name. */
const asked = (facts: GuardFacts, conditions: readonly string[]): GuardFacts =>
  ({ ...facts, guards: [...new Set([...facts.guards, ...conditions.map((text) => text.replace(/ .*$/, ""))])].sort() });
