/** `privacy-lint merge FILES`: links and judges the Facts that several runs extracted, as one run would have. */
import type { AddCommand } from "../context.ts";
import { addScanOptions } from "./scan.ts";

export const addMerge: AddCommand = (program, context) => {
  const command = program
    .command("merge")
    .description("judge what `scan --format facts=FILE` extracted, in parts, maybe on several machines")
    .argument("<facts...>", "facts files, or folders that hold them");
  addScanOptions(command).action(async (given: string[]) => {
    const { merge } = await import("../merge.ts");
    context.exitCode = await merge(given, command.opts(), context);
  });
};
