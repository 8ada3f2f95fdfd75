/** `--staged` and `--since` in real repositories. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { git, inventory, leaky, project, removeProjects, run, write } from "./run.ts";

afterAll(removeProjects);

function repository(files: Record<string, string> = leaky): string {
  const cwd = project(files);
  git(cwd, "init", "-q");
  git(cwd, "add", ".");
  git(cwd, "commit", "-qm", "first");
  return cwd;
}

const report = async (cwd: string, ...argv: string[]): Promise<Report> => JSON.parse((await run([...argv, "--no-inventory", "--format", "json"], { cwd })).out) as Report;
const logged = ({ findings }: Report): string[] => findings.filter(({ rule }) => rule === "undeclared-in-log").map(({ location, dataTypes }) => `${location.file}:${location.line} ${dataTypes.join()}`);

const leak = "import type { User } from \"../src/user\";\nexport const show = (user: User): void => {\n  console.log(user.email);\n};\n";

describe("--staged", () => {
  it("passes when nothing is staged, and when what is staged is clean", async () => {
    const cwd = repository();
    expect((await run(["--staged", "--no-inventory"], { cwd })).code).toBe(0);
    write(cwd, { "api/clean.ts": "export const one = 1;\n" });
    git(cwd, "add", ".");
    expect((await run(["--staged", "--no-inventory"], { cwd })).code).toBe(0);
  });

  it("reports a new leak and not the old ones", async () => {
    const cwd = repository();
    write(cwd, { "api/new [id].ts": leak });
    git(cwd, "add", ".");
    const { code, out } = await run(["--staged", "--no-inventory"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("api/new [id].ts:3");
    expect(out).not.toContain("src/accounts.ts:3:3");
  });

  it("reads the index, not the work tree", async () => {
    const cwd = repository();
    write(cwd, { "api/new.ts": leak });
    git(cwd, "add", ".");
    write(cwd, { "api/new.ts": "export const one = 1;\n" });
    expect(logged(await report(cwd, "--staged"))).toEqual(["api/new.ts:3 email-address"]);
    const { out } = await run(["--staged", "--no-inventory"], { cwd });
    expect(out).toContain("console.log(user.email)");

    const other = repository();
    write(other, { "api/new.ts": "export const one = 1;\n" });
    git(other, "add", ".");
    write(other, { "api/new.ts": leak });
    expect(logged(await report(other, "--staged"))).toEqual([]);
  });

  it("reads a file that is staged and gone from disk", async () => {
    const cwd = repository();
    write(cwd, { "api/new.ts": leak });
    git(cwd, "add", ".");
    rmSync(join(cwd, "api/new.ts"));
    expect(logged(await report(cwd, "--staged"))).toEqual(["api/new.ts:3 email-address"]);
  });

  it("reports the old call that a new field reaches", async () => {
    const cwd = repository({
      ...leaky,
      "src/store.ts": "export function save(record: object): void {\n  console.log(record);\n}\n",
      "src/sign-up.ts": "import { save } from \"./store\";\nimport type { User } from \"./user\";\nexport function signUp(user: User): void {\n  save({\n    plan: \"free\",\n  });\n  void user;\n}\n",
    });
    write(cwd, { "src/sign-up.ts": "import { save } from \"./store\";\nimport type { User } from \"./user\";\nexport function signUp(user: User): void {\n  save({\n    plan: \"free\",\n    email: user.email,\n  });\n  void user;\n}\n" });
    git(cwd, "add", ".");
    expect(logged(await report(cwd, "--staged")).join()).toContain("email-address");
  });

  it("sees what an inventory that shrinks uncovers", async () => {
    const cwd = repository({ ...leaky, "privacy-inventory.yaml": inventory });
    write(cwd, { "privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n" });
    git(cwd, "add", ".");
    const found = JSON.parse((await run(["--staged", "--format", "json"], { cwd })).out) as Report;
    expect(logged(found)).toEqual(["src/accounts.ts:3 email-address"]);
  });

  it("works before the first commit", async () => {
    const cwd = project(leaky);
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    expect(logged(await report(cwd, "--staged"))).toEqual(["api/calls.ts:3 phone-number", "src/accounts.ts:3 email-address"]);
  });

  it("gives findings the fingerprints of a full run", async () => {
    const cwd = repository();
    write(cwd, { "api/new.ts": leak });
    git(cwd, "add", ".");
    const full = new Set((await report(cwd)).findings.map(({ fingerprint }) => fingerprint));
    const { findings } = await report(cwd, "--staged");
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ fingerprint }) => full.has(fingerprint))).toBe(true);
  });
});

describe("--since", () => {
  it("reports what is new, with edits elsewhere in the file", async () => {
    const cwd = repository();
    git(cwd, "checkout", "-qb", "topic");
    write(cwd, { "api/new.ts": leak, "src/accounts.ts": `// a line above\n\n${leaky["src/accounts.ts"] ?? ""}` });
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "second");
    expect(logged(await report(cwd, "--since", "main"))).toEqual(["api/new.ts:3 email-address"]);
  });

  it("counts what is not committed, and nothing when nothing changed", async () => {
    const cwd = repository();
    expect((await run(["--since", "HEAD", "--no-inventory"], { cwd })).code).toBe(0);
    write(cwd, { "api/new.ts": leak });
    expect(logged(await report(cwd, "--since", "HEAD"))).toEqual(["api/new.ts:3 email-address"]);
  });

  it("finds nothing new in a file that was only renamed", async () => {
    const cwd = repository();
    git(cwd, "mv", "src/accounts.ts", "src/members.ts");
    git(cwd, "commit", "-qam", "rename");
    expect(logged(await report(cwd, "--since", "HEAD~1"))).toEqual([]);
  });

  it("sees what an inventory that shrinks uncovers", async () => {
    const cwd = repository({ ...leaky, "privacy-inventory.yaml": inventory });
    write(cwd, { "privacy-inventory.yaml": "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n" });
    const found = JSON.parse((await run(["--since", "HEAD", "--format", "json"], { cwd })).out) as Report;
    expect(logged(found)).toEqual(["src/accounts.ts:3 email-address"]);
  });

  it("says what is wrong with a reference", async () => {
    const { code, err } = await run(["--since", "mian"], { cwd: repository() });
    expect(code).toBe(2);
    expect(err).toContain("There is no commit, branch or tag `mian`");
  });
});

describe("the map of the data", () => {
  const mail = "import posthog from \"posthog-js\";\nimport type { User } from \"../src/user\";\nexport const track = (user: User): void => { posthog.capture(\"seen\", { email: user.email }); };\n";

  it("stands in the job summary of a pull request: what goes where it did not, what no longer does", async () => {
    const cwd = repository({ ...leaky, "privacy-inventory.yaml": inventory });
    write(cwd, { "api/track.ts": mail, "src/greet.ts": "import type { User } from \"./user\";\nexport const greet = (user: User): void => console.log(user.email);\n" });
    rmSync(join(cwd, "api/calls.ts"));
    git(cwd, "add", "-A");
    const summary = join(cwd, "summary.md");
    await run(["--since", "HEAD"], { cwd, env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary } });
    const text = readFileSync(summary, "utf8");
    expect(text).toContain("**New third parties:** PostHog (❌ not declared)");
    expect(text).toContain("| `email-address` | PostHog (analytics) | ❌ not declared | `api/track.ts:3` |");
    expect(text, "went there before, and is declared").not.toMatch(/\| `email-address` \| console/);
    expect(text).toContain("**No longer:** `phone-number` → console (log)");
  });

  it("says so when a change adds nothing", async () => {
    const cwd = repository();
    write(cwd, { "api/clean.ts": "export const one = 1;\n" });
    const { out } = await run(["--since", "HEAD", "--no-inventory", "--format", "markdown"], { cwd });
    expect(out).toContain("This change collects nothing new and sends no data anywhere it did not go before.");
  });
});

describe("repositories of all sorts", () => {
  it("a file that is deleted, with the leak it held", async () => {
    const cwd = repository();
    git(cwd, "rm", "-q", "src/accounts.ts");
    expect((await run(["--staged", "--no-inventory"], { cwd })).code).toBe(0);
    expect(logged(await report(cwd, "--since", "HEAD"))).toEqual([]);
  });

  it("a linked worktree, and a folder below the top", async () => {
    const cwd = repository();
    const tree = join(project({}), "tree");
    git(cwd, "worktree", "add", "-q", tree, "-b", "topic");
    write(tree, { "api/new.ts": leak });
    git(tree, "add", ".");
    expect(logged(await report(tree, "--staged"))).toEqual(["api/new.ts:3 email-address"]);
    expect(logged(await report(join(tree, "api"), "--staged", "--root", ".."))).toEqual(["api/new.ts:3 email-address"]);
  });

  it("a submodule, whose files are another repository's", async () => {
    const other = repository();
    const cwd = repository();
    git(cwd, "-c", "protocol.file.allow=always", "submodule", "add", "-q", other, "vendor");
    expect(logged(await report(cwd, "--staged"))).toEqual([]);
    git(cwd, "commit", "-qm", "submodule");
    write(cwd, { "api/new.ts": leak });
    git(cwd, "add", "api");
    expect(logged(await report(cwd, "--staged"))).toEqual(["api/new.ts:3 email-address"]);
    expect(logged(await report(cwd, "--since", "HEAD"))).toEqual(["api/new.ts:3 email-address"]);
  });

  it("a shallow clone says how to deepen it", async () => {
    const origin = repository();
    write(origin, { "a.ts": "export const a = 1;\n" });
    git(origin, "add", ".");
    git(origin, "commit", "-qm", "second");
    const cwd = project({});
    git(cwd, "clone", "-q", "--depth", "1", `file://${origin}`, ".");
    const { code, err } = await run(["--since", "HEAD~1"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("It is a shallow clone.");
    expect(err).toContain("git fetch --unshallow");
    expect((await run(["--staged", "--no-inventory"], { cwd })).code).toBe(0);
  });

  it("names with spaces, brackets, quotes and letters of any alphabet", async () => {
    const cwd = repository();
    const names = ["api/a b.ts", "api/[id].ts", "api/(group)/page.ts", "api/é ü 日本.ts", "api/quo'te.ts"];
    write(cwd, Object.fromEntries(names.map((name) => [name, leak.replaceAll("../src/user", name.includes("group") ? "../../src/user" : "../src/user")])));
    git(cwd, "add", ".");
    expect(logged(await report(cwd, "--staged"))).toEqual(names.map((name) => `${name}:3 email-address`).sort());
    git(cwd, "commit", "-qm", "names");
    expect(logged(await report(cwd, "--since", "HEAD~1"))).toHaveLength(names.length);
  });

  it("a repository without commits has nothing to compare with", async () => {
    const cwd = project(leaky);
    git(cwd, "init", "-q");
    const { code, err } = await run(["--since", "HEAD"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("The repository has no commits yet");
    expect((await run(["--staged"], { cwd: project(leaky) })).err).toContain("This is not a git repository.");
  });

  it("a partial clone that cannot fetch says so", async () => {
    const origin = repository();
    git(origin, "config", "uploadpack.allowFilter", "true");
    const cwd = project({});
    git(cwd, "clone", "-q", "--filter=blob:none", "--no-checkout", `file://${origin}`, ".");
    git(cwd, "reset", "-q");
    rmSync(origin, { recursive: true });
    write(cwd, leaky);
    write(cwd, { "src/accounts.ts": leak });
    git(cwd, "update-index", "--add", "src/accounts.ts");
    const { code, err } = await run(["--staged"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("git lacks objects of this repository");
    expect(err).toContain("git fetch --refetch");
  });
});
