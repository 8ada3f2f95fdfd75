/** Finds and reads the baseline a run is held against. */
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { LintOptions } from "../lint.ts";
import { baselineName, parseBaseline } from "../lint.ts";
import { readIfThere, readNamed } from "./files.ts";
import type { Io } from "./io.ts";

export type Baseline = NonNullable<LintOptions["baseline"]>;

function parsed(text: string, file: string): Baseline {
  const baseline = parseBaseline(text);
  if ("what" in baseline) throw new UserError({ what: baseline.what, fix: "Write it anew with `privacy-lint baseline`.", file });
  return baseline;
}

/** `false`: none is wanted; undefined: the usual file, when it is there. */
export function baselineFor(given: string | false | undefined, root: string, io: Pick<Io, "cwd">): Baseline | undefined {
  if (given === false) return undefined;
  if (given !== undefined) return parsed(readNamed(given, io, "Write it with `privacy-lint baseline`."), given);
  const text = readIfThere(join(root, baselineName));
  return text === undefined ? undefined : parsed(text, baselineName);
}

export const baselinePath = (given: string | false | undefined, root: string, io: Pick<Io, "cwd">): string =>
  (typeof given === "string" ? resolve(io.cwd, given) : join(root, baselineName));
