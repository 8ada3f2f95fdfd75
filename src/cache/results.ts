/** Results of whole runs: one file per question, which holds the state of the project it was the answer for. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./pack.ts";

export interface ResultStore {
  /** The answer, if it was given for this very state. */
  get(question: string, state: string): unknown;
  set(question: string, state: string, answer: unknown): void;
}

const ending = ".json";
/** Different questions: paths, rules, options. */
const mostResults = 16;

const hashOf = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");

export function resultStore(folder: string, isReadOnly: boolean): ResultStore {
  const fileOf = (question: string): string => join(folder, `${hashOf(question).slice(0, 32)}${ending}`);
  return {
    get(question, state) {
      try {
        const content = readFileSync(fileOf(question));
        const headEnd = content.indexOf(10);
        // The head names the state and vouches for the body: whatever was damaged is no answer.
        const body = content.subarray(headEnd + 1);
        if (content.toString("latin1", 0, headEnd) !== `${hashOf(state)} ${hashOf(body)}`) return undefined;
        return JSON.parse(body.toString("utf8"));
      } catch {
        return undefined;
      }
    },
    set(question, state, answer) {
      if (isReadOnly) return;
      try {
        const body = Buffer.from(JSON.stringify(answer));
        mkdirSync(folder, { recursive: true });
        writeWhole(fileOf(question), [Buffer.from(`${hashOf(state)} ${hashOf(body)}\n`), body]);
        removeOldest(folder);
      } catch {
        // A full disk, a read-only file system: the next run looks for itself.
      }
    },
  };
}

/** Times decide only which answers are kept. */
function removeOldest(folder: string): void {
  const files = readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.json$/.test(name))
    .map((name) => ({ path: join(folder, name), age: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.age - a.age || (a.path < b.path ? -1 : 1));
  for (const { path } of files.slice(mostResults)) rmSync(path, { force: true });
}
