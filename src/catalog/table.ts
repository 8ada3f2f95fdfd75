/** Interned rows and own-property tables: what compile and lookup share. */
import type { ArgSelector, Recipient } from "../model/index.ts";
import type { ApiTable, CompiledLifetime, CompiledSink } from "./compiled.ts";
import type { SelectorFact } from "./schema.ts";

/** A row under its index, each distinct row once. */
export class Interned<T> {
  readonly rows: T[];
  private readonly known = new Map<string, number>();

  constructor(rows: T[] = []) {
    this.rows = rows;
    rows.forEach((row, index) => this.known.set(JSON.stringify(row), index));
  }

  add(row: T): number {
    const key = JSON.stringify(row);
    let index = this.known.get(key);
    if (index === undefined) this.known.set(key, index = this.rows.push(row) - 1);
    return index;
  }
}

/** The rows every compiler adds to. */
export interface Rows {
  recipients: Interned<Recipient>;
  selectors: Interned<ArgSelector[]>;
  sinks: Interned<CompiledSink>;
  lifetimes: Interned<CompiledLifetime>;
  fieldMaps: Interned<Record<string, string>>;
  containers: Interned<{ label: string; mayContain: string[] }>;
}

export const selectorsOf = (facts: readonly SelectorFact[]): ArgSelector[] =>
  facts.map(({ arg, path, rest }) => ({ arg, path: path ?? [], ...(rest ? { rest } : {}) }));

/** Names such as `constructor` are no rows of a table. */
export function lookup<T>(table: Record<string, T> | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The first fact under a key wins: files are read in order of trust. */
export function put(table: ApiTable, key: string, index: number): void {
  if (!Object.hasOwn(table, key)) table[key] = index;
}

export function push(table: Record<string, number[]>, key: string, index: number): void {
  const known = lookup(table, key);
  if (known === undefined) table[key] = [index];
  else if (!known.includes(index)) known.push(index);
}

/** Node's own modules are written with and without their prefix. */
export const withoutNodePrefix = (specifier: string): string => (specifier.startsWith("node:") ? specifier.slice(5) : specifier);

/** `posthog-js/react` -> `posthog-js`; `@sentry/node/init` -> `@sentry/node`. */
export function packageName(specifier: string): string {
  const parts = specifier.split("/", 2);
  return specifier.startsWith("@") ? parts.join("/") : parts[0]!;
}
