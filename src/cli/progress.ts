/** A spinner for somebody who waits: on a terminal, after half a second, never in a pipeline. */
import type { Io } from "./io.ts";
import { isCi } from "./io.ts";

export interface Progress { step: (text: string) => Promise<void>; stop: () => void }

const patience = 500;
const silent: Progress = { step: () => Promise.resolve(), stop: () => undefined };

interface Spinner { text: string; render: () => unknown; stop: () => unknown }

async function createSpinner(io: Io, text: string, hasColor: boolean): Promise<Spinner> {
  const { default: ora } = await import("ora");
  // The cursor stays and the keyboard is left alone: a run can be killed at any moment without leaving a mess.
  return ora({
    text, stream: io.stderr as unknown as NodeJS.WritableStream, hideCursor: false, discardStdin: false, isEnabled: true,
    ...(hasColor ? {} : { color: false as const }),
  }).start();
}

export function startProgress(io: Io, { isWanted, hasColor }: { isWanted: boolean; hasColor: boolean }): Progress {
  // A terminal that says it has no columns (some containers) makes the spinner clear lines for ever.
  const isTerminal = io.stderr.isTTY === true && (io.stderr.columns ?? 0) > 0;
  if (!isWanted || !isTerminal || io.env["TERM"] === "dumb" || isCi(io)) return silent;
  const started = io.now();
  let spinner: Spinner | undefined;
  return {
    async step(text) {
      if (spinner) {
        spinner.text = text;
        spinner.render();
      } else if (io.now() - started >= patience) spinner = await createSpinner(io, text, hasColor);
    },
    stop() {
      spinner?.stop();
      spinner = undefined;
    },
  };
}
