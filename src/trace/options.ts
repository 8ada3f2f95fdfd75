/** Options as written: an entry of an object literal, a constant, a list of texts, through names, imports and spreads. */
import type { Program } from "../link/program.ts";
import type { Ref } from "../link/unit.ts";
import type { Evaluator } from "./evaluate.ts";

const deepest = 6;

/** The value below names, annotations and imports. */
export function resolved(program: Program, { unit, id }: Ref, depth = 0): Ref {
  const at = unit.peel(id);
  const value = unit.value(at);
  if (value.kind === "after" && depth < deepest) return resolved(program, { unit, id: value.base }, depth + 1);
  if (value.kind === "call" && depth < deepest && value.args[0] && unit.chain(value.callee).join(".") === "Object.freeze") return resolved(program, { unit, id: value.args[0].value }, depth + 1);
  if (value.kind === "member" && depth < deepest) {
    const entry = entryOf(program, { unit, id: value.base }, value.name, depth + 1);
    return entry ? resolved(program, entry, depth + 1) : { unit, id: at };
  }
  if (value.kind !== "import" || depth >= deepest) return { unit, id: at };
  const target = program.import(unit, value.index);
  if (target.kind !== "value") return { unit, id: at };
  const found = target.path.reduce<Ref | undefined>((so, name) => so && entryOf(program, so, name, depth + 1), { unit: target.unit, id: target.id });
  return found ? resolved(program, found, depth + 1) : { unit, id: at };
}

/** The value of a key of an object literal; a later entry overwrites an earlier one. */
export function entryOf(program: Program, ref: Ref, name: string, depth = 0): Ref | undefined {
  const { unit, id } = resolved(program, ref, depth);
  const value = unit.value(id);
  if (value.kind === "choice" && depth < deepest) return value.options.map((option) => entryOf(program, { unit, id: option }, name, depth + 1)).find((one) => one !== undefined);
  if (value.kind === "import" && depth < deepest) {
    const module = program.import(unit, value.index);
    const target = module.kind === "module" ? program.exportOf(module.unit.path, name) : undefined;
    return target?.kind === "value" && !target.path.length ? { unit: target.unit, id: target.id } : undefined;
  }
  if (value.kind !== "object" || depth >= deepest) return undefined;
  for (const entry of [...value.entries].reverse()) {
    if ("key" in entry && entry.key === name) return { unit, id: entry.value };
    const inner = "spread" in entry ? entryOf(program, { unit, id: entry.spread }, name, depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

export const constantOf = (evaluator: Evaluator, ref: Ref | undefined): string | undefined => ref && evaluator.constantKey(ref.unit, ref.id);

/** The constants of a list. */
export function textsOf(evaluator: Evaluator, ref: Ref, depth = 0): string[] {
  const { unit, id } = resolved(evaluator.program, ref);
  const value = unit.value(id);
  if (depth > deepest) return [];
  const items = value.kind === "array" ? value.items : value.kind === "call" && (value.isNew || unit.lastName(value.callee) === "concat") ? value.args.map((argument) => ({ ...argument, spread: true as const })) : [];
  const base = value.kind === "call" ? unit.value(unit.peel(value.callee)) : undefined;
  return [
    ...(base?.kind === "member" && base.name === "concat" ? textsOf(evaluator, { unit, id: base.base }, depth + 1) : []),
    ...items.flatMap((item) => (item.spread ? textsOf(evaluator, { unit, id: item.value }, depth + 1) : (evaluator.constantKey(unit, item.value) ?? []))),
  ];
}
