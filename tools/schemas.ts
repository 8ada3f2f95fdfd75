/** Writes the JSON Schemas of the configuration, the inventory and the report, for editors and for programs that read them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../rules/checks/index.ts";
import { packageRoot } from "../src/catalog/read-files.ts";
import { dataTypeSchema, loggerSchema, sanitizerSchema, sourceSchema, vendorSchema } from "../src/catalog/schema.ts";
import { configJsonSchema } from "../src/config/index.ts";
import { inventoryJsonSchema } from "../src/inventory/index.ts";
import { reportJsonSchema } from "../src/report/schema.ts";
import { suppressionRule } from "../src/suppress/index.ts";

export const schemas = (): Record<string, object> => ({
  "config.schema.json": configJsonSchema({
    rules: [...rules.map(({ id }) => id), suppressionRule.id],
    entries: { vendors: vendorSchema, loggers: loggerSchema, dataTypes: dataTypeSchema, sources: sourceSchema, sanitizers: sanitizerSchema },
  }),
  "inventory.schema.json": inventoryJsonSchema(),
  "report.schema.json": reportJsonSchema(),
});

export function writeSchemas(): string[] {
  const folder = join(packageRoot, "dist", "schema");
  mkdirSync(folder, { recursive: true });
  return Object.entries(schemas()).map(([name, schema]) => {
    writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
    return name;
  });
}
