/** FileGraph: who imports whom and who writes which word, from the bytes of all files, before any is parsed. */
import type { Project } from "../model/index.ts";
import { scanImports } from "./import-scan.ts";
import type { Resolver } from "./resolve.ts";
import { isWordByte, WordIndex, wordsOf } from "./words.ts";

interface Importer {
  file: number;
  isExport: boolean;
  /** As in a Clause: null for the whole module. */
  names: { name: string; as: string }[] | null;
}

/** A file that takes an export of another. */
export interface Use {
  path: string;
  /** The name it is taken by, `*` when the whole module is taken. */
  name: string;
  /** The name the file exports it under again. */
  handedOnAs?: string;
}

export class FileGraph {
  private readonly project: Project;
  private readonly bytes: (path: string) => Buffer | undefined;
  private readonly resolver: Resolver;
  private readonly numbers: Map<string, number>;
  private wordIndex: WordIndex | undefined;
  private importerIndex: (Importer[] | undefined)[] | undefined;
  private readonly written = new Map<string, string[]>();
  private readonly handingOn = new Map<string, boolean>();
  private readonly called = new Map<string, boolean>();
  private readonly mentioned = new Map<string, number[]>();
  private readonly reaches = new Map<number, Uint8Array>();

  constructor(project: Project, bytes: (path: string) => Buffer | undefined, resolver: Resolver) {
    this.project = project;
    this.bytes = bytes;
    this.resolver = resolver;
    this.numbers = new Map(project.files.map(({ path }, index) => [path, index]));
  }

  /** Files of the application that write all words of the text and, when it is more than words, the text itself. */
  filesMentioning(text: string): string[] {
    return this.mentioning(text).filter((file) => this.project.files[file]!.role === "app").map((file) => this.pathOf(file));
  }

  /** Files that import the file, directly or through re-exports and other importers, and mention the text. */
  filesReaching(path: string, text: string): string[] {
    const start = this.numbers.get(path);
    if (start === undefined) return [];
    const found = this.mentioning(text);
    if (!found.length) return [];
    const reached = this.reached(start);
    return found.filter((file) => reached[file] === 1).map((file) => this.pathOf(file));
  }

  /** Those of them that seem to call it: `name(`, `<Name`, `name.call(`; renamed by destructuring it is not seen. */
  filesCalling(path: string, name: string): string[] {
    return this.filesReaching(path, name).filter((file) => this.calls(file, name));
  }

  /** Files of the application that mention the text in such a way. */
  filesWriting(text: string, way: RegExp): string[] {
    const key = `${text}\n${way.source}`;
    let found = this.written.get(key);
    if (!found) this.written.set(key, found = this.filesMentioning(text).filter((path) => way.test(this.bytes(path)?.toString("latin1") ?? "")));
    return found;
  }

  /** Files that import the file. */
  filesImporting(path: string): string[] {
    return [...new Set(this.importers(this.numbers.get(path)).map(({ file }) => file))].map((file) => this.pathOf(file));
  }

  /** Who takes what the file exports under the name, directly or through files that hand it on. */
  usersOf(path: string, name: string): Use[] {
    const start = this.numbers.get(path);
    const found: Use[] = [];
    const seen = new Set<string>();
    const queue = start === undefined ? [] : [{ file: start, name }];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const key = `${next.file} ${next.name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const { file, isExport, names } of this.importers(next.file)) {
        for (const { as } of names === null ? [{ as: next.name }] : names.filter((one) => one.name === next!.name)) {
          found.push({ path: this.pathOf(file), name: names === null ? "*" : next.name, ...(isExport && { handedOnAs: as }) });
          if (isExport) queue.push({ file, name: as });
        }
      }
    }
    return found;
  }

  /** Whether the file may export the name: it writes it, or hands on whole modules. */
  mayExport(path: string, name: string): boolean {
    const file = this.numbers.get(path);
    if (file === undefined) return false;
    return this.handsOnModules(path) || isIn(this.mentioning(name), file);
  }

  /** It has an `export * from`. */
  private handsOnModules(path: string): boolean {
    let answer = this.handingOn.get(path);
    if (answer === undefined) this.handingOn.set(path, answer = scanImports(this.bytes(path)).some(({ isExport, names }) => isExport && names === null));
    return answer;
  }

  private calls(path: string, name: string): boolean {
    const key = `${path}\n${name}`;
    let answer = this.called.get(key);
    if (answer === undefined) this.called.set(key, answer = seemsToCall(this.bytes(path), name));
    return answer;
  }

  private pathOf(file: number): string { return this.project.files[file]!.path; }

  private mentioning(text: string): number[] {
    const known = this.mentioned.get(text);
    if (known) return known;
    const words = wordsOf(text);
    const index = (this.wordIndex ??= this.indexWords());
    const [first = [], ...rest] = words.map((word) => index.filesWith(word)).sort((a, b) => a.length - b.length);
    let found = rest.reduce((some, more) => some.filter((file) => isIn(more, file)), first);
    if (words.length !== 1 || words[0] !== text) found = found.filter((file) => this.bytes(this.pathOf(file))?.includes(text, 0, encodingOf(text)));
    this.mentioned.set(text, found);
    return found;
  }

  private indexWords(): WordIndex {
    const index = new WordIndex();
    this.project.files.forEach(({ path, kind }, file) => {
      const bytes = kind === "prisma" ? undefined : this.bytes(path);
      if (bytes) index.add(file, bytes);
    });
    return index;
  }

  private importers(file: number | undefined): Importer[] {
    this.importerIndex ??= this.indexImporters();
    return (file === undefined ? undefined : this.importerIndex[file]) ?? [];
  }

  private indexImporters(): (Importer[] | undefined)[] {
    const index: (Importer[] | undefined)[] = [];
    this.project.files.forEach(({ path, role, kind }, file) => {
      if (role === "test" || kind === "prisma" || kind === "graphql") return;
      for (const { specifier, isExport, names } of scanImports(this.bytes(path))) {
        const target = this.resolver.resolve(path, specifier);
        const to = target === null ? undefined : this.numbers.get(target);
        if (to !== undefined) (index[to] ??= []).push({ file, isExport, names });
      }
    });
    return index;
  }

  /** The file itself and all that can get at it, as a 1 at their numbers. */
  private reached(start: number): Uint8Array {
    let reached = this.reaches.get(start);
    if (reached) return reached;
    this.reaches.set(start, reached = new Uint8Array(this.project.files.length));
    reached[start] = 1;
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const { file } of this.importers(next)) {
        if (reached[file] === 1) continue;
        reached[file] = 1;
        queue.push(file);
      }
    }
    return reached;
  }
}

/** Buffers look for one-byte text much faster. */
const encodingOf = (text: string): "latin1" | "utf8" => (/^[\0-\x7f]*$/.test(text) ? "latin1" : "utf8");

const openings = new Set([..."(<`"].map((mark) => mark.charCodeAt(0)));
const spaces = new Set([..." \t\r\n"].map((mark) => mark.charCodeAt(0)));
const [dot, question, less] = [0x2e, 0x3f, 0x3c];
const passedOn = [".call(", ".apply(", ".bind("];

/** Looks at bytes only: making a string of each file would cost more than the search. */
function seemsToCall(bytes: Buffer | undefined, name: string): boolean {
  if (!bytes) return false;
  const encoding = encodingOf(name);
  const length = Buffer.byteLength(name);
  for (let at = bytes.indexOf(name, 0, encoding); at !== -1; at = bytes.indexOf(name, at + length, encoding)) {
    if (at > 0 && isWordByte[bytes[at - 1]!] === 1) continue;
    let after = at + length;
    if (isWordByte[bytes[after] ?? 0] === 1) continue;
    if (bytes[at - 1] === less) return true;
    while (spaces.has(bytes[after]!)) after++;
    if (bytes[after] === question && bytes[after + 1] === dot) after += 2;
    if (openings.has(bytes[after]!)) return true;
    if (bytes[after] === dot && passedOn.some((way) => bytes.toString("latin1", after, after + way.length) === way)) return true;
  }
  return false;
}

/** Whether an ascending list holds the number. */
function isIn(list: readonly number[], wanted: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}
