/** A thread that parses: batches of files in, their Facts as JSON out, all of a batch in one buffer. */
import { parentPort } from "node:worker_threads";
import type { SourceFile } from "../model/index.ts";
import { fileFacts } from "./file-facts.ts";

export interface WorkFile { path: string; kind: SourceFile["kind"]; content: Uint8Array<ArrayBuffer> }

/** `texts` holds one JSON text after the other, each as long as `lengths` says. */
export interface WorkAnswer { texts: Uint8Array<ArrayBuffer>; lengths: number[] }

function answer(files: readonly WorkFile[]): WorkAnswer {
  const parts = files.map(({ path, kind, content }) => Buffer.from(JSON.stringify(fileFacts(content, path, kind))));
  const texts = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    texts.set(part, at);
    at += part.length;
  }
  return { texts, lengths: parts.map((part) => part.length) };
}

parentPort?.on("message", (files: WorkFile[]) => {
  const result = answer(files);
  parentPort?.postMessage(result, [result.texts.buffer]);
});
