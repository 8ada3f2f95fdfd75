/** providedTo: what a component gets from a context or an injection key, by what some provider of the same key gives. */
import type { Origin, Value, ValueId } from "../model/index.ts";
import { definedAt } from "./defined.ts";
import type { Entity } from "./entity.ts";
import { identify } from "./identify.ts";
import type { Program } from "./program.ts";
import type { Ref, Unit } from "./unit.ts";

type Call = Value & { kind: "call" };

const contextHooks = new Set(["useContext", "use", "useContextSelector"]);

export function providedTo(program: Program, unit: Unit, origin: Origin, call: Call): Entity[] {
  const key = call.args[0]?.value;
  if (key === undefined || origin.package === null || origin.steps.length > 1) return [];
  const name = origin.steps.at(-1)?.kind === "member" ? (origin.steps[0] as { name: string }).name : origin.export;
  if (contextHooks.has(name)) return fromContext(program, definedAt(program, unit, key));
  return name === "inject" && /^(vue|@vue\/|@nuxt|#imports|svelte)/.test(origin.package) ? fromProvide(program, unit, key) : [];
}

function fromContext(program: Program, context: Ref): Entity[] {
  const made = context.unit.value(context.id);
  const name = nameOf(context);
  if (made.kind !== "call" || name === undefined) return [];
  const files = new Set([context.unit.path, ...program.graph.filesReaching(context.unit.path, `<${name}`)]);
  const given = [...files].flatMap((path) => {
    const other = program.unit(path);
    if (!other) return [];
    return [...other.callsNamed("Provider"), ...other.callsNamed(name)].flatMap(({ id }) => {
      const element = other.value(id);
      if (element.kind !== "jsx" || typeof element.tag === "string") return [];
      const tag = other.value(other.peel(element.tag));
      const base = tag.kind === "member" && tag.name === "Provider" ? tag.base : element.tag;
      if (!isSame(definedAt(program, other, base), context)) return [];
      const value = entry(other, element.props, "value");
      return value === undefined ? [] : identify(program, other, value);
    });
  });
  return given.length || !made.args[0] ? given : identify(program, context.unit, made.args[0].value);
}

function fromProvide(program: Program, unit: Unit, key: ValueId): Entity[] {
  const wanted = definedAt(program, unit, key);
  return program.graph.filesMentioning("provide(").flatMap((path) => {
    const other = program.unit(path);
    return (other?.callsNamed("provide") ?? []).flatMap((call) => {
      const value = call.unit.value(call.id);
      if (value.kind !== "call" || value.args.length < 2) return [];
      return isSameKey(definedAt(program, call.unit, value.args[0]!.value), wanted) ? identify(program, call.unit, value.args[1]!.value) : [];
    });
  });
}

const isSame = (a: Ref, b: Ref): boolean => a.unit === b.unit && a.id === b.id;

function isSameKey(a: Ref, b: Ref): boolean {
  if (isSame(a, b)) return true;
  const one = a.unit.value(a.id), other = b.unit.value(b.id);
  return one.kind === "const" && other.kind === "const" && one.text !== undefined && one.text === other.text;
}

/** The variable or export a context is kept in. */
function nameOf({ unit, id }: Ref): string | undefined {
  const exported = unit.exportedValues().find((one) => unit.peel(one.id) === id && one.name !== "default");
  if (exported) return exported.name;
  const kept = unit.facts.values.find((value) => value.kind === "bind" && unit.peel(value.base) === id);
  return kept?.kind === "bind" ? kept.name : undefined;
}

function entry(unit: Unit, props: ValueId, key: string): ValueId | undefined {
  const value = unit.value(props);
  const found = value.kind === "object" ? value.entries.find((one) => "key" in one && one.key === key) : undefined;
  return found && "value" in found ? found.value : undefined;
}
