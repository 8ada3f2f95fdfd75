/**
 * startParsing: other threads parse what will probably be asked for while this one already follows flows. Facts are asked
 * for synchronously, so nothing is awaited: a file that another thread has taken is waited for, one that is still free is
 * parsed here. Who parsed a file makes no difference to its Facts.
 */
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { SourceFile } from "../model/index.ts";
import { free, taken, type Parsed, type Task } from "./parse-task.ts";

export interface ParseJob { path: string; kind: SourceFile["kind"]; content: Buffer }

export interface Parsing {
  /** Facts as JSON; undefined when nobody has begun: then it is the asking thread's to parse. */
  take(path: string): Buffer | undefined;
  /** Leaves the file to another thread and waits. */
  leave(path: string): Buffer | undefined;
  /** Ends the threads; what they have done so far. */
  stop(): Map<string, Buffer>;
}

/** A thread that died in the middle of a file is not waited for much longer than the largest file takes. */
const patience = 20_000;
/** Deep enough for generated code, and the same for every thread: where a file is parsed must not decide whether it can be. */
const stackSizeMb = 64;

export function startParsing(jobs: readonly ParseJob[], threads: number): Parsing {
  const task = taskOf(jobs);
  const indexOf = new Map(jobs.map(({ path }, index) => [path, index]));
  const results = new Map<string, Buffer>();
  const { workers, ports } = startWorkers(task, threads);
  let isAlive = true;

  const waitFor = (index: number): void => {
    for (const state of [free, taken]) {
      if (isAlive) isAlive = Atomics.wait(task.states, index, state, patience) !== "timed-out";
    }
  };

  const collect = (): void => {
    for (const port of ports) {
      for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
        const { file, text } = got.message as Parsed;
        results.set(jobs[file]!.path, Buffer.from(text.buffer));
      }
    }
  };

  const receive = (path: string, index: number): Buffer | undefined => {
    if (!results.has(path)) {
      waitFor(index);
      collect();
    }
    const text = results.get(path);
    results.delete(path);
    return text;
  };

  const take = (path: string): Buffer | undefined => {
    const index = indexOf.get(path);
    if (index === undefined || Atomics.compareExchange(task.states, index, free, taken) === free) return undefined;
    return receive(path, index);
  };

  const stop = (): Map<string, Buffer> => {
    Atomics.store(task.stop, 0, 1);
    collect();
    for (const port of ports) port.close();
    for (const worker of workers) void worker.terminate();
    return results;
  };
  return { take, leave: (path) => receive(path, indexOf.get(path) ?? 0), stop };
}

/** A file whose nesting needs more stack than is left here. */
export function parseWithRoom(job: ParseJob): Buffer | undefined {
  const parsing = startParsing([job], 1);
  const text = parsing.leave(job.path);
  parsing.stop();
  return text;
}

function taskOf(jobs: readonly ParseJob[]): Omit<Task, "port"> {
  const size = jobs.reduce((sum, { content }) => sum + content.length, 0);
  const contents = new Uint8Array(new SharedArrayBuffer(size));
  let start = 0;
  const files = jobs.map(({ path, kind, content }) => {
    contents.set(content, start);
    const end = start + content.length;
    const file = { path, kind, start, end };
    start = end;
    return file;
  });
  return { files, contents, states: new Int32Array(new SharedArrayBuffer(4 * Math.max(jobs.length, 1))), stop: new Int32Array(new SharedArrayBuffer(4)) };
}

function startWorkers(task: Omit<Task, "port">, count: number): { workers: Worker[]; ports: MessagePort[] } {
  const isSource = import.meta.url.endsWith(".ts");
  const channels = Array.from({ length: count }, () => new MessageChannel());
  const workers = channels.map(({ port2 }) => {
    const worker = new Worker(new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url), {
      workerData: { ...task, port: port2 } satisfies Task, transferList: [port2], resourceLimits: { stackSizeMb },
      // Node 20 reads no TypeScript; jiti does.
      ...(isSource && { execArgv: ["--import", "jiti/register"] }),
    });
    // What it did not do, this thread does.
    worker.on("error", () => undefined);
    worker.unref();
    return worker;
  });
  return { workers, ports: channels.map(({ port1 }) => { port1.unref(); return port1; }) };
}
