/** `privacy-lint doctor`: what a run would go by, for a person who wonders and for a bug report. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addDoctor: AddCommand = (program, context) => {
  const command = program
    .command("doctor")
    .description("versions, configuration, inventory, files: what is read, what is not, and why")
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"));
  addCommon(command).action(async () => {
    const { doctor } = await import("../doctor.ts");
    context.exitCode = await doctor(command.opts(), context);
  });
};
