/** `privacy-lint explain <rule|data type|vendor|fingerprint>`. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addExplain: AddCommand = (program, context) => {
  const command = program
    .command("explain")
    .description("what a rule, a data type, a vendor or one finding is about; without a word, the list of rules")
    .argument("[word]", "rule id, data type, vendor, or the fingerprint of a finding")
    .addOption(option("Input", "--from <file>", "look a fingerprint up in a saved JSON result instead of scanning"))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(option("Policy", "--no-inventory", "judge as if nothing were declared").default(undefined));
  addCommon(command).action(async (word: string | undefined) => {
    const { explain } = await import("../explain.ts");
    context.exitCode = await explain(word, command.opts(), context);
  });
};
