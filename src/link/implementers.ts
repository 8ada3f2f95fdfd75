/** Classes that implement an interface or extend an abstract class, found by name where the program mentions both. */
import type { Program } from "./program.ts";
import { typeTarget } from "./type-target.ts";
import type { Unit } from "./unit.ts";

const memo = new WeakMap<Program, Map<string, { unit: Unit; cls: number }[]>>();
/** One dispatch never opens more than this many implementations. */
const widest = 64;

/** Files that can hold a child: they write the name, and `implements` or `extends`. */
function heirs(program: Program, name: string): string[] {
  const named = new Set(program.graph.filesMentioning(name));
  return [...program.graph.filesMentioning("implements "), ...program.graph.filesMentioning(`extends ${name}`)].filter((path) => named.has(path));
}

export function implementersOf(program: Program, unit: Unit, name: string): { unit: Unit; cls: number }[] {
  const known = memo.get(program) ?? memo.set(program, new Map()).get(program)!;
  const key = `${unit.path} ${name}`;
  const cached = known.get(key);
  if (cached) return cached;
  known.set(key, []);
  const isLocal = unit.facts.classes.some((fact) => fact.name === name) || unit.facts.typeNames[name] !== undefined;
  const files = isLocal ? new Set([unit.path, ...heirs(program, name)]) : [];
  const found: { unit: Unit; cls: number }[] = [];
  for (const path of files) {
    const other = program.unit(path);
    other?.facts.classes.forEach((fact, cls) => {
      if (found.length >= widest) return;
      const parents = [...fact.implements, ...(fact.extendsType === undefined ? [] : [fact.extendsType])];
      const isChild = parents.some((type) => typeTarget(program, other, type).some((target) =>
        (target.kind === "declared" && target.unit === unit && target.name === name) ||
        (target.kind === "class" && target.unit === unit && unit.facts.classes[target.cls]?.name === name)));
      if (isChild) found.push({ unit: other, cls });
    });
  }
  known.set(key, found);
  return found;
}
