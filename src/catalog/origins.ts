/** What an origin is called in the API tables: package, member path, and how it ends. */
import type { Origin } from "../model/index.ts";
import { withoutNodePrefix } from "./table.ts";

export interface Path {
  /** Export and members; `default`, namespaces and the roots around globals left out. */
  names: string[];
  /** ` new` or ` ()` when the origin itself is constructed, or is the result of a call. */
  ending: "" | " new" | " ()";
  /** Nothing stands before the last name: an exported function itself. */
  isBare: boolean;
}

const unnamed = new Set(["default", "*", "module.exports"]);
const globalRoots = new Set(["window", "globalThis", "self", "global"]);

export function pathOf({ package: name, export: exported, steps }: Origin): Path {
  const isUnnamed = name !== null && unnamed.has(exported);
  const names = isUnnamed ? [] : [exported];
  for (const step of steps) if (step.kind === "member" && step.name !== "default") names.push(step.name);
  if (name === null) while (names.length > 1 && globalRoots.has(names[0]!)) names.shift();
  const last = steps.at(-1);
  return {
    names,
    ending: last === undefined || last.kind === "member" ? "" : last.kind === "new" ? " new" : " ()",
    isBare: steps.every((step) => step.kind !== "member") && !steps.some((step, index) => step.kind === "call" && index < steps.length - 1),
  };
}

/** `posthog-js/react`, then `posthog-js`. */
export function specifiersOf(specifier: string): string[] {
  const plain = withoutNodePrefix(specifier);
  const found = [plain];
  for (let end = plain.lastIndexOf("/"); end > 0; end = plain.lastIndexOf("/", end - 1)) {
    const shorter = plain.slice(0, end);
    if (shorter.startsWith("@") && !shorter.includes("/")) break;
    found.push(shorter);
  }
  return found;
}
