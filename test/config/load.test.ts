/** Loading a configuration: where it is found, what it says, and where its mistakes stand. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { defaultConfig, loadConfig, type Config } from "../../src/config/index.ts";
import type { UserError } from "../../src/errors.ts";
import { makeFolder } from "../git/repository.ts";

const knownRules = ["credential-exposed", "undeclared-in-log", "opaque-payload", "unused-declaration"];
const knownDataTypes = (): string[] => ["email-address", "ip-address", "person-name"];
type Files = Record<string, string | object>;

const load = async (files: Files, configPath?: string): Promise<{ config: Config; file: string | null; files: string[] }> =>
  loadConfig({ root: makeFolder(files).path, knownRules, knownDataTypes, ...(configPath !== undefined && { configPath }) });

async function mistake(files: Files, configPath?: string): Promise<string> {
  try {
    await load(files, configPath);
  } catch (error) {
    const { name, file, line, column, what, fix } = error as UserError;
    expect(name).toBe("UserError");
    return `${[file, line, column].filter((one) => one !== undefined).join(":")} ${what} | ${fix}`;
  }
  throw new Error("no mistake was found");
}

describe("a configuration is found", () => {
  it("nowhere: the defaults are in force", async () => {
    expect(await load({ "package.json": {} })).toEqual({ config: defaultConfig(), file: null, files: [], origins: { rules: {}, keys: {} } });
  });

  const json = '{ "failOn": "warning" }';
  it.each([
    [".privacylintrc", json],
    [".privacylintrc", "# yaml\nfailOn: warning\n"],
    [".privacylintrc", "// jsonc\n{ \"failOn\": \"warning\", }"],
    [".privacylintrc.json", json],
    [".privacylintrc.json", "\uFEFF" + json],
    [".privacylintrc.jsonc", "/* why */ { \"failOn\": \"warning\", /* so */ }"],
    [".privacylintrc.yaml", "failOn: warning"],
    [".privacylintrc.yml", "failOn: warning"],
    [".config/privacylintrc.json", json],
    ["privacylint.config.ts", 'import { defineConfig } from "privacy-lint/config";\nconst failOn = "warning" as const;\nexport default defineConfig({ failOn });'],
    ["privacylint.config.mts", 'import { defineConfig } from "privacy-lint";\nexport default defineConfig({ failOn: "warning" } satisfies object);'],
    ["privacylint.config.cts", "module.exports = { failOn: 'warning' as string };"],
    ["privacylint.config.js", "export default async () => ({ failOn: 'warning' });"],
    ["privacylint.config.mjs", "export default { failOn: await Promise.resolve('warning') };"],
    ["privacylint.config.cjs", "module.exports = { failOn: 'warning' };"],
    ["package.json", '{ "name": "x", "privacylint": { "failOn": "warning" } }'],
  ])("in %s: %s", async (name, text) => {
    const { config, file, files } = await load({ [name]: text });
    expect([config.failOn, file, files]).toEqual(["warning", name, [name]]);
  });

  it("above the root, up to the nearest package.json", async () => {
    const folder = makeFolder({ ".privacylintrc": "exclude: [src/old/**, docs/**, '*.gen.ts']", "package.json": {}, "src/a.ts": "" });
    const { config, file } = await loadConfig({ root: folder.at("src"), knownRules });
    expect([file, config.exclude]).toEqual(["../.privacylintrc", ["./old/**", "*.gen.ts"]]);
  });

  it("by name", async () => {
    const { file } = await load({ ".privacylintrc": "failOn: info", "other/my.yaml": "failOn: never" }, "other/my.yaml");
    expect(file).toBe("other/my.yaml");
  });

  it("empty, and means the defaults", async () => {
    expect((await load({ "my.json": "" }, "my.json")).config).toEqual(defaultConfig());
  });

  it("while a broken package.json is somebody else's matter", async () => {
    expect((await load({ "package.json": "{ nope" })).file).toBeNull();
  });

  // In a process of its own: the current folder of the tests' process cannot be changed.
  it.each<[string, Files]>([
    ["a broken package.json", { "package.json": "{ nope" }],
    ["a settings file of the search library", { ".config/config.js": "console.log('this was run')" }],
  ])("without running or reading %s in the current folder", (_what, files) => {
    const folder = makeFolder({ ...files, "check.mjs": `import { loadConfig } from ${JSON.stringify(new URL("../../src/config/index.ts", import.meta.url).href)};
      console.log((await loadConfig({ root: ".", knownRules: [] })).file);` });
    const jiti = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
    expect(execFileSync(process.execPath, [jiti, "check.mjs"], { cwd: folder.path, encoding: "utf8" })).toBe("null\n");
  });
});

describe("what it says", () => {
  it("fills every key", async () => {
    const { config } = await load({ ".privacylintrc": {
      inventory: "privacy/inventory.yaml", baseline: "./base.json", include: ["src"], exclude: ["gen"], includeTests: true, ownDomains: ["a.example"],
      rules: { "opaque-payload": "off", "undeclared-in-log": ["warning", { depth: 3 }] }, strict: true, failOn: "info",
      vendors: [{ id: "acme", extra: 1 }], identifiers: { add: { "email-address": ["mailbox"] }, ignore: ["x"] },
      overrides: [{ files: "scripts/**", rules: { "opaque-payload": "error" } }],
    } });
    expect(config).toEqual({
      ...defaultConfig(), inventory: "privacy/inventory.yaml", baseline: "base.json", include: ["src"], exclude: ["gen"], includeTests: true, ownDomains: ["a.example"],
      rules: { "opaque-payload": "off", "undeclared-in-log": "warning" }, ruleOptions: { "undeclared-in-log": { depth: 3 } }, strict: true, failOn: "info",
      vendors: [{ id: "acme", extra: 1 }], identifiers: { add: { "email-address": ["mailbox"] }, ignore: ["x"] },
      overrides: [{ files: ["scripts/**"], exclude: [], rules: { "opaque-payload": "error" }, ruleOptions: {}, from: ".privacylintrc" }],
    });
  });

  it("builds on files and packages; the last word wins, lists grow", async () => {
    const { config, files } = await load({
      ".privacylintrc.json": { extends: ["./config/base.yaml", "@acme/privacy", "@acme/privacy/strict.js"], ownDomains: ["own.example"], rules: { "opaque-payload": "info" } },
      "config/base.yaml": "inventory: ../inventory.yaml\nbaseline: base.json\nownDomains: [base.example]\nexclude: [old/**]\nrules: { opaque-payload: error, undeclared-in-log: warning }\noverrides: [{ files: a/**, rules: { opaque-payload: 'off' } }]\n",
      "node_modules/@acme/privacy/package.json": { name: "@acme/privacy", main: "config.json" },
      "node_modules/@acme/privacy/config.json": { extends: "./more.json", failOn: "info" },
      "node_modules/@acme/privacy/more.json": { strict: true, identifiers: { add: { "person-name": ["spitzname"] } } },
      "node_modules/@acme/privacy/strict.js": "module.exports = { failOn: 'warning', exclude: ['tools/**'] }",
    });
    expect(config).toMatchObject({
      inventory: "inventory.yaml", baseline: "config/base.json", ownDomains: ["base.example", "own.example"], exclude: ["old/**", "tools/**"], strict: true, failOn: "warning",
      rules: { "opaque-payload": "info", "undeclared-in-log": "warning" }, identifiers: { add: { "person-name": ["spitzname"] } },
    });
    expect(config.overrides).toMatchObject([{ files: ["a/**"], from: "config/base.yaml" }]);
    expect(files).toEqual(["config/base.yaml", "node_modules/@acme/privacy/more.json", "node_modules/@acme/privacy/config.json", "node_modules/@acme/privacy/strict.js", ".privacylintrc.json"]);
  });
});

describe("a mistake stands at its place", () => {
  it.each<[string, string, string, string]>([
    ["a wrong key", ".privacylintrc.json", '{\n  "failon": "error"\n}', ".privacylintrc.json:2:3 There is no key `failon`. Did you mean `failOn`?"],
    ["a wrong key in YAML", ".privacylintrc", "rules:\n  opaque-payload: error\nignores: []\n", ".privacylintrc:3:1 There is no key `ignores`."],
    ["a wrong rule", ".privacylintrc.jsonc", '{ // x\n  "rules": { "opaque-paylod": "off" }\n}', ".privacylintrc.jsonc:2:14 There is no rule `opaque-paylod`. Did you mean `opaque-payload`? | `privacy-lint explain` lists the rules."],
    ["a wrong rule in an override", ".privacylintrc.yaml", "overrides:\n  - files: a/**\n    rules:\n      undeclared-in-logs: off\n", ".privacylintrc.yaml:4:7 There is no rule `undeclared-in-logs`. Did you mean `undeclared-in-log`?"],
    ["a wrong key in an override", ".privacylintrc.yaml", "overrides:\n  - file: a/**\n    rules: {}\n", ".privacylintrc.yaml:2:5 There is no key `file` in `overrides[0]`. Did you mean `files`? | Use one of `files`, `exclude`, `rules`."],
    ["a wrong severity", ".privacylintrc.yaml", "rules:\n  opaque-payload: warn\n", ".privacylintrc.yaml:2:19 `warn` is no severity."],
    ["a severity with a slip", ".privacylintrc.yaml", "rules:\n  opaque-payload: eror\n", "Did you mean `error`? | Use one of `off`, `error`, `warning`, `info`."],
    ["a wrong severity with options", ".privacylintrc.yaml", "rules:\n  opaque-payload: [warnin, {}]\n", ".privacylintrc.yaml:2:20 `warnin` is no severity. Did you mean `warning`?"],
    ["a wrong kind of value", ".privacylintrc.yaml", "include: src\n", ".privacylintrc.yaml:1:10 `include` must be a list, not `src`."],
    ["a wrong gate", ".privacylintrc.yaml", "failOn: errors\n", ".privacylintrc.yaml:1:9 `errors` is no value of `failOn`. Did you mean `error`?"],
    ["a wrong data type", ".privacylintrc.yaml", "identifiers:\n  add:\n    emial-address: [x]\n", ".privacylintrc.yaml:3:5 There is no data type `emial-address`. Did you mean `email-address`?"],
    ["a wrong data type of a source", ".privacylintrc.yaml", "sources:\n  - { id: x, dataType: ip-adress }\n", ".privacylintrc.yaml:2:24 There is no data type `ip-adress`. Did you mean `ip-address`?"],
    ["an entry without id", ".privacylintrc.yaml", "vendors:\n  - name: Acme\n", ".privacylintrc.yaml:2:5 `vendors[0].id` is missing."],
    ["no object at all", ".privacylintrc.yaml", "- a\n- b\n", ".privacylintrc.yaml:1:1 `the configuration` must be an object"],
    ["broken JSON", ".privacylintrc.json", '{\n  "failOn": error\n}', ".privacylintrc.json:2:13 This is not valid JSON: there is a word without quotes."],
    ["a missing comma", ".privacylintrc", '{\n  "include": []\n  "exclude": []\n}', ".privacylintrc:3:3 This is not valid JSON: a comma is missing before this."],
    ["broken YAML", ".privacylintrc", "include: [a\nexclude: b\n", ".privacylintrc:2:1 This is not valid YAML:"],
    ["package.json", "package.json", '{\n  "privacylint": {\n    "failOn": "errors"\n  }\n}', "package.json:3:15 `errors` is no value of `failOn`."],
    ["a TypeScript file", "privacylint.config.ts", 'export default {\n  rules: {\n    "opaque-paylod": "off",\n  },\n};', "privacylint.config.ts:3:5 There is no rule `opaque-paylod`."],
    ["a value in a JavaScript file", "privacylint.config.mjs", "export default {\n  strict: true,\n  failOn: 'errors',\n};", "privacylint.config.mjs:3:11 `errors` is no value of `failOn`."],
    ["a file that throws", "privacylint.config.mjs", "throw new Error('no such team');", "privacylint.config.mjs The configuration privacylint.config.mjs could not be run: no such team."],
    ["a base that is not there", ".privacylintrc.yaml", "extends:\n  - ./none.json\n", ".privacylintrc.yaml:2:5 It extends `./none.json`, which is not there."],
    ["a package that is not there", ".privacylintrc.yaml", "extends: '@acme/none'\n", ".privacylintrc.yaml:1:10 It extends `@acme/none`, which cannot be found."],
    ["a circle", ".privacylintrc.yaml", "extends: ./.privacylintrc.yaml\n", ".privacylintrc.yaml:1:10 It extends `./.privacylintrc.yaml`, which extends this file again."],
  ])("%s", async (_what, name, text, expected) => expect(await mistake({ [name]: text })).toContain(expected));

  it("with a frame, without colour", async () => {
    const error = await load({ ".privacylintrc": "a: 1\nfailon: error\n" }).catch((one: unknown) => one as UserError);
    expect((error as UserError).frame).toBe("> 1 | a: 1\n    | ^\n  2 | failon: error\n  3 |");
    expect((error as UserError).fix).toContain("1 more problem below.");
  });

  it("in the base that made it", async () => {
    expect(await mistake({ ".privacylintrc": "extends: ./config/base.yaml", "config/base.yaml": "strict: maybe" })).toContain("config/base.yaml:1:9 `strict` must be true or false, not `maybe`.");
  });

  it("when the file named does not exist", async () => {
    expect(await mistake({}, "none.yaml")).toBe("none.yaml There is no configuration none.yaml. | Check the path given with `--config`.");
  });
});
