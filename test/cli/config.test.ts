/** The configuration as a run obeys it: packages and files that are extended, overrides, monorepos, and `config`, which says why. */
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { leaky, project, removeProjects, run } from "./run.ts";

afterAll(removeProjects);

const found = async (cwd: string, ...argv: string[]): Promise<string[]> =>
  (JSON.parse((await run([...argv, "--format", "json"], { cwd })).out) as Report).findings.filter(({ rule }) => rule === "undeclared-in-log").map(({ location, severity }) => `${severity} ${location.file}`);
const shown = async (cwd: string, file?: string): Promise<Record<string, unknown> & { rules: Record<string, unknown>; from: Record<string, unknown> }> =>
  JSON.parse((await run(["config", ...(file === undefined ? [] : [file])], { cwd })).out) as never;

const rule = "undeclared-in-log";

describe("what is extended", () => {
  const files = {
    ...leaky,
    "package.json": "{ \"name\": \"leaky\", \"privacylint\": { \"extends\": [\"@acme/privacy\", \"./base.jsonc\"], \"overrides\": [{ \"files\": \"api/**\", \"rules\": { \"undeclared-in-log\": \"off\" } }] } }\n",
    "node_modules/@acme/privacy/package.json": "{ \"name\": \"@acme/privacy\", \"main\": \"index.cjs\" }",
    "node_modules/@acme/privacy/index.cjs": "module.exports = { failOn: 'warning', rules: { 'undeclared-in-log': 'info' }, ownDomains: ['acme.example'] };",
    "base.jsonc": "// closer than the package\n{ \"rules\": { \"undeclared-in-log\": \"warning\" }, }\n",
  };

  it("governs the run: the last word wins, an override wins for its files", async () => {
    const cwd = project(files);
    expect(await found(cwd, "--no-inventory")).toEqual(["warning src/accounts.ts"]);
    expect((await run(["--no-inventory"], { cwd })).code, "failOn of the package").toBe(1);
  });

  it("is named by `config`, setting by setting", async () => {
    const cwd = project(files);
    expect((await shown(cwd)).files).toEqual(["node_modules/@acme/privacy/index.cjs", "base.jsonc", "package.json"]);
    const ofFile = await shown(cwd, "api/calls.ts");
    expect(ofFile.rules[rule]).toEqual({ level: "off", from: "package.json" });
    expect((await shown(cwd, "src/accounts.ts")).rules[rule]).toEqual({ level: "warning", from: "base.jsonc" });
    expect(ofFile.rules["opaque-payload"]).toMatchObject({ from: "the rule's own level" });
    expect(ofFile.from).toMatchObject({ failOn: ["node_modules/@acme/privacy/index.cjs"], ownDomains: ["node_modules/@acme/privacy/index.cjs"], rules: ["node_modules/@acme/privacy/index.cjs", "base.jsonc"] });
  });
});

describe("a monorepo", () => {
  const user = leaky["src/user.ts"] ?? "";
  const logs = "import type { User } from \"./user\";\nexport const show = (user: User): void => console.log(user.email);\n";
  const files = {
    "package.json": "{ \"name\": \"all\", \"workspaces\": [\"apps/*\"] }\n",
    ".privacylintrc.yaml": "rules:\n  undeclared-in-log: warning\n",
    "privacy-inventory.yaml": "version: 1\ndata: []\n",
    ...Object.fromEntries(["web", "api", "job"].flatMap((name) => [[`apps/${name}/package.json`, `{ "name": "${name}" }\n`], [`apps/${name}/user.ts`, user], [`apps/${name}/logs.ts`, logs]])),
    "apps/web/privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [log]\n",
    "apps/job/.privacylintrc.json": "{ \"rules\": { \"undeclared-in-log\": \"error\" }, \"inventory\": \"../../shared.yaml\" }\n",
    "shared.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n",
  };

  it("is governed package by package", async () => {
    expect(await found(project(files))).toEqual(["warning apps/api/logs.ts", "error apps/job/logs.ts"]);
  });

  it("is explained file by file", async () => {
    const cwd = project(files);
    expect(await shown(cwd, "apps/web/logs.ts")).toMatchObject({ inventory: "apps/web/privacy-inventory.yaml", rules: { [rule]: { level: "warning", from: ".privacylintrc.yaml" } } });
    expect(await shown(cwd, "apps/job/logs.ts")).toMatchObject({ inventory: "shared.yaml", rules: { [rule]: { level: "error", from: "apps/job/.privacylintrc.json" } } });
    expect(await shown(cwd, "apps/api/logs.ts")).toMatchObject({ inventory: "privacy-inventory.yaml" });
  });
});

describe("words of one's own", () => {
  it.each<[string, string, number]>([
    ["identifiers.ignore", "identifiers: { ignore: [email] }\n", 0],
    ["exclude", "exclude: [src/accounts.ts]\n", 0],
    ["include of something else", "include: [api]\n", 0],
    ["nothing", "{}\n", 1],
  ])("%s is obeyed", async (_what, text, number) => {
    const cwd = project({ ...leaky, ".privacylintrc.yaml": text });
    expect((await found(cwd, "--no-inventory")).filter((one) => one.endsWith("src/accounts.ts"))).toHaveLength(number);
  });

  it("a logger and a name of the project's own are followed", async () => {
    const cwd = project({
      "package.json": "{}\n",
      ".privacylintrc.json": "{ \"identifiers\": { \"add\": { \"email-address\": [\"postbox\"] } } }\n",
      "a.ts": "export const show = (user: { postbox: string }): void => console.log(user.postbox);\n",
    });
    expect(await found(cwd, "--no-inventory")).toEqual(["error a.ts"]);
  });
});
