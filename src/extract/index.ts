/** openFacts: Facts of any file on demand, read once, with the byte questions that decide which files matter. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Facts, Note, Project, SourceFile } from "../model/index.ts";
import { lineOf } from "../model/index.ts";
import { fileFacts, loadParser } from "./file-facts.ts";

export interface FactsStats { filesRead: number; filesParsed: number; bytes: number; milliseconds: number }

export interface FactsStore {
  /** Facts of a file, or undefined when it is not part of the project or could not be read. */
  facts(path: string): Facts | undefined;
  bytes(path: string): Buffer | undefined;
  files: SourceFile[];
  notes(): Note[];
  stats: FactsStats;
}

/** Where bytes come from: the work tree, the git index, an older commit. */
export type ReadFile = (path: string) => Buffer | undefined;

const empty = Buffer.alloc(0);

export function readWorkTree(root: string): ReadFile {
  return (path) => {
    try {
      return readFileSync(join(root, path));
    } catch {
      return undefined;
    }
  };
}

export async function openFacts(project: Project, options: { read?: ReadFile } = {}): Promise<FactsStore> {
  await loadParser();
  const read = options.read ?? readWorkTree(project.root);
  const byPath = new Map(project.files.map((file) => [file.path, file]));
  const contents = new Map<string, Buffer | undefined>();
  const known = new Map<string, Facts>();
  const notes: Note[] = [];
  const stats: FactsStats = { filesRead: 0, filesParsed: 0, bytes: 0, milliseconds: 0 };

  const bytes = (path: string): Buffer | undefined => {
    if (contents.has(path)) return contents.get(path);
    const content = read(path);
    contents.set(path, content);
    stats.filesRead++;
    stats.bytes += (content ?? empty).length;
    if (!content) notes.push({ kind: "unreadable", file: path, line: null, text: "could not be read" });
    return content;
  };

  const facts = (path: string): Facts | undefined => {
    const cached = known.get(path);
    if (cached) return cached;
    const file = byPath.get(path);
    const content = file && bytes(path);
    if (!file || !content) return undefined;
    const started = performance.now();
    const result = fileFacts(content, path, file.kind);
    stats.milliseconds += performance.now() - started;
    stats.filesParsed++;
    known.set(path, result);
    for (const note of result.notes) notes.push({ kind: note.kind, file: path, line: note.at ? lineOf(note.at) : null, text: note.text });
    return result;
  };

  return { facts, bytes, files: project.files, notes: () => [...notes], stats };
}
