/** `--fix`: mends what is safe to mend, or with `--dry-run` shows it as a diff; what is left is for the scan that follows. */
import { join } from "node:path";
import { Chalk } from "chalk";
import { UserError } from "../errors.ts";
import { planFixes } from "../lint.ts";
import type { LintOptions } from "../lint.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import type { Context } from "./context.ts";
import { unifiedDiff } from "./diff.ts";
import { writeNamed } from "./files.ts";
import { write } from "./io.ts";
import type { ScanOptions } from "./scan.ts";

export function checkFixOptions({ fix, dryRun, staged, watch }: ScanOptions): void {
  if (dryRun === true && fix !== true) throw new UserError({ what: "`--dry-run` says how to `--fix`, and there is no `--fix`.", fix: "Write `--fix --dry-run`." });
  if (fix === true && staged === true) throw new UserError({ what: "`--fix` changes the files on disk, `--staged` reads the index.", fix: "Run `--fix` alone, then add what it changed." });
  if (fix === true && watch === true) throw new UserError({ what: "`--fix` and `--watch` exclude each other.", fix: "Run `--fix` once, then `--watch`." });
}

function painted(diff: string, chalk: InstanceType<typeof Chalk>): string {
  const paint = (line: string): string => (line.startsWith("---") || line.startsWith("+++") ? chalk.bold(line) : line.startsWith("@@") ? chalk.cyan(line) : line.startsWith("-") ? chalk.red(line) : line.startsWith("+") ? chalk.green(line) : line);
  return diff.split("\n").map(paint).join("\n");
}

/** What was done goes to standard error: a report may own standard output. A diff is what was asked for. */
export async function fixAll(asked: LintOptions, options: ScanOptions, { io }: Context): Promise<void> {
  const fixes = await planFixes(asked);
  const changes = fixes.flatMap((fix) => fix.changes);
  const done = changes.length === 0 ? "Nothing that can be mended safely.\n" : `${options.dryRun === true ? "Would mend" : "Mended"} ${count(changes.length, "thing")} in ${count(fixes.length, "file")}:\n${changes.map((change) => `  ${change}\n`).join("")}`;
  if (options.dryRun === true) {
    const chalk = new Chalk({ level: colorLevel(options.color, io.env, io.stdout) });
    await write(io.stdout, fixes.map(({ file, before, after }) => painted(unifiedDiff(file, before, after), chalk)).join(""));
  } else for (const { file, after } of fixes) writeNamed(join(asked.root, file), after, io);
  await write(io.stderr, options.dryRun === true || changes.length === 0 ? done : `${done}\n`);
}
