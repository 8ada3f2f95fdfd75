/** What threads that parse share: the files, who has taken which, and how Facts come back. */
import type { MessagePort } from "node:worker_threads";
import type { SourceFile } from "../model/index.ts";

export interface Task {
  files: { path: string; kind: SourceFile["kind"]; start: number; end: number }[];
  contents: Uint8Array<SharedArrayBuffer>;
  /** Per file: free, taken, done. */
  states: Int32Array<SharedArrayBuffer>;
  /** Not 0: enough. */
  stop: Int32Array<SharedArrayBuffer>;
  port: MessagePort;
}

export interface Parsed { file: number; text: Uint8Array<ArrayBuffer> }

export const free = 0;
export const taken = 1;
export const done = 2;
