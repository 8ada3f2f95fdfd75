/** The shape of an inventory file, as a zod schema made on demand (zod is heavy) and as JSON Schema for editors. */
import { createRequire } from "node:module";
import type * as Zod from "zod";
import { surfaces } from "../model/index.ts";
import {
  actionWords, consentWords, identifiabilities, purposeWords, retentionStarts, vendorRoles,
} from "./vocabulary.ts";

const require = createRequire(import.meta.url);

/** ISO 8601, calendar units and time units: P90D, P1Y6M, PT24H. */
export const durationPattern = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
const ownWord = /^x-[a-z0-9][a-z0-9-]*$/;

function buildSchema(z: typeof Zod) {
  const wordOf = (words: readonly [string, ...string[]]) => z.union([z.enum(words), z.string().regex(ownWord)]);
  const text = z.string().min(1);
  const duration = z.string().regex(durationPattern);
  const retention = z.union([
    duration,
    z.strictObject({ max: duration, from: wordOf(retentionStarts).optional(), basis: text.optional() }),
  ]);
  const source = z.strictObject({
    section: text.optional(),
    quote: z.string().max(240).optional(),
    line: z.int().min(1).optional(),
    document: text.optional(),
  }).describe("Where the policy says it.");
  const surfaceList = z.array(z.enum(surfaces)).min(1);
  const dataType = text.describe("Data type id (ip-address) or Fideslang key (user.device.ip_address).");
  const purposes = z.array(wordOf(purposeWords));

  const data = z.strictObject({
    type: dataType,
    surfaces: surfaceList.optional().describe("Where it may go; left out: storage and response."),
    purposes: purposes.optional(),
    recipients: z.array(text).optional().describe("first-party, a vendor id, vendor:<id> or a word such as vendor:hosting."),
    retention: retention.optional().describe("How long it is kept, ISO 8601: P90D."),
    consent: z.enum(consentWords).optional(),
    guards: z.array(text).optional().describe("Calls that count as asking for consent."),
    identifiability: z.enum(identifiabilities).optional(),
    exact: z.boolean().optional().describe("true: narrower data types are not covered by this entry."),
    source: source.optional(),
    reviewed: z.boolean().optional(),
  });
  const prohibited = z.strictObject({
    type: dataType,
    scope: text.optional().describe("Path pattern; left out: everywhere."),
    actions: z.array(wordOf(actionWords as [string, ...string[]])).optional(),
    surfaces: surfaceList.optional(),
    ageThreshold: z.int().min(1).max(99).optional(),
    source: source.optional(),
  });
  const vendor = z.strictObject({
    id: text,
    name: text.optional(),
    role: z.enum(vendorRoles).optional(),
    purposes: purposes.optional(),
    packages: z.array(text).optional(),
    domains: z.array(text).optional(),
    receives: z.array(dataType).optional(),
    region: text.optional(),
    source: source.optional(),
    reviewed: z.boolean().optional(),
  });

  return z.strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    mode: z.enum(["closed", "open"]).optional().describe("closed: what is not listed is not declared."),
    policy: z.strictObject({
      file: text,
      effective: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
    }).optional(),
    organization: z.strictObject({
      name: text.optional(),
      role: z.enum(["controller", "processor"]).optional(),
      domains: z.array(text).optional(),
    }).optional(),
    data: z.array(data).optional(),
    prohibited: z.array(prohibited).optional(),
    vendors: z.array(vendor).optional(),
    exemptions: z.strictObject({
      deidentified: z.strictObject({ functions: z.array(text).optional(), minGroupSize: z.int().min(1).optional() }).optional(),
    }).optional(),
    retentionDefaults: z.record(text, retention).optional(),
    identifiers: z.strictObject({
      add: z.record(text, z.array(text)).optional(),
      ignore: z.array(text).optional(),
    }).optional(),
  });
}

export type InventorySchema = ReturnType<typeof buildSchema>;
export type RawInventory = Zod.infer<InventorySchema>;

let schema: InventorySchema | undefined;

export function inventorySchema(): InventorySchema {
  return (schema ??= buildSchema(require("zod") as typeof Zod));
}

/** `x-` keys are the user's own at every level. */
function allowOwnKeys(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(allowOwnKeys);
  if (node === null || typeof node !== "object") return;
  const object = node as Record<string, unknown>;
  if (object["additionalProperties"] === false) object["patternProperties"] = { "^x-": {} };
  Object.values(object).forEach(allowOwnKeys);
}

export function inventoryJsonSchema(): Record<string, unknown> {
  const z = require("zod") as typeof Zod;
  const json = z.toJSONSchema(inventorySchema(), { io: "input" }) as Record<string, unknown>;
  allowOwnKeys(json);
  return { ...json, title: "privacy-lint inventory", description: "What the privacy policy declares, for privacy-lint." };
}
