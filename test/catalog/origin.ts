/** origin: an access path as a test writes it: `origin("pino", "default", "()", "child", "()", "info")`. */
import type { AccessStep, Origin } from "../../src/model/index.ts";

export function origin(name: string | null, exported: string, ...steps: string[]): Origin {
  return { package: name, export: exported, steps: steps.map(stepOf) };
}

function stepOf(text: string): AccessStep {
  if (text === "()") return { kind: "call" };
  return text === "new" ? { kind: "new" } : { kind: "member", name: text };
}

/** `origin` of a global written with dots: `navigator.geolocation.getCurrentPosition()`. */
export function globalPath(path: string): Origin {
  const [first = "", ...rest] = path.replaceAll("()", ".()").split(".");
  return origin(null, first, ...rest);
}
