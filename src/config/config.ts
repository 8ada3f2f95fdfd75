/** The configuration in force: every key present, paths and globs relative to the root. */
import type { EntryKind, gates, levels } from "./schema.ts";

export type Level = (typeof levels)[number];
export type Gate = (typeof gates)[number];
export type CatalogEntry = Record<string, unknown>;

export interface Override {
  files: string[];
  exclude: string[];
  rules: Record<string, Level>;
  ruleOptions: Record<string, Record<string, unknown>>;
  /** The file that says so. */
  from: string;
}

export interface Config extends Record<EntryKind, CatalogEntry[]> {
  /** Null: to be looked for. */
  inventory: string | null;
  include: string[];
  exclude: string[];
  includeTests: boolean;
  ownDomains: string[];
  /** Levels the user set; a rule that is not named keeps its own. */
  rules: Record<string, Level>;
  ruleOptions: Record<string, Record<string, unknown>>;
  overrides: Override[];
  /** Null: not set. */
  failOn: Gate | null;
  identifiers: { add: Record<string, string[]>; ignore: string[] };
  baseline: string | null;
  strict: boolean;
}

export function defaultConfig(): Config {
  return {
    inventory: null, include: [], exclude: [], includeTests: false, ownDomains: [], rules: {}, ruleOptions: {}, overrides: [],
    failOn: null, vendors: [], loggers: [], dataTypes: [], sources: [], sanitizers: [],
    identifiers: { add: {}, ignore: [] }, baseline: null, strict: false,
  };
}
