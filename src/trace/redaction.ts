/** redactionOf: what the set-up of a logger or client takes out of the records it is handed, before they leave. */
import type { Ref } from "../link/unit.ts";
import { creationsOf, initsOf, type SetUp } from "./creations.ts";
import type { Evaluator } from "./evaluate.ts";
import { formatTransforms } from "./formats.ts";
import { constantOf, entryOf, resolved, textsOf } from "./options.ts";
import { placementOf, type Placement } from "./placements.ts";
import type { Result } from "./result.ts";
import type { Sink } from "./sinks.ts";
import { transformOf, type Transform } from "./transforms.ts";

export interface Redaction {
  /** Nothing is written or sent at all. */
  isSilent: boolean;
  /** What each set-up does, one after the other. */
  setUps: Transform[][];
  placement: Placement;
}

export function redactionOf(evaluator: Evaluator, sink: Sink): Redaction | undefined {
  const { program } = evaluator;
  const value = sink.unit.value(sink.call);
  if (value.kind !== "call") return undefined;
  const made = creationsOf(program, sink.unit, value.callee);
  const found = made.length ? made : initsOf(program, sink);
  if (!found.length) return undefined;
  const setUps = found.map((setUp) => setUp.flatMap((options) => transformsOf(evaluator, options)));
  return { isSilent: found.every((setUp) => isSilent(evaluator, setUp)), setUps, placement: placementOf(evaluator, sink) };
}

/** What is left of an argument's data. Every set-up has to take a datum out: nobody knows which of them runs. */
export function redacted(result: Result, redaction: Redaction | undefined, argument: number, inside: readonly string[]): Result {
  if (!redaction?.setUps.some((rules) => rules.length) || !result.data.length) return result;
  const data = result.data.flatMap((datum) => {
    const place = redaction.placement(argument, [...inside, ...(datum.fields ?? [])]);
    if (!place) return [datum];
    const left = redaction.setUps.flatMap((rules) => rules.reduce<typeof datum | null>((so, rule) => so && rule(so, place), datum) ?? []);
    return left.length ? [left.find((one) => !one.treatment) ?? left[0]!] : [];
  });
  return { ...result, data };
}

/** `level: "silent"`, `enabled: false`, `silent: true`. */
const isSilent = (evaluator: Evaluator, setUp: SetUp): boolean => setUp.some((options) => {
  const said = (name: string): string | undefined => constantOf(evaluator, entryOf(evaluator.program, options, name));
  return said("level") === "silent" || said("enabled") === "false" || said("silent") === "true";
});

function transformsOf(evaluator: Evaluator, options: Ref): Transform[] {
  const option = (name: string): Ref | undefined => entryOf(evaluator.program, options, name);
  const formatters = option("formatters");
  return [
    ...pathRules(evaluator, option("redact")),
    ...serializerRules(evaluator, option("serializers")),
    ...hookRules(evaluator, formatters && entryOf(evaluator.program, formatters, "log")),
    ...formatTransforms(evaluator, option("format"), option("transports")),
    ...keyRules(["maskValuesOfKeys", "scrubFields", "redactedKeys", "keysBlocklist"].flatMap((name) => textsIn(evaluator, option(name)))),
    ...["beforeSend", "before_send", "onError"].flatMap((name) => hookRules(evaluator, option(name))),
    ...below("properties", [...denied(textsIn(evaluator, option("property_denylist"))), ...hookRules(evaluator, option("sanitize_properties"))]),
    ...below("breadcrumbs", hookRules(evaluator, option("beforeBreadcrumb"))),
  ];
}

const textsIn = (evaluator: Evaluator, list: Ref | undefined): string[] => (list ? textsOf(evaluator, list) : []);

/** `redact: ["email", "user.*.phone"]`, `redact: { paths, censor }`. */
function pathRules(evaluator: Evaluator, redact: Ref | undefined): Transform[] {
  if (!redact) return [];
  const censor = entryOf(evaluator.program, redact, "censor");
  const censored = censor && transformOf(evaluator, censor);
  return textsOf(evaluator, entryOf(evaluator.program, redact, "paths") ?? redact).map((text): Transform => {
    const steps = pathSteps(text);
    return (datum, place) => (leadsTo(steps, place, true) ? (censored ? censored(datum, []) : null) : datum);
  });
}

/** `a.b[*].c` and `req.headers["x-a"]` as names; `[*]`, an item of a list, as `[]`. */
const pathSteps = (text: string): string[] => [...text.matchAll(/\[(?:"([^"]*)"|'([^']*)'|([^\]]*))\]|([^.[\]]+)/g)].map(([, double, single, bracket, name]) =>
  double ?? single ?? name ?? (bracket === "*" ? "[]" : (bracket ?? "")));

/** The path ends at the place or at a record around it. Items of lists are not told apart from the list. */
function leadsTo([step, ...steps]: readonly string[], place: readonly string[], isFirst = false): boolean {
  if (step === undefined) return true;
  if (step === "[]" || (step === "*" && !isFirst && leadsTo(steps, place))) return step === "*" ? steps.length > 0 : leadsTo(steps, place);
  return place[0] !== undefined && (step === "*" || step === place[0]) && leadsTo(steps, place.slice(1));
}

/** `serializers: { user: (user) => ({ id: user.id }) }`. */
function serializerRules(evaluator: Evaluator, serializers: Ref | undefined): Transform[] {
  if (!serializers) return [];
  const { unit, id } = resolved(evaluator.program, serializers);
  const object = unit.value(id);
  if (object.kind !== "object") return [];
  return object.entries.flatMap((entry) => {
    const transform = "key" in entry ? transformOf(evaluator, { unit, id: entry.value }) : undefined;
    return transform && "key" in entry ? below(entry.key, [transform]) : [];
  });
}

/** One function, or a list of them. */
function hookRules(evaluator: Evaluator, hook: Ref | undefined): Transform[] {
  if (!hook) return [];
  const { unit, id } = resolved(evaluator.program, hook);
  const list = unit.value(id);
  const hooks = list.kind === "array" ? list.items.map((item) => ({ unit, id: item.value })) : [{ unit, id }];
  return hooks.flatMap((one) => transformOf(evaluator, one) ?? []);
}

/** The rules are for what stands below a name. */
const below = (name: string, rules: Transform[]): Transform[] => rules.map((rule): Transform => (datum, place) => (place[0] === name ? rule(datum, place.slice(1)) : datum));

const denied = (keys: string[]): Transform[] => (keys.length ? [(datum, place) => (keys.includes(place[0] ?? "") ? null : datum)] : []);

/** Names of fields, wherever they stand. */
const keyRules = (keys: string[]): Transform[] => (keys.length ? [(datum, place) => (place.some((name) => keys.includes(name)) ? null : datum)] : []);
