/** GraphQL schema files -> object and input types. */
import type { Facts, SchemaFact } from "../model/index.ts";
import { placeOf } from "../model/index.ts";
import { emptyFacts } from "./empty.ts";

const scalars = new Set(["String", "Int", "Float", "Boolean", "ID", "DateTime", "Date", "JSON"]);

export function graphqlFacts(text: string): Facts {
  const facts = emptyFacts();
  const lines = text.split("\n");
  facts.lineCount = lines.length;
  let current: SchemaFact | null = null;
  lines.forEach((line, index) => {
    const open = /^\s*(?:extend\s+)?(?:type|input|interface)\s+(\w+)/.exec(line);
    if (open) {
      const name = open[1]!;
      if (["Query", "Mutation", "Subscription"].includes(name)) return;
      current = { language: "graphql", name, at: placeOf(index + 1, line.indexOf(name) + 1), fields: [] };
      facts.schemas.push(current);
      return;
    }
    if (/^\s*\}/.test(line)) { current = null; return; }
    const field = current && /^\s*(\w+)\s*(?:\([^)]*\))?\s*:\s*(\[)?\s*(\w+)/.exec(line);
    if (!current || !field) return;
    const [, name = "", list, type = ""] = field;
    current.fields.push({
      name, type, at: placeOf(index + 1, line.indexOf(name) + 1),
      ...(list ? { list: true as const } : {}),
      ...(scalars.has(type) ? {} : { relation: true as const }),
    });
  });
  return facts;
}
