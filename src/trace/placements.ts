/** placementOf: where in the record that a logger or client sends the fields of an argument stand. */
import type { Evaluator } from "./evaluate.ts";
import type { Sink } from "./sinks.ts";

/** Place of a field of an argument; null when no option reaches it, as in a message. */
export type Placement = (argument: number, fields: readonly string[]) => readonly string[] | null;

const asIs: Placement = (_argument, fields) => (fields.length ? fields : null);

export function placementOf(evaluator: Evaluator, sink: Sink): Placement {
  const method = sink.callee.split(".").at(-1) ?? "";
  switch (sink.api.entry) {
    case "pino":
    case "bunyan":
    case "fastify": return (argument, fields) => (argument === 0 && fields.length ? fields : null);
    case "winston": return winston(method);
    case "sentry": return sentry(evaluator, sink, method);
    case "posthog": return posthog(method);
    default: return asIs;
  }
}

/** `info(message, meta)`: the meta is merged into the record whose `message` is the text. */
const winston = (method: string): Placement => (argument, fields) => {
  if (fields.length) return fields;
  return argument === (method === "log" ? 1 : 0) ? ["message"] : null;
};

const underSentry: Record<string, string> = { setUser: "user", setTags: "tags", setExtras: "extra", captureMessage: "message" };
const keyedInSentry: Record<string, string> = { setContext: "contexts", setTag: "tags", setExtra: "extra" };

function sentry(evaluator: Evaluator, sink: Sink, method: string): Placement {
  const whole = underSentry[method];
  const keyed = keyedInSentry[method];
  const key = keyed === undefined || !sink.args[0] ? undefined : evaluator.constantKey(sink.unit, sink.args[0].value);
  return (argument, fields) => {
    if (argument === 0 && whole !== undefined) return [whole, ...fields];
    if (argument === 1 && keyed !== undefined) return key === undefined ? null : [keyed, key, ...fields];
    if (method === "addBreadcrumb") return argument === 0 && fields.length ? ["breadcrumbs", ...fields] : null;
    return fields.length && (method === "captureEvent" || argument === 1) ? fields : null;
  };
}

const posthog = (method: string): Placement => (argument, fields) => {
  if (method === "identify" || method === "setPersonProperties") return fields.length && argument === (method === "identify" ? 1 : 0) ? ["$set", ...fields] : null;
  if (method === "register" || method === "register_once") return ["properties", ...fields];
  if (!fields.length) return null;
  return argument === 1 ? ["properties", ...fields] : argument === 0 ? fields : null;
};
