/** Options that several commands share, and how their values are read. */
import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { didYouMean } from "./suggest.ts";

export const option = (group: string, flags: string, description: string): Option => new Option(flags, description).helpGroup(`${group}:`);

/** One of a few words; a slip is answered with the nearest. */
export function choice(given: Option, allowed: readonly string[]): Option {
  return given.argParser((value: string) => {
    if (allowed.includes(value)) return value;
    throw new InvalidArgumentError(`${didYouMean(value, allowed)} Use one of ${allowed.join(", ")}.`.trimStart());
  });
}

export function number(given: Option): Option {
  return given.argParser((value: string) => {
    if (/^\d+$/.test(value)) return Number(value);
    throw new InvalidArgumentError("It must be a number, 0 or more.");
  });
}

/** May be given several times, or once with commas. */
export function list(given: Option): Option {
  return given.argParser((value: string, previous: string[] | undefined) =>
    [...(previous ?? []), ...value.split(",").map((part) => part.trim()).filter((part) => part !== "")]);
}

export function addCommon(command: Command): Command {
  return command
    .addOption(option("General", "--root <dir>", "folder of the project (default: this folder)"))
    .addOption(option("General", "--config <file>", "configuration file (default: found from the root upwards)"))
    .addOption(option("General", "--color", "colour, also into a pipe"))
    .addOption(option("General", "--no-color", "no colour").default(undefined))
    .addOption(option("General", "--debug", "stack traces and details of failures"));
}
