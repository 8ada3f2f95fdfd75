/** A mistake in how a bench was called: its message is printed without a stack. */
export class BenchError extends Error {
  override readonly name = "BenchError";
}

/** Runs a bench and words its mistakes; the exit code says whether it could run, never how good the numbers are. */
export async function runBench(main: (args: string[]) => Promise<void> | void): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
