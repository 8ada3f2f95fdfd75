/** Answers whose type is written at the call or at the client: `pool.query<Row>()`, `useQuery<Data>()`, `client.GET("/path")`. */
import type { TypeId, Value, ValueId } from "../model/index.ts";
import type { Unit } from "../link/unit.ts";
import { fieldsOf } from "../types/fields.ts";
import { isIndexName, type Evaluator } from "./evaluate.ts";
import { madeAt } from "./origins.ts";
import { unknown, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

/** Members under which clients put what the type argument describes. */
const envelopes = new Set(["data", "rows", "body", "result", "value", "current", "response", "previousData", "latestData"]);

export function typedAnswer(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const type = call.typeArgs?.[0];
  if (type !== undefined) return evaluator.orType(unit, unknown, type, opened(evaluator, unit, type, path), unit.chain(call.callee), call.at);
  return described(evaluator, unit, call, path);
}

/** Without the envelope around the typed value, unless the type has such a field itself. */
function opened(evaluator: Evaluator, unit: Unit, type: TypeId, path: readonly string[]): readonly string[] {
  const start = isIndexName(path[0]) && envelopes.has(path[1] ?? "") ? 1 : 0;
  const first = path[start];
  if (first === undefined || !envelopes.has(first)) return path;
  const own = fieldsOf(evaluator.program, unit, type, path.slice(start));
  return own.fields.length || own.isOpen ? path : path.slice(start + 1);
}

const methods = /^(GET|PUT|POST|DELETE|PATCH|OPTIONS|HEAD)$/;
const hooks = /^(useQuery|useSuspenseQuery|useInfiniteQuery|useMutation|queryOptions)$/;
const wanted = ["200", "201", "202", "203", "2XX", "default"];

/** Clients made for the `paths` of an OpenAPI document: `client.GET("/users")`, `api.useQuery("get", "/users")`. */
function described(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member" || path[0] !== "data") return undefined;
  const isHook = hooks.test(callee.name);
  if (!isHook && !methods.test(callee.name)) return undefined;
  const [method, route] = isHook ? call.args.slice(0, 2).map((argument) => evaluator.constantKey(unit, argument.value)) : [callee.name, call.args[0] && evaluator.constantKey(unit, call.args[0].value)];
  const paths = method === undefined || route === undefined ? undefined : documentOf(evaluator, unit, callee.base, 0);
  if (!paths) return undefined;
  for (const status of wanted) {
    const place = [route!, method!.toLowerCase(), "responses", status, "content", "application/json"];
    if (fieldsOf(evaluator.program, paths.unit, paths.type, place).fields.length) return evaluator.byShape(unit, fieldsOf(evaluator.program, paths.unit, paths.type, [...place, ...path.slice(1)]), path.slice(1), [], call.at);
  }
  return undefined;
}

function documentOf(evaluator: Evaluator, unit: Unit, id: ValueId, depth: number): { unit: Unit; type: TypeId } | undefined {
  const made = madeAt(evaluator.program, unit, id);
  const value = made.unit.value(made.id);
  if (value.kind !== "call" || depth > 3) return undefined;
  const type = value.typeArgs?.[0];
  if (type !== undefined) return { unit: made.unit, type };
  return value.args[0] && documentOf(evaluator, made.unit, value.args[0].value, depth + 1);
}
