/** A thread that parses ahead: it takes file after file that nobody has taken yet and hands over the Facts as JSON. */
import { workerData } from "node:worker_threads";
import { fileFacts } from "./file-facts.ts";
import { done, free, taken, type Parsed, type Task } from "./parse-task.ts";

function parseAhead({ files, contents, states, stop, port }: Task): void {
  // From the end: the asking thread comes from the beginning, and whoever follows close behind another waits for each file.
  for (let file = files.length - 1; file >= 0; file--) {
    if (Atomics.load(stop, 0) !== 0) break;
    const { path, kind, start, end } = files[file]!;
    if (Atomics.compareExchange(states, file, free, taken) !== free) continue;
    const facts = fileFacts(contents.slice(start, end), path, kind);
    const text = new Uint8Array(Buffer.from(JSON.stringify(facts)));
    port.postMessage({ file, text } satisfies Parsed, [text.buffer]);
    Atomics.store(states, file, done);
    Atomics.notify(states, file);
  }
  port.close();
}

parseAhead(workerData as Task);
