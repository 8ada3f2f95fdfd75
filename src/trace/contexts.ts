/** Contexts: what `storage.getStore()` and the `ctx` of a tRPC procedure hold, by where the context was made. */
import type { Value, ValueId } from "../model/index.ts";
import { definedAt } from "../link/defined.ts";
import { identify } from "../link/identify.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { usesOf } from "../link/uses.ts";
import type { Evaluator } from "./evaluate.ts";
import { chainOf, type Link } from "./origins.ts";
import { union, type Result } from "./result.ts";

type Call = Value & { kind: "call" };

const entering = ["run", "enterWith"];

/** `context.getStore()`: what some `context.run(value, work)` or `enterWith(value)` put in. */
export function storedContext(evaluator: Evaluator, unit: Unit, call: Call, path: readonly string[]): Result | undefined {
  const { program } = evaluator;
  const callee = unit.value(unit.peel(call.callee));
  if (callee.kind !== "member" || callee.name !== "getStore") return undefined;
  const isStorage = identify(program, unit, callee.base).some((entity) => entity.kind === "api" && /AsyncLocalStorage/.test(entity.origin.export));
  if (!isStorage) return undefined;
  const storage = definedAt(program, unit, callee.base);
  const files = new Set([storage.unit.path, ...usesOf(storage.unit).namesOf(storage.id).flatMap((name) => program.graph.usersOf(storage.unit.path, name).map((user) => user.path))]);
  const given = [...files].flatMap((file) => {
    const other = program.unit(file);
    return entering.flatMap((name) => other?.callsNamed(name) ?? []).flatMap((site): Result[] => {
      const value = site.unit.value(site.id);
      const on = value.kind === "call" ? site.unit.value(site.unit.peel(value.callee)) : undefined;
      if (value.kind !== "call" || on?.kind !== "member" || !value.args[0]) return [];
      const at = definedAt(program, site.unit, on.base);
      return at.unit === storage.unit && at.id === storage.id ? [evaluator.evaluate(site.unit, value.args[0].value, path)] : [];
    });
  });
  return given.length ? union(given) : undefined;
}

/** `procedure.use(auth).query(({ ctx }) => ctx.user)`: what middleware adds to the context, else what the server makes it of. */
export function procedureContext(evaluator: Evaluator, receiver: Ref, path: readonly string[]): Result | undefined {
  const links = linksOf(evaluator, receiver);
  const made = links.find(({ link }) => link.name === "context" && link.typeArgs[0] !== undefined);
  if (!made) return undefined;
  const added = links.flatMap(({ unit, link }) => (link.name === "use" || link.name === "middleware" ? addedBy(evaluator, unit, link, path) : [])).filter((result) => result.data.length > 0);
  if (added.length) return union(added);
  return evaluator.byType(made.unit, made.link.typeArgs[0]!, path, ["ctx"], 0);
}

/** All calls behind a procedure or middleware builder, through the files they were put together in. */
function linksOf(evaluator: Evaluator, start: Ref): { unit: Unit; link: Link }[] {
  const found: { unit: Unit; link: Link }[] = [];
  let at: Ref = start;
  for (let limit = 0; limit < 12; limit++) {
    const here = definedAt(evaluator.program, at.unit, at.id);
    const { links, root } = chainOf(here.unit, here.id);
    found.push(...links.map((link) => ({ unit: here.unit, link })));
    const base = belowMembers(here.unit, root);
    if (base === undefined || (base === at.id && here.unit === at.unit)) break;
    at = { unit: here.unit, id: base };
  }
  return found;
}

/** `t.procedure` is a member of what `create()` made. */
function belowMembers(unit: Unit, id: ValueId): ValueId | undefined {
  const value = unit.value(unit.peel(id));
  if (value.kind === "member") return value.base;
  return value.kind === "import" ? id : undefined;
}

/** `next({ ctx: { ...ctx, user } })` inside the middleware. */
function addedBy(evaluator: Evaluator, unit: Unit, link: Link, [name, ...rest]: readonly string[]): Result[] {
  const middleware = link.args[0];
  if (!middleware || name === undefined) return [];
  return identify(evaluator.program, unit, middleware.value).flatMap((entity) => {
    if (entity.kind !== "function") return [];
    return (entity.unit.facts.functions[entity.fn]?.calls ?? []).flatMap((site): Result[] => {
      const value = entity.unit.value(site.value);
      const options = value.kind === "call" && entity.unit.lastName(value.callee) === "next" && value.args[0] ? entity.unit.value(entity.unit.peel(value.args[0].value)) : undefined;
      const ctx = options?.kind === "object" ? options.entries.find((entry) => "key" in entry && entry.key === "ctx") : undefined;
      const object = ctx && "key" in ctx ? entity.unit.value(entity.unit.peel(ctx.value)) : undefined;
      const own = object?.kind === "object" ? object.entries.find((entry) => "key" in entry && entry.key === name) : undefined;
      if (!own || !("key" in own)) return [];
      const result = evaluator.evaluate(entity.unit, own.value, rest);
      const closed = result.open.map((open) => evaluator.close(open)).map((one) => ({ ...one, open: [], apply: [] }));
      return [{ ...union([{ ...result, open: [], apply: [] }, ...closed]), unknown: false }];
    });
  });
}
