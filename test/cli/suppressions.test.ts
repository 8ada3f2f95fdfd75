/** Suppressions and the baseline in a real project: every form of comment, dates, and files that are merged and pruned. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/index.ts";
import { git, leaky, project, removeProjects, run, write } from "./run.ts";

afterAll(removeProjects);

const report = async (cwd: string, ...argv: string[]): Promise<Report> => JSON.parse((await run([...argv, "--format", "json"], { cwd })).out) as Report;
const user = leaky["src/user.ts"] ?? "";
const call = "console.log(user.email);";
const wrap = (body: string): string => `import type { User } from "./user";\nexport function show(user: User): void {\n${body}\n}\n`;
const log = "undeclared-in-log";

describe("a comment with a reason hides its finding", () => {
  it.each<[string, string, string]>([
    ["on the line", "a.ts", wrap(`  ${call} // privacy-lint-ignore ${log} -- kept for audits`)],
    ["on the next line", "a.ts", wrap(`  // privacy-lint-ignore-next-line ${log} -- kept for audits\n  ${call}`)],
    ["in a block comment", "a.ts", wrap(`  /* privacy-lint-ignore-next-line ${log} -- kept for audits */\n  ${call}`)],
    ["for a data type", "a.ts", wrap(`  // privacy-lint-ignore-next-line ${log} email-address -- kept for audits\n  ${call}`)],
    ["for a block", "a.ts", wrap(`  // privacy-lint-ignore-start ${log} -- kept for audits\n  ${call}\n  ${call}\n  // privacy-lint-ignore-end ${log}`)],
    ["for a file", "a.ts", `// privacy-lint-ignore-file ${log} -- kept for audits\n${wrap(`  ${call}`)}`],
    ["until a day that has not come", "a.ts", wrap(`  // privacy-lint-ignore-next-line ${log} until=2026-01-01 -- kept for audits\n  ${call}`)],
    ["in JSX", "a.tsx", `import type { User } from "./user";\nexport const Show = ({ user }: { user: User }) => (\n  <div>\n    {/* privacy-lint-ignore-next-line ${log} -- kept for audits */}\n    <button onClick={() => console.log(user.email)} />\n  </div>\n);\n`],
    ["in a Vue template's script", "a.vue", `<script setup lang="ts">\nimport type { User } from "./user";\nconst props = defineProps<{ user: User }>();\n// privacy-lint-ignore-next-line ${log} -- kept for audits\nconsole.log(props.user.email);\n</script>\n<template><p /></template>\n`],
    ["in the HTML around a script", "a.html", `<html><body>\n<!-- privacy-lint-ignore-next-line ${log} -- kept for audits -->\n<script>function show(user) { console.log(user.email); }</script>\n</body></html>\n`],
  ])("%s", async (_form, file, text) => {
    const cwd = project({ "package.json": "{}\n", "user.ts": user, [file]: text });
    const { findings, summary } = await report(cwd, "--no-inventory");
    expect(findings.filter(({ rule }) => rule === log || rule === "suppression")).toEqual([]);
    expect(summary.suppressed).toBeGreaterThan(0);
    const { out } = await run(["--no-inventory", "--show-suppressed"], { cwd });
    expect(out).toContain("suppressed: kept for audits");
  });

  it("in the inventory, which is YAML", async () => {
    const inventory = (comment: string): string => `version: 1\ndata:\n${comment}  - type: date-of-birth\n    surfaces: [storage]\n`;
    const cwd = project({ "package.json": "{}\n", "user.ts": user, "privacy-inventory.yaml": inventory("") });
    const unused = async (): Promise<number> => (await report(cwd)).findings.filter(({ rule }) => rule === "unused-declaration").length;
    expect(await unused()).toBe(1);
    write(cwd, { "privacy-inventory.yaml": inventory("  # privacy-lint-ignore-next-line unused-declaration -- the app collects it\n") });
    expect(await unused()).toBe(0);
  });
});

describe("a comment that cannot be obeyed is a finding itself", () => {
  it.each([
    ["without a reason", `// privacy-lint-ignore-next-line ${log}`, "gives no reason"],
    ["for a rule with a slip", "// privacy-lint-ignore-next-line undeclared-in-logs -- x", "Did you mean `undeclared-in-log`?"],
    ["past its day", `// privacy-lint-ignore-next-line ${log} until=2025-12-31 -- x`, "ended on 2025-12-31"],
    ["that names another data type", `// privacy-lint-ignore-next-line ${log} phone-number -- x`, "hides nothing"],
  ])("%s", async (_what, comment, expected) => {
    const cwd = project({ "package.json": "{}\n", "user.ts": user, "a.ts": wrap(`  ${comment}\n  ${call}`) });
    const { findings } = await report(cwd, "--no-inventory");
    expect(findings.filter(({ rule }) => rule === log)).toHaveLength(1);
    expect(findings.filter(({ rule }) => rule === "suppression").map(({ what, fix }) => `${what} ${fix}`).join()).toContain(expected);
  });
});

describe("the baseline", () => {
  it("holds in a repository, survives edits elsewhere, and lets what is new through", async () => {
    const cwd = project(leaky);
    git(cwd, "init", "-q");
    await run(["baseline", "--no-inventory"], { cwd });
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "baseline");
    write(cwd, { "src/accounts.ts": `// moved down\n\n${leaky["src/accounts.ts"] ?? ""}` });
    expect((await report(cwd, "--no-inventory")).findings).toEqual([]);
    write(cwd, { "src/new.ts": wrap("  console.log(user.phoneNumber);") });
    git(cwd, "add", ".");
    expect((await report(cwd, "--no-inventory", "--staged")).findings.map(({ location }) => location.file)).toEqual(["src/new.ts"]);
    const before = readFileSync(join(cwd, ".privacy-lint-baseline.json"), "utf8");
    await run(["baseline", "--no-inventory"], { cwd });
    const after = readFileSync(join(cwd, ".privacy-lint-baseline.json"), "utf8");
    // One line more, and a comma at most: it reads well in review.
    const lines = (text: string): Set<string> => new Set(text.split("\n").map((line) => line.replace(/,$/, "")));
    expect([...lines(after)].filter((line) => !lines(before).has(line))).toHaveLength(1);
    expect([...lines(before)].filter((line) => !lines(after).has(line))).toEqual([]);
  });
});
