/** The parser for benches and tests: loaded by `require`, so that no loader transforms its ten megabytes. */
import { createRequire } from "node:module";
import type { ts as TypeScript } from "ts-morph";

export type { ts } from "ts-morph";
export const typescript = (createRequire(import.meta.url)("ts-morph") as { ts: typeof TypeScript }).ts;
