/** Finds the configuration file of a folder, or of its project: the folders up to the nearest package.json. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Cosmiconfig from "cosmiconfig";
import { packageKey } from "./source.ts";

const require = createRequire(import.meta.url);

const dataEndings = ["", ".json", ".jsonc", ".yaml", ".yml"];
const codeEndings = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/** In order of precedence. */
export const configNames: readonly string[] = [
  ...dataEndings.map((ending) => `.privacylintrc${ending}`),
  ...codeEndings.map((ending) => `privacylint.config${ending}`),
  ...dataEndings.map((ending) => `.config/privacylintrc${ending}`),
  ...codeEndings.map((ending) => `.config/privacylint.config${ending}`),
  "package.json",
];

function packageProperty(path: string, text: string): unknown {
  if (basename(path) !== "package.json") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Whoever reads packages says that it is broken.
    return {};
  }
}

/**
 * cosmiconfig looks for settings of its own in the current folder when it is set up, and would run a `.config/config.js`
 * there or fail at a broken package.json; nothing of a scanned project is run, so it is set up in a folder without any.
 */
function inOwnFolder<T>(setUp: () => T): T {
  let before: string;
  try {
    before = process.cwd();
    process.chdir(dirname(fileURLToPath(import.meta.url)));
  } catch {
    // A worker thread may not change folders.
    return setUp();
  }
  try {
    return setUp();
  } finally {
    process.chdir(before);
  }
}

/** cosmiconfig only finds the file: it is read with the positions of its keys afterwards. */
export async function findConfig(folder: string): Promise<string | null> {
  const { cosmiconfig } = require("cosmiconfig") as typeof Cosmiconfig;
  const loaders = Object.fromEntries(["noExt", ".json", ".jsonc", ".yaml", ".yml", ...codeEndings].map((ending) => [ending, packageProperty]));
  const explorer = inOwnFolder(() => cosmiconfig("privacylint", {
    searchStrategy: "project", searchPlaces: [...configNames], packageProp: packageKey, loaders, cache: false,
  }));
  return (await explorer.search(folder))?.filepath ?? null;
}

/** A package below the root: one look into its folder, most have none. */
export function findConfigIn(folder: string): string | null {
  let names: string[];
  try {
    names = readdirSync(folder);
    if (names.includes(".config")) names.push(...readdirSync(join(folder, ".config")).map((name) => `.config/${name}`));
  } catch {
    return null;
  }
  const found = configNames.find((name) => names.includes(name) && (name !== "package.json" || hasPackageKey(join(folder, name))));
  return found === undefined ? null : join(folder, found);
}

function hasPackageKey(path: string): boolean {
  try {
    const text = readFileSync(path, "utf8");
    return text.includes(`"${packageKey}"`) && (JSON.parse(text) as Record<string, unknown>)[packageKey] !== undefined;
  } catch {
    return false;
  }
}
