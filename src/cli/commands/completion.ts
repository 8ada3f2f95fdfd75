/** `privacy-lint completion <shell>`: prints a script that completes commands and options. */
import { Argument } from "commander";
import type { AddCommand } from "../context.ts";

export const shells = ["bash", "zsh", "fish"] as const;

export const addCompletion: AddCommand = (program, context) => {
  program
    .command("completion")
    .description("print a completion script: eval \"$(privacy-lint completion bash)\"")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(shells))
    .action(async (shell: (typeof shells)[number]) => {
      const [{ completionScript }, { write }] = await Promise.all([import("../completion.ts"), import("../io.ts")]);
      await write(context.io.stdout, completionScript(shell, program));
    });
};
