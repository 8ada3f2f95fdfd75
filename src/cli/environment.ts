/** Every flag can be set by the environment, by one rule: `--fail-on` is PRIVACY_LINT_FAIL_ON, `--no-cache` PRIVACY_LINT_NO_CACHE. */
import type { Command, Option } from "commander";
import { CommanderError } from "commander";
import { isOn } from "./io.ts";
import type { Io } from "./io.ts";

export const environmentName = (option: Pick<Option, "long" | "name">): string =>
  `PRIVACY_LINT_${(option.long ?? option.name()).replace(/^--/, "").replace(/-/g, "_").toUpperCase()}`;

function valueOf(option: Option, text: string, name: string): unknown {
  if (!option.required && !option.optional) return option.negate ? false : true;
  if (!option.parseArg) return text;
  try {
    return option.parseArg(text, undefined as never);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommanderError(2, "privacy-lint.environment", `error: environment variable ${name} has the value '${text}'. ${why}`);
  }
}

/** The command line wins. */
export function applyEnvironment(command: Command, env: Io["env"]): void {
  for (const option of command.options) {
    const name = environmentName(option);
    const text = env[name];
    const attribute = option.attributeName();
    if (text === undefined || command.getOptionValueSource(attribute) === "cli") continue;
    const isFlag = !option.required && !option.optional;
    if (isFlag ? isOn(text) : text !== "") command.setOptionValueWithSource(attribute, valueOf(option, text, name), "env");
  }
}
