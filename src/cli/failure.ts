/** What a user sees when a command cannot go on, and the exit code that follows. */
import { Chalk } from "chalk";
import { CommanderError } from "commander";
import { UserError } from "../errors.ts";
import { colorLevel, flagIn } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { isOn, write } from "./io.ts";
import { bugsUrl } from "./package.ts";

function userErrorText({ what, fix, file, line, column, frame }: UserError, chalk: InstanceType<typeof Chalk>): string {
  const place = file === undefined ? "" : `${[file, line, column].filter((part) => part !== undefined).join(":")}`;
  return [
    `${chalk.red.bold("error")} ${what}`,
    ...(place === "" ? [] : [`  ${chalk.cyan(place)}`]),
    ...(frame === undefined ? [] : [frame.split("\n").map((text) => `  ${text}`).join("\n")]),
    `  ${chalk.dim("fix")} ${fix}`,
  ].join("\n");
}

const isDebug = ({ argv, io }: Context): boolean => argv.includes("--debug") || isOn(io.env["PRIVACY_LINT_DEBUG"]);

export async function reportFailure(error: unknown, context: Context): Promise<number> {
  const { io } = context;
  const chalk = new Chalk({ level: colorLevel(flagIn(context.argv), io.env, io.stderr) });
  const stack = isDebug(context) && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.clean;
    // Commander has said what is wrong itself, but for our own.
    if (error.code === "privacy-lint.environment") await write(io.stderr, `${error.message}\n`);
    return exitCodes.failed;
  }
  if (error instanceof UserError) {
    await write(io.stderr, `${userErrorText(error, chalk)}\n${stack}`);
    return exitCodes.failed;
  }
  // Ctrl-C at a question.
  if (error instanceof Error && error.name === "ExitPromptError") return exitCodes.interrupted;
  const message = error instanceof Error ? error.message : String(error);
  const hint = stack === "" ? "Run again with --debug for the details" : "The details are above";
  await write(io.stderr, `${stack}${chalk.red.bold("error")} privacy-lint failed: ${message}\n  ${chalk.dim("fix")} This is a defect of privacy-lint. ${hint}, and report it at ${bugsUrl()}.\n`);
  return exitCodes.failed;
}
