/** `privacy-lint baseline`: writes down what is found now, so that only what is new is reported. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addBaseline: AddCommand = (program, context) => {
  const command = program
    .command("baseline")
    .description("write the findings of today to a file, so that only new ones are reported")
    .addOption(option("Baseline", "--baseline <file>", "file to write (default: .privacy-lint-baseline.json)"))
    .addOption(option("Baseline", "--prune", "only remove entries that are mended; add nothing"))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(option("Policy", "--no-inventory", "judge as if nothing were declared").default(undefined));
  addCommon(command).action(async () => {
    const { makeBaseline } = await import("../make-baseline.ts");
    context.exitCode = await makeBaseline(command.opts(), context);
  });
};
