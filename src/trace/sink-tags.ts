/** tagSinks: JSX tags that make the browser load an address or run a snippet with data in it. */
import type { SinkApi, Value, ValueId } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import type { Sink } from "./sinks.ts";

const addressOf: Record<string, string> = { img: "src", iframe: "src", script: "src", source: "src", video: "src", audio: "src", embed: "src", link: "href", a: "href", form: "action" };
/** Components of frameworks that stand for a tag. */
const components: Record<string, string> = { "next/script": "script", "next/image": "img", "next/link": "a" };

export function tagSinks(program: Program, unit: Unit, call: CallRef, value: Value & { kind: "jsx" }): Sink[] {
  const tag = tagName(unit, value);
  if (tag === undefined) return [];
  const props = unit.value(value.props);
  if (props.kind !== "object") return [];
  const entry = (name: string): ValueId | undefined => {
    const found = props.entries.find((one) => "key" in one && one.key === name);
    return found && "value" in found ? found.value : undefined;
  };
  const made = (api: SinkApi, given: ValueId, callee: string): Sink => ({
    unit, fn: call.fn, api, certainty: "sure", call: call.id, at: value.at, end: value.end, guards: call.guards,
    callee, payload: [{ value: given, path: [] }], args: [{ value: given }],
  });
  const address = addressOf[tag] === undefined ? undefined : entry(addressOf[tag]);
  const sinks = address === undefined ? [] : optionsOf(unit, address).filter((one) => isBuilt(unit, one)).map((one) => made(addressApi(tag), one, `${tag}.${addressOf[tag]!}`));
  const snippet = html(unit, entry("dangerouslySetInnerHTML")) ?? (tag === "script" ? entry("children") : undefined);
  const api = snippet === undefined ? undefined : snippetApi(program, unit, snippet);
  return snippet !== undefined && api ? [...sinks, made(api.api, snippet, api.callee)] : sinks;
}

function tagName(unit: Unit, { tag }: Value & { kind: "jsx" }): string | undefined {
  if (typeof tag === "string") return tag;
  const value = unit.value(unit.peel(tag));
  // By what the import says: following it would open every component of the project.
  const specifier = value.kind === "import" ? unit.facts.imports[value.index]?.specifier : undefined;
  return specifier === undefined ? undefined : components[specifier];
}

/** What one address holds does not go to the host of the other. */
function optionsOf(unit: Unit, id: ValueId): ValueId[] {
  const value = unit.value(unit.peel(id));
  return value.kind === "choice" ? value.options.flatMap((option) => optionsOf(unit, option)) : [id];
}

/** An address as it stands is a tag of the page, not data. */
function isBuilt(unit: Unit, id: ValueId): boolean {
  const { kind } = unit.value(unit.peel(id));
  return kind === "text" || kind === "call" || kind === "member" || kind === "import";
}

/** Only another host that is known counts: an avatar's own address is where it is, not what is sent. */
function addressApi(tag: string): SinkApi {
  return { entry: `${tag}-tag`, surface: "network-third-party", recipient: { id: `${tag}-tag`, name: `<${tag}>`, kind: "first-party" }, kind: "navigation", data: [{ arg: 0, path: [] }], url: { arg: 0, path: [] } };
}

function html(unit: Unit, id: ValueId | undefined): ValueId | undefined {
  const value = id === undefined ? undefined : unit.value(unit.peel(id));
  const found = value?.kind === "object" ? value.entries.find((one) => "key" in one && one.key === "__html") : undefined;
  return found && "value" in found ? found.value : undefined;
}

const calls = /(?<![\w$.])(?:window\.)?([\w$]+(?:\.[\w$]+)*)\s*\(/g;

/** The first call of a vendor's global in the snippet's own text. */
function snippetApi(program: Program, unit: Unit, id: ValueId): { api: SinkApi; callee: string } | undefined {
  for (const [, path = ""] of textsIn(unit, id).join(" ").matchAll(calls)) {
    const [first = "", ...rest] = path.split(".");
    const api = program.catalog.sink({ package: null, export: first, steps: rest.map((name) => ({ kind: "member", name })) });
    if (api?.recipient.kind === "vendor") return { api, callee: path };
  }
  return undefined;
}

function textsIn(unit: Unit, id: ValueId): string[] {
  const value = unit.value(unit.peel(id));
  if (value.kind === "text") return value.texts ?? [];
  return value.kind === "array" ? value.items.flatMap((item) => textsIn(unit, item.value)) : [];
}
