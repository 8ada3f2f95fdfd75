/** extractInThreads: the files of a cold run, shared among this thread and others. */
import type { Worker } from "node:worker_threads";
import type { SourceFile } from "../model/index.ts";
import type { WorkAnswer, WorkFile } from "./worker.ts";

export interface ParseJob { path: string; kind: SourceFile["kind"]; content: Buffer; key: string | undefined }

/** Below this many bytes a thread costs more, by loading the parser once more, than it saves. */
const worthwhile = 3_000_000;
/** Parsed at a time: large enough that messages do not matter, small enough that threads end together. */
const batchBytes = 150_000;
/** Further threads wait for memory and for the thread that takes the answers. */
const mostThreads = 8;

type Take = (job: ParseJob, text: Buffer) => void;

export async function extractInThreads(jobs: readonly ParseJob[], threads: number | undefined, take: Take): Promise<void> {
  const bytes = jobs.reduce((sum, { content }) => sum + content.length, 0);
  const { availableParallelism } = await import("node:os");
  const count = threads ?? (bytes < worthwhile ? 1 : Math.min(availableParallelism(), mostThreads, Math.ceil(bytes / worthwhile) + 1));
  if (count < 2 || jobs.length < 2) return;
  const queue = batches(jobs);
  const { startWorker } = await import("./start-worker.ts");
  const workers = Array.from({ length: Math.min(count, queue.length) }, () => startWorker());
  try {
    await Promise.all(workers.map((worker) => drain(worker, queue, take)));
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

/** Large files first, so that no thread starts the largest when the others are done. */
function batches(jobs: readonly ParseJob[]): ParseJob[][] {
  const found: ParseJob[][] = [];
  let size = batchBytes;
  for (const job of [...jobs].sort((a, b) => a.content.length - b.content.length || (a.path < b.path ? -1 : 1))) {
    if (size >= batchBytes) {
      found.push([]);
      size = 0;
    }
    found.at(-1)!.push(job);
    size += job.content.length;
  }
  return found;
}

async function drain(worker: Worker, queue: ParseJob[][], take: Take): Promise<void> {
  for (let batch = queue.pop(); batch !== undefined; batch = queue.pop()) {
    // Copied, because a message would take along the whole buffer that a content may be a part of.
    const { texts, lengths } = await ask(worker, batch.map(({ path, kind, content }) => ({ path, kind, content: new Uint8Array(content) })));
    let at = 0;
    batch.forEach((job, index) => {
      const length = lengths[index] ?? 0;
      take(job, Buffer.from(texts.buffer, at, length));
      at += length;
    });
  }
}

function ask(worker: Worker, files: WorkFile[]): Promise<WorkAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
    };
    const onMessage = (answer: WorkAnswer): void => { settle(); resolve(answer); };
    const onError = (error: Error): void => { settle(); reject(error); };
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(files, files.map(({ content }) => content.buffer));
  });
}
