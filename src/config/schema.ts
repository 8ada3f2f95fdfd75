/** The shape of a configuration, as a zod schema made on demand (zod is heavy) and as JSON Schema for editors. */
import { createRequire } from "node:module";
import type * as Zod from "zod";

const require = createRequire(import.meta.url);

export const levels = ["off", "error", "warning", "info"] as const;
export const gates = ["error", "warning", "info", "never"] as const;
export const entryKinds = ["vendors", "loggers", "dataTypes", "sources", "sanitizers"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A catalog entry of the user's own; the catalog knows its exact shape. */
type EntrySchema = Zod.ZodType<Record<string, unknown>, Record<string, unknown>>;

export interface SchemaOptions {
  /** Ids of the rules there are. */
  rules: readonly string[];
  /** The catalog's schema of one entry, by kind; left out: any object with an `id`. */
  entries?: Partial<Record<EntryKind, EntrySchema>>;
}

const entryHelp: Readonly<Record<EntryKind, string>> = {
  vendors: "Vendors of your own, in the shape of the catalog: packages, globals, hosts, calls.",
  loggers: "Loggers of your own, in the shape of the catalog: how instances come to be, their methods.",
  dataTypes: "Data types of your own, in the shape of the catalog: identifiers, look-alikes, the broader type.",
  sources: "Places of your own where personal data enters.",
  sanitizers: "Functions of your own that mask, hash or remove personal data.",
};

function buildSchema(z: typeof Zod, { rules, entries = {} }: SchemaOptions) {
  const text = z.string().min(1);
  const globs = z.array(text);
  const level = z.enum(levels);
  const setting = z.union([level, z.tuple([level, z.record(z.string(), z.unknown())])]);
  const ruleSettings = z.strictObject(Object.fromEntries(rules.map((id) => [id, setting.optional()])))
    .describe("Severity by rule, or [severity, options].");
  const anyEntry = z.looseObject({ id: text });
  const entryList = (kind: EntryKind) => z.array((entries[kind] ?? anyEntry) as EntrySchema).optional().describe(entryHelp[kind]);

  return z.strictObject({
    $schema: z.string().optional(),
    extends: z.union([text, z.array(text)]).optional().describe("Configurations to build on: files (./base.json) or packages; later ones win."),
    inventory: text.optional().describe("The inventory file, relative to this file; left out: privacy-inventory.yaml is looked for."),
    include: globs.optional().describe("Files to understand; left out: all."),
    exclude: globs.optional().describe("Files never to read."),
    includeTests: z.boolean().optional().describe("Report on tests, stories and fixtures too."),
    ownDomains: z.array(text).optional().describe("Your own hosts; data sent there stays with you."),
    rules: ruleSettings.optional(),
    overrides: z.array(z.strictObject({
      files: z.union([text, globs.min(1)]).describe("Paths these settings are for."),
      exclude: z.union([text, globs]).optional().describe("Paths among them they are not for."),
      rules: ruleSettings,
    })).optional().describe("Settings by path; later ones win."),
    failOn: z.enum(gates).optional().describe("Exit 1 from this severity on."),
    vendors: entryList("vendors"),
    loggers: entryList("loggers"),
    dataTypes: entryList("dataTypes"),
    sources: entryList("sources"),
    sanitizers: entryList("sanitizers"),
    identifiers: z.strictObject({
      add: z.record(text, z.array(text)).optional().describe("More names in code, by data type."),
      ignore: z.array(text).optional().describe("Names that look personal and are not."),
    }).optional().describe("Names in code that do or do not mean personal data."),
    baseline: text.optional().describe("The baseline file, relative to this file."),
    strict: z.boolean().optional().describe("Also report errors of libraries whose content is not known."),
  });
}

export type ConfigSchema = ReturnType<typeof buildSchema>;
/** A configuration as the user writes it. */
export type UserConfig = Zod.input<ConfigSchema>;

export function configSchema(options: SchemaOptions): ConfigSchema {
  return buildSchema(require("zod") as typeof Zod, options);
}

export function configJsonSchema(options: SchemaOptions): Record<string, unknown> {
  const z = require("zod") as typeof Zod;
  const json = z.toJSONSchema(configSchema(options), { io: "input", unrepresentable: "any" }) as Record<string, unknown>;
  return { ...json, title: "privacy-lint configuration", description: "Settings of privacy-lint." };
}
