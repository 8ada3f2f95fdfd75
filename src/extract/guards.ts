/** Conditions that dominate the code being walked, kept for consent guards and development-only code. */
import type { ValueId } from "../model/index.ts";
import type { Walk } from "./walk.ts";

export function addGuard(w: Walk, test: ValueId, holds: boolean): number {
  return w.facts.guards.push({ test, holds }) - 1;
}

/** Runs `body` with the condition in force. */
export function guarded<T>(w: Walk, test: ValueId, holds: boolean, body: () => T): T {
  w.guards.push(addGuard(w, test, holds));
  try {
    return body();
  } finally {
    w.guards.pop();
  }
}
