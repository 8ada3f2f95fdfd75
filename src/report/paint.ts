/** The few colours of the text formats; level 0 paints nothing. */
import { Chalk } from "chalk";
import type { Severity } from "../model/index.ts";
import type { ColorLevel } from "./options.ts";

export type Paint = (text: string) => string;
export interface Painter { dim: Paint; bold: Paint; place: Paint; good: Paint; command: Paint; severity: Record<Severity, Paint> }

export const signs: Record<Severity, string> = { error: "✖", warning: "▲", info: "●" };

export function painter(level: ColorLevel): Painter {
  const chalk = new Chalk({ level });
  return {
    dim: chalk.dim, bold: chalk.bold, place: chalk.cyan, good: chalk.green, command: chalk.cyan,
    severity: { error: chalk.red, warning: chalk.yellow, info: chalk.blue },
  };
}
