/** A mechanism that is taken out must be missed by some fixture; otherwise nothing proves that it works. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { compare } from "../fixture-harness/compare.ts";
import { findFixtures } from "../fixture-harness/fixtures.ts";

/** Module, export, what stands in for it, and a fixture that must notice. */
const mutations: [module: string, name: string, stand: unknown, fixture: string][] = [
  ["trace/library-errors.ts", "carriedBy", () => ({ data: [], open: [], apply: [], opaque: [], unknown: false }), "flows/errors/E3-axios"],
  ["trace/errors.ts", "thrownInside", () => ({ data: [], open: [], apply: [], opaque: [], unknown: false }), "flows/errors/E1-caught-elsewhere"],
  ["trace/errors.ts", "rejection", () => undefined, "flows/errors/E4-callbacks"],
  ["trace/inputs.ts", "typedByEvent", () => undefined, "flows/personal/G8-inputs"],
  ["trace/inputs.ts", "typedToSetter", () => [], "flows/personal/G8-native-inputs"],
  ["trace/forms.ts", "formRead", () => undefined, "flows/personal/G8-form-libraries"],
  ["trace/forms.ts", "submitted", () => undefined, "flows/personal/G8-form-libraries"],
  ["trace/contexts.ts", "storedContext", () => undefined, "flows/containers/B4-async-context"],
  ["trace/contexts.ts", "procedureContext", () => undefined, "apps/board"],
  ["trace/option-objects.ts", "optionsThis", () => undefined, "apps/club"],
  ["trace/stored.ts", "storedLeaves", () => ({ data: [], open: [], apply: [], opaque: [], unknown: false }), "flows/sinks/kept-in-the-browser"],
  ["trace/sanitize.ts", "sanitizedCall", () => undefined, "flows/sanitizers/hash"],
  ["trace/sanitize.ts", "replaced", (evaluator: { evaluate(...args: unknown[]): unknown }, unit: unknown, _call: unknown, callee: { base: number }, path: unknown) => evaluator.evaluate(unit, callee.base, path), "flows/sanitizers/mask-by-body"],
  ["trace/redaction.ts", "redactionOf", () => undefined, "flows/sanitizers/pino-redact"],
  ["trace/validators.ts", "validatedCall", () => undefined, "flows/personal/G7-zod"],
  ["trace/database.ts", "databaseResult", () => undefined, "flows/personal/G7-prisma"],
  ["trace/procedures.ts", "procedureResult", () => undefined, "flows/personal/G7-trpc"],
  ["link/holders.ts", "holdersOf", () => [], "flows/frameworks/react"],
  ["link/implementers.ts", "implementersOf", () => [], "flows/classes/D4-interfaces"],
  ["link/registered.ts", "callsOfRegistered", () => [], "flows/sinks/analytics-plugin"],
  ["link/provided.ts", "providedTo", () => [], "flows/sinks/analytics-context"],
  ["link/shared-state.ts", "writesElsewhere", () => [], "flows/functions/C4-module-state"],
  ["link/additions.ts", "additionsTo", () => [], "flows/sinks/analytics-queue"],
  ["types/builders.ts", "schemaShape", () => undefined, "flows/personal/G7-drizzle"],
  ["types/models.ts", "modelNamed", () => undefined, "flows/personal/G7-prisma"],
];

const fixtures = new Map(findFixtures().map((fixture) => [fixture.name, fixture]));

describe("taken out", () => {
  afterEach(() => { vi.resetModules(); });

  it.each(mutations)("%s %s", async (module, name, stand, fixtureName) => {
    const fixture = fixtures.get(fixtureName)!;
    vi.resetModules();
    const path = new URL(`../../src/${module}`, import.meta.url).pathname;
    vi.doMock(path, async (original) => ({ ...await original<Record<string, unknown>>(), [name]: stand }));
    const { lintFixture } = await import("../fixture-harness/run.ts");
    const differences = compare(fixture, await lintFixture(fixture));
    vi.doUnmock(path);
    expect(differences).not.toEqual([]);
  }, 30_000);
});
