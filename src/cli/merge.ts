/** The merge command: a scan that begins with the Facts of other runs. */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Context } from "./context.ts";
import type { Io } from "./io.ts";
import { scan } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";

const ending = ".facts";

/** Pipelines hand over the folder into which they put what the shards left. */
function filesIn(given: string, { cwd }: Pick<Io, "cwd">): string[] {
  const path = resolve(cwd, given);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UserError({ what: `There is no ${given}.`, fix: "Name the files that `scan --format facts=FILE` wrote, or a folder with them." });
  if (!stats.isDirectory()) return [path];
  const found = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending)).sort().map((name) => join(path, name));
  if (found.length === 0) throw new UserError({ what: `No file in ${given} is named \`*${ending}\`.`, fix: "Name the files, or write them with that ending." });
  return found;
}

export async function merge(given: readonly string[], options: ScanOptions, context: Context): Promise<number> {
  return scan([], options, context, [...new Set(given.flatMap((one) => filesIn(one, context.io)))]);
}
