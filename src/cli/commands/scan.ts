/** `privacy-lint [paths...]`: scan, the default command. */
import { formatNames } from "../../report/index.ts";
import type { Command } from "commander";
import type { AddCommand } from "../context.ts";
import { addCommon, choice, list, number, option } from "../options.ts";

/** What a run may be asked, also one that begins with the Facts of others. */
export function addScanOptions(command: Command): Command {
  command
    .addOption(option("Policy", "--inventory <file>", "inventory of what the policy declares (default: privacy-inventory.yaml)"))
    .addOption(option("Policy", "--no-inventory", "judge as if nothing were declared").default(undefined))
    .addOption(choice(option("Gate", "--fail-on <severity>", "exit 1 from this severity on: error, warning, info, never"), ["error", "warning", "info", "never"]))
    .addOption(number(option("Gate", "--max-warnings <n>", "exit 1 when there are more warnings")))
    .addOption(option("Gate", "--exit-zero", "exit 0 whatever is found"))
    .addOption(option("Gate", "--strict", "also report errors of libraries whose content is not known"))
    .addOption(list(option("Selection", "--only <rule>", "run these rules only; repeatable")))
    .addOption(option("Selection", "--include-tests", "report on tests and fixtures too"))
    .addOption(option("Selection", "--files-from <file>", "read paths from a file, one a line; - for standard input"))
    .addOption(option("Selection", "--project-files <file>", "the project is the files listed there, one a line, and no others: nothing is searched for, links are followed"))
    .addOption(option("Selection", "--staged", "report what the commit being made changes; reads the index"))
    .addOption(option("Selection", "--since <ref>", "report what is new since a commit, branch or tag"))
    .addOption(option("Selection", "--baseline <file>", "leave out the findings of a baseline (default: .privacy-lint-baseline.json when there)"))
    .addOption(option("Selection", "--no-baseline", "count the findings of the baseline too").default(undefined))
    .addOption(option("Speed", "--no-cache", "look at everything anew, keep nothing").default(undefined))
    .addOption(option("Speed", "--cache-location <dir>", "folder of the cache (default: node_modules/.cache/privacy-lint, else .privacy-lint-cache)"))
    .addOption(option("Speed", "--cache-read-only", "use the cache, do not write to it"))
    .addOption(number(option("Speed", "--threads <n>", "threads that parse; worth a try from four processors on (default: 1)")))
    .addOption(option("Mending", "--fix", "mend what is safe: comments that hide nothing, redaction of pino and winston, missing vendors (to be reviewed)"))
    .addOption(option("Mending", "--dry-run", "with --fix: show a diff and change nothing"))
    .addOption(option("Mending", "--watch", "run again whenever a file changes"))
    .addOption(list(option("Output", "--format <name[=path]>", `${formatNames.join(", ")}; repeatable, each may go to a file`)))
    .addOption(option("Output", "--flows", "list every flow with its verdict, clear ones too"))
    .addOption(option("Output", "--quiet", "show errors only"))
    .addOption(number(option("Output", "--max-show <n>", "show at most n findings")))
    .addOption(option("Output", "--show-suppressed", "list what is suppressed or in the baseline, with the reason"))
    .addOption(option("Output", "--no-snippets", "show no code").default(undefined))
    .addOption(option("Output", "--category <name>", "name of this run in SARIF, where one commit has several"))
    .addOption(option("Output", "--stats", "where the time went, to standard error"));
  return addCommon(command);
}

export const addScan: AddCommand = (program, context) => {
  const command = program
    .command("scan", { isDefault: true })
    .description("compare what the code does with what the policy declares (the default)")
    .argument("[paths...]", "files, folders or globs to report on; the whole project is understood all the same")
    .addOption(option("Speed", "--shard <i/n>", "with `--format facts=FILE`: extract this part of the files only; `merge` judges"));
  addScanOptions(command).action(async (paths: string[]) => {
    const { scanAsAsked } = await import("../scan.ts");
    context.exitCode = await scanAsAsked(paths, command.opts(), context);
  });
};
