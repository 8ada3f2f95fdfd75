/** The policy commands, init and declare, as a user runs them: what is written, what is kept, what is said. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { leaky, project, removeProjects, run, write } from "../cli/run.ts";

afterAll(removeProjects);

const policy = `# Privacy policy of Leaky Ltd.

## What we collect

We ask for your e-mail address when you sign up. We keep log files with your IP address for 30 days.

We never sell your e-mail address. Mailgun delivers our e-mails.
`;
const files = { ...leaky, "PRIVACY.md": policy };
const text = (root: string, file = "privacy-inventory.yaml"): string => readFileSync(join(root, file), "utf8");

describe("policy read", () => {
  it("prints the inventory and says what it found", async () => {
    const { code, out, err } = await run(["policy", "read", "PRIVACY.md"], { cwd: project(files) });
    expect(code).toBe(0);
    expect(out).toContain("- type: ip-address\n    surfaces: [ log, storage ]\n    retention: { max: P30D, from: collection }");
    expect(err).toMatch(/^3 data types, 1 prohibition, 1 vendor in \d+ words\./);
  });

  it("reads standard input and writes JSON", async () => {
    const { code, out } = await run(["policy", "read", "-", "--format", "json"], { cwd: project({}), stdin: policy });
    expect(code).toBe(0);
    const inventory = JSON.parse(out) as { version: number; prohibited: unknown[]; vendors: { id: string }[] };
    expect(inventory.version).toBe(1);
    expect(inventory.prohibited).toEqual([expect.objectContaining({ type: "email-address", actions: ["sell"] })]);
    expect(inventory.vendors.map(({ id }) => id)).toEqual(["mailgun"]);
  });

  it("writes what the inventory loader accepts", async () => {
    const root = project(files);
    const { out } = await run(["policy", "read", "PRIVACY.md"], { cwd: root });
    write(root, { "privacy-inventory.yaml": out });
    const { code, err } = await run(["--no-cache", "--exit-zero"], { cwd: root });
    expect(err).toBe("");
    expect(code).toBe(0);
  });

  it.each([
    ["a missing file", ["policy", "read", "nowhere.md"], "does not exist"],
    ["a text without data", ["policy", "read", "package.json"], "No statement about personal data"],
  ])("explains %s", async (_name, argv, message) => {
    const { code, out, err } = await run(argv, { cwd: project(files) });
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
  });
});

describe("init", () => {
  it("writes inventory and settings, and names the next step", async () => {
    const root = project(files);
    const { code, out } = await run(["init", "--yes"], { cwd: root });
    expect(code).toBe(0);
    expect(out).toContain("policy  PRIVACY.md: 3 data types");
    expect(out).toContain("wrote privacy-inventory.yaml");
    expect(out).toMatch(/Against this inventory the code has \d+ errors?/);
    expect(text(root)).toContain("policy: { file: PRIVACY.md");
    expect(JSON.parse(text(root, ".privacylintrc"))).toMatchObject({ failOn: "error" });
  });

  it("keeps comments and edits when it is run again, and adds what is new", async () => {
    const root = project(files);
    await run(["init", "--yes"], { cwd: root });
    const edited = text(root).replace("- type: email-address\n    surfaces: [ storage, response ]", "# decided with legal\n  - type: email-address\n    surfaces: [ storage, response, message ]");
    expect(edited).toContain("decided with legal");
    write(root, { "privacy-inventory.yaml": edited });
    expect((await run(["init", "--yes"], { cwd: root })).out).toContain("Nothing new");
    expect(text(root)).toBe(edited);

    write(root, { "PRIVACY.md": policy.replace("when you sign up.", "when you sign up. We also collect your date of birth.") });
    const { out } = await run(["init", "--yes"], { cwd: root });
    expect(out).toContain("+ date-of-birth (storage, response)");
    expect(text(root)).toContain("# decided with legal");
    expect(text(root)).toContain("surfaces: [ storage, response, message ]");
    expect(text(root)).toContain("type: date-of-birth");
  });

  it("writes pipelines and hooks when asked, leaves those that are there alone, and fills in the domain of the project", async () => {
    const root = project({ ...files, "package.json": "{ \"name\": \"leaky\", \"homepage\": \"https://www.leaky.test/start\", \"workspaces\": [\"packages/*\"] }\n", "packages/a/package.json": "{ \"name\": \"a\" }\n", ".husky/pre-commit": "npm test\n" });
    const { out } = await run(["init", "--yes", "--write", "github,husky"], { cwd: root });
    expect(out).toContain("wrote .github/workflows/privacy.yml");
    expect(out).toContain(".husky/pre-commit is there and was left alone; add to it:\n    privacy-lint --staged");
    expect(out).toContain("1 workspace package");
    expect(text(root, ".husky/pre-commit")).toBe("npm test\n");
    expect(text(root)).toContain("domains: [ leaky.test ]");
  });

  it("writes nothing on a dry run", async () => {
    const root = project(files);
    expect((await run(["init", "--yes", "--dry-run"], { cwd: root })).out).toContain("would write privacy-inventory.yaml");
    expect(existsSync(join(root, "privacy-inventory.yaml"))).toBe(false);
  });

  it("starts from the code when there is no policy", async () => {
    const root = project(leaky);
    const { code, out } = await run(["init", "--yes"], { cwd: root });
    expect(code).toBe(0);
    expect(out).toContain("none was found");
    expect(text(root)).toContain("data: []");
    expect((await run(["--no-cache", "--exit-zero"], { cwd: root })).err).toBe("");
  });

  it("finds the policy behind a route and not the test of a privacy page", async () => {
    const page = "export default function Page() {\n  return <main><h1>Privacy policy</h1><p>We collect your e-mail address and your phone number when you sign up for our service and we store your IP address. Personal data is kept for as long as your account is open, and we process it to run the service.</p></main>;\n}\n";
    const root = project({ ...leaky, "app/privacy/page.tsx": page, "tests/privacy.md": policy, "src/privacy-settings.tsx": page });
    expect((await run(["init", "--yes"], { cwd: root })).out).toContain("app/privacy/page.tsx");
  });
});

describe("policy check", () => {
  it("is content when nothing has changed", async () => {
    const root = project({ ...files, "src/accounts.ts": "export const a = 1;\n", "api/calls.ts": "export const b = 1;\n" });
    await run(["init", "--yes"], { cwd: root });
    const { code, out } = await run(["policy", "check"], { cwd: root });
    expect(out).toContain("0 errors, 0 warnings");
    expect(code).toBe(0);
  });

  it("shows a clause that changed, with the new wording", async () => {
    const root = project(files);
    await run(["init", "--yes"], { cwd: root });
    write(root, { "PRIVACY.md": policy.replace("We keep log files with your IP address for 30 days.", "We keep log files with your IP address for 10 days.") });
    const { code, out } = await run(["policy", "check"], { cwd: root });
    expect(code).toBe(1);
    expect(out).toContain("policy-drift");
    expect(out).toContain("Nearest now, line 5: \"We keep log files with your IP address for 10 days.\"");
    expect(out).toContain("is kept P30D by the inventory and P10D by the policy");
  });

  it("names data that the code handles and the policy does not", async () => {
    const root = project(files);
    await run(["init", "--yes"], { cwd: root });
    const { out } = await run(["policy", "check", "--format", "json"], { cwd: root });
    const { problems } = JSON.parse(out) as { problems: { kind: string; what: string }[] };
    expect(problems.filter(({ kind }) => kind === "collected").map(({ what }) => what)).toEqual([expect.stringContaining("phone-number (api/calls.ts:3)")]);
  });

  it("asks for init when there is no inventory", async () => {
    expect((await run(["policy", "check"], { cwd: project(files) })).err).toContain("privacy-lint init");
  });
});

describe("declare", () => {
  it("extends an entry and keeps its comments", async () => {
    const root = project({ ...leaky, "privacy-inventory.yaml": "# ours\nversion: 1\ndata:\n  # accounts\n  - type: email-address\n    surfaces: [storage] # as agreed\n" });
    const { code, out } = await run(["declare", "email-address", "--surface", "log", "--reason", "clause 4"], { cwd: root });
    expect(code).toBe(0);
    expect(out).toContain("~ email-address: surfaces log");
    expect(text(root)).toMatch(/# ours[^]*# accounts[^]*surfaces: \[ ?storage, log ?\] # as agreed/);
    expect(text(root)).toContain("clause 4");
  });

  it("answers a finding by its fingerprint", async () => {
    const root = project({ ...leaky, "privacy-inventory.yaml": "version: 1\ndata: []\n" });
    const { out } = await run(["--format", "json", "--no-cache", "--exit-zero"], { cwd: root });
    const { findings } = JSON.parse(out) as { findings: { rule: string; fingerprint: string; dataTypes: string[] }[] };
    const finding = findings.find(({ rule, dataTypes }) => rule === "undeclared-in-log" && dataTypes.includes("email-address"));
    if (!finding) throw new Error("no finding to declare");
    expect((await run(["declare", finding.fingerprint], { cwd: root })).code).toBe(0);
    const after = JSON.parse((await run(["--format", "json", "--no-cache", "--exit-zero"], { cwd: root })).out) as { findings: { fingerprint: string }[] };
    expect(after.findings.map(({ fingerprint }) => fingerprint)).not.toContain(finding.fingerprint);
  });

  it.each([
    [["declare", "email-adress"], "Unknown data type"],
    [["declare", "email-address", "--surface", "logs"], "Unknown surface"],
    [["declare", "abcdef0123456789"], "No finding has the fingerprint"],
  ])("explains %j", async (argv, message) => {
    const { code, err } = await run(argv, { cwd: project({ ...leaky, "privacy-inventory.yaml": "version: 1\ndata: []\n" }) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("policy suggest", () => {
  it("writes sentences with their evidence", async () => {
    const root = project(files);
    await run(["init", "--yes"], { cwd: root });
    const { out } = await run(["policy", "suggest"], { cwd: root });
    expect(out).toMatch(/## Log files\n\nOur server logs record your email address and phone number[^\n]*\n<!-- api\/calls\.ts:3, src\/accounts\.ts:3 -->/);
  });
});

describe("policy export", () => {
  const inventory = "version: 1\norganization: { name: Leaky Ltd., role: controller }\ndata:\n  - { type: ip-address, surfaces: [log], purposes: [security], recipients: [first-party], retention: { max: P30D, from: collection }, source: { section: \"Logs, and more\" } }\n";

  it("prints a record of processing activities as CSV and says what is lost", async () => {
    const { out, err } = await run(["policy", "export", "--format", "ropa-csv"], { cwd: project({ "privacy-inventory.yaml": inventory }) });
    expect(out).toBe("Purposes,Category of data,Recipients,Transfers,Time limit,Where it goes,Consent,Clause\r\nsecurity,IP address,first-party,,P30D from collection,log,,\"Logs, and more\"\r\n");
    expect(err).toContain("Nothing of this inventory is lost");
  });

  it("leaves purposes out of a processor's record", async () => {
    const { out } = await run(["policy", "export"], { cwd: project({ "privacy-inventory.yaml": inventory.replace("role: controller", "role: processor") }) });
    expect(out).toContain("Processor: Leaky Ltd.");
    expect(out).not.toContain("Purposes");
    expect(out).toContain("| IP address | first-party |");
  });
});
