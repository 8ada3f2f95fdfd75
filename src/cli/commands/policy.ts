/** `privacy-lint policy read|check|review|export|suggest`: from the policy's text to the inventory, and back. */
import type { AddCommand } from "../context.ts";
import { addCommon, choice, option } from "../options.ts";

export const addPolicy: AddCommand = (program, context) => {
  const policy = program.command("policy").description("read the privacy policy, and hold inventory and code against it");

  const read = policy
    .command("read")
    .description("print the inventory that a policy text amounts to")
    .argument("<file>", "text, Markdown, MDX, HTML, Vue, JSX; - for standard input")
    .addOption(choice(option("Output", "--format <name>", "yaml, json").default("yaml"), ["yaml", "json"]))
    .addOption(choice(option("Input", "--as <format>", "text, markdown, html, jsx (default: by name and content)"), ["text", "markdown", "html", "jsx"]));
  addCommon(read).action(async (file: string) => {
    const { readCommand } = await import("../policy-read.ts");
    context.exitCode = await readCommand(file, read.opts(), context);
  });

  const check = policy
    .command("check")
    .description("what the policy, the inventory and the code say differently")
    .addOption(option("Policy", "--policy <file>", "the policy's text (default: the one the inventory names)"))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(choice(option("Output", "--format <name>", "text, json").default("text"), ["text", "json"]))
    .addOption(option("Output", "--quiet", "show errors only"));
  addCommon(check).action(async () => {
    const { checkCommand } = await import("../policy-check.ts");
    context.exitCode = await checkCommand(check.opts(), context);
  });

  const review = policy
    .command("review")
    .description("walk through the entries nobody has looked at: accept, change, drop")
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"));
  addCommon(review).action(async () => {
    const { reviewCommand } = await import("../policy-review.ts");
    context.exitCode = await reviewCommand(review.opts(), context);
  });

  const exported = policy
    .command("export")
    .description("print the inventory as a record of processing activities")
    .addOption(choice(option("Output", "--format <name>", "ropa-csv, ropa-md").default("ropa-md"), ["ropa-csv", "ropa-md"]))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"));
  addCommon(exported).action(async () => {
    const { exportCommand } = await import("../policy-export.ts");
    context.exitCode = await exportCommand(exported.opts(), context);
  });

  const suggest = policy
    .command("suggest")
    .description("sentences for what the code does and the policy does not say, for a lawyer to edit")
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"))
    .addOption(option("Policy", "--no-inventory", "as if nothing were declared").default(undefined));
  addCommon(suggest).action(async () => {
    const { suggestCommand } = await import("../policy-suggest.ts");
    context.exitCode = await suggestCommand(suggest.opts(), context);
  });
};
