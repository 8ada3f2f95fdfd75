/** `privacy-lint declare <fingerprint|data type>`: writes what the policy does declare into the inventory. */
import type { AddCommand } from "../context.ts";
import { addCommon, option } from "../options.ts";

export const addDeclare: AddCommand = (program, context) => {
  const command = program
    .command("declare")
    .description("add to the inventory what the policy declares: by the fingerprint of a finding, or a data type")
    .argument("<what>", "fingerprint of a finding, or a data type such as ip-address")
    .addOption(option("Entry", "--surface <name>", "where the data may go: log, analytics, network-third-party ..."))
    .addOption(option("Entry", "--recipient <id>", "who may get it: a vendor, or first-party"))
    .addOption(option("Entry", "--purpose <word>", "what for: operations, security, analytics ..."))
    .addOption(option("Entry", "--reason <text>", "a comment for the reader: which clause, who decided"))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(option("Output", "--dry-run", "print what would change and write nothing"));
  addCommon(command).action(async (what: string) => {
    const { declare } = await import("../declare.ts");
    context.exitCode = await declare(what, command.opts(), context);
  });
};
