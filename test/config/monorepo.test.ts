/** Settings by path: overrides, and the configurations of packages in a monorepo. */
import { describe, expect, it } from "vitest";
import { addPackageConfigs, defaultConfig, levelFor, levelsFor, loadConfig, optionsFor, type Config } from "../../src/config/index.ts";
import { makeFolder } from "../git/repository.ts";

const knownRules = ["a-rule", "b-rule", "c-rule"];

describe("levels by file", () => {
  const config: Config = {
    ...defaultConfig(), rules: { "a-rule": "error", "b-rule": "warning" }, ruleOptions: { "a-rule": { n: 1 } },
    overrides: [
      { files: ["scripts/**"], exclude: ["scripts/prod/**"], rules: { "a-rule": "off", "c-rule": "info" }, ruleOptions: {}, from: "one" },
      { files: ["app/[id]/**"], exclude: [], rules: { "a-rule": "info" }, ruleOptions: { "a-rule": { n: 2 } }, from: "two" },
      { files: ["scripts/x.ts"], exclude: [], rules: { "a-rule": "warning" }, ruleOptions: {}, from: "three" },
    ],
  };
  it.each([
    ["a-rule", "src/x.ts", "error"], ["a-rule", "scripts/y.ts", "off"], ["a-rule", "scripts/prod/y.ts", "error"], ["a-rule", "scripts/x.ts", "warning"],
    ["a-rule", "app/[id]/x.ts", "info"], ["b-rule", "scripts/y.ts", "warning"], ["c-rule", "scripts/y.ts", "info"], ["c-rule", "src/x.ts", undefined],
  ])("%s in %s is %s", (rule, file, level) => expect(levelFor(config, rule, file)).toBe(level));

  it("come with their options", () => {
    expect([optionsFor(config, "a-rule", "app/[id]/x.ts"), optionsFor(config, "a-rule", "scripts/x.ts"), optionsFor(config, "b-rule", "x.ts")]).toEqual([{ n: 2 }, { n: 1 }, undefined]);
  });

  it("say where they come from", () => {
    expect(levelsFor(config, "scripts/x.ts")).toEqual({
      "a-rule": { level: "warning", from: "three" }, "b-rule": { level: "warning", from: null }, "c-rule": { level: "info", from: "one" },
    });
  });
});

describe("packages with their own configuration", () => {
  it("are governed by the nearest, on top of the root's", async () => {
    const folder = makeFolder({
      ".privacylintrc": { rules: { "a-rule": "error", "b-rule": "error" }, overrides: [{ files: ["**/scripts/**"], rules: { "b-rule": "off" } }] },
      "package.json": {}, "apps/web/package.json": {}, "packages/ui/package.json": {},
      "apps/web/.privacylintrc.yaml": "extends: ../../shared.yaml\ninventory: privacy.yaml\nfailOn: never\nrules: { a-rule: warning }\noverrides:\n  - { files: [src/legacy, '*.old.ts'], rules: { a-rule: 'off' } }\n",
      "apps/web/admin/package.json": { privacylint: { rules: { "a-rule": "info" }, ownDomains: ["admin.example"] } },
      "shared.yaml": "rules: { c-rule: info }",
    });
    const options = { root: folder.path, knownRules };
    const { config } = await loadConfig(options);
    const found = await addPackageConfigs(config, ["packages/ui", "apps/web/admin", "apps/web", ""], options);
    expect(found).toEqual([
      { file: "apps/web/.privacylintrc.yaml", inventory: { dir: "apps/web", file: "apps/web/privacy.yaml" }, ignoredKeys: ["failOn"] },
      { file: "apps/web/admin/package.json", inventory: null, ignoredKeys: [] },
    ]);
    const level = (rule: string, file: string): string | undefined => levelFor(config, rule, file);
    expect(config.failOn).toBeNull();
    expect(config.ownDomains).toEqual(["admin.example"]);
    expect([level("a-rule", "packages/ui/a.ts"), level("a-rule", "apps/web/a.ts"), level("a-rule", "apps/web/src/legacy/a.ts"), level("a-rule", "src/legacy/a.ts")]).toEqual(["error", "warning", "off", "error"]);
    expect([level("a-rule", "apps/web/x/y.old.ts"), level("a-rule", "apps/web/admin/a.ts"), level("b-rule", "apps/web/scripts/a.ts"), level("c-rule", "apps/web/a.ts"), level("c-rule", "a.ts")]).toEqual(["off", "info", "off", "info", undefined]);
  });
});
