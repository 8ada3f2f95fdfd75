/** `privacy-lint report --from result.json --format html=report.html`: renders a saved result without scanning. */
import { formatNames } from "../../report/index.ts";
import type { AddCommand } from "../context.ts";
import { addCommon, list, number, option } from "../options.ts";

export const addReport: AddCommand = (program, context) => {
  const command = program
    .command("report")
    .description("render a saved JSON result in another format, without scanning")
    .addOption(option("Input", "--from <file>", "result of `--format json`; - for standard input"))
    .addOption(list(option("Output", "--format <name[=path]>", `${formatNames.join(", ")}; repeatable, each may go to a file`)))
    .addOption(option("Output", "--quiet", "show errors only"))
    .addOption(number(option("Output", "--max-show <n>", "show at most n findings")))
    .addOption(option("Output", "--no-snippets", "show no code").default(undefined))
    .addOption(option("Output", "--category <name>", "name of this run in SARIF"));
  addCommon(command).action(async () => {
    const { renderSaved } = await import("../render-saved.ts");
    context.exitCode = await renderSaved(command.opts(), context);
  });
};
