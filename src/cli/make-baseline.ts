/** The baseline command: writes or prunes the file of known findings. */
import { relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import { baselineText, parseBaseline, pruneBaseline, runLint } from "../lint.ts";
import { count } from "../report/words.ts";
import { baselinePath } from "./baseline.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { readIfThere, writeNamed } from "./files.ts";
import { write } from "./io.ts";
import { lintOptions, rootOf } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";

export async function makeBaseline(options: ScanOptions & { prune?: boolean }, context: Context): Promise<number> {
  const { io } = context;
  let configured: string | null = null;
  const result = await runLint({
    ...await lintOptions([], { ...options, baseline: false }, context),
    // The file is about to be written: what it holds hides nothing now.
    baseline: (file) => {
      configured = file;
      return undefined;
    },
  });
  if (result.mode === "discovery") {
    throw new UserError({ what: "There is no inventory, so there are no findings to write down.", fix: "Run `privacy-lint init` first, or pass `--no-inventory`." });
  }
  const root = rootOf(options, context);
  const path = baselinePath(options.baseline ?? undefined, root, io, configured);
  const shown = relative(io.cwd, path).split(sep).join("/");
  const before = readIfThere(path);
  if (options.prune !== true) {
    writeNamed(path, baselineText(result.all), io);
    await write(io.stdout, `${shown}: ${count(result.all.length, "finding")}. Only new ones are reported from now on.\n`);
    return exitCodes.clean;
  }
  if (before === undefined) throw new UserError({ what: `There is no baseline at ${shown}.`, fix: "Write one with `privacy-lint baseline`." });
  const baseline = parseBaseline(before);
  if ("what" in baseline) throw new UserError({ what: baseline.what, fix: "Write it anew with `privacy-lint baseline`.", file: shown });
  const kept = pruneBaseline(baseline, result.all);
  const after = baselineText(kept.entries);
  if (after !== before) writeNamed(path, after, io);
  await write(io.stdout, `${shown}: ${count(baseline.entries.length - kept.entries.length, "entry", "entries")} removed, ${kept.entries.length} left.\n`);
  return exitCodes.clean;
}
