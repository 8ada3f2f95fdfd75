/** Runs every fixture project and holds it to the promises in its lines; most changes need no other test. */
import { describe, expect, it } from "vitest";
import { compare } from "./fixture-harness/compare.ts";
import { findFixtures } from "./fixture-harness/fixtures.ts";
import { lintFixture } from "./fixture-harness/run.ts";
import { behaviourIds, rowOf, understands } from "./fixture-harness/understands.ts";

const fixtures = findFixtures();

describe("fixtures", () => {
  it("exist", () => expect(fixtures.length).toBeGreaterThan(0));

  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", async (_name, fixture) => {
    const findings = await lintFixture(fixture);
    const differences = compare(fixture, findings);
    // The place that matters is in the fixture: no stack of this file.
    if (differences.length > 0) throw Object.assign(new Error(`${fixture.manifest.title}\n${differences.join("\n")}`), { stack: "" });
  });
});

describe("what it understands", () => {
  it("names only rows that exist", () => {
    const unknown = fixtures.flatMap(({ name, manifest }) => (manifest.rows ?? []).filter((id) => !behaviourIds.has(rowOf(id))).map((id) => `${name}: ${id}`));
    expect(unknown).toEqual([]);
  });

  it("is written down as it is", async () => {
    await expect(understands(fixtures)).toMatchFileSnapshot("../docs/what-it-understands.md");
  });
});
