/** check --from: a saved analysis is judged by the inventory of today, to the byte as a scan of today would, and no file is read. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatNames } from "../../src/report/index.ts";
import { runLint, type Stage } from "../../src/lint.ts";
import { json } from "../../src/report/json.ts";
import { git, inventory, leaky, project, removeProjects, run, write } from "../cli/run.ts";

afterAll(removeProjects);

const files = {
  ...leaky,
  "src/quiet.ts": "import type { User } from \"./user\";\nexport const quiet = (user: User): void => console.log(user.email); // privacy-lint-ignore undeclared-in-log -- known\n",
};
const strictInventory = "version: 1\ndata:\n  - type: email-address\n    surfaces: [storage]\n";

describe("a saved analysis", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = project({ ...files, "privacy-inventory.yaml": strictInventory });
    await run(["--no-cache", "--exit-zero", "--format", "analysis=out/found.json"], { cwd });
  });

  it("is judged as a scan judges, in every format", async () => {
    for (const format of formatNames) {
      const scanned = await run(["--no-cache", "--format", format], { cwd });
      expect(scanned.code).toBe(1);
      await run(["check", "--from", "out/found.json", "--format", `${format}=out/checked`], { cwd });
      await run(["--no-cache", "--exit-zero", "--format", `${format}=out/scanned`], { cwd });
      expect(readFileSync(join(cwd, "out/checked"), "utf8"), format).toBe(readFileSync(join(cwd, "out/scanned"), "utf8"));
    }
  });

  it("is judged by the inventory of today, by a baseline, and by settings", async () => {
    const check = async (...more: string[]): Promise<string> => {
      const { out, code } = await run(["check", "--from", "out/found.json", ...more, "--format", "json"], { cwd });
      expect(code).toBeLessThan(2);
      expect(out).toBe((await run(["--no-cache", ...more, "--format", "json"], { cwd })).out);
      return out;
    };
    const first = await check();
    write(cwd, { "privacy-inventory.yaml": inventory });
    expect(await check()).not.toBe(first);
    const relaxed = await run(["check", "--from", "out/found.json"], { cwd });
    expect(relaxed).toMatchObject({ code: 1, out: "✖ failed: 1 error, 1 warning (fails on error)\n" });
    write(cwd, { ".privacylintrc.json": "{ \"rules\": { \"undeclared-in-log\": \"warning\" } }\n" });
    await check();
    expect((await run(["check", "--from", "out/found.json"], { cwd })).code).toBe(0);
    expect((await run(["check", "--from", "out/found.json", "--fail-on", "warning"], { cwd })).code).toBe(1);
    await run(["baseline", "--baseline", "known.json"], { cwd });
    await check("--baseline", "known.json");
    expect((await run(["check", "--from", "out/found.json", "--baseline", "known.json", "--fail-on", "info"], { cwd })).code).toBe(0);
    rmSync(join(cwd, ".privacylintrc.json"));
    rmSync(join(cwd, "privacy-inventory.yaml"));
    expect(await run(["check", "--from", "out/found.json"], { cwd })).toMatchObject({ code: 0, out: expect.stringContaining("no inventory") as string });
    expect((await run(["check", "--from", "out/found.json", "--no-inventory"], { cwd })).code).toBe(1);
    write(cwd, { "privacy-inventory.yaml": strictInventory });
  });

  it("needs no code, holds no folder, and comes from a pipe too", async () => {
    const text = readFileSync(join(cwd, "out/found.json"), "utf8");
    expect(text).not.toContain(cwd);
    const elsewhere = project({ "privacy-inventory.yaml": inventory });
    const { code, out } = await run(["check", "--from", "-", "--format", "json"], { cwd: elsewhere, stdin: text });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ location: { file: "api/calls.ts" } }, { rule: "suppression" }] });
  });

  it("says so when the inventory teaches what was not looked for", async () => {
    write(cwd, { "privacy-inventory.yaml": `${strictInventory}identifiers:\n  add:\n    email-address: [mailbox]\n` });
    const { code, err } = await run(["check", "--from", "out/found.json"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("Scan again");
    write(cwd, { "privacy-inventory.yaml": strictInventory });
  });

  it("is refused when it is cut off or of another version", async () => {
    const text = readFileSync(join(cwd, "out/found.json"), "utf8");
    writeFileSync(join(cwd, "out/cut.json"), text.slice(0, -30));
    expect((await run(["check", "--from", "out/cut.json"], { cwd })).err).toContain("cut off or damaged");
    writeFileSync(join(cwd, "out/old.json"), text.replace(/"tool":"[0-9a-f]{8}/, "\"tool\":\"00000000"));
    expect((await run(["check", "--from", "out/old.json"], { cwd })).err).toContain("another version");
  });
});

it("a result cannot be judged by another inventory", async () => {
  const cwd = project({ ...files, "privacy-inventory.yaml": strictInventory });
  await run(["--no-cache", "--exit-zero", "--format", "json=result.json"], { cwd });
  expect((await run(["check", "--from", "result.json", "--inventory", "privacy-inventory.yaml"], { cwd })).err).toContain("is judged already");
  expect((await run(["check", "--from", "result.json"], { cwd, env: { PRIVACY_LINT_INVENTORY: "privacy-inventory.yaml" } })).code).toBe(1);
});

describe("with a cache, an edit that is no code", () => {
  async function stagesOf(root: string): Promise<{ stages: Stage[]; text: string }> {
    const stages: Stage[] = [];
    const { report } = await runLint({ root, cache: {}, today: "2026-01-01", onStage: (stage) => { stages.push(stage); } });
    return { stages, text: json(report) };
  }
  const fresh = async (root: string): Promise<string> => json((await runLint({ root, today: "2026-01-01" })).report);

  it.each<[string, Record<string, string>]>([
    ["of the inventory", { "privacy-inventory.yaml": inventory }],
    ["of the settings", { ".privacylintrc.json": "{ \"rules\": { \"undeclared-in-log\": \"warning\" } }\n" }],
    ["of a package's inventory", { "api/privacy-inventory.yaml": inventory, "api/package.json": "{ \"name\": \"api\" }\n" }],
  ])("%s is judged without following flows again", async (_what, edit) => {
    const root = project({ ...files, "privacy-inventory.yaml": strictInventory, "api/package.json": "{ \"name\": \"api\" }\n" });
    git(root, "init", "-q");
    const first = await stagesOf(root);
    expect(first.stages).toContain("trace");
    write(root, edit);
    const next = await stagesOf(root);
    expect(next.stages).not.toContain("trace");
    expect(next.text).toBe(await fresh(root));
    expect(next.text).not.toBe(first.text);
    const again = await stagesOf(root);
    expect(again.stages).not.toContain("judge");
    expect(again.text).toBe(next.text);
  });

  it("that teaches names follows them", async () => {
    const root = project({ ...files, "src/box.ts": "export const box = (user: { postbox: string }): void => console.log(user.postbox);\n", "privacy-inventory.yaml": strictInventory });
    const first = await stagesOf(root);
    write(root, { "privacy-inventory.yaml": `${strictInventory}identifiers:\n  add:\n    phone-number: [postbox]\n` });
    const next = await stagesOf(root);
    expect(next.stages).toContain("trace");
    expect(next.text).toBe(await fresh(root));
    expect(next.text).not.toBe(first.text);
  });
});
