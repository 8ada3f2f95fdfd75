/** The pipeline recipes of docs/ci.md, their script lines run by bash as the services do, in a clone of a pull request; and the action. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { allRecipes, yamlRecipe } from "../consumers/recipes.ts";
import { installTarball, plainEnvironment } from "../consumers/tarball.ts";
import type { Installation } from "../consumers/tarball.ts";
import { projectRoot } from "../house/source-files.ts";
import { App, leak } from "./app.ts";

const minutes = 60_000;

let installation: Installation;
let origin: App;
const folders: string[] = [];

/** main, and a branch with one leak more. */
beforeAll(() => {
  installation = installTarball();
  origin = new App(installation);
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(installation.folder, name), join(origin.root, name));
  // The tarball stands in for the registry: its path in the lock file must hold in any clone.
  for (const name of ["package.json", "package-lock.json"]) {
    const text = readFileSync(join(origin.root, name), "utf8").replaceAll(/file:[^"]*\.tgz/g, `file:${installation.tarball}`);
    writeFileSync(join(origin.root, name), text);
  }
  origin.git("add", "-A");
  origin.git("commit", "-qm", "dependencies");
  origin.git("checkout", "-qb", "topic");
  origin.write({ "src/welcome.ts": leak });
  origin.git("add", "-A");
  origin.git("commit", "-qm", "welcome");
}, 5 * minutes);
afterAll(() => {
  origin.remove();
  installation.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 5 * minutes);

function clone(...options: string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-job-")));
  folders.push(folder);
  execFileSync("git", ["clone", "-q", "--branch", "topic", ...options, `file://${origin.root}`, folder], { env: plainEnvironment(), stdio: "ignore" });
  return folder;
}

interface Ran { code: number; text: string }

const install = "npm ci --ignore-scripts";

/** A job whose dependencies are installed already: by links, for one job shows what `npm ci` does. */
function runScript(lines: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Ran {
  if (!lines.includes(install)) return runLines(lines, cwd, env);
  symlinkSync(join(installation.folder, "node_modules"), join(cwd, "node_modules"));
  return runLines(lines.filter((line) => line !== install), cwd, env);
}

/** One script step, stopped at the first command that fails. */
function runLines(lines: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Ran {
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", lines.join("\n")], {
    cwd, encoding: "utf8", env: plainEnvironment({ CI: "true", npm_config_prefer_offline: "true", ...env }),
  });
  return { code: status ?? -1, text: `${stdout}${stderr}` };
}

interface Step { run?: string; script?: string | string[]; uses?: string; name?: string; env?: Record<string, string>; shell?: string; "working-directory"?: string }
interface GitHub { jobs: { privacy: { steps: Step[] } } }

const linesOf = (steps: readonly Step[]): string[] => steps.flatMap(({ run, script }) => (script === undefined ? (run === undefined ? [] : [run]) : script));
/** Talks to the service. */
const isLocal = (line: string): boolean => !line.startsWith("gh ");
const github = (title: string): string[] => linesOf(yamlRecipe<GitHub>(title).jobs.privacy.steps).filter(isLocal);

const base = (cwd: string): string => execFileSync("git", ["merge-base", "HEAD", "origin/main"], { cwd, encoding: "utf8" }).trim();

function expectLeak({ code, text }: Ran, isOnlyNew: boolean): void {
  expect(code, text).toBe(1);
  expect(text).toContain("src/welcome.ts:3:3");
  // The finding that is not new.
  expect(text.includes("src/old.ts"), text).toBe(!isOnlyNew);
  expect(text, "no colour, no spinner").not.toContain("\u001B");
}

describe("GitHub Actions", () => {
  const ofGitHub = (cwd: string): Record<string, string> => ({ GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main", GITHUB_STEP_SUMMARY: join(cwd, "summary.md") });

  it("whole project", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    const lines = github("GitHub Actions");
    expect(lines).toContain(install);
    const ran = runLines(lines, cwd, ofGitHub(cwd));
    expectLeak(ran, false);
    expect(ran.text).toMatch(/^::error file=src\/welcome\.ts,line=3,endLine=3,col=3,endColumn=\d+,title=privacy-lint%3A undeclared-in-log::Email address reaches/m);
    expect(readFileSync(join(cwd, "summary.md"), "utf8")).toContain("### privacy-lint: ");
  });

  it("what a pull request adds", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    expectLeak(runScript(github("Only what a pull request adds"), cwd, ofGitHub(cwd)), true);
  });

  it("a comment", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    expectLeak(runScript(github("As a comment"), cwd, ofGitHub(cwd)), true);
    expect(readFileSync(join(cwd, "privacy.md"), "utf8")).toContain("`src/welcome.ts:3`");
  });

  it("code scanning", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    expect(runScript(github("Code scanning"), cwd, ofGitHub(cwd)).code).toBe(1);
    expect(JSON.parse(readFileSync(join(cwd, "privacy.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });
});

describe("other services", () => {
  it("GitLab", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    const { privacy } = yamlRecipe<{ privacy: { script: string[]; artifacts: { reports: { codequality: string } } } }>("GitLab");
    expectLeak(runScript(privacy.script, cwd, { GITLAB_CI: "true", CI_MERGE_REQUEST_DIFF_BASE_SHA: base(cwd) }), true);
    expect(JSON.parse(readFileSync(join(cwd, privacy.artifacts.reports.codequality), "utf8"))).toHaveLength(1);
  });

  it("Bitbucket, which clones one branch", { timeout: 3 * minutes }, () => {
    const cwd = clone("--single-branch");
    const { pipelines } = yamlRecipe<{ pipelines: { "pull-requests": Record<string, { step: { script: string[] } }[]> } }>("Bitbucket");
    const script = pipelines["pull-requests"]["**"]?.[0]?.step.script ?? [];
    expectLeak(runScript(script, cwd, { BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_BRANCH: "main" }), true);
    expectTestReport(join(cwd, "test-results/privacy.xml"));
  });

  it.each(["main", "refs/heads/main"])("Azure, which names the target %s", { timeout: 3 * minutes }, (target) => {
    const cwd = clone();
    const { steps } = yamlRecipe<{ steps: Step[] }>("Azure Pipelines");
    const ran = runScript(linesOf(steps), cwd, { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: target });
    expectLeak(ran, true);
    expectTestReport(join(cwd, "privacy.xml"));
  });

  it("CircleCI", { timeout: 3 * minutes }, () => {
    const cwd = clone();
    const { jobs: { privacy } } = yamlRecipe<{ jobs: { privacy: { steps: (string | Step)[] } } }>("CircleCI");
    expectLeak(runScript(linesOf(privacy.steps.filter((step): step is Step => typeof step !== "string")), cwd, { CIRCLECI: "true" }), true);
    expectTestReport(join(cwd, "test-results/privacy.xml"));
  });

  it("a shallow clone is told how to deepen", { timeout: 3 * minutes }, () => {
    const cwd = clone("--depth", "1");
    const { code, text } = runScript(github("Only what a pull request adds"), cwd, { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" });
    expect(code).toBe(2);
    expect(text).toContain("It is a shallow clone.");
    expect(text).toContain("`fetch-depth: 0` for actions/checkout");
  });
});

function expectTestReport(path: string): void {
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(readFileSync(path, "utf8")) as { testsuites: Record<string, unknown> };
  expect(testsuites).toMatchObject({ "@_tests": "1", "@_failures": "1", testsuite: { "@_name": "src/welcome.ts" } });
}

describe("the page", () => {
  it("has no YAML that does not parse", () => {
    for (const { language, text } of allRecipes()) if (language === "yaml") expect(parse(text)).toBeTypeOf("object");
  });
});

interface Action { inputs: Record<string, { default: string }>; runs: { using: string; steps: Step[] } }

/** The steps of action.yml as a runner does them: expressions filled in, each step a bash of its own. */
function runAction(path: string, cwd: string, inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>): Ran {
  const { inputs: declared, runs } = parse(readFileSync(join(path, "action.yml"), "utf8")) as Action;
  expect(runs.using).toBe("composite");
  const fill = (text: string): string => text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_all, name: string) => {
    if (name === "github.action_path") return path;
    const input = name.replace(/^inputs\./, "");
    const value = inputs[input] ?? declared[input]?.default;
    if (value === undefined) throw new Error(`action.yml reads \`${name}\`, which nobody gives`);
    return value;
  });
  let text = "";
  for (const step of runs.steps) {
    expect(step.shell).toBe("bash");
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]));
    const done = runScript([fill(step.run ?? "")], join(cwd, fill(step["working-directory"] ?? ".")).replace(join(cwd, path), path), { ...env, ...own });
    text += done.text;
    if (done.code !== 0) return { code: done.code, text };
  }
  return { code: 0, text };
}

describe("action.yml", () => {
  it("builds itself, reports, and writes SARIF", { timeout: 8 * minutes }, () => {
    const action = realpathSync(mkdtempSync(join(tmpdir(), "privacy-lint-action-")));
    folders.push(action);
    const files = execFileSync("git", ["ls-files", "-z", "-c", "-o", "--exclude-standard"], { cwd: projectRoot, encoding: "utf8" }).split("\0");
    for (const file of files) if (/^(?:src|rules|tools|bin|package(?:-lock)?\.json|tsconfig.*|action\.yml|NOTICE|LICENSE)/.test(file) && existsSync(join(projectRoot, file))) cpSync(join(projectRoot, file), join(action, file), { recursive: true });
    const cwd = clone();
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(cwd, "summary.md") };
    const ran = runAction(action, cwd, { arguments: "--since origin/main --fail-on warning src", "sarif-file": "privacy.sarif" }, env);
    expectLeak(ran, true);
    expect(ran.text).toContain("::error file=src/welcome.ts");
    expect(JSON.parse(readFileSync(join(cwd, "privacy.sarif"), "utf8"))).toMatchObject({ runs: [{ results: [{ ruleId: "undeclared-in-log" }] }] });
    expect(readFileSync(join(cwd, "summary.md"), "utf8")).toContain("privacy-lint: 1 error");

    // Nothing of an input is run by the shell.
    const hostile = runAction(action, cwd, { arguments: "--exit-zero; touch hacked $(touch hacked)" }, env);
    expect(hostile.code).toBe(2);
    expect(existsSync(join(cwd, "hacked"))).toBe(false);
  });
});
