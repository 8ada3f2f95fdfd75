/** Every policy of fixtures/policies is read as its expected.json says, and every quote stands in its text. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { draftInventory, readPolicy } from "../../src/policy/index.ts";

interface Expected {
  types: string[]; absent: string[]; surfaces: Record<string, string[]>; notOn: Record<string, string[]>; consents: Record<string, string>;
  prohibited: { type: string; actions: string[]; surfaces?: string[]; scope?: string; ageThreshold?: number }[];
  retentions: [string, string, string][]; vendors: string[]; effective: string | null;
}

const folder = join(import.meta.dirname, "../../fixtures/policies");
const general = new Set(["personal-data", "deidentified-data"]);
const fold = (text: string): string => text.replace(/\s+/g, " ");

describe.each(readdirSync(folder).filter((name) => existsSync(join(folder, name, "expected.json"))))("%s", (name) => {
  const file = readdirSync(join(folder, name)).find((entry) => entry.startsWith("policy.")) ?? "";
  const text = readFileSync(join(folder, name, file), "utf8");
  const expected = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected;
  const reading = readPolicy(text, { fileName: file });
  const draft = draftInventory(reading);
  const on = (type: string): Set<string> => new Set(draft.data.filter((entry) => entry.type === type).flatMap((entry) => entry.surfaces));

  it("declares these data types and no others", () => {
    const declared = [...new Set(draft.data.map((entry) => entry.type))].filter((type) => !general.has(type)).sort();
    expect(declared).toEqual([...expected.types].sort());
    for (const type of expected.absent) expect(declared).not.toContain(type);
  });

  it("sends them where the policy says", () => {
    for (const [surface, types] of Object.entries(expected.surfaces)) for (const type of types) expect(on(type), `${type} on ${surface}`).toContain(surface);
    for (const [surface, types] of Object.entries(expected.notOn)) for (const type of types) expect(on(type), `${type} not on ${surface}`).not.toContain(surface);
  });

  it("asks for consent where the policy asks", () => {
    for (const [type, consent] of Object.entries(expected.consents)) expect(draft.data.filter((entry) => entry.type === type).map((entry) => entry.consent)).toContain(consent);
    for (const entry of draft.data) if (entry.consent) expect(Object.keys(expected.consents).concat([...general], "health-data")).toContain(entry.type);
  });

  it("prohibits what the policy denies", () => {
    expect(draft.prohibited.map(({ source: _, ...ban }) => ban)).toEqual(expect.arrayContaining(expected.prohibited));
    expect(draft.prohibited).toHaveLength(expected.prohibited.length);
  });

  it("keeps the limits and their anchors", () => {
    const limits = draft.data.flatMap((entry) => (entry.retention ? [[entry.type, entry.retention.max, entry.retention.from ?? ""]] : []));
    for (const limit of expected.retentions) expect(limits).toContainEqual(limit);
    expect(new Set(limits.map(([, max]) => max))).toEqual(new Set(expected.retentions.map(([, max]) => max)));
  });

  it("names the vendors", () => {
    expect(draft.vendors.map((vendor) => vendor.id).sort()).toEqual([...expected.vendors].sort());
    expect(reading.effective).toBe(expected.effective);
  });

  it("quotes the text word for word, with the right line", () => {
    const raw = `${fold(text)} ${fold(text.replace(/<\/?(?:a|b|i|em|strong|span|code)\b[^>]*>/g, ""))}`;
    const lines = text.split("\n");
    for (const { source } of [...draft.data, ...draft.prohibited, ...draft.vendors]) {
      if (!source) throw new Error("an entry without a quote");
      expect(raw).toContain(source.quote);
      expect(source.quote.length).toBeLessThanOrEqual(240);
      const firstWord = source.quote.split(" ")[0] ?? "";
      expect(lines[source.line - 1]).toContain(firstWord);
    }
  });
});
