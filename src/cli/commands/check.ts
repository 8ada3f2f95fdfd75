/** `privacy-lint check --from result.json`: the gate alone, so that the scan itself can exit 0 and be cached. */
import type { AddCommand } from "../context.ts";
import { failOnWords } from "../gate.ts";
import { addCommon, choice, number, option } from "../options.ts";

export const addCheck: AddCommand = (program, context) => {
  const command = program
    .command("check")
    .description("decide on a saved JSON result, without scanning")
    .addOption(option("Input", "--from <file>", "result of `--format json`; - for standard input"))
    .addOption(choice(option("Gate", "--fail-on <severity>", "exit 1 from this severity on: error, warning, info, never"), failOnWords))
    .addOption(number(option("Gate", "--max-warnings <n>", "exit 1 when there are more warnings")));
  addCommon(command).action(async () => {
    const { checkSaved } = await import("../check-saved.ts");
    context.exitCode = await checkSaved(command.opts(), context);
  });
};
