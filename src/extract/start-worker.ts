/** startWorker: a thread that runs `worker.ts`, from the build or, in tests, from the sources. */
import { Worker } from "node:worker_threads";

export function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  return new Worker(new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url), {
    // Node 20 reads no TypeScript; jiti does.
    ...(isSource && { execArgv: ["--import", "jiti/register"] }),
  });
}
