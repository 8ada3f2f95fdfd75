/** How help looks: the options of scan stand in the main help, in groups, with examples and exit codes below. */
import { Chalk } from "chalk";
import { Help } from "commander";
import type { Command } from "commander";
import { colorLevel, flagIn } from "./color.ts";
import type { Context } from "./context.ts";
import { option } from "./options.ts";

const examples = [
  ["npx privacy-lint", "what the code collects, or what the policy does not declare"],
  ["npx privacy-lint init", "write the inventory from the policy and the code"],
  ["npx privacy-lint src/api --fail-on warning", "report on one folder, stricter"],
  ["npx privacy-lint --staged", "a commit, in a hook"],
  ["npx privacy-lint --since origin/main --format sarif=out.sarif", "a pull request"],
  ["npx privacy-lint --fix --dry-run", "what could be mended safely, as a diff"],
  ["npx privacy-lint explain undeclared-in-log", "what a rule is about"],
] as const;

const exits = [
  ["0", "no finding at or above --fail-on (default: error), or discovery without an inventory"],
  ["1", "findings"],
  ["2", "usage, configuration or internal error"],
] as const;

function rows(pairs: readonly (readonly [string, string])[], paint: (text: string) => string): string {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${paint(left)}${" ".repeat(width - left.length)}  ${right}`).join("\n");
}

export function styleHelp(program: Command, { argv, io }: Context): void {
  const chalk = new Chalk({ level: colorLevel(flagIn(argv), io.env, io.stdout) });
  const ofScan = (command: Command): Command | undefined => (command === program ? program.commands.find((one) => one.name() === "scan") : undefined);
  const plain = new Help();
  program.configureHelp({
    // The main help shows what the default command takes.
    visibleOptions: (command) => [
      ...(ofScan(command)?.options ?? []),
      ...command.options,
      option("General", "-h, --help", command === program ? "print this help; `help <command>` for a command" : "print this help"),
    ].filter(({ hidden }) => !hidden),
    // In the order they are shown, not in the order they were made.
    groupItems: (_made, shown, groupOf) => plain.groupItems(shown, shown, groupOf),
    styleTitle: (text) => chalk.bold(text),
    styleCommandText: (text) => chalk.cyan(text),
    styleSubcommandText: (text) => chalk.cyan(text),
    styleOptionText: (text) => chalk.cyan(text),
    styleArgumentText: (text) => chalk.cyan(text),
  });
  program.addHelpText("after", () => [
    "", chalk.bold("Examples:"), rows(examples, chalk.cyan), "",
    chalk.bold("Exit codes:"), rows(exits, chalk.cyan), "",
    "Every option can be set by the environment: --fail-on is PRIVACY_LINT_FAIL_ON.",
    "Runs on this machine only: no network, no telemetry, no code of the project is run.",
  ].join("\n"));
}
