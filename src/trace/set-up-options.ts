/** SetUpOptions: conditions of the catalog asked of one set-up: its own options, and what later calls change. */
import { parseConditions, type Condition } from "../catalog/conditions.ts";
import type { Program } from "../link/program.ts";
import { allOf, testOf, type Truth } from "./option-tests.ts";
import { readOption, type Reading } from "./option-values.ts";
import { optionsOf, type SetUpSite } from "./set-up-calls.ts";

export interface SetUpOptions {
  /** Every value the option can have, later calls first. */
  read(path: readonly string[]): Reading[];
  /** As the set-up itself gives it, whatever later calls say. */
  readOwn(path: readonly string[]): Reading[];
  test(condition: string): Truth;
  holds(condition: Condition): Truth;
}

const parsed = new Map<string, Condition[]>();

export function conditionsOf(text: string): Condition[] {
  let found = parsed.get(text);
  if (!found) parsed.set(text, found = parseConditions(text));
  return found;
}

export function createOptions(program: Program, site: SetUpSite, updates: readonly SetUpSite[]): SetUpOptions {
  const memo = new Map<string, Reading[]>();
  const readOwn = (path: readonly string[]): Reading[] => readSite(program, site, path);
  const read = (path: readonly string[]): Reading[] => {
    const key = path.join(".");
    let found = memo.get(key);
    if (!found) memo.set(key, found = withUpdates(updates.map((update) => readSite(program, update, path)), readOwn(path)));
    return found;
  };
  const holds = (condition: Condition): Truth => testOf(program, condition, read(condition.path));
  return { read, readOwn, holds, test: (text) => allOf(conditionsOf(text).map(holds)) };
}

/** What a later call sets takes the place of the set-up's own. */
function withUpdates(updates: Reading[][], own: Reading[]): Reading[] {
  const said = updates.flat().filter(({ kind }) => kind !== "absent");
  return said.length ? said : own;
}

function readSite(program: Program, site: SetUpSite, path: readonly string[]): Reading[] {
  const [first = "", ...rest] = path;
  const { unit, row, args } = site;
  if (/^\$\d+$/.test(first)) {
    const given = args[Number(first.slice(1))];
    return given && !site.isUpdate ? readOption(program, { unit, id: given.value }, rest) : [{ kind: "absent", written: null }];
  }
  if (row.pair !== undefined) return readPair(program, site, path);
  const own = row.under === undefined ? path : first === row.under ? rest : undefined;
  const options = own && optionsOf(site);
  if (!options || !own) return [{ kind: "absent", written: null }];
  return readOption(program, options.ref, [...options.within, ...own]);
}

/** `set("name", value)`. */
function readPair(program: Program, { unit, args, row, at }: SetUpSite, path: readonly string[]): Reading[] {
  const [name, value] = [args[row.pair!], args[row.pair! + 1]];
  const key = name && unit.value(unit.peel(name.value));
  if (!value || path.length !== 1 || key?.kind !== "const" || key.text !== path[0]) return [{ kind: "absent", written: null }];
  return readOption(program, { unit, id: value.value }, [], { unit, at, key: path[0]! });
}
