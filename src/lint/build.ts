/** Which build of the tool this is: the part of every cache key that changes when the same input may give another answer. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** The folder above both. */
const built = dirname(codeFolder);
const buildFile = join(built, "build.json");

let known: Build | undefined;

/** The package holds what its build wrote; in a checkout the files may be newer than that and are hashed. */
export function buildOf(): Build {
  const isPackage = existsSync(buildFile) && !existsSync(join(dirname(built), "src"));
  return known ??= isPackage ? JSON.parse(readFileSync(buildFile, "utf8")) as Build : hashBuild();
}

/** Called by the build, last. */
export function writeBuild(): void {
  rmSync(buildFile, { force: true });
  writeFileSync(buildFile, JSON.stringify(hashBuild()));
}

/** Versions say too little while the tool is worked on. */
function hashBuild(): Build {
  const { name, version } = toolInfo();
  const parser = (createRequire(import.meta.url)("ts-morph/package.json") as { version: string }).version;
  return {
    facts: hashOf([join(codeFolder, "extract")], name, version, parser),
    tool: hashOf([codeFolder, join(built, "rules"), join(built, "catalog")], name, version, parser),
  };
}
