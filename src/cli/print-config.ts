/** The config command: the settings in force as JSON. */
import { inspectProject } from "../lint.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { fromRoot } from "./files.ts";
import { write } from "./io.ts";
import { lintOptions, rootOf } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";

export async function printConfig(file: string | undefined, options: ScanOptions, context: Context): Promise<number> {
  const { io } = context;
  const inspection = await inspectProject(await lintOptions([], options, context));
  const path = file === undefined ? null : fromRoot(file, rootOf(options, context), io.cwd);
  const levels = inspection.levelsFor(path ?? "");
  const role = path === null ? undefined : inspection.project.files.find((one) => one.path === path)?.role;
  const { rules: _rules, overrides, inventory: _inventory, ...rest } = inspection.config;
  const shown = {
    files: inspection.configFiles,
    ...(path === null ? { inventories: inspection.inventoryFiles } : { file: path, isReported: role === "app", inventory: inspection.inventoryFor(path) }),
    rules: Object.fromEntries(levels.map(({ rule, level, from }) => [rule, { level, from: from ?? "the rule's own level" }])),
    ...(path === null && { overrides }),
    from: inspection.origins,
    ...rest,
  };
  await write(io.stdout, `${JSON.stringify(shown, null, 2)}\n`);
  return exitCodes.clean;
}
