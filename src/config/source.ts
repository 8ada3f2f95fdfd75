/** Reads one configuration file, whatever its format, and remembers where everything stands in it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Babel from "@babel/code-frame";
import type * as Jiti from "jiti";
import { UserError } from "../errors.ts";
import { locateInCode, locateJson, locateYaml, type KeyPath, type Located } from "./located.ts";

const require = createRequire(import.meta.url);

/** Key of package.json that holds a configuration. */
export const packageKey = "privacylint";

export interface ConfigSource {
  /** Absolute. */
  path: string;
  /** As the user knows it. */
  shown: string;
  data: unknown;
  offsetOf: Located["offsetOf"];
  errorAt: (offset: number, what: string, fix: string) => UserError;
}

/** Path relative to the root with forward slashes; outside the root, with `..`. */
export function shownPath(path: string, root: string): string {
  const shown = relative(root, path);
  return shown === "" || isAbsolute(shown) ? path : shown.split(sep).join("/");
}

function errorAt(text: string, shown: string): ConfigSource["errorAt"] {
  return (offset, what, fix) => {
    const before = text.slice(0, offset).split("\n");
    const start = { line: before.length, column: before[before.length - 1]!.length + 1 };
    const { codeFrameColumns } = require("@babel/code-frame") as typeof Babel;
    return new UserError({ what, fix, file: shown, ...start, frame: codeFrameColumns(text, { start }, { highlightCode: false }) });
  };
}

const codeEndings = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"]);

/** `privacy-lint` itself need not be installed beside the configuration: `npx` and global installs work as well. */
async function runCode(path: string, shown: string): Promise<unknown> {
  const here = fileURLToPath(new URL(`./define-config${extname(import.meta.url)}`, import.meta.url));
  try {
    const { createJiti } = require("jiti") as typeof Jiti;
    const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, alias: { "privacy-lint/config": here, "privacy-lint": here } });
    const exported: unknown = await jiti.import(path, { default: true });
    return await (typeof exported === "function" ? (exported as () => unknown)() : exported);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split("\n")[0]!.replaceAll(path, shown);
    throw new UserError({ what: `The configuration ${shown} could not be run: ${said}.`, fix: "Run the file by itself to see where it fails.", file: shown });
  }
}

function withoutPrefix(located: Located): Located {
  const data = (located.data as Record<string, unknown> | undefined)?.[packageKey];
  return { ...located, data, offsetOf: (path: KeyPath, part) => located.offsetOf([packageKey, ...path], part) };
}

async function locate(path: string, shown: string, text: string): Promise<Located> {
  const ending = extname(path);
  if (codeEndings.has(ending)) return locateInCode(text, await runCode(path, shown));
  if (basename(path) === "package.json") return withoutPrefix(locateJson(text));
  const isJson = ending === ".json" || ending === ".jsonc" || text.trimStart().startsWith("{") || /^\s*\/[/*]/.test(text);
  return isJson ? locateJson(text) : locateYaml(text);
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UserError({
      what: isMissing ? `There is no configuration ${shown}.` : `The configuration ${shown} cannot be read.`,
      fix: isMissing ? "Check the path given with `--config`." : "Check that it is a file and may be read.", file: shown,
    });
  }
}

export async function readSource(path: string, root: string): Promise<ConfigSource> {
  const shown = shownPath(path, root);
  const text = readText(path, shown);
  const at = errorAt(text, shown);
  const located: Located = text.trim() === "" ? { data: {}, offsetOf: () => 0, problem: null } : await locate(path, shown, text);
  if (located.problem) {
    const isYaml = !/\.jsonc?$/.test(path) && !text.trimStart().startsWith("{");
    throw at(located.problem.offset, `This is not valid ${isYaml ? "YAML" : "JSON"}: ${located.problem.message}.`, "Mend the line.");
  }
  return { path, shown, data: located.data ?? {}, offsetOf: located.offsetOf, errorAt: at };
}
