/** `privacy-lint policy read|check|review|export|import|suggest`: from the policy's text to the inventory, and back. */
import type { AddCommand } from "../context.ts";
import { addCommon, choice, option } from "../options.ts";

/** As in `exchangeNames`, which the reader would be loaded for. */
const exchangeWords = ["ropa-md", "ropa-csv", "fides", "google-play", "apple", "vendors-csv", "vendors-md"];

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
    .description("print the inventory for another tool: record of processing activities, Fides, Google Play, Apple, vendor lists")
    .addOption(choice(option("Output", "--format <name>", exchangeWords.join(", ")).default("ropa-md"), exchangeWords))
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares"));
  addCommon(exported).action(async () => {
    const { exportCommand } = await import("../policy-export.ts");
    context.exitCode = await exportCommand(exported.opts(), context);
  });

  const imported = policy
    .command("import")
    .description("print the inventory that a file of another tool amounts to; what is lost is said")
    .argument("<file>", "Fides YAML, Google Play CSV, Apple privacy manifest, RoPA or vendor table; - for standard input")
    .addOption(choice(option("Input", "--as <format>", `${exchangeWords.join(", ")} (default: told from the text)`), exchangeWords));
  addCommon(imported).action(async (file: string) => {
    const { importCommand } = await import("../policy-import.ts");
    context.exitCode = await importCommand(file, imported.opts(), context);
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
