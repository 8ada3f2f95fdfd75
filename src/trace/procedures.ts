/** tRPC: a client's call answers with what the router's procedure returns; so do the types inferred from the router. */
import type { TypeId, Value, ValueId } from "../model/index.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { keyed } from "../types/scalars.ts";
import type { Evaluator } from "./evaluate.ts";
import { chainOf, madeAt } from "./origins.ts";
import { union, type Open, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const hooks = new Set(["useQuery", "useSuspenseQuery", "useMutation", "useInfiniteQuery", "usePrefetchQuery"]);
const asked = new Set(["query", "mutate", "mutateAsync", "fetch", "ensureData", "subscribe"]);

/** `trpc.seat.byNumber.useQuery(input)`, `client.seat.byNumber.query(input)`. */
export function procedureResult(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member" || !(hooks.has(callee.name) || asked.has(callee.name))) return undefined;
  if (hooks.has(callee.name) && path[0] !== "data") return undefined;
  const { root, names } = membersOf(unit, callee.base);
  const router = names.length ? routerOf(evaluator.program, unit, root) : undefined;
  const procedure = router && procedureAt(evaluator.program, router, names);
  if (!procedure) return undefined;
  const input = call.args[0] && { unit, id: call.args[0].value };
  const result = returned(evaluator, procedure, hooks.has(callee.name) ? path.slice(1) : path, input);
  const hop = evaluator.hop(unit, call.at, "step", `answered by \`${names.join(".")}\``);
  return result && { ...result, data: result.data.map((datum) => ({ ...datum, trail: { hop, before: datum.trail, length: (datum.trail?.length ?? 0) + 1 } })) };
}

function membersOf(unit: Unit, id: ValueId): { root: ValueId; names: string[] } {
  const names: string[] = [];
  let at = unit.peel(id);
  for (let value = unit.value(at); value.kind === "member"; value = unit.value(at)) {
    names.unshift(value.name);
    at = unit.peel(value.base);
  }
  return { root: at, names };
}

/** The router a client was made for: `createTRPCReact<AppRouter>()`. */
function routerOf(program: Program, unit: Unit, id: ValueId): Ref | undefined {
  const made = madeAt(program, unit, id);
  const value = made.unit.value(made.id);
  const isClient = value.kind === "call" && identify(program, made.unit, value.callee).some((entity) => entity.kind === "api" && /trpc/i.test(entity.origin.package ?? ""));
  const type = isClient && value.kind === "call" ? value.typeArgs?.[0] : undefined;
  return type === undefined ? undefined : valueOfType(program, made.unit, type, 0);
}

/** The value behind `typeof appRouter`, through aliases and imports. */
function valueOfType(program: Program, unit: Unit, type: TypeId, depth: number): Ref | undefined {
  const fact = unit.facts.types[type];
  if (!fact || depth > 6) return undefined;
  if (fact.kind === "typeof") return { unit, id: fact.value };
  if (fact.kind === "declared") return valueOfType(program, unit, fact.body, depth + 1);
  if (fact.kind !== "ref") return undefined;
  const target = fact.import === undefined ? undefined : program.importType(unit, fact.import);
  if (target?.kind === "type") return valueOfType(program, target.unit, target.type, depth + 1);
  const local = unit.facts.typeNames[fact.name];
  return local === undefined ? undefined : valueOfType(program, unit, local, depth + 1);
}

/** The call that makes the procedure, found by its names in `t.router({ ... })`, in records, across files. */
function procedureAt(program: Program, router: Ref, names: readonly string[]): Ref | undefined {
  return names.reduce<Ref | undefined>((at, name) => at && entryOf(program, at, name, 0), router);
}

function entryOf(program: Program, ref: Ref, name: string, depth: number): Ref | undefined {
  const { unit, id } = madeAt(program, ref.unit, ref.id);
  const value = unit.value(id);
  if (depth > 6) return undefined;
  if (value.kind === "call") {
    for (const argument of value.args) {
      const found = entryOf(program, { unit, id: argument.value }, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (value.kind !== "object") return undefined;
  const own = keyed(unit, id, name);
  if (own !== undefined) return { unit, id: own };
  for (const entry of value.entries) {
    const found = "spread" in entry ? entryOf(program, { unit, id: entry.spread }, name, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

const resolvers = new Set(["query", "mutation", "subscription"]);

/** What the resolver of a procedure returns; its `input` is the caller's argument. */
function returned(evaluator: Evaluator, procedure: Ref, path: readonly string[], input: Ref | undefined): Result | undefined {
  const { unit, id } = madeAt(evaluator.program, procedure.unit, procedure.id);
  const link = chainOf(unit, id).links.find((one) => resolvers.has(one.name));
  const targets = link?.args[0] ? identify(evaluator.program, unit, link.args[0].value).filter((entity) => entity.kind === "function") : [];
  if (!targets.length) return undefined;
  return union(targets.map((target) => {
    const result = evaluator.returns(target.unit, target.fn, path);
    const isInput = (open: Open): boolean => open.unit === target.unit && open.fn === target.fn && open.index === 0 && open.path[0] === "input";
    const given = result.open.filter(isInput).map((open) => (input ? evaluator.evaluate(input.unit, input.id, open.path.slice(1)) : evaluator.close(open)));
    return union([{ ...result, open: result.open.filter((open) => !isInput(open)) }, ...given]);
  }));
}

/** `inferRouterOutputs<AppRouter>["seat"]["byNumber"]`, also through an alias. */
export function inferredOutput(evaluator: Evaluator, unit: Unit, type: TypeId, path: readonly string[]): Result | undefined {
  const names: string[] = [];
  let at: { unit: Unit; type: TypeId } = { unit, type };
  for (let limit = 0; limit < 12; limit++) {
    const fact = at.unit.facts.types[at.type];
    if (fact?.kind === "indexed") {
      const key = at.unit.facts.types[fact.key];
      if (key?.kind !== "literal") return undefined;
      names.unshift(key.text);
      at = { unit: at.unit, type: fact.of };
    } else if (fact?.kind === "declared" && fact.form === "alias") at = { unit: at.unit, type: fact.body };
    else if (fact?.kind !== "ref") return undefined;
    else if (fact.name === "inferRouterOutputs" && fact.args[0] !== undefined) {
      const router = valueOfType(evaluator.program, at.unit, fact.args[0], 0);
      const procedure = router && procedureAt(evaluator.program, router, names);
      const result = procedure && returned(evaluator, procedure, path, undefined);
      return result && { ...result, open: [], apply: [] };
    } else {
      const target = fact.import === undefined ? undefined : evaluator.program.importType(at.unit, fact.import);
      const local = at.unit.facts.typeNames[fact.name];
      if (target?.kind === "type") at = { unit: target.unit, type: target.type };
      else if (local !== undefined && fact.import === undefined) at = { unit: at.unit, type: local };
      else return undefined;
    }
  }
  return undefined;
}
