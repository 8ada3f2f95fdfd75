/** Prisma schema files -> records of the database. Line based: the language has one field a line. */
import type { Facts, SchemaFact } from "../model/index.ts";
import { placeOf } from "../model/index.ts";
import { emptyFacts } from "./empty.ts";

const scalars = new Set(["String", "Int", "BigInt", "Float", "Decimal", "Boolean", "DateTime", "Json", "Bytes"]);

export function prismaFacts(text: string): Facts {
  const facts = emptyFacts();
  const lines = text.split("\n");
  facts.lineCount = lines.length;
  const enums = new Set([...text.matchAll(/^\s*enum\s+(\w+)/gm)].map((match) => match[1]!));
  let current: SchemaFact | null = null;
  let doc: string | undefined;
  lines.forEach((line, index) => {
    const open = /^\s*(model|view|type)\s+(\w+)\s*\{/.exec(line);
    if (open) {
      current = { language: "prisma", name: open[2]!, at: placeOf(index + 1, line.indexOf(open[1]!) + 1), fields: [] };
      facts.schemas.push(current);
      return;
    }
    if (!current) return;
    if (/^\s*\}/.test(line)) { current = null; return; }
    const comment = /^\s*\/\/\/\s*(.*)/.exec(line);
    if (comment) { doc = comment[1]; return; }
    const field = /^\s*(\w+)\s+(\w+)(\[\])?(\?)?/.exec(line);
    if (field) {
      const [, name = "", type = "", list, optional] = field;
      current.fields.push({
        name, type, at: placeOf(index + 1, line.indexOf(name) + 1),
        ...(list ? { list: true as const } : {}),
        ...(optional ? { optional: true as const } : {}),
        ...(scalars.has(type) || enums.has(type) ? {} : { relation: true as const }),
        ...(doc ? { doc } : {}),
      });
    }
    doc = undefined;
  });
  return facts;
}
