/** The published shape of `--format json`: the one schema from which JSON Schema is made and saved results are checked. */
import { z } from "zod";
import type { Report } from "../model/index.ts";
import { surfaces, verdicts } from "../model/index.ts";

const text = z.string();
const whole = z.int().min(0);
const place = { file: text.describe("Path from the root with forward slashes."), line: z.int().min(1), column: z.int().min(1) };
const dataType = text.describe("Id of a data type, such as email-address.");
const certainty = z.enum(["sure", "likely"]);
const recipient = z.strictObject({ id: text, name: text, kind: z.enum(["first-party", "vendor", "host"]) });
const location = z.strictObject({ ...place, endLine: z.int().min(1), endColumn: z.int().min(1).describe("Exclusive.") });
const source = z.strictObject({ dataType, ...place, expression: text.describe("Names only, never a literal value.") });
const hop = z.strictObject({ kind: z.enum(["source", "step", "call", "sink"]), ...place, note: text });

const finding = z.strictObject({
  rule: text,
  severity: z.enum(["error", "warning", "info"]),
  certainty,
  verdict: z.enum(verdicts).nullable().describe("How the inventory answers; null where the finding is about no flow."),
  dataTypes: z.array(dataType),
  surface: z.enum(surfaces).nullable(),
  recipient: recipient.nullable(),
  what: text, why: text, fix: text,
  location,
  sources: z.array(source),
  path: z.array(hop).describe("From the source to the sink."),
  inventory: z.strictObject({ type: dataType, source: text.nullable() }).nullable().describe("Nearest entry of the inventory."),
  fingerprint: text.regex(/^[0-9a-f]{16}$/).describe("The same after edits elsewhere and in every mode."),
});

const flow = z.strictObject({
  dataTypes: z.array(dataType),
  surface: z.enum(surfaces),
  recipient,
  certainty,
  verdict: z.enum(verdicts),
  location,
  sources: z.array(source),
  path: z.array(hop),
  reason: text.describe("Why the data counts as personal."),
});

const vendor = z.strictObject({
  id: text, name: text, purpose: text,
  declared: z.boolean(),
  evidence: z.array(z.strictObject({ file: text, line: whole })),
  autoCollects: z.array(dataType),
  receives: z.array(dataType),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: text, version: text }),
  summary: z.strictObject({
    files: whole, skipped: whole,
    findings: z.strictObject({ error: whole, warning: whole, info: whole }),
    suppressed: whole, baselined: whole,
  }),
  findings: z.array(finding),
  flows: z.array(flow).optional().describe("Only with --flows."),
  vendors: z.array(vendor),
  notes: z.array(z.strictObject({ kind: text, file: text.nullable(), line: whole.nullable(), text })).describe("What was not read or not followed."),
});

export function reportJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
  return { $schema, title: "privacy-lint report", description: "Result of `privacy-lint --format json`.", ...schema };
}

/** A saved result, or one sentence on why it is none. */
export function parseReport(content: string): Report | { what: string } {
  let data: unknown;
  try {
    data = JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch {
    return { what: "It is not JSON" };
  }
  const version = (data as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== 1) return { what: version === undefined ? "It is not a result of privacy-lint" : `Its schemaVersion is ${JSON.stringify(version)}; this privacy-lint reads 1` };
  const parsed = reportSchema.safeParse(data);
  if (parsed.success) return parsed.data as Report;
  const [issue] = parsed.error.issues;
  return { what: `${issue?.path.join(".") ?? "It"}: ${issue?.message ?? "is not valid"}` };
}
