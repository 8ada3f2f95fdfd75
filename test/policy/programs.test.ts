/** One line of code for each data type and place: a policy of our own wording is drafted, and the whole tool gives the verdict it calls for. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { runLint } from "../../src/lint.ts";
import type { Surface, Verdict } from "../../src/model/index.ts";
import { draftInventory, readPolicy, renderInventoryYaml } from "../../src/policy/index.ts";
import type { DataDraft } from "../../src/policy/index.ts";
import { project, removeProjects } from "../cli/run.ts";

afterAll(removeProjects);

const catalog = loadCatalog();
const folder = join(import.meta.dirname, "../../rules/catalog/data-types");
const types = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as { id: string; identifiers?: string[] });

/** A field name that means just this data type. */
const fields = types.flatMap(({ id, identifiers = [] }) => {
  const name = identifiers.find((one) => /^[a-z][A-Za-z]+$/.test(one) && catalog.matchName(one)?.dataType === id && catalog.matchName(one)?.strength === "strong");
  return name === undefined ? [] : [{ id, name }];
});

const places: Partial<Record<Surface, (value: string) => string>> = {
  log: (value) => `console.log(${value});`,
  analytics: (value) => `posthog.capture("seen", { value: ${value} });`,
  "error-tracker": (value) => `Sentry.captureMessage(${value});`,
  "client-storage": (value) => `localStorage.setItem("kept", ${value});`,
};
const surfaces = Object.keys(places) as Surface[];
const head = "import * as Sentry from \"@sentry/browser\";\nimport posthog from \"posthog-js\";\n";

const policies = ["signing-app", "ledger-app", "game-notice"].map((name) => {
  const root = join(import.meta.dirname, "../../fixtures/policies", name);
  const file = readdirSync(root).find((entry) => entry.startsWith("policy.")) ?? "";
  return { name, file, text: readFileSync(join(root, file), "utf8") };
});

describe.each(policies)("$name", ({ file, text }) => {
  const draft = draftInventory(readPolicy(text, { fileName: file }));
  const verdicts = new Map<string, Verdict>();

  beforeAll(async () => {
    const code = fields.map(({ id, name }) => [`src/${id}.ts`, `${head}export function use(user: { ${name}: string }): void {\n${surfaces.map((surface) => `  ${places[surface]?.(`user.${name}`) ?? ""}\n`).join("")}}\n`]);
    // Whoever the vendor is: named here, so that only the place decides.
    const data = draft.data.map(({ recipients: _, consent: __, ...entry }) => entry);
    const inventory = renderInventoryYaml({ ...draft, data, vendors: [{ id: "posthog", name: "PostHog", reviewed: false }, { id: "sentry", name: "Sentry", reviewed: false }] }).replaceAll("name: PostHog\n    reviewed: false", "name: PostHog").replaceAll("name: Sentry\n    reviewed: false", "name: Sentry");
    const root = project({ ...Object.fromEntries(code), "package.json": "{ \"name\": \"programs\", \"dependencies\": { \"posthog-js\": \"1\", \"@sentry/browser\": \"9\" } }", "privacy-inventory.yaml": inventory });
    const { report } = await runLint({ root, flows: true });
    for (const flow of report.flows ?? []) for (const type of flow.dataTypes) verdicts.set(`${type} ${flow.surface} ${flow.location.file}`, flow.verdict);
  }, 60_000);

  const entriesOf = (type: string): DataDraft[] => draft.data.filter((entry) => entry.type === type);
  const reaches = (entries: readonly DataDraft[], surface: Surface): boolean => entries.some((entry) => entry.surfaces.includes(surface));

  function wanted(type: string, surface: Surface): Verdict {
    const around = catalog.lineage(type).slice(1).filter((id) => id !== "personal-data").flatMap(entriesOf);
    const isBanned = draft.prohibited.some((ban) => catalog.lineage(type).includes(ban.type) && ban.type !== "personal-data" && ban.scope === undefined && ban.surfaces === undefined && (ban.actions.length === 0 || ban.actions.some((action) => ["collect", "receive", "process"].includes(action))));
    if (reaches(entriesOf(type), surface)) return isBanned ? "prohibited" : "clear";
    if (isBanned) return "prohibited";
    if (reaches(around, surface)) return "vague";
    return entriesOf(type).length + around.length > 0 ? "wrong-surface" : "omitted";
  }

  it("answers every type at every place", () => {
    expect(fields.length).toBeGreaterThan(80);
    const wrong = fields.flatMap(({ id }) => surfaces.flatMap((surface) => {
      const found = verdicts.get(`${id} ${surface} src/${id}.ts`);
      const right = wanted(id, surface);
      return found === right ? [] : [`${id} ${surface}: ${found ?? "no flow"}, not ${right}`];
    }));
    expect(wrong).toEqual([]);
  });
});
