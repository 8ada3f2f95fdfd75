/** Finds and reads the baseline a run is held against. */
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { LintOptions } from "../lint.ts";
import { baselineName, parseBaseline } from "../lint.ts";
import { readIfThere, readNamed } from "./files.ts";
import type { Io } from "./io.ts";

export type Baseline = Exclude<LintOptions["baseline"], undefined | ((...args: never[]) => unknown)>;

function parsed(text: string, file: string): Baseline {
  const baseline = parseBaseline(text);
  if ("what" in baseline) throw new UserError({ what: baseline.what, fix: "Write it anew with `privacy-lint baseline`.", file });
  return baseline;
}

/** `false`: none is wanted; left out: the configured file, or the usual one when it is there. */
export function baselineFor(given: string | false | undefined, root: string, io: Pick<Io, "cwd">): LintOptions["baseline"] {
  if (given === false) return undefined;
  if (given !== undefined) return parsed(readNamed(given, io, "Write it with `privacy-lint baseline`."), given);
  return (configured) => {
    const text = readIfThere(resolve(root, configured ?? baselineName));
    return text === undefined ? undefined : parsed(text, configured ?? baselineName);
  };
}

export const baselinePath = (given: string | false | undefined, root: string, io: Pick<Io, "cwd">, configured: string | null): string =>
  (typeof given === "string" ? resolve(io.cwd, given) : resolve(root, configured ?? baselineName));
