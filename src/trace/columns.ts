/** Columns a query asks for: `select("email as mail")`, `{ select: { email: true } }`, `-password`. */
import type { Argument, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import type { TypedField } from "../types/fields.ts";

/** `only` maps the name in the answer to the column; undefined when nothing was chosen. */
export interface Columns { only?: Map<string, string>; without: Set<string>; added: Set<string> }

export const everything = (): Columns => ({ without: new Set(), added: new Set() });

const choose = (to: Columns, column: string, as: string): void => { (to.only ??= new Map()).set(as, column); };

/** Reads one way of naming columns into `to`. False when it cannot be read: an expression, a callback. */
export function addColumns(unit: Unit, id: ValueId, to: Columns, text: (id: ValueId) => string | undefined): boolean {
  const value = unit.value(unit.peel(id));
  if (value.kind === "array") return value.items.every((item) => addItem(unit, item, to, text));
  if (value.kind === "object") return value.entries.every((entry) => "key" in entry && addEntry(unit, entry, to, text));
  const words = text(id);
  if (words === undefined) return false;
  const renamed = /^\s*([\w.]+)\s+as\s+(\w+)\s*$/i.exec(words);
  if (renamed) choose(to, last(renamed[1]!), renamed[2]!);
  else for (const word of words.split(/[\s,]+/).filter(Boolean)) addWord(word, to);
  return true;
}

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function addWord(word: string, to: Columns): void {
  if (word === "*" || word.endsWith(".*")) return;
  if (word.startsWith("-")) to.without.add(word.slice(1));
  else if (word.startsWith("+")) to.added.add(word.slice(1));
  else choose(to, last(word), last(word));
}

/** `["email", "mail"]` inside a list is a column with its new name. */
function addItem(unit: Unit, item: Argument, to: Columns, text: (id: ValueId) => string | undefined): boolean {
  const value = unit.value(unit.peel(item.value));
  if (value.kind !== "array" || value.items.length !== 2) return addColumns(unit, item.value, to, text);
  const [column, as] = value.items.map((one) => text(one.value));
  if (column !== undefined && as !== undefined) choose(to, last(column), as);
  return true;
}

function addEntry(unit: Unit, entry: { key: string; value: ValueId }, to: Columns, text: (id: ValueId) => string | undefined): boolean {
  const value = unit.value(unit.peel(entry.value));
  if (entry.key === "exclude" && value.kind === "array") {
    for (const item of value.items) to.without.add(text(item.value) ?? "");
    return true;
  }
  if (entry.key === "include" && value.kind === "array") return true;
  if (value.kind === "const" && (value.text === "false" || value.text === "0")) to.without.add(entry.key);
  else if (value.kind === "const" && value.type === "string") choose(to, last(value.text ?? ""), entry.key);
  else choose(to, entry.key, entry.key);
  return true;
}

/** The chosen fields of a record under the names they have in the answer, below a path. */
export function chosenFields(fields: readonly TypedField[], columns: Columns, path: readonly string[]): TypedField[] {
  const whole = path.length === 0 || path[0]!.startsWith("-");
  const named = columns.only
    ? [...columns.only].flatMap(([as, column]) => fields.filter((field) => field.path[0] === column).map((field) => ({ ...field, path: [as, ...field.path.slice(1)], ...(as === column ? {} : { column }) })))
    : fields.filter((field) => !whole || !field.isHidden || columns.added.has(field.path[0] ?? ""));
  const kept = named.filter((field) => !columns.without.has(field.path[0] ?? ""));
  if (whole) {
    const hidden = path[0]?.slice(1).split(",") ?? [];
    return kept.filter((field) => !hidden.includes(field.path[0] ?? ""));
  }
  return kept.filter((field) => path.every((name, index) => field.path[index] === name)).map((field) => ({ ...field, path: field.path.slice(path.length) }));
}
