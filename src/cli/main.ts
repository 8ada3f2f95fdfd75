/** Runs one command line and answers with its exit code. */
import type { Context } from "./context.ts";
import { processIo } from "./io.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const context: Context = { io, argv, exitCode: 0 };
  try {
    await createProgram(context).parseAsync([...argv], { from: "user" });
    return context.exitCode;
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    return reportFailure(error, context);
  }
}
