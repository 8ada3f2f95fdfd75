/** `privacy-lint init`: the first inventory, drafted from the policy and the code. */
import type { AddCommand } from "../context.ts";
import { addCommon, choice, list, option } from "../options.ts";
import { failOnWords } from "../gate.ts";

export const addInit: AddCommand = (program, context) => {
  const command = program
    .command("init")
    .description("write the inventory from the policy and the code; run again, it adds what is new and keeps your edits")
    .addOption(option("Input", "--policy <file>", "the policy's text (default: looked for by name and route)"))
    .addOption(option("Input", "--no-policy", "start from the code alone").default(undefined))
    .addOption(option("Input", "-y, --yes", "ask nothing, take the defaults"))
    .addOption(choice(option("Gate", "--fail-on <severity>", "what .privacylintrc says: error, warning, info, never"), failOnWords))
    .addOption(list(option("Output", "--write <names>", "also write: github, gitlab, husky, lefthook")))
    .addOption(option("Output", "--dry-run", "print what would be written and write nothing"));
  addCommon(command).action(async () => {
    const { init } = await import("../init.ts");
    context.exitCode = await init(command.opts(), context);
  });
};
