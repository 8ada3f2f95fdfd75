/** Turns findings into an exit code. */
import type { Report, Severity } from "../model/index.ts";
import { exitCodes } from "./context.ts";

export type FailOn = Severity | "never";
export const failOnWords = ["error", "warning", "info", "never"] as const satisfies readonly FailOn[];

const atOrAbove: Record<FailOn, readonly Severity[]> = {
  error: ["error"], warning: ["error", "warning"], info: ["error", "warning", "info"], never: [],
};

export interface Gate { failOn: FailOn; maxWarnings?: number | undefined; exitZero?: boolean | undefined }

export function exitCodeOf({ summary: { findings } }: Pick<Report, "summary">, { failOn, maxWarnings, exitZero }: Gate): number {
  if (exitZero === true) return exitCodes.clean;
  const isAtGate = atOrAbove[failOn].some((severity) => findings[severity] > 0);
  const isTooMany = maxWarnings !== undefined && findings.warning > maxWarnings;
  return isAtGate || isTooMany ? exitCodes.findings : exitCodes.clean;
}
