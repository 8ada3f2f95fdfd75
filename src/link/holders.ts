/** holdersOf: the names, in whichever file, under which a function that was returned, wrapped or provided can be called. */
import type { FunctionId, ValueId } from "../model/index.ts";
import { callersOf } from "./callers.ts";
import { definedAt } from "./defined.ts";
import { identify } from "./identify.ts";
import type { Program } from "./program.ts";
import type { Ref, Unit } from "./unit.ts";
import { usesOf } from "./uses.ts";

export interface Holder { unit: Unit; name: string }

const furthest = 4;

/** `const log = makeLog("orders")`, `const report = useReport()`, `const track = useContext(TrackContext)`. */
export function holdersOf(program: Program, unit: Unit, fn: FunctionId): Holder[] {
  return usesOf(unit).functionValues(fn).flatMap((id) => beyond(program, unit, id, fn, 0));
}

function holders(program: Program, unit: Unit, id: ValueId, fn: Ref & { id: FunctionId }, depth: number): Holder[] {
  return [...usesOf(unit).namesOf(id).map((name) => ({ unit, name })), ...beyond(program, unit, id, fn.id, depth, fn.unit)];
}

/** Where the value goes on to: out of the function that returns it, through what wraps it, to those it is provided to. */
function beyond(program: Program, unit: Unit, id: ValueId, fn: FunctionId, depth: number, home = unit): Holder[] {
  if (depth > furthest) return [];
  const target = { unit: home, id: fn };
  const returned = usesOf(unit).returnersOf(id).flatMap((maker) => (maker === 0 ? [] : callersOf(program, unit, maker).flatMap((feed) =>
    feed.kind === "call" && feed.shift === 0 ? holders(program, feed.call.unit, feed.call.id, target, depth + 1) : [])));
  const wrapped = unit === home ? unit.callsGiven(fn).flatMap(({ call, key }) => (key === undefined && depth === 0 && isStill(program, call.unit, call.id, target) ? beyond(program, call.unit, call.id, fn, depth + 1, home) : [])) : [];
  return [...returned, ...wrapped, ...provided(program, unit, id, target, depth)];
}

const isStill = (program: Program, unit: Unit, id: ValueId, fn: Ref): boolean =>
  identify(program, unit, id).some((entity) => entity.kind === "function" && entity.unit === fn.unit && entity.fn === fn.id);

/** `<TrackContext.Provider value={fn}>`: everybody who asks for the context. */
function provided(program: Program, unit: Unit, id: ValueId, fn: Ref, depth: number): Holder[] {
  return usesOf(unit).elementsGiven(id).filter(({ key }) => key === "value").flatMap(({ element }) => {
    const jsx = unit.value(element.id);
    const tag = jsx.kind === "jsx" && typeof jsx.tag !== "string" ? unit.value(unit.peel(jsx.tag)) : undefined;
    if (jsx.kind !== "jsx" || tag === undefined) return [];
    const context = definedAt(program, unit, tag.kind === "member" && tag.name === "Provider" ? tag.base : (jsx.tag as ValueId));
    const [name] = usesOf(context.unit).namesOf(context.id);
    if (name === undefined) return [];
    const files = new Set([context.unit.path, ...program.graph.usersOf(context.unit.path, name).map(({ path }) => path)]);
    return [...files].flatMap((path) => {
      const other = program.unit(path);
      return [...(other?.callsNamed("useContext") ?? []), ...(other?.callsNamed("use") ?? [])].flatMap((call) => {
        const value = call.unit.value(call.id);
        const asked = value.kind === "call" && value.args[0] ? definedAt(program, call.unit, value.args[0].value) : undefined;
        return asked?.unit === context.unit && asked.id === context.id ? holders(program, call.unit, call.id, fn, depth + 1) : [];
      });
    });
  });
}
