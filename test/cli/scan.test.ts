/** Scan end to end, in this process, on small projects. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { reportJsonSchema } from "../../src/report/schema.ts";
import { inventory, leaky, project, removeProjects, run } from "./run.ts";

afterAll(removeProjects);

const scanned = async (cwd: string, ...argv: string[]): Promise<Report> =>
  JSON.parse((await run([...argv, "--no-inventory", "--format", "json"], { cwd })).out) as Report;
const rulesAt = (report: Report): string[] => report.findings.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`);

describe("scan", () => {
  it("shows what the code does when there is no inventory, and passes", async () => {
    const { code, out, err } = await run([], { cwd: project(leaky) });
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out).toContain("No inventory found");
    expect(out).toMatch(/email-address +console \(log\) +1 +src\/accounts\.ts:3:3/);
    expect(out.match(/Next: /g)).toHaveLength(1);
    expect(out).toContain("npx privacy-lint init");
  });

  it("says in JSON that nothing was judged", async () => {
    const { code, out } = await run(["--format", "json"], { cwd: project(leaky) });
    const report = JSON.parse(out) as Report;
    expect(code).toBe(0);
    expect(report.findings).toEqual([]);
    expect(report.notes.map(({ kind }) => kind)).toContain("no-inventory");
    expect(report.flows?.length).toBeGreaterThan(1);
  });

  it("fails on what is not declared", async () => {
    const cwd = project(leaky);
    const { code, out } = await run(["--no-inventory"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("undeclared-in-log");
    expect(out).toContain("> 3 |   console.log(\"welcome\", user.email);");
    expect((await run(["--no-inventory", "--exit-zero"], { cwd })).code).toBe(0);
    expect((await run(["--no-inventory", "--fail-on", "never"], { cwd })).code).toBe(0);
  });

  it("believes the inventory", async () => {
    const report = JSON.parse((await run(["--format", "json"], { cwd: project({ ...leaky, "privacy-inventory.yaml": inventory }) })).out) as Report;
    expect(rulesAt(report).filter((text) => text.startsWith("undeclared-in-log"))).toEqual(["undeclared-in-log api/calls.ts:3"]);
  });

  it("reports only on the paths that are named, and understands the rest", async () => {
    const cwd = project({
      ...leaky,
      "src/write.ts": "export const write = (text: string): void => console.log(text);\n",
      "web/page.ts": "import { write } from \"../src/write\";\nimport type { User } from \"../src/user\";\nexport const show = (user: User): void => write(user.email);\n",
    });
    expect(new Set((await scanned(cwd, "web")).findings.map(({ location }) => location.file))).toEqual(new Set(["web/page.ts"]));
    expect(new Set((await scanned(cwd, "api/*.ts", "src/accounts.ts")).findings.map(({ location }) => location.file))).toEqual(new Set(["api/calls.ts", "src/accounts.ts"]));
  });

  it("takes paths from the folder it stands in", async () => {
    const cwd = project(leaky);
    const { out } = await run(["calls.ts", "--root", "..", "--no-inventory", "--format", "json"], { cwd: join(cwd, "api") });
    expect(new Set((JSON.parse(out) as Report).findings.map(({ location }) => location.file))).toEqual(new Set(["api/calls.ts"]));
  });

  it("takes paths from a file and from standard input", async () => {
    const cwd = project({ ...leaky, "list.txt": "api/calls.ts\n\n" });
    expect((await scanned(cwd, "--files-from", "list.txt")).findings.every(({ location }) => location.file === "api/calls.ts")).toBe(true);
    const { out } = await run(["--files-from", "-", "--no-inventory", "--format", "json"], { cwd, stdin: "src/accounts.ts\0" });
    expect((JSON.parse(out) as Report).findings.every(({ location }) => location.file === "src/accounts.ts")).toBe(true);
  });

  it("reads files with brackets, spaces and letters of any alphabet in their names", async () => {
    const file = "app/[id]/größe 1.ts";
    const cwd = project({ ...leaky, [file]: "export const show = (user: { email: string }): void => console.log(user.email);\n" });
    expect(new Set((await scanned(cwd, file)).findings.map(({ location }) => location.file))).toEqual(new Set([file]));
  });

  it.each([
    [["nowhere"], "No file matches `nowhere`"],
    [["../else"], "outside the project"],
    [["--only", "undeclared-in-lgo"], "Did you mean `undeclared-in-log`?"],
    [["--format", "jsn"], "Did you mean `json`?"],
    [["--fail-on", "warn"], "Did you mean `warning`?"],
    [["--max-show", "many"], "must be a number"],
    [["--fali-on", "error"], "Did you mean --fail-on?"],
    [["--inventory", "missing.yaml"], "No inventory at missing.yaml"],
    [["--baseline", "missing.json"], "missing.json cannot be read: it does not exist"],
    [["--root", "nowhere"], "There is no folder"],
    [["--staged", "--since", "main"], "exclude each other"],
    [["--staged"], "not a git repository"],
  ])("answers %j with exit 2 and no stack", async (argv, said) => {
    const { code, out, err } = await run(argv, { cwd: project(leaky) });
    expect(err).toContain(said);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("shows the place and the frame of a mistake in the inventory", async () => {
    const cwd = project({ ...leaky, "privacy-inventory.yaml": "version: 1\ndata:\n  - type: emial-address\n" });
    const { code, err } = await run([], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("privacy-inventory.yaml:3:11");
    expect(err).toContain("> 3 |   - type: emial-address");
    expect(err).not.toMatch(/\n\s+at /);
    expect((await run(["--debug"], { cwd })).err).toMatch(/\n\s+at /);
  });

  it("writes several reports in one run", async () => {
    const cwd = project(leaky);
    const { code, out } = await run(["--no-inventory", "--format", "json=out/report.json", "--format", "sarif=out/report.sarif"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("✖");
    expect((JSON.parse(readFileSync(join(cwd, "out/report.json"), "utf8")) as Report).schemaVersion).toBe(1);
    expect(readFileSync(join(cwd, "out/report.sarif"), "utf8")).toContain("\"help\"");
  });

  it("keeps its JSON contract", async () => {
    const validate = new Ajv2020({ strict: true }).compile(reportJsonSchema());
    const cwd = project({ ...leaky, "privacy-inventory.yaml": inventory, "src/broken.ts": "export const = ;\n" });
    for (const argv of [["--no-inventory"], ["--flows"], []]) {
      const { out } = await run([...argv, "--format", "json"], { cwd });
      expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ schemaVersion: 2 })).toBe(false);
  });

  it("gives the same bytes in another folder", async () => {
    const [one, two] = await Promise.all([project(leaky), project(leaky)].map(async (cwd) => (await run(["--no-inventory", "--flows", "--format", "json"], { cwd })).out));
    expect(one).toBe(two);
    expect(one).not.toContain("/tmp");
  });

  it("hides what is quiet, keeps the counts, and cuts", async () => {
    const cwd = project(leaky);
    const all = await run(["--no-inventory"], { cwd });
    const cut = await run(["--no-inventory", "--max-show", "1"], { cwd });
    expect(all.out.match(/^✖ error/gm)?.length).toBeGreaterThan(1);
    expect(cut.out.match(/^✖ error/gm)).toHaveLength(1);
    expect(cut.out).toContain("not shown (--max-show 1)");
    const quiet = JSON.parse((await run(["--no-inventory", "--quiet", "--format", "json"], { cwd })).out) as Report;
    expect(quiet.findings.every(({ severity }) => severity === "error")).toBe(true);
  });

  it("speaks of suppressions when asked", async () => {
    const cwd = project({
      ...leaky,
      "src/accounts.ts": "import type { User } from \"./user\";\nexport function welcome(user: User): void {\n  // privacy-lint-ignore-next-line undeclared-in-log -- kept for a day, SEC-1\n  console.log(user.email);\n}\n",
    });
    const { out } = await run(["--no-inventory", "--show-suppressed"], { cwd });
    expect(out).toContain("suppressed: kept for a day, SEC-1");
    expect(out).toContain("1 suppressed");
    expect((await scanned(cwd)).summary.suppressed).toBe(1);
  });

  it("tells times to people only", async () => {
    const cwd = project(leaky);
    const { err, out } = await run(["--no-inventory", "--stats", "--format", "json"], { cwd });
    expect(err).toMatch(/trace +\d+ ms/);
    expect(out).not.toMatch(/ ms"|elapsed|milliseconds/);
    expect((await run(["--no-inventory"], { cwd, isTTY: true, env: { TERM: "xterm" } })).out).toMatch(/· \d+ ms/);
    expect((await run(["--no-inventory"], { cwd })).out).not.toMatch(/\d ms/);
  });
});

describe("pipelines", () => {
  it("adds annotations and the job summary on GitHub", async () => {
    const cwd = project(leaky);
    const { out } = await run(["--no-inventory"], { cwd, env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(cwd, "summary.md") } });
    expect(out).toMatch(/^::error file=src\/accounts\.ts,line=3,endLine=3,col=3/m);
    expect(readFileSync(join(cwd, "summary.md"), "utf8")).toContain("### privacy-lint: ");
  });

  it.each([
    ["PRIVACY_LINT_FAIL_ON", "never", 0], ["PRIVACY_LINT_EXIT_ZERO", "1", 0], ["PRIVACY_LINT_EXIT_ZERO", "0", 1], ["PRIVACY_LINT_ONLY", "vague-declaration,consent-missing", 0], ["PRIVACY_LINT_FAIL_ON", "warn", 2],
  ])("takes %s=%s from the environment", async (name, value, code) => {
    expect((await run(["--no-inventory"], { cwd: project(leaky), env: { [name]: value } })).code).toBe(code);
  });

  it("lets the command line win over the environment", async () => {
    const env = { PRIVACY_LINT_FAIL_ON: "never", PRIVACY_LINT_NO_INVENTORY: "true" };
    const cwd = project(leaky);
    expect((await run([], { cwd, env })).code).toBe(0);
    expect((await run(["--fail-on", "error"], { cwd, env })).code).toBe(1);
  });
});
