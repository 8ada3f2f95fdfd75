/** Every rule has a page of the same shape, and its examples do what they say. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/checks/index.ts";
import { lintProject } from "../../src/lint.ts";
import { readRulePage } from "./rule-page.ts";
import type { Example } from "./rule-page.ts";

const pages = rules.map((rule) => ({
  rule, page: readRulePage(readFileSync(new URL(`../../rules/checks/${rule.id}.md`, import.meta.url), "utf8")),
}));

/** Packages an example imports, so that the project says it depends on them. */
function manifest(code: string): string {
  const names = [...code.matchAll(/from "((?:@[^/"]+\/)?[^./"][^/"]*)[^"]*"/g)].map(([, name]) => [name, "*"]);
  return JSON.stringify({ name: "example", private: true, dependencies: Object.fromEntries(names) });
}

async function rulesReported({ language, code, inventory }: Example): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), "rule-page-"));
  try {
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, `src/example.${language}`), code);
    writeFileSync(join(root, "package.json"), manifest(code));
    if (inventory !== null) writeFileSync(join(root, "privacy-inventory.yaml"), inventory);
    const { findings } = await lintProject({ root, noInventory: inventory === null });
    return findings.map(({ rule }) => rule);
  }
  finally {
    rmSync(root, { recursive: true });
  }
}

describe.each(pages)("$rule.id", ({ rule, page }) => {
  it("has a page of the usual shape", () => {
    expect(page.title).toBe(rule.id);
    expect(page.sections).toEqual(["Why it matters", "Incorrect", "Correct", "Fix", "When not to use it", "What it cannot see"]);
    expect(new Set(page.examples.map(({ section }) => section)).size).toBe(2);
  });

  it.each(page.examples.filter(({ section }) => section === "Incorrect"))("reports the incorrect example at line $line", async (example) => {
    expect(await rulesReported(example)).toContain(rule.id);
  });

  it.each(page.examples.filter(({ section }) => section === "Correct"))("is content with the correct example at line $line", async (example) => {
    expect(await rulesReported(example)).not.toContain(rule.id);
  });
});
