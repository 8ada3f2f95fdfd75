/** Checks what a configuration file says; the first mistake is a UserError at its place. */
import type { EntryKind, SchemaOptions, UserConfig } from "./schema.ts";
import { configSchema } from "./schema.ts";
import { problemsOf, type Problem } from "./problems.ts";
import type { ConfigSource } from "./source.ts";
import { didYouMean, nearest } from "./suggest.ts";

export interface Known extends SchemaOptions {
  /** Ids of the data types there are; asked only when a configuration names some. */
  dataTypes?: () => readonly string[];
}

function throwFirst(problems: readonly Problem[], source: ConfigSource): void {
  const meant = new Set(problems.map((problem) => problem.meant));
  const [first, ...more] = problems
    .filter(({ missing }) => missing === undefined || !meant.has(missing))
    .sort((a, b) => a.offset - b.offset);
  if (!first) return;
  const rest = more.length === 0 ? "" : ` ${more.length} more ${more.length === 1 ? "problem" : "problems"} below.`;
  throw source.errorAt(first.offset, first.what, first.fix + rest);
}

const typeKeys: Partial<Record<EntryKind, readonly string[]>> = { dataTypes: ["broader"], sources: ["dataType"] };

/** Every place where a configuration names a data type. */
function namedTypes(config: UserConfig): { name: string; path: PropertyKey[]; part: "key" | "value" }[] {
  const added = Object.keys(config.identifiers?.add ?? {}).map((name) => ({ name, path: ["identifiers", "add", name], part: "key" as const }));
  const inEntries = (Object.keys(typeKeys) as EntryKind[]).flatMap((kind) => (config[kind] ?? []).flatMap((entry, index) =>
    typeKeys[kind]!.flatMap((key) => {
      const name = entry[key];
      return typeof name === "string" && name !== "opaque" ? [{ name, path: [kind, index, key], part: "value" as const }] : [];
    })));
  return [...added, ...inEntries];
}

function unknownTypes(config: UserConfig, source: ConfigSource, dataTypes: () => readonly string[]): Problem[] {
  const named = namedTypes(config);
  if (named.length === 0) return [];
  const own = (config.dataTypes ?? []).map(({ id }) => String(id));
  const known = [...dataTypes(), ...own];
  const isKnown = new Set(known);
  return named.filter(({ name }) => !isKnown.has(name)).map(({ name, path, part }) => ({
    offset: source.offsetOf(path, part),
    what: `There is no data type \`${name}\`.${didYouMean(nearest(name, known))}`,
    fix: "`privacy-lint explain` lists the data types; `dataTypes` adds one.",
  }));
}

export function checkConfig(source: ConfigSource, known: Known): UserConfig {
  const parsed = configSchema(known).safeParse(source.data);
  if (!parsed.success) throwFirst(parsed.error.issues.flatMap((issue) => problemsOf(issue, source, known.rules)), source);
  const config = parsed.data as UserConfig;
  if (known.dataTypes) throwFirst(unknownTypes(config, source, known.dataTypes), source);
  return config;
}
