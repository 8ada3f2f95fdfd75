/** The example configuration and the JSON Schema agree with the schema. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import { rules } from "../../rules/checks/index.ts";
import { configJsonSchema, configSchema, defaultConfig, defineConfig, loadConfig, type UserConfig } from "../../src/config/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const knownRules = rules.map(({ id }) => id);
const example = JSON.parse(readFileSync(`${root}/.privacylintrc.example.json`, "utf8")) as Record<string, unknown>;

describe("the example", () => {
  it("is valid by the JSON Schema", () => {
    const validate = new Ajv2020.default({ strict: false }).compile(configJsonSchema({ rules: knownRules }));
    validate(example);
    expect(validate.errors).toBeNull();
  });

  it("shows every key there is", () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(configSchema({ rules: knownRules }).shape).sort());
  });

  it("is read without a mistake and changes something of each setting it gives a value", async () => {
    const { config } = await loadConfig({ root, configPath: ".privacylintrc.example.json", knownRules, knownDataTypes: () => ["email-address", "person-name"] });
    expect(Object.keys(config).sort()).toEqual(Object.keys(defaultConfig()).sort());
    expect(config.rules["unused-declaration"]).toBe("off");
    expect(config.vendors).toHaveLength(1);
  });
});

describe("the JSON Schema", () => {
  const validate = new Ajv2020.default({ strict: false }).compile(configJsonSchema({ rules: knownRules }));
  it.each<[string, unknown]>([
    ["a wrong key", { failon: "error" }], ["an unknown rule", { rules: { nope: "off" } }], ["an unknown severity", { rules: { "opaque-payload": "warn" } }],
    ["options without severity", { rules: { "opaque-payload": [{}] } }], ["an override without files", { overrides: [{ rules: {} }] }], ["a wrong gate", { failOn: "errors" }],
  ])("refuses %s", (_what, config) => expect(validate(config)).toBe(false));
  it.each<[string, unknown]>([
    ["nothing", {}], ["a list of bases", { extends: ["./a.json"] }], ["options", { rules: { "opaque-payload": ["info", { x: 1 }] } }],
  ])("takes %s", (_what, config) => expect(validate(config)).toBe(true));
  it("explains its keys to editors", () => {
    const { properties } = configJsonSchema({ rules: knownRules }) as { properties: Record<string, { description?: string }> };
    expect(Object.entries(properties).filter(([key, { description }]) => key !== "$schema" && description === undefined)).toEqual([]);
  });
});

it("defineConfig returns what it gets, typed", () => {
  const config = { failOn: "error" as const, rules: { "opaque-payload": "off" as const } };
  expect(defineConfig(config)).toBe(config);
  expectTypeOf(defineConfig).parameter(0).toEqualTypeOf<UserConfig>();
});
