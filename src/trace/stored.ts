/** storedLeaves: what a person's own browser keeps that nothing but its name tells: searches, chats, drafts, ids of their records. */
import type { ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";
import { recogniseKept } from "./recognise.ts";
import { clean, isEmpty, union, type Result } from "./result.ts";

const deepest = 8;
const bareId = /^(id|_id|uuid)$/;
/** Calls whose result is their argument or receiver in another form. */
const printing = new Set(["stringify", "join", "toString", "String", "encode", "encodeURIComponent", "btoa", "serialize", "encrypt", "filter", "slice", "concat", "map", "trim", "toJSON"]);

export function storedLeaves(evaluator: Evaluator, unit: Unit, id: ValueId): Result {
  return leaves(evaluator, unit, id, undefined, 0);
}

function leaves(evaluator: Evaluator, unit: Unit, id: ValueId, key: string | undefined, depth: number): Result {
  const value = unit.value(id);
  if (depth > deepest) return clean;
  const into = (next: ValueId, name = key): Result => leaves(evaluator, unit, next, name, depth + 1);
  switch (value.kind) {
    case "text": return union(value.parts.map((part) => into(part)));
    case "choice": return union(value.options.map((option) => into(option)));
    case "array": return union(value.items.map((item) => into(item.value)));
    case "object": return union(value.entries.map((entry) => ("key" in entry ? into(entry.value, entry.key) : "spread" in entry ? into(entry.spread) : clean)));
    case "await":
    case "typed": return into(value.base);
    case "bind": {
      const named = kept(evaluator, unit, id, value.name, value.at);
      return isEmpty(named) ? into(value.base, key) : named;
    }
    case "member": return bareId.test(value.name) ? recordId(evaluator, unit, id, value.base, value.at) : kept(evaluator, unit, id, value.name, value.at);
    case "param": return kept(evaluator, unit, id, value.name, value.at);
    case "call": {
      const named = key === undefined ? clean : kept(evaluator, unit, id, key, value.at);
      if (!isEmpty(named) || !printing.has(unit.lastName(value.callee) ?? "")) return named;
      const callee = unit.value(unit.peel(value.callee));
      const receiver = callee.kind === "member" && unit.value(unit.peel(callee.base)).kind !== "global" ? [into(callee.base)] : [];
      return union([...receiver, ...value.args.slice(0, 1).map((argument) => into(argument.value))]);
    }
    default: return clean;
  }
}

/** A value that is no constant and says nothing else, under a name for what people write. */
function kept(evaluator: Evaluator, unit: Unit, id: ValueId, name: string, at: number): Result {
  const found = recogniseKept(name);
  if (!found) return clean;
  const result = evaluator.evaluate(unit, id);
  const isSomething = result.unknown || result.plain || result.open.length > 0 || result.apply.length > 0;
  return !isSomething || result.data.length ? clean : { ...clean, data: [evaluator.datum(unit, at, found, unit.chain(id).length ? unit.chain(id) : [name])] };
}

/** The id of a record that holds something personal stands for whoever left it. */
function recordId(evaluator: Evaluator, unit: Unit, id: ValueId, base: ValueId, at: number): Result {
  const { catalog } = evaluator.program;
  const own = evaluator.evaluate(unit, id);
  if (own.data.length) return clean;
  const record = evaluator.evaluate(unit, base);
  const isPersonal = record.data.some((datum) => !catalog.isPseudonymous(datum.dataType) && !catalog.isCredential(datum.dataType) && datum.fields?.length === 1);
  if (!isPersonal) return clean;
  const names = unit.chain(id);
  const reason = `\`${names.join(".")}\` is the id of a record with personal fields`;
  return { ...clean, data: [evaluator.datum(unit, at, { dataType: "anonymous-id", certainty: "likely", reason, deidentified: false }, names)] };
}
