/** requestHosts: where a request goes: its URL, else what the client it is made with was set up for. */
import type { ValueId } from "../model/index.ts";
import { assignedFields, identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Ref, Unit } from "../link/unit.ts";
import { distinctHosts, hostsOf, type Host } from "./hosts.ts";
import { entryOf, resolved } from "./options.ts";
import type { Sink } from "./sinks.ts";

const deepest = 8;
const baseKeys = ["baseURL", "baseUrl", "prefixUrl", "prefix", "base", "url", "origin", "host", "hostname"];
/** What they make is the client they are called on, with other options. */
const derives = new Set(["create", "extend", "defaults", "instance", "url", "headers", "set", "query", "auth", "accept", "type", "retry", "timeout"]);

export function requestHosts(program: Program, sink: Sink, chain: readonly CallRef[]): Host[] {
  const given = givenHosts(program, sink, chain);
  if (given.some((host) => host.kind === "host")) return given;
  const base = distinctHosts(clientHosts(program, sink, chain));
  return base.length ? base : given;
}

function givenHosts(program: Program, { api, args, unit }: Sink, chain: readonly CallRef[]): Host[] {
  if (api.url === undefined || api.url === "receiver") return [];
  const value = args[api.url.arg]?.value;
  if (value === undefined) return [];
  const [key] = api.url.path;
  const inside = key === undefined ? { unit, id: value } : entryOf(program, { unit, id: value }, key);
  return inside === undefined ? [] : hostsOf(program, inside.unit, inside.id, chain);
}

function clientHosts(program: Program, { unit, call, args }: Sink, chain: readonly CallRef[]): Host[] {
  const value = unit.value(call);
  if (value.kind !== "call") return [];
  const callee = unit.value(unit.peel(value.callee));
  const options = args.flatMap((argument) => optionHosts(program, { unit, id: argument.value }, chain, ["baseURL", "baseUrl", "prefixUrl"]));
  const client = callee.kind === "member" || callee.kind === "index" ? callee.base : value.callee;
  return [...options, ...makersOf(program, unit, client, 0).flatMap((maker) => makerHosts(program, maker, chain))];
}

function makerHosts(program: Program, maker: Ref, chain: readonly CallRef[]): Host[] {
  const value = maker.unit.value(maker.id);
  if (value.kind !== "call") return [];
  return value.args.slice(0, 2).flatMap((argument) => {
    const inner = resolved(program, { unit: maker.unit, id: argument.value });
    const kind = inner.unit.value(inner.id).kind;
    // `new WebSocket(url)`, `request.post(url).send(data)`.
    // `inject(HttpClient)` names the client, not a place.
    if (kind === "import" || kind === "class" || kind === "global") return [];
    return kind === "object" || kind === "function" ? optionHosts(program, inner, chain, baseKeys) : argument === value.args[0] ? hostsOf(program, maker.unit, argument.value, chain) : [];
  });
}

function optionHosts(program: Program, options: Ref, chain: readonly CallRef[], keys: readonly string[]): Host[] {
  for (const key of keys) {
    const entry = entryOf(program, options, key);
    if (entry) return hostsOf(program, entry.unit, entry.id, chain);
  }
  return [];
}

/** The calls that made a client, the latest first. */
function makersOf(program: Program, unit: Unit, id: ValueId, depth: number): Ref[] {
  if (depth > deepest) return [];
  const at = resolved(program, { unit, id });
  const value = at.unit.value(at.id);
  const further = (from: Unit, ids: readonly ValueId[]): Ref[] => ids.flatMap((one) => makersOf(program, from, one, depth + 1));
  switch (value.kind) {
    case "choice": return further(at.unit, value.options);
    case "after": return further(at.unit, [value.base]);
    case "member": return identify(program, at.unit, value.base).flatMap((owner) => {
      if (owner.kind !== "instance" && owner.kind !== "class") return [];
      const members = owner.unit.facts.classes[owner.cls]?.members.filter((one) => one.name === value.name) ?? [];
      return further(owner.unit, [...members.flatMap((one) => one.value ?? []), ...assignedFields(owner.unit, owner.cls, value.name)]);
    });
    case "call": {
      const made = identify(program, at.unit, value.callee).flatMap((entity) =>
        (entity.kind === "function" ? further(entity.unit, entity.unit.facts.functions[entity.fn]?.returns ?? []) : []));
      const callee = at.unit.value(at.unit.peel(value.callee));
      const before = callee.kind === "member" && derives.has(callee.name) ? further(at.unit, [callee.base]) : [];
      return made.length ? made : [at, ...before];
    }
    default: return [];
  }
}
