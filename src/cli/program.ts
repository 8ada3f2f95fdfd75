/** The command tree, with scan as the default. Light: what a command needs to run is imported when it runs. */
import { Command } from "commander";
import { commands } from "./commands/index.ts";
import type { Context } from "./context.ts";
import { applyEnvironment } from "./environment.ts";
import { widthOf } from "./io.ts";
import { styleHelp } from "./help.ts";
import { manifest } from "./package.ts";

export function createProgram(context: Context): Command {
  const { io } = context;
  const { version, description } = manifest();
  const program = new Command("privacy-lint")
    .description(description)
    .usage("[command] [paths...] [options]")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "help for a command")
    .exitOverride()
    .showHelpAfterError("Run `privacy-lint --help` for all options.")
    .configureOutput({
      writeOut: (text) => { io.stdout.write(text); },
      writeErr: (text) => { io.stderr.write(text); },
      getOutHelpWidth: () => Math.min(widthOf(io.stdout) ?? 100, 110),
      getErrHelpWidth: () => Math.min(widthOf(io.stderr) ?? 100, 110),
    })
    .hook("preAction", (_program, command) => applyEnvironment(command, io.env));
  program.options.find(({ long }) => long === "--version")?.helpGroup("General:");
  styleHelp(program, context);
  for (const add of commands) add(program, context);
  return program;
}
