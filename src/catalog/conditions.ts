/** Conditions on options, as the catalog writes them: `autocapture = false`, `replay.rate > 0 and replay is set`. */

export interface Condition {
  /** Option path; `$1` the second argument of the call, `name()` the call of that name in a list. */
  path: string[];
  test: "=" | "!=" | ">" | "has" | "lacks" | "starts" | "set" | "unset";
  /** As written: `false`, `"memory"`, `[]`; without quotes. */
  value: string;
  type: "boolean" | "number" | "string" | "empty" | "null";
}

const form = /^(\$?[\w$-]+(?:\(\))?(?:\.[\w$-]+(?:\(\))?)*) (?:(=|!=|>|has|lacks|starts) (true|false|null|-?\d+(?:\.\d+)?|"[^"]*"|\[\]|\{\})|is (set|unset))$/;

export function parseConditions(text: string): Condition[] {
  return text.split(" and ").map((part) => {
    const match = form.exec(part.trim());
    if (!match) throw new Error(`not a condition: ${part}`);
    const [, path = "", sign, written = "", state] = match;
    return { path: path.split("."), test: (sign ?? state) as Condition["test"], value: written.replace(/^"|"$/g, ""), type: typeOf(written) };
  });
}

export const isCondition = (text: string): boolean => text.split(" and ").every((part) => form.test(part.trim()));

function typeOf(written: string): Condition["type"] {
  if (written === "true" || written === "false") return "boolean";
  if (written === "null") return "null";
  if (written === "[]" || written === "{}") return "empty";
  return written.startsWith('"') ? "string" : "number";
}
