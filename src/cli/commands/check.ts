/** `privacy-lint check --from FILE`: the gate alone, so that the scan itself can exit 0 and be cached. */
import { formatNames } from "../../report/index.ts";
import type { AddCommand } from "../context.ts";
import { failOnWords } from "../gate.ts";
import { addCommon, choice, list, number, option } from "../options.ts";

export const addCheck: AddCommand = (program, context) => {
  const command = program
    .command("check")
    .description("decide on a saved result without scanning; a saved analysis is judged anew by the inventory of today")
    .addOption(option("Input", "--from <file>", "result of `--format json` or `--format analysis=FILE`; - for standard input"))
    .addOption(option("Policy", "--inventory <file>", "for an analysis: the inventory of what the policy declares"))
    .addOption(option("Policy", "--no-inventory", "for an analysis: judge as if nothing were declared").default(undefined))
    .addOption(option("Selection", "--baseline <file>", "for an analysis: leave out the findings of a baseline (default: .privacy-lint-baseline.json when there)"))
    .addOption(option("Selection", "--no-baseline", "for an analysis: count the findings of the baseline too").default(undefined))
    .addOption(choice(option("Gate", "--fail-on <severity>", "exit 1 from this severity on: error, warning, info, never"), failOnWords))
    .addOption(number(option("Gate", "--max-warnings <n>", "exit 1 when there are more warnings")))
    .addOption(list(option("Output", "--format <name[=path]>", `for an analysis: ${formatNames.join(", ")}; repeatable, each may go to a file`)));
  addCommon(command).action(async () => {
    const { checkSaved } = await import("../check-saved.ts");
    // The environment may speak to all commands; who writes it here wants it here.
    const isAskedAnew = (["inventory", "baseline", "format"] as const).some((name) => command.getOptionValueSource(name) === "cli");
    context.exitCode = await checkSaved({ ...command.opts(), isAskedAnew }, context);
  });
};
