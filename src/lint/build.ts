/** Which build of the tool this is: the part of every cache key that changes when the same input may give another answer. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toolInfo } from "./tool.ts";

export interface Build {
  /** Changes with the code of extraction and the parser. */
  facts: string;
  /** Changes with anything. */
  tool: string;
}

/** `src` or `dist/src`. */
const codeFolder = dirname(dirname(fileURLToPath(import.meta.url)));

function addFolder(hash: ReturnType<typeof createHash>, folder: string, name = ""): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path, `${name}${entry.name}/`);
    else if (/(?<!\.d)\.(?:ts|js|json)$/.test(entry.name)) hash.update(`${name}${entry.name}\0`).update(readFileSync(path)).update("\0");
  }
}

function hashOf(folders: readonly string[], ...words: string[]): string {
  const hash = createHash("sha256").update(words.join("\0"));
  for (const folder of folders) if (existsSync(folder)) addFolder(hash, folder);
  return hash.digest("hex");
}

/** Versions say too little while the tool is worked on, so its files are hashed; that takes a few milliseconds. */
export function buildOf(): Build {
  const { name, version } = toolInfo();
  const parser = (createRequire(import.meta.url)("ts-morph/package.json") as { version: string }).version;
  const beside = dirname(codeFolder);
  return {
    facts: hashOf([join(codeFolder, "extract")], name, version, parser),
    tool: hashOf([codeFolder, join(beside, "rules"), join(beside, "catalog")], name, version, parser),
  };
}
