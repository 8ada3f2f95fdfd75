/** The JSON Schema for editors says the same as the loader. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inventoryJsonSchema, loadInventory } from "../../src/inventory/index.ts";
import { smallCatalog as catalog } from "./small-catalog.ts";

const schema = inventoryJsonSchema();
const validate = new Ajv2020({ strict: false }).compile(schema);

function isLoaded(text: string): boolean {
  try {
    loadInventory("privacy-inventory.yaml", { root: "/", catalog, text });
    return true;
  } catch {
    return false;
  }
}

describe("the schema and the loader agree", () => {
  it.each([
    ["version: 1", true],
    ["version: 2", false],
    ["data: []", false],
    ["version: 1\nx-team: web\ndata: [{ type: ip-address, x-ticket: 1 }]", true],
    ["version: 1\nteam: web", false],
    ["version: 1\ndata: [{ type: ip-address, surfaces: [log], purposes: [security, x-own], retention: P90D, consent: opt-in }]", true],
    ["version: 1\ndata: [{ type: ip-address, retention: { max: P1Y, from: x-deletion, basis: law } }]", true],
    ["version: 1\ndata: [{ type: ip-address, retention: 90 days }]", false],
    ["version: 1\ndata: [{ type: ip-address, surfaces: [logs] }]", false],
    ["version: 1\ndata: [{ type: ip-address, purposes: [own] }]", false],
    ["version: 1\nprohibited: [{ type: password, actions: [share], ageThreshold: 16 }]", true],
    ["version: 1\nprohibited: [{ scope: src }]", false],
    ["version: 1\nvendors: [{ id: a, role: joint, receives: [ip-address] }]", true],
    ["version: 1\nvendors: [{ name: a }]", false],
    ["version: 1\nexemptions: { deidentified: { functions: [a] } }", true],
  ])("%s", (text, isValid) => {
    expect([validate(parse(text)), isLoaded(text)]).toEqual([isValid, isValid]);
  });
});

it("is plain data with words an editor can complete", () => {
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(JSON.stringify(schema)).toContain('"session-replay"');
});
