/** openFacts: Facts of any file on demand, read once, with the byte questions that decide which files matter. */
import type { Facts, Note, Project, SourceFile } from "../model/index.ts";
import { lineOf } from "../model/index.ts";
import { dialectOf, fileFacts } from "./file-facts.ts";
import { extractInThreads, type ParseJob } from "./pool.ts";
import { readWorkTree, type ReadFile } from "./read-file.ts";

export { readSnapshot, readWorkTree } from "./read-file.ts";
export type { ReadFile } from "./read-file.ts";

export interface FactsStats { filesRead: number; filesParsed: number; filesCached: number; bytes: number; milliseconds: number }

export interface FactsStore {
  /** Facts of a file, or undefined when it is not part of the project or could not be read. */
  facts(path: string): Facts | undefined;
  bytes(path: string): Buffer | undefined;
  /** Parses in other threads, when there are enough files for that to pay, what `facts` will be asked for. */
  prefetch(paths: readonly string[]): Promise<void>;
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
  /** Threads that parse, this one included; left out: as many as pay. */
  threads?: number;
}

export async function openFacts(project: Project, options: OpenOptions = {}): Promise<FactsStore> {
  const { cache, threads } = options;
  const read = options.read ?? readWorkTree(project.root);
  const byPath = new Map(project.files.map((file) => [file.path, file]));
  const contents = new Map<string, Buffer | undefined>();
  const known = new Map<string, Facts>();
  /** From other threads, as JSON: most, not all of it will be asked for. */
  const fetched = new Map<string, Buffer>();
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

  const parse = (content: Buffer, { path, kind }: SourceFile, key: string | undefined): Facts => {
    const result = timed(() => fileFacts(content, path, kind));
    stats.filesParsed++;
    if (key !== undefined) cache?.set(key, result);
    return result;
  };

  const facts = (path: string): Facts | undefined => {
    const found = known.get(path);
    if (found) return found;
    const file = byPath.get(path);
    const content = file && bytes(path);
    if (!file || !content) return undefined;
    const text = fetched.get(path);
    if (text !== undefined) {
      fetched.delete(path);
      return keep(path, timed(() => JSON.parse(text.toString("utf8")) as Facts));
    }
    const key = cache?.keyOf(content, dialectOf(path, file.kind));
    const kept = key === undefined ? undefined : timed(() => cache?.get(key));
    if (kept) stats.filesCached++;
    return keep(path, kept ?? parse(content, file, key));
  };

  const prefetch = async (paths: readonly string[]): Promise<void> => {
    const jobs = paths.flatMap((path): ParseJob[] => {
      const file = known.has(path) || fetched.has(path) ? undefined : byPath.get(path);
      const content = file && bytes(path);
      if (!file || !content) return [];
      const key = cache?.keyOf(content, dialectOf(path, file.kind));
      return key !== undefined && cache?.has(key) === true ? [] : [{ path, kind: file.kind, content, key }];
    });
    const started = performance.now();
    await extractInThreads(jobs, threads, ({ path, key }, text) => {
      stats.filesParsed++;
      fetched.set(path, text);
      if (key !== undefined) cache?.setText(key, text);
    });
    stats.milliseconds += performance.now() - started;
  };

  return { facts, bytes, prefetch, files: project.files, notes: () => [...notes], stats };
}
