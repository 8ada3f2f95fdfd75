/** Every file of the catalog holds its shape, its joins and its sources. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { packageRoot, readCatalogFiles } from "../../src/catalog/read-files.ts";
import * as shapes from "../../src/catalog/schema.ts";

const { files } = readCatalogFiles();
const schemas: Record<Exclude<keyof typeof files, "words">, z.ZodType> = {
  "data-types": shapes.dataTypeSchema, "vendors": shapes.vendorSchema, "loggers": shapes.loggerSchema,
  "sources": shapes.sourceFileSchema, "sanitizers": shapes.sanitizerFileSchema, "egress": shapes.egressFileSchema,
};
const typeIds = new Set(files["data-types"].map(({ id }) => id));
const containers = new Set(files.sources.flatMap((file) => file.containers ?? []).map(({ id }) => id));
const isType = (id: string): boolean => typeIds.has(id) || containers.has(id);

describe("every file", () => {
  it.each(Object.entries(schemas))("in %s holds its shape", (folder, schema) => {
    const problems = files[folder as keyof typeof schemas].flatMap((file) => {
      const result = schema.safeParse(file);
      const name = "id" in file ? file.id : file.family;
      return result.success ? [] : result.error.issues.map((issue) => `${folder}/${name}: ${issue.path.join(".")} ${issue.message}`);
    });
    expect(problems).toEqual([]);
  });

  it("of words holds its shape", () => {
    expect(Object.entries(files.words).filter(([, list]) => !shapes.wordsSchema.safeParse(list).success).map(([name]) => name)).toEqual([]);
  });

  it.each(["data-types", "vendors", "loggers"] as const)("in %s is called like its id", (folder) => {
    const wrong = files[folder].filter(({ id }) => !readFileSync(join(packageRoot, "rules/catalog", folder, `${id}.json`), "utf8").includes(`"id": "${id}"`));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it.each(["data-types", "vendors", "loggers", "sources", "sanitizers", "egress"] as const)("in %s says where its facts are from and how far they are trusted", (folder) => {
    const silent = files[folder].filter(({ source, confidence }) => source === undefined || confidence === undefined);
    expect(silent).toEqual([]);
  });
});

describe("ids are told apart", () => {
  const doubles = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
  it.each([
    ["data types", files["data-types"].map(({ id }) => id)],
    ["aliases of data types", files["data-types"].flatMap(({ id, aliases = [] }) => [id, ...aliases])],
    ["vendors", files.vendors.map(({ id }) => id)],
    ["loggers", files.loggers.map(({ id }) => id)],
    ["sources", files.sources.flatMap(({ entries = [] }) => entries.map(({ id }) => id))],
    ["headers", files.sources.flatMap(({ headers = [] }) => headers.map(({ name }) => name))],
    ["sanitizers", files.sanitizers.flatMap(({ entries = [] }) => entries.map(({ id }) => id))],
    ["ways out", files.egress.flatMap(({ entries = [] }) => entries.map(({ id }) => id))],
  ] as const)("of %s", (_what, ids) => {
    expect(ids.length).toBeGreaterThan(0);
    expect(doubles(ids)).toEqual([]);
  });
});

describe("joins resolve", () => {
  it("of broader types, without a circle", () => {
    const broader = new Map(files["data-types"].map((type) => [type.id, type.broader]));
    const lost = files["data-types"].filter(({ id }) => {
      let steps = 0;
      for (let at: string | null | undefined = id; at !== null; at = broader.get(at)) if (at === undefined || ++steps > 10) return true;
      return false;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it("of everything that names a data type", () => {
    const named = [
      ...files.vendors.flatMap(({ id, autoCollects, calls, sources = [] }) => [
        ...autoCollects.map(({ dataType }) => [id, dataType] as const),
        ...sources.flatMap(({ yields }) => yields.map((type) => [id, type] as const)),
        ...calls.flatMap(({ fields = {} }) => Object.values(fields).map((type) => [id, type] as const)),
      ]),
      ...files.sources.flatMap(({ family, entries = [], headers = [], containers: own = [] }) => [
        ...entries.flatMap(({ id, dataType, fields = {} }) => [dataType, ...Object.values(fields)].map((type) => [id, type] as const)),
        ...headers.map(({ name, dataType }) => [name, dataType] as const),
        ...own.flatMap(({ mayContain }) => mayContain.map((type) => [family, type] as const)),
      ]),
      ...files.sanitizers.flatMap(({ entries = [] }) => entries.map(({ id, appliesTo }) => [id, appliesTo] as const)),
      ...files.loggers.flatMap(({ id, autoLogs = [] }) => autoLogs.flatMap(({ dataTypes }) => dataTypes.map((type) => [id, type] as const))),
    ];
    expect(named.length).toBeGreaterThan(2000);
    expect(named.filter(([, type]) => !isType(type) && type !== "none" && type !== "any")).toEqual([]);
  });

  it("of loggers that are a vendor's", () => {
    const vendors = new Set(files.vendors.map(({ id }) => id));
    expect(files.loggers.filter(({ vendor }) => vendor !== undefined && !vendors.has(vendor)).map(({ id }) => id)).toEqual([]);
  });

  it("of package names", () => {
    const names = [...files.vendors.flatMap(({ packages }) => packages), ...files.loggers.flatMap(({ packages }) => packages)];
    const specifiers = [...files.sources, ...files.sanitizers].flatMap(({ entries = [] }) => entries.flatMap(({ packages = [] }) => packages));
    const isNodeModule = (name: string): boolean => name.startsWith("node:");
    expect(names.filter((name) => !isNodeModule(name) && !shapes.npmName.safeParse(name).success)).toEqual([]);
    expect(specifiers.filter((name) => !shapes.specifier.safeParse(name).success)).toEqual([]);
  });
});

it("nothing that is only inferred is marked as checked", () => {
  const wrong = files.vendors.flatMap(({ id, autoCollects }) => autoCollects.filter(({ checked, confidence }) => checked && confidence === "inferred").map(({ when }) => `${id}: ${when}`));
  expect(wrong).toEqual([]);
});
