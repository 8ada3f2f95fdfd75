/** Sinks and sources by the names of an access path alone, for receivers that nothing resolves. */
import type { SinkApi, SourceApi } from "../model/index.ts";
import type { CompiledCatalog } from "./compiled.ts";
import { lookup } from "./table.ts";
import { splitWords } from "./words.ts";

export interface Conventions {
  sinkByNames(names: readonly string[]): SinkApi | undefined;
  sourceByNames(names: readonly string[]): SourceApi | undefined;
}

/** What may stand in front of a receiver without changing what it is. */
const carriers = new Set(["this", "self", "ctx", "context", "c", "opts", "options", "args", "params", "props", "deps", "event", "app", "input", "parent", "host", "window", "globalThis"]);
/** `posthogServerClient` is a PostHog client. */
const receiverFillers = new Set(["client", "instance", "server", "service", "sdk", "browser", "node", "api", "provider", "js", "my", "the", "web", "app", "shared", "global", "current", "ref"]);

export function createConventions(data: CompiledCatalog, sinkAt: (index: number) => SinkApi, sourceAt: (index: number) => SourceApi): Conventions {
  const { names: tables } = data;
  const levels = new Set(tables.levelMethods);
  const receivers = new Set(tables.receivers);
  const endings = new Set(tables.receiverEndings);
  const refused = new Set(tables.notReceivers);
  const loggerNames = new Map<string, boolean>();
  const vendorNames = new Map<string, number | null>();

  function isLoggerName(name: string): boolean {
    let known = loggerNames.get(name);
    if (known === undefined) {
      const words = splitWords(name);
      const last = words.at(-1) ?? "";
      const isRefused = refused.has(name) || words.some((word) => refused.has(word) && word !== "log");
      known = !isRefused && (receivers.has(name) || (endings.has(last) && !historyLogs.has(words[0] ?? "")));
      loggerNames.set(name, known);
    }
    return known;
  }

  function vendorNamed(name: string): number | null {
    let known = vendorNames.get(name);
    if (known === undefined) {
      const words = splitWords(name);
      const told = words.filter((word) => !receiverFillers.has(word));
      known = lookup(tables.vendorReceivers, words.join("")) ?? lookup(tables.vendorReceivers, told.join("")) ?? null;
      vendorNames.set(name, known);
    }
    return known;
  }

  function vendorCall(names: readonly string[]): SinkApi | undefined {
    for (let at = names.length - 2; at >= 0; at--) {
      const vendor = lookup(data.globals, names[at]!) ?? vendorNamed(names[at]!);
      if (vendor === null) continue;
      const row = data.vendors[vendor]!;
      const key = names.slice(at + 1).join(".");
      const index = lookup(row.methods, key) ?? lookup(row.direct, key);
      if (index !== undefined) return sinkAt(index);
    }
    return undefined;
  }

  return {
    sinkByNames(names) {
      const last = names.at(-1);
      const receiver = names.at(-2);
      if (last === undefined || receiver === undefined) return undefined;
      if (levels.has(last) && isLoggerName(receiver)) return sinkAt(tables.sinks[" logger"]!);
      if (last === "child" && isLoggerName(receiver)) return sinkAt(tables.sinks[" bindings"]!);
      // `responseWithHeaders.cookies.set`: a response under any name of its own.
      if (last === "set" && receiver === "cookies" && splitWords(names.at(-3) ?? "").includes("response")) return sinkAt(tables.sinks["response.cookies.set"]!);
      for (const length of [3, 2]) {
        const end = names.length < length ? undefined : lookup(tables.sinks, names.slice(-length).join("."));
        if (end !== undefined) return sinkAt(end);
      }
      return vendorCall(names);
    },
    sourceByNames(names) {
      if (names.length < 2) return undefined;
      for (let start = 0; start < names.length - 1; start++) {
        const index = lookup(tables.sources, names.slice(start).join("."));
        if (index !== undefined) return sourceAt(index);
        if (!carriers.has(names[start]!)) return undefined;
      }
      return undefined;
    },
  };
}

/** Their `log` reads what happened instead of writing it. */
const historyLogs = new Set(["git", "commit", "change", "build", "front", "back"]);
