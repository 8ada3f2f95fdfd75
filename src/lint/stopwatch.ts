/** Runs the stages one after the other, announces each, and says how long it took when somebody wants to know. */
import type { LintOptions, Stage } from "./options.ts";

export type Watch = <T>(stage: Stage, work: () => T | Promise<T>) => Promise<T>;

export function stopwatch({ onStage, collectTimings }: LintOptions): Watch {
  return async (stage, work) => {
    await onStage?.(stage);
    if (!collectTimings) return work();
    const start = performance.now();
    const result = await work();
    collectTimings({ stage, milliseconds: performance.now() - start });
    return result;
  };
}

/** For work that is part of another stage. */
export const silently: Watch = async (_stage, work) => work();
