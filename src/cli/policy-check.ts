/** The policy check command: prints what policy, inventory and code say differently, worst first. */
import { Chalk } from "chalk";
import { checkPolicy } from "../lint/policy-text.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { write } from "./io.ts";
import { lintOptions } from "./scan.ts";

export interface PolicyCheckOptions extends CommonOptions { policy?: string; inventory?: string; format: "text" | "json"; quiet?: boolean }

export async function checkCommand(options: PolicyCheckOptions, context: Context): Promise<number> {
  const { io } = context;
  const { format, policy, quiet, ...common } = options;
  const { problems, policyFile, inventoryFile } = await checkPolicy(await lintOptions([], common, context), policy);
  const shown = quiet === true ? problems.filter(({ severity }) => severity === "error") : problems;
  const code = problems.some(({ severity }) => severity === "error") ? exitCodes.findings : exitCodes.clean;
  if (format === "json") {
    await write(io.stdout, `${JSON.stringify({ schemaVersion: 1, policy: policyFile, inventory: inventoryFile, problems: shown }, null, 2)}\n`);
    return code;
  }
  const chalk = new Chalk({ level: colorLevel(options.color, io.env, io.stdout) });
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.blue };
  const placeOf = (line: number | null, policyLine: number | null): string => (line !== null ? `${inventoryFile}:${line}` : policyLine !== null ? `${policyFile}:${policyLine}` : inventoryFile);
  const blocks = shown.map(({ kind, severity, line, policyLine, what, fix }) => `${paint[severity](severity)} ${chalk.bold(kind)} ${chalk.cyan(placeOf(line, policyLine))}\n  ${what}\n  ${chalk.dim("fix")} ${fix}\n`);
  const number = (severity: string): number => problems.filter((problem) => problem.severity === severity).length;
  const summary = problems.length === 0 ? `${policyFile} and ${inventoryFile} agree.` : `${count(number("error"), "error")}, ${count(number("warning"), "warning")}, ${count(number("info"), "info")}.`;
  await write(io.stdout, `${[...blocks, summary].join("\n")}\n`);
  return code;
}
