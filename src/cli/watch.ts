/** `--watch`: runs again whenever a file of the project changes, until Ctrl-C. */
import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { projectFiles } from "../lint.ts";
import { count } from "../report/words.ts";
import type { Context } from "./context.ts";
import { reportFailure } from "./failure.ts";
import type { Output } from "./formats.ts";
import { write } from "./io.ts";

/** An editor writes several files, some twice. */
const calm = 120;
/** What a run or git itself writes. */
const ownName = /^(?:\.git|node_modules|\.privacy-lint-cache|.*\.tmp|.*~|.*\.sw[a-z])$/;

/** Watches the folders that hold files of the project: dependencies have thousands more. */
class Folders {
  readonly #watched = new Map<string, FSWatcher>();
  readonly #changed: (path: string) => void;

  constructor(changed: (path: string) => void) { this.#changed = changed; }

  async look(root: string): Promise<void> {
    const folders = new Set(["", ...(await projectFiles(root)).flatMap((path) => {
      const dir = dirname(path);
      return dir === "." ? [] : [dir];
    })]);
    for (const [folder, watcher] of this.#watched) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watched.delete(folder);
    }
    for (const folder of folders) if (!this.#watched.has(folder)) this.#add(root, folder);
  }

  #add(root: string, folder: string): void {
    try {
      const watcher = watch(join(root, folder), (_event, name) => { if (name === null || !ownName.test(name)) this.#changed(join(root, folder, name ?? "")); });
      // A folder that goes away takes its watcher along.
      watcher.on("error", () => { watcher.close(); });
      this.#watched.set(folder, watcher);
    } catch {
      // Gone since it was listed.
    }
  }

  get size(): number { return this.#watched.size; }
}

const clear = "\u001B[2J\u001B[3J\u001B[H";

export async function watchProject(root: string, outputs: readonly Output[], context: Context, run: () => Promise<unknown>): Promise<never> {
  const { io } = context;
  const written = new Set(outputs.flatMap(({ path }) => (path === null ? [] : [resolve(io.cwd, path)])));
  let wake: () => void = () => undefined;
  const folders = new Folders((path) => { if (!written.has(path)) wake(); });
  for (;;) {
    const changed = new Promise<void>((done) => { wake = done; });
    await folders.look(root);
    if (io.stdout.isTTY === true) await write(io.stdout, clear);
    // A configuration that is being written may be wrong for a moment.
    await run().catch((error: unknown) => reportFailure(error, context));
    await write(io.stderr, `Watching ${count(folders.size, "folder")}. Ctrl-C ends.\n`);
    await changed;
    await new Promise((done) => { setTimeout(done, calm); });
  }
}
