/** refined: what a sink of certain libraries really hands out, and to whom; the catalog knows the call alone. */
import type { Recipient, ValueId } from "../model/index.ts";
import { callsOfParameter } from "../link/callers.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { Ref, Unit } from "../link/unit.ts";
import { entryOf, resolved } from "./options.ts";
import type { Sink } from "./sinks.ts";

export function refined(program: Program, sink: Sink): Sink[] {
  if (sink.api.entry === "vercel-ai-sdk") return throughSdk(program, sink);
  if (sink.api.kind === "storage-write" && /(^|\.)persist$/.test(sink.callee)) return [{ ...sink, payload: stateOf(sink) }];
  return [sink];
}

/** The SDK only carries the prompt: the provider of the model gets it, with what the tools answer. */
function throughSdk(program: Program, sink: Sink): Sink[] {
  const options = sink.args[0] && { unit: sink.unit, id: sink.args[0].value };
  const model = options && entryOf(program, options, "model");
  const providers = model ? providersOf(program, model, 0) : [];
  const tools = options && entryOf(program, options, "tools");
  const payload = [...sink.payload, ...(tools && tools.unit === sink.unit ? answersOf(sink.unit, tools.id) : [])];
  return providers.length ? providers.map((recipient) => ({ ...sink, payload, api: { ...sink.api, recipient } })) : [{ ...sink, payload }];
}

function providersOf(program: Program, model: Ref, depth: number): Recipient[] {
  const { unit, id } = resolved(program, model);
  const value = unit.value(id);
  if (depth > 6) return [];
  const further = (from: Unit, next: ValueId): Recipient[] => providersOf(program, { unit: from, id: next }, depth + 1);
  if (value.kind === "choice") return distinct(value.options.flatMap((option) => further(unit, option)));
  // `"openai/gpt-4o"` names the provider first.
  if (value.kind === "const") return value.text?.includes("/") ? vendorOf(program, `@ai-sdk/${value.text.split("/")[0]!}`) : [];
  const entities = identify(program, unit, value.kind === "call" ? value.callee : id);
  const found = distinct(entities.flatMap((entity) => {
    if (entity.kind === "api" && entity.origin.package !== null) return vendorOf(program, entity.origin.package);
    return entity.kind === "function" && value.kind === "call" ? (entity.unit.facts.functions[entity.fn]?.returns ?? []).flatMap((one) => further(entity.unit, one)) : [];
  }));
  if (found.length || value.kind !== "call" || !value.args[0]) return found;
  // `wrapLanguageModel({ model })`, `gateway("openai/gpt-4o")`.
  const inner = entryOf(program, { unit, id: value.args[0].value }, "model");
  return inner ? further(inner.unit, inner.id) : further(unit, value.args[0].value);
}

function vendorOf(program: Program, specifier: string): Recipient[] {
  const vendor = program.catalog.vendorOfPackage(specifier);
  return vendor && vendor.id !== "vercel-ai-sdk" ? [{ id: vendor.id, name: vendor.name, kind: "vendor" }] : [];
}

const distinct = (recipients: Recipient[]): Recipient[] => [...new Map(recipients.map((one) => [one.id, one])).values()];

/** What `execute` of each tool returns goes back to the model. */
function answersOf(unit: Unit, tools: ValueId): Sink["payload"] {
  const object = unit.value(unit.peel(tools));
  if (object.kind !== "object") return [];
  return object.entries.flatMap((entry) => {
    const made = "value" in entry ? unit.value(unit.peel(entry.value)) : undefined;
    const options = made?.kind === "call" ? made.args[0] && unit.value(unit.peel(made.args[0].value)) : made;
    if (options?.kind !== "object") return [];
    const execute = options.entries.find((one) => "key" in one && one.key === "execute");
    const fn = execute && "value" in execute ? unit.value(unit.peel(execute.value)) : undefined;
    return fn?.kind === "function" ? (unit.facts.functions[fn.fn]?.returns ?? []).map((value) => ({ value, path: [] })) : [];
  });
}

/** `persist((set) => ({ ... }))`: the state it starts with, and whatever is set later. */
function stateOf({ unit, args, payload }: Sink): Sink["payload"] {
  const maker = args[0] && unit.value(unit.peel(args[0].value));
  if (maker?.kind !== "function") return payload;
  const later = callsOfParameter(unit, maker.fn, 0).flatMap((call) => {
    const value = unit.value(call.id);
    return value.kind === "call" && value.args[0] ? [value.args[0].value] : [];
  });
  return [...(unit.facts.functions[maker.fn]?.returns ?? []), ...later].map((value) => ({ value, path: [] }));
}
