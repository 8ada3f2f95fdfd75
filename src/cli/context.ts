/** What every command gets, and how it says its exit code. */
import type { Command } from "commander";
import type { Io } from "./io.ts";

export const exitCodes = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const;

export interface Context {
  io: Io;
  argv: readonly string[];
  /** Set by the command that ran; bin hands it to the process. */
  exitCode: number;
}

/** A command: one file, one function that adds it. Its heavy part is imported inside its action. */
export type AddCommand = (program: Command, context: Context) => void;

export interface CommonOptions { root?: string; config?: string; color?: boolean; debug?: boolean }
