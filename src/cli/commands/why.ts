/** `privacy-lint why FILE:LINE`: which flows pass a line, and why their data counts as personal. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addWhy: AddCommand = (program, context) => {
  const command = program
    .command("why")
    .description("which data passes a line, where it goes, and why it counts as personal")
    .argument("<file:line>", "place in the code")
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(option("Policy", "--no-inventory", "judge as if nothing were declared").default(undefined));
  addCommon(command).action(async (place: string) => {
    const { why } = await import("../why.ts");
    context.exitCode = await why(place, command.opts(), context);
  });
};
