/** Entity: what a value is, when it is something to call or to take members of. */
import type { AccessStep, ClassId, FunctionId, Origin, TypeId, ValueId } from "../model/index.ts";
import type { Ref, Unit } from "./unit.ts";

export type Entity =
  | { kind: "api"; origin: Origin }
  /** `self` is the receiver of a method; `made` the call of the function around it that made a closure; `bound` the `bind` that gave it arguments. */
  | { kind: "function"; unit: Unit; fn: FunctionId; self: Ref | null; made?: Ref; bound?: Ref }
  | { kind: "class"; unit: Unit; cls: ClassId }
  /** `made` is the `new` expression when it is known. */
  | { kind: "instance"; unit: Unit; cls: ClassId; made: Ref | null }
  | { kind: "object"; unit: Unit; id: ValueId }
  | { kind: "module"; unit: Unit }
  /** An object type; its members are declared, not made. */
  | { kind: "interface"; unit: Unit; type: TypeId }
  | { kind: "param"; unit: Unit; fn: FunctionId; index: number; path: string[] };

/** Globals that only wrap the real one. */
const globalRoots = new Set(["window", "globalThis", "self", "global"]);

export function step(origin: Origin, next: AccessStep): Origin {
  if (next.kind === "member" && origin.steps.length === 0) {
    if (origin.package === null && globalRoots.has(origin.export)) return { package: null, export: next.name, steps: [] };
    if (origin.export === "*") return { ...origin, export: next.name };
  }
  return { ...origin, steps: [...origin.steps, next] };
}
