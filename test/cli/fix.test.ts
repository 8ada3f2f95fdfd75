/** `--fix` from the command line: the diff git applies, the loggers that really drop the data, what is left. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { consumer } from "../consumers/installed.ts";
import { git, project, removeProjects, run } from "./run.ts";

afterAll(removeProjects);

const files: Record<string, string> = {
  "package.json": "{ \"type\": \"module\", \"dependencies\": { \"pino\": \"9\", \"winston\": \"3\", \"posthog-js\": \"1\" } }\n",
  "privacy-inventory.yaml": "version: 1 # ours\ndata:\n  - type: email-address\n    surfaces: [storage]\n",
  "src/log.js": "import pino from \"pino\";\n\nexport const logger = pino({\n  level: \"info\",\n});\n",
  "src/audit.js": "import winston from \"winston\";\n\nexport const audit = winston.createLogger({\n  format: winston.format.json(),\n  transports: [new winston.transports.Console()],\n});\n",
  "src/login.js": [
    "import { logger } from \"./log.js\";",
    "import { audit } from \"./audit.js\";",
    "",
    "// privacy-lint-ignore-next-line undeclared-in-log -- was here once",
    "export const nothing = 1;",
    "",
    "export function login(user) {",
    "  logger.info({ user: { email: user.email } }, \"signed in\");",
    "  logger.warn({ mail: user.email });",
    "  audit.info(\"signed in\", { email: user.email });",
    "  logger.error(`failed for ${user.email}`);",
    "}", "",
  ].join("\n"),
  "src/track.js": "import posthog from \"posthog-js\";\nexport const track = (user) => posthog.capture(\"login\", { email: user.email });\n",
};

const read = (cwd: string, file: string): string => readFileSync(join(cwd, file), "utf8");

describe("--fix --dry-run", () => {
  it("shows a diff that git applies, and changes nothing", async () => {
    const cwd = project(files);
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "first");
    const { code, out, err } = await run(["--fix", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(err).toContain("Would mend 4 things in 4 files:");
    execFileSync("git", ["diff", "--exit-code"], { cwd });
    execFileSync("git", ["apply"], { cwd, input: out });
    const other = project(files);
    await run(["--fix"], { cwd: other });
    for (const file of Object.keys(files)) expect(read(cwd, file)).toBe(read(other, file));
  });

  it("says so when there is nothing to do", async () => {
    const { code, out, err } = await run(["--fix", "--dry-run"], { cwd: project({ "a.ts": "export const a = 1;\n" }) });
    expect([code, out, err]).toEqual([0, "", "Nothing that can be mended safely.\n"]);
  });
});

describe("--fix", () => {
  it("mends what is exact, and reports the rest", async () => {
    const cwd = project(files);
    const { code, out, err } = await run(["--fix"], { cwd });
    expect(err).toContain("src/login.js:4 comment removed");
    expect(err).toContain("src/log.js:3 pino drops `mail`, `user.email`, for src/login.js:8, src/login.js:9");
    expect(err).toContain("src/audit.js:3 winston drops `email`, for src/login.js:10");
    expect(err).toContain("vendor PostHog");
    expect(code).toBe(1);
    // What is part of a sentence cannot be dropped by an option.
    expect(out.match(/undeclared-in-log/g)?.length).toBe(2);
    expect(out).toContain("src/login.js:10:3");
    expect(read(cwd, "src/log.js")).toContain("  redact: [\"mail\", \"user.email\"],\n  level: \"info\",\n");
    expect(read(cwd, "src/login.js")).not.toContain("privacy-lint-ignore");
    expect(read(cwd, "privacy-inventory.yaml")).toBe(`${files["privacy-inventory.yaml"] ?? ""}vendors:\n  # found in the code (src/track.js:2); the policy does not name it\n  - id: posthog\n    name: PostHog\n    reviewed: false\n`);

    const again = await run(["--fix"], { cwd });
    expect(again.err).toBe("Nothing that can be mended safely.\n");
    expect(again.out).toBe(out);
  });

  it("makes pino and winston drop the data", { timeout: 120_000 }, async () => {
    const cwd = project(files);
    symlinkSync(consumer("."), join(cwd, "node_modules"));
    const lines = (): string[] => spawnSync(process.execPath, ["--input-type=module", "-e", "import { login } from \"./src/login.js\"; login({ email: \"jane@example.com\" });"], { cwd, encoding: "utf8" }).stdout.split("\n").filter((line) => line.includes("jane@example.com"));
    expect(lines()).toHaveLength(4);
    await run(["--fix"], { cwd });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain("failed for");
  });

  it("touches only what is reported", async () => {
    const cwd = project(files);
    const { err } = await run(["src/track.js", "--fix"], { cwd });
    expect(err).toContain("Mended 1 thing in 1 file");
    expect(read(cwd, "src/log.js")).toBe(files["src/log.js"]);
  });

  it.each([
    [["--fix", "--staged"], "`--fix` changes the files on disk"], [["--dry-run"], "there is no `--fix`"], [["--fix", "--watch"], "exclude each other"],
  ])("%j is refused", async (argv, expected) => {
    const { code, err } = await run(argv, { cwd: project(files) });
    expect(code).toBe(2);
    expect(err).toContain(expected);
  });
});
