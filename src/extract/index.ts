/** openFacts: Facts of any file on demand, read once, with the byte questions that decide which files matter. */
import type { Facts, Note, Project, SourceFile } from "../model/index.ts";
import { lineOf } from "../model/index.ts";
import { dialectOf, fileFacts, isTooDeep } from "./file-facts.ts";
import { parseWithRoom, startParsing, type ParseJob, type Parsing } from "./parse-ahead.ts";
import { readWorkTree, type ReadFile } from "./read-file.ts";

export { readSnapshot, readWorkTree } from "./read-file.ts";
export type { ReadFile } from "./read-file.ts";

export interface FactsStats { filesRead: number; filesParsed: number; filesCached: number; bytes: number; milliseconds: number }

export interface FactsStore {
  /** Facts of a file, or undefined when it is not part of the project or could not be read. */
  facts(path: string): Facts | undefined;
  bytes(path: string): Buffer | undefined;
  /** Makes sure that the keeper has the Facts, under the key that is answered, and keeps nothing of the file here. */
  store(path: string): string | undefined;
  /** Other threads, if there are to be any, begin with what will be asked for, in this order. */
  prefetch(paths: readonly string[]): void;
  /** Ends those threads: nothing more will be asked for. */
  close(): void;
  files: SourceFile[];
  notes(): Note[];
  stats: FactsStats;
}

/** Where Facts are kept between runs. */
export interface FactsKeeper {
  keyOf(bytes: Uint8Array, dialect: string): string;
  get(key: string): Facts | undefined;
  has(key: string): boolean;
  set(key: string, facts: Facts): void;
  /** Facts as JSON, from another thread. */
  setText(key: string, text: Buffer): void;
}

export interface OpenOptions {
  read?: ReadFile;
  cache?: FactsKeeper;
  /**
   * Threads that parse, this one included; left out: this one alone. On two processors, which most machines of pipelines
   * have, a second thread makes runs slower: it parses much that nobody asks for and takes from this one, which already
   * leaves compiling and memory to threads of the engine.
   */
  threads?: number;
}

export async function openFacts(project: Project, options: OpenOptions = {}): Promise<FactsStore> {
  const { cache, threads = 1 } = options;
  const read = options.read ?? readWorkTree(project.root);
  const byPath = new Map(project.files.map((file) => [file.path, file]));
  const contents = new Map<string, Buffer | undefined>();
  const known = new Map<string, Facts>();
  const notes: Note[] = [];
  const stats: FactsStats = { filesRead: 0, filesParsed: 0, filesCached: 0, bytes: 0, milliseconds: 0 };

  const bytes = (path: string): Buffer | undefined => {
    if (contents.has(path)) return contents.get(path);
    const content = read(path);
    contents.set(path, content);
    stats.filesRead++;
    stats.bytes += content?.length ?? 0;
    if (!content) notes.push({ kind: "unreadable", file: path, line: null, text: "could not be read" });
    return content;
  };

  const keep = (path: string, facts: Facts): Facts => {
    known.set(path, facts);
    for (const note of facts.notes) notes.push({ kind: note.kind, file: path, line: note.at ? lineOf(note.at) : null, text: note.text });
    return facts;
  };

  const timed = <T>(work: () => T): T => {
    const started = performance.now();
    const result = work();
    stats.milliseconds += performance.now() - started;
    return result;
  };

  let parsing: Parsing | undefined;
  const fromText = (text: Buffer): Facts => JSON.parse(text.toString("utf8")) as Facts;

  const parse = (content: Buffer, { path, kind }: SourceFile, key: string | undefined): Facts => {
    stats.filesParsed++;
    const text = parsing?.take(path);
    if (text) {
      if (key !== undefined) cache?.setText(key, text);
      return fromText(text);
    }
    const here = fileFacts(content, path, kind);
    const deeper = isTooDeep(here) ? parseWithRoom({ path, kind, content }) : undefined;
    const result = deeper ? fromText(deeper) : here;
    if (key !== undefined) cache?.set(key, result);
    return result;
  };

  const keys = new Map<string, string>();
  const keyOf = (content: Buffer, { path, kind }: SourceFile): string | undefined => {
    if (!cache) return undefined;
    const key = keys.get(path) ?? cache.keyOf(content, dialectOf(path, kind));
    keys.set(path, key);
    return key;
  };

  const facts = (path: string): Facts | undefined => {
    const found = known.get(path);
    if (found) return found;
    const file = byPath.get(path);
    const content = file && bytes(path);
    if (!file || !content) return undefined;
    return timed(() => {
      const key = keyOf(content, file);
      const kept = key === undefined ? undefined : cache?.get(key);
      if (kept) stats.filesCached++;
      return keep(path, kept ?? parse(content, file, key));
    });
  };

  const store = (path: string): string | undefined => {
    const file = byPath.get(path);
    const content = file && bytes(path);
    if (!file || !content) return undefined;
    const key = keyOf(content, file);
    if (key !== undefined) timed(() => {
      if (cache?.has(key) === true) stats.filesCached++;
      else parse(content, file, key);
    });
    contents.delete(path);
    return key;
  };

  const prefetch = (paths: readonly string[]): void => {
    if (threads < 2 || parsing !== undefined) return;
    const jobs = paths.flatMap((path): ParseJob[] => {
      const file = byPath.get(path);
      const content = file && !known.has(path) ? bytes(path) : undefined;
      if (!file || !content) return [];
      const key = keyOf(content, file);
      return key !== undefined && cache?.has(key) === true ? [] : [{ path, kind: file.kind, content }];
    });
    if (jobs.length > 0) parsing = startParsing(jobs, threads - 1);
  };

  /** What other threads have parsed in vain is kept for the next run. */
  const close = (): void => {
    for (const [path, text] of parsing?.stop() ?? []) {
      const [file, content] = [byPath.get(path), contents.get(path)];
      const key = file && content && keyOf(content, file);
      if (key !== undefined) cache?.setText(key, text);
    }
    parsing = undefined;
  };

  return { facts, bytes, store, prefetch, close, files: project.files, notes: () => [...notes], stats };
}
