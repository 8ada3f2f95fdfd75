/** The parser: ts-morph's own TypeScript, loaded once and only when a file has to be parsed; a run served by the cache never is. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ts as TypeScript } from "ts-morph";

export type { ts } from "ts-morph";

// createRequire is 60-100 ms faster than `import` here: no export scan of a 10 MB CommonJS file.
const require = createRequire(import.meta.url);

/** Live bindings: set by `loadTypescript`, which must have run before anything here is used. */
export let typescript: typeof TypeScript;
export let SyntaxKind: typeof TypeScript.SyntaxKind;
let scriptKinds: Record<string, TypeScript.ScriptKind>;

/** Where the build puts the part of TypeScript that parses. */
export function parserFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(here, import.meta.url.endsWith(".ts") ? "../../dist/parser" : "../../parser", "typescript.cjs");
}

/** A tenth of the time of the whole library, and the same trees; before the first build the library is asked. */
function requireTypescript(): typeof TypeScript {
  const file = parserFile();
  return existsSync(file) ? require(file) as typeof TypeScript : (require("ts-morph") as { ts: typeof TypeScript }).ts;
}

export function loadTypescript(): typeof TypeScript {
  if (typescript !== undefined) return typescript;
  typescript = requireTypescript();
  ({ SyntaxKind } = typescript);
  const { ScriptKind } = typescript;
  scriptKinds = {
    ts: ScriptKind.TS, mts: ScriptKind.TS, cts: ScriptKind.TS, tsx: ScriptKind.TSX,
    js: ScriptKind.JSX, mjs: ScriptKind.JSX, cjs: ScriptKind.JSX, jsx: ScriptKind.JSX,
  };
  return typescript;
}

/** Parses without type information, parent pointers or JSDoc: a third faster, and nothing here needs them. */
export function parse(text: string, extension: string): TypeScript.SourceFile {
  const options = { languageVersion: typescript.ScriptTarget.Latest, jsDocParsingMode: typescript.JSDocParsingMode.ParseNone };
  return typescript.createSourceFile("file", text, options, false, scriptKinds[extension] ?? typescript.ScriptKind.TSX);
}
