/** privacySwitches: options of a set-up that look protective and are not: of another version, overridden, of the wrong type, in the wrong place or call. */
import type { Condition } from "../catalog/conditions.ts";
import type { CollectRow, SwitchRow } from "../catalog/schema.ts";
import { isInRange } from "../catalog/versions.ts";
import type { IneffectiveSwitch, Location, SdkVersion, SetUp, SwitchProblem } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { Ref } from "../link/unit.ts";
import { isFor, platformOf } from "./auto-collection.ts";
import { keysIn, shadowed, type WrittenKey } from "./option-keys.ts";
import { testOf } from "./option-tests.ts";
import { readOption, type Reading, type Written } from "./option-values.ts";
import type { SetUpSite } from "./set-up-calls.ts";
import { conditionsOf, type SetUpOptions } from "./set-up-options.ts";
import type { Sink } from "./sinks.ts";

type Given = { ref: Ref; within: string[] } | undefined;

interface Asked { program: Program; site: SetUpSite; options: SetUpOptions; given: Given; rows: CollectRow[] }

export function privacySwitches(program: Program, site: SetUpSite, options: SetUpOptions, version: SdkVersion, given: Given): IneffectiveSwitch[] {
  const platform = platformOf(site);
  const isHere = (row: { platform?: CollectRow["platform"]; versions?: string | undefined }): boolean => isFor(platform, row) && isInRange(version.text, row.versions);
  const rows = site.file.collects.filter((row) => isHere(row) && row.off !== undefined && row.off.every((text) => options.test(text) !== "yes"));
  const stale = (site.file.switches ?? []).filter(isHere).flatMap((row) => staleSwitch(site, options, row, version) ?? []);
  const asked: Asked = { program, site, options, given, rows };
  const said = new Set(stale.map(({ option }) => option));
  return distinct([...stale, ...[...overridden(asked), ...ofWrongType(asked), ...misplaced(asked)].filter(({ option }) => !said.has(option))]);
}

function distinct(found: IneffectiveSwitch[]): IneffectiveSwitch[] {
  const key = ({ option, problem, location }: IneffectiveSwitch): string => `${option} ${problem} ${location.file} ${location.line} ${location.column}`;
  return found.filter((one, at) => found.findIndex((other) => key(other) === key(one)) === at);
}

const locationOf = ({ unit, at, key }: Written): Location => ({ file: unit.path, line: lineOf(at), column: columnOf(at), endLine: lineOf(at), endColumn: columnOf(at) + key.length });

function siteLocation({ unit, at, end }: SetUpSite): Location {
  return { file: unit.path, line: lineOf(at), column: columnOf(at), endLine: lineOf(end), endColumn: columnOf(end) };
}

function staleSwitch(site: SetUpSite, options: SetUpOptions, row: SwitchRow, version: SdkVersion): IneffectiveSwitch | null {
  const truth = options.test(row.when);
  if (truth === "no") return null;
  const written = options.read(row.option.split(".")).find((one) => one.written !== null)?.written;
  const isGuess = version.from === "assumed" && row.versions !== undefined;
  return {
    option: row.option, problem: row.problem, certainty: truth === "yes" && !isGuess ? "sure" : "likely", what: row.note, fix: row.instead,
    location: written ? locationOf(written) : siteLocation(site), source: row.source,
  };
}

/** Switches of one option each that a row names: what a set-up may have meant to do. */
function switchesOf({ rows }: Pick<Asked, "rows">): { row: CollectRow; condition: Condition }[] {
  return rows.flatMap((row) => (row.off ?? []).flatMap((text) => {
    const parts = conditionsOf(text);
    return parts.length === 1 && parts[0] && !parts[0].path[0]!.startsWith("$") ? [{ row, condition: parts[0] }] : [];
  }));
}

function made(condition: Condition, problem: SwitchProblem, what: string, fix: string, location: Location, row: CollectRow): IneffectiveSwitch {
  return { option: condition.path.join("."), problem, certainty: "sure", what, fix, location, source: row.source };
}

/** `{ autocapture: false, ...options }` where the options say otherwise; a later call that says otherwise. */
function overridden(asked: Asked): IneffectiveSwitch[] {
  const { program, options, given } = asked;
  return switchesOf(asked).flatMap(({ row, condition }) => {
    const isMet = (readings: readonly Reading[]): boolean => testOf(program, condition, readings) === "yes";
    // Decided outside the code: not known to say otherwise.
    if (options.holds(condition) !== "no") return [];
    const option = condition.path.join(".");
    const own = options.readOwn(condition.path);
    const hidden = given && !isMet(own) ? shadowed(program, given.ref, [...given.within, ...condition.path]).find((one) => isMet(one.readings)) : undefined;
    if (hidden?.written) return [made(condition, "overridden", `\`${option}\` is overridden by what follows it in the same object`, "put it last, after every spread", locationOf(hidden.written), row)];
    const written = own.find((one) => one.written !== null)?.written;
    if (!written || !isMet(own)) return [];
    const later = options.read(condition.path).find((one) => one.written !== null)?.written;
    const place = later ? ` in ${later.unit.path}:${lineOf(later.at)}` : "";
    return [made(condition, "overridden", `\`${option}\` is set to something else later on${place}`, "take the later one out", locationOf(written), row)];
  });
}

const meansFalse = new Set(["false", "0", "off", "no", "none", "disabled", "never"]);
const meansTrue = new Set(["true", "1", "on", "yes", "enabled", "always"]);

/** `capture_pageview: "false"`: a text is not the switch. */
function ofWrongType(asked: Asked): IneffectiveSwitch[] {
  return switchesOf(asked).flatMap(({ row, condition }) => {
    if (condition.type !== "boolean" || condition.test !== "=") return [];
    const wanted = condition.value === "false" ? meansFalse : meansTrue;
    const readings = asked.options.read(condition.path);
    const wrong = readings.find((one) => one.kind === "constant" && one.type !== "boolean" && one.text !== undefined && wanted.has(one.text.toLowerCase()));
    if (!wrong?.written || wrong.kind !== "constant") return [];
    const written = wrong.type === "string" ? `the text "${wrong.text!}"` : `${wrong.type} ${wrong.text!}`;
    return [made(condition, "wrong-type", `\`${condition.path.join(".")}\` is ${written}, which is not \`${condition.value}\``, `write \`${condition.path.at(-1)!}: ${condition.value}\``, locationOf(wrong.written), row)];
  });
}

const plain = (name: string): string => name.replace(/[_-]/g, "").toLowerCase();

/** The option's name in another spelling, or on another level of the options. */
function misplaced(asked: Asked): IneffectiveSwitch[] {
  const { program, given, site } = asked;
  if (!given) return [];
  const known = knownPaths(site);
  const keys = keysIn(program, given.ref).map((one) => ({ ...one, path: one.path.slice(given.within.length) })).filter(({ path }) => path.length > 0 && !known.has(path.join(".")));
  return switchesOf(asked).flatMap(({ row, condition }) => {
    const leaf = condition.path.at(-1)!;
    const key = keys.find((one) => plain(one.path.at(-1)!) === plain(leaf) && isTelling(leaf) && means(program, condition, one));
    if (!key) return [];
    const option = condition.path.join(".");
    const isSpelling = key.path.length === condition.path.length && key.path.at(-1) !== leaf;
    const what = isSpelling ? `\`${key.path.join(".")}\` is no option here; the option is \`${option}\`` : `\`${key.path.join(".")}\` is not read there; the option is \`${option}\``;
    return [made(condition, isSpelling ? "renamed" : "wrong-place", what, `write it as \`${option}\``, locationOf(key.written), row)];
  });
}

const means = (program: Program, condition: Condition, { ref }: WrittenKey): boolean => testOf(program, condition, readOption(program, ref, [])) === "yes";

/** `ip` and `url` are data elsewhere. */
const isTelling = (name: string): boolean => name.length >= 8 || /[a-z][A-Z]|_/.test(name);

function knownPaths({ file }: SetUpSite): Set<string> {
  const texts = [...file.collects.flatMap(({ off = [], on = [] }) => [...off, ...on]), ...(file.switches ?? []).map(({ when }) => when)];
  return new Set(texts.flatMap((text) => conditionsOf(text).map(({ path }) => path.join("."))));
}

/** A switch of the set-up handed to another call of the same SDK. */
export function wrongCalls(program: Program, sinks: readonly Sink[], sites: readonly SetUpSite[], setUps: readonly SetUp[]): SetUp[] {
  const taken = new Set(sites.map(({ unit, call }) => `${unit.path} ${call}`));
  return sinks.flatMap((sink): SetUp[] => {
    const { recipient, surface, purpose = "other" } = sink.api;
    const site = sites.find((one) => !one.isUpdate && one.vendor.id === recipient.id && program.packageOf(one.unit.path) === program.packageOf(sink.unit.path));
    const setUp = site && setUps.find(({ location, recipient: { id } }) => id === recipient.id && location.file === site.unit.path && location.line === lineOf(site.at));
    if (!site || !setUp || sink.call < 0 || taken.has(`${sink.unit.path} ${sink.call}`)) return [];
    const switches = misgiven(program, sink, site, setUp);
    const location = { file: sink.unit.path, line: lineOf(sink.at), column: columnOf(sink.at), endLine: lineOf(sink.end), endColumn: columnOf(sink.end) };
    return switches.length ? [{ recipient, surface, purpose, package: setUp.package, version: setUp.version, callee: sink.callee, location, collects: [], switches, guards: [], developmentOnly: false }] : [];
  });
}

function misgiven(program: Program, sink: Sink, site: SetUpSite, { version, callee }: SetUp): IneffectiveSwitch[] {
  const rows = site.file.collects.filter((row) => isInRange(version.text, row.versions));
  const keys = sink.args.flatMap(({ value }) => keysIn(program, { unit: sink.unit, id: value }, 1));
  return distinct(switchesOf({ rows }).flatMap(({ row, condition }) => {
    const leaf = condition.path.at(-1)!;
    const key = keys.find((one) => one.path.at(-1) === leaf && isTelling(leaf) && means(program, condition, one));
    return key ? [made(condition, "wrong-call", `\`${leaf}\` is an option of \`${callee}()\`; \`${sink.callee}()\` does not read it`, `give it to \`${callee}()\``, locationOf(key.written), row)] : [];
  }));
}
