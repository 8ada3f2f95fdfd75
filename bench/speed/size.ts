/** How much code an application is: what anybody would count, not what the tool chose to read. */
import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

const script = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;

export interface CodeSize { files: number; lines: number }

/** Files under version control with a script's ending, and their line breaks. */
export function codeSize(root: string): CodeSize {
  const listed = execFileSync("git", ["-C", root, "ls-files", "-z"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const paths = listed.split("\0").filter((path) => script.test(path)).map((path) => join(root, path)).filter(isPlainFile);
  return { files: paths.length, lines: paths.reduce((sum, path) => sum + lineBreaks(readFileSync(path)), 0) };
}

function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function lineBreaks(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
