/** The YAML, schema and code-frame libraries cost a start-up more than it has: no file here may load them on import. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const folder = new URL("../../src/inventory/", import.meta.url);
const heavy = /^(zod|yaml|@babel\/code-frame)(\/|$)/;

it("loads them only when an inventory is read", () => {
  const eager = readdirSync(folder).flatMap((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const imports = [...text.matchAll(/^(?:import|export) (type )?.*?from "([^"]+)"/gm)];
    return imports.filter(([, isType, specifier]) => !isType && heavy.test(specifier!)).map(([line]) => `${name}: ${line}`);
  });
  expect(eager).toEqual([]);
});
