/** `privacy-lint config [file]`: what is in force, for a file, and who says so. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addConfig: AddCommand = (program, context) => {
  const command = program
    .command("config")
    .description("print the configuration in force, for a file when one is named, and who says so")
    .argument("[file]", "a file of the project")
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"));
  addCommon(command).action(async (file: string | undefined) => {
    const { printConfig } = await import("../print-config.ts");
    context.exitCode = await printConfig(file, command.opts(), context);
  });
};
