/** hostsOf: where an HTTP request goes, from literals, constants, environment defaults, client set-up and callers. */
import type { Value, ValueId } from "../model/index.ts";
import { callersOf } from "../link/callers.ts";
import { identify } from "../link/identify.ts";
import type { Program } from "../link/program.ts";
import type { CallRef, Unit } from "../link/unit.ts";
import { resolved } from "./options.ts";

export type Host = { kind: "host"; name: string } | { kind: "own" } | { kind: "unknown" };

const absolute = /^(?:https?|wss?):\/\/(?:[^@/]*@)?([a-z0-9.-]+)(?::\d+)?/i;
const privateName = /^(localhost|0\.0\.0\.0|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|(\.local|\.internal|\.localhost|\.svc|\.cluster\.local)$|^[a-z0-9-]+$/i;
const examples = /(^|\.)(example\.(com|org|net)|test|invalid|example)$/i;

export function textHost(text: string): Host | undefined {
  const match = absolute.exec(text);
  if (match) return privateName.test(match[1]!) ? { kind: "own" } : { kind: "host", name: match[1]!.toLowerCase() };
  if (text === "*" || /^(https?|wss?):\/\/$/i.test(text)) return { kind: "unknown" };
  if (text.startsWith("//")) return { kind: "host", name: text.slice(2).split(/[/:?#]/)[0]!.toLowerCase() };
  // Relative: the page's own origin.
  if (/^[./?#]/.test(text) || /^[a-z0-9_-]+\//i.test(text) || text === "") return { kind: "own" };
  return undefined;
}

export const isExampleHost = (host: string): boolean => examples.test(host);

const ownNames = /(^|_)(APP|SITE|BASE|BACKEND|SERVER|PUBLIC|WEB|WEBAPP|FRONTEND|SELF|VERCEL|NEXTAUTH|API|HOST|NEXT|MY)(_|$).*(URL|HOST|DOMAIN|ORIGIN|ENDPOINT)?/;

/** `chain`: the calls that led to the request; a parameter is what these calls pass, else what any caller passes. */
export function hostsOf(program: Program, unit: Unit, id: ValueId, chain: readonly CallRef[] = [], depth = 0, seen = new Set<string>()): Host[] {
  const key = `${unit.path} ${id}`;
  if (depth > 12 || seen.has(key)) return [];
  seen.add(key);
  const next = (from: Unit, value: ValueId): Host[] => hostsOf(program, from, value, chain, depth + 1, seen);
  const value = unit.value(id);
  switch (value.kind) {
    case "const": return value.text === undefined ? [{ kind: "unknown" }] : [textHost(value.text) ?? { kind: "own" }];
    case "bind":
    case "typed":
    case "await": return next(unit, value.base);
    case "choice": return distinctHosts(value.options.flatMap((option) => next(unit, option)));
    case "text": return textHosts(program, unit, value, next);
    case "import": {
      const target = program.import(unit, value.index);
      return target.kind === "value" && !target.path.length ? next(target.unit, target.id) : [{ kind: "unknown" }];
    }
    case "member": return memberHosts(program, unit, id, next);
    case "param": return paramHosts(program, unit, value, chain, next);
    case "call": return callHosts(program, unit, id, next);
    default: return [{ kind: "unknown" }];
  }
}

export const distinctHosts = (hosts: Host[]): Host[] => [...new Map(hosts.map((host) => [host.kind === "host" ? host.name : host.kind, host])).values()];

/** `https://${HOST}/path`, `https://${region}.vendor.com`: what stands between the scheme and the first slash. */
const openHead = /^(?:https?|wss?):\/\/[^/?#]*$/i;

function textHosts(program: Program, unit: Unit, value: { parts: ValueId[]; texts?: string[] }, next: (unit: Unit, id: ValueId) => Host[]): Host[] {
  const head = value.texts?.[0] ?? "";
  const first = value.parts[0];
  if (first === undefined) return [head === "" ? { kind: "own" } : textHost(head) ?? { kind: "own" }];
  if (openHead.test(head)) return builtHosts(program, unit, head, first, value.texts?.[1] ?? "", next);
  const known = head === "" ? undefined : textHost(head);
  return known ? [known] : next(unit, first);
}

function builtHosts(program: Program, unit: Unit, head: string, part: ValueId, tail: string, next: (unit: Unit, id: ValueId) => Host[]): Host[] {
  const texts = constantTexts(program, unit, part, 0);
  const hosts = texts.flatMap((text) => textHost(`${head}${text}${tail}`) ?? []);
  if (hosts.length) return distinctHosts(hosts);
  const around = /^[\w-]*(?:\.[\w-]+){2,}/.test(tail) ? textHost(`${head}any${tail}`) : undefined;
  return around ? [around] : head.endsWith("//") ? next(unit, part) : [{ kind: "unknown" }];
}

function constantTexts(program: Program, unit: Unit, id: ValueId, depth: number): string[] {
  const at = resolved(program, { unit, id });
  const value = at.unit.value(at.id);
  if (value.kind === "const") return value.text === undefined ? [] : [value.text];
  return value.kind === "choice" && depth < 4 ? value.options.flatMap((option) => constantTexts(program, at.unit, option, depth + 1)) : [];
}

function memberHosts(program: Program, unit: Unit, id: ValueId, next: (unit: Unit, id: ValueId) => Host[]): Host[] {
  const value = unit.value(id);
  if (value.kind !== "member") return [];
  const names = unit.chain(id);
  const isEnv = names.includes("env") || names.includes("environment");
  if (names[0] === "window" || names[0] === "location" || names.includes("origin") || names.includes("nextUrl")) return [{ kind: "own" }];
  for (const owner of identify(program, unit, value.base)) {
    const object = owner.kind === "object" ? owner.unit.value(owner.id) : undefined;
    const entry = object?.kind === "object" ? object.entries.find((one) => "key" in one && one.key === value.name) : undefined;
    if (owner.kind === "object" && entry && "value" in entry) return next(owner.unit, entry.value);
    if (owner.kind === "instance") {
      const member = owner.unit.facts.classes[owner.cls]?.members.find((one) => one.name === value.name);
      if (member?.value !== undefined) return next(owner.unit, member.value);
      const [written] = owner.unit.fieldWrites(owner.cls, value.name);
      if (written !== undefined) return next(owner.unit, written);
    }
  }
  const base = unit.value(unit.peel(value.base));
  if (base.kind === "param") return [{ kind: "unknown" }];
  if (isEnv || /^[A-Z0-9_]+$/.test(value.name)) {
    return ownNames.test(value.name) && !/WEBHOOK|SLACK|DISCORD/.test(value.name) ? [{ kind: "own" }] : [{ kind: "unknown" }];
  }
  return [{ kind: "unknown" }];
}

function paramHosts(program: Program, unit: Unit, param: Value & { kind: "param" }, chain: readonly CallRef[], next: (unit: Unit, id: ValueId) => Host[]): Host[] {
  const feeds = callersOf(program, unit, param.fn);
  const onTheWay = feeds.filter((feed) => chain.some((call) => call.unit === feed.call.unit && call.id === feed.call.id));
  const hosts = (onTheWay.length ? onTheWay : feeds.slice(0, 24)).flatMap((feed) => {
    if (feed.kind !== "call") return [];
    const call = feed.call.unit.value(feed.call.id);
    const argument = call.kind === "call" ? call.args[param.index] : undefined;
    return argument ? next(feed.call.unit, argument.value) : [];
  });
  const all = distinctHosts([...hosts, ...(param.default === undefined ? [] : next(unit, param.default))]);
  return all.length ? all : [{ kind: "unknown" }];
}

function callHosts(program: Program, unit: Unit, id: ValueId, next: (unit: Unit, id: ValueId) => Host[]): Host[] {
  const value = unit.value(id);
  if (value.kind !== "call") return [];
  const callee = unit.value(unit.peel(value.callee));
  const name = unit.lastName(value.callee) ?? "";
  // `new URL(path, base)`, `url.toString()`, `encodeURI(url)`.
  if (value.isNew && name === "URL" && value.args.length) {
    const first = next(unit, value.args[0]!.value);
    return first.some((host) => host.kind === "host") || value.args.length < 2 ? first : next(unit, value.args[1]!.value);
  }
  if (callee.kind === "member" && /^(toString|trim|replace|concat|href|valueOf)$/.test(callee.name)) return next(unit, callee.base);
  if (/^(String|encodeURI|Request)$/.test(name) && value.args[0]) return next(unit, value.args[0].value);
  const found = identify(program, unit, value.callee).flatMap((entity) => {
    if (entity.kind !== "function") return [];
    return (entity.unit.facts.functions[entity.fn]?.returns ?? []).slice(0, 4).flatMap((one) => next(entity.unit, one));
  });
  return found.length ? distinctHosts(found) : [{ kind: "unknown" }];
}
