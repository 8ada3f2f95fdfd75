/** Loggers: is this member of a logging package's value a line in a log, or data bound to later lines? */
import type { Origin, SinkApi } from "../model/index.ts";
import type { CompiledCatalog, LoggerRow } from "./compiled.ts";
import type { Path } from "./origins.ts";
import { lookup } from "./table.ts";

export interface Loggers { find(indexes: readonly number[], origin: Origin, path: Path): SinkApi | undefined }

interface KnownLogger extends LoggerRow { levels: Set<string>; exports: Map<string, Set<string>>; made: Map<string, SinkApi> }

export function createLoggers(data: CompiledCatalog): Loggers {
  const known = new Map<number, KnownLogger>();

  function loggerAt(index: number): KnownLogger {
    let logger = known.get(index);
    if (!logger) {
      const row = data.loggers[index]!;
      const exports = new Map<string, Set<string>>();
      for (const creation of row.creations) {
        const [form = "", name = ""] = creation.split(" ");
        exports.set(name, (exports.get(name) ?? new Set()).add(form));
      }
      logger = { ...row, levels: new Set([...row.methods, ...Object.keys(row.methodData ?? {})]), exports, made: new Map() };
      known.set(index, logger);
    }
    return logger;
  }

  function sink(logger: KnownLogger, method: string, bindings?: number): SinkApi {
    const key = bindings === undefined ? method : `bind ${method}`;
    let api = logger.made.get(key);
    if (!api) {
      const recipient = data.recipients[logger.recipient]!;
      const selectors = bindings === undefined ? data.selectors[logger.methodData?.[method] ?? logger.data]! : [{ arg: bindings, path: [] }];
      api = { entry: logger.id, surface: logger.surface, recipient, kind: bindings === undefined ? "log" : "bindings", data: selectors };
      logger.made.set(key, api);
    }
    return api;
  }

  return {
    find(indexes, origin, path) {
      for (const index of indexes) {
        const logger = loggerAt(index);
        if (path.ending !== "" || path.names.length === 0 || isInstance(logger, origin, path.names, path.names.length)) {
          if (logger.isCallable && path.ending !== " new" && isCallableInstance(logger, origin)) return sink(logger, "");
        }
        const method = path.ending === "" ? path.names.at(-1) : undefined;
        if (method === undefined || !isInstance(logger, origin, path.names, path.names.length - 1)) continue;
        if (logger.levels.has(method)) return sink(logger, method);
        const bindings = lookup(logger.bindings, method);
        if (bindings !== undefined) return sink(logger, method, bindings);
      }
      return undefined;
    },
  };
}

/** What stands before the last member is a logger. */
function isInstance(logger: KnownLogger, { export: exported, steps }: Origin, names: readonly string[], before: number): boolean {
  if (logger.properties.length > 0 && names.slice(0, before).some((name) => logger.properties.includes(name))) return true;
  const forms = formsOf(logger, exported) ?? (isWholeModule(exported) && before > 0 ? logger.exports.get(names[0]!) : undefined);
  if (forms) {
    if (forms.has("value")) return true;
    if (forms.has("call") && steps.some(({ kind }) => kind === "call")) return true;
    if (forms.has("new") && steps.some(({ kind }) => kind === "new" || kind === "call")) return true;
  }
  // A namespace whose members are the levels: `import { info } from`, `import * as log from`.
  if (steps.length === 0) return logger.exports.get("*")?.has("value") === true;
  return logger.isDedicated === true && steps.length > 0;
}

const isWholeModule = (exported: string): boolean => exported === "default" || exported === "*";
const formsOf = (logger: KnownLogger, exported: string): Set<string> | undefined => logger.exports.get(exported) ?? (exported === "*" ? logger.exports.get("default") : undefined);

/** `debug("app")` is called; `log("text")` of a default instance too. */
function isCallableInstance(logger: KnownLogger, { export: exported, steps }: Origin): boolean {
  const forms = formsOf(logger, exported);
  if (!forms) return false;
  return forms.has("call") ? steps.at(-1)?.kind === "call" : forms.has("value") && steps.every(({ kind }) => kind !== "new");
}
