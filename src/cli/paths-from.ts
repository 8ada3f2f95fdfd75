/** `--files-from` and `--project-files`: paths one a line, or divided by NUL as git and find write them. */
import { readNamed, readStdin } from "./files.ts";
import type { Io } from "./io.ts";

export async function pathsFrom(source: string | undefined, io: Io, flag = "--files-from"): Promise<string[]> {
  if (source === undefined) return [];
  const text = source === "-" ? await readStdin(io) : readNamed(source, io, `Give a file with one path a line to ${flag}, or - for standard input.`);
  return text.split(text.includes("\0") ? "\0" : /\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
}
