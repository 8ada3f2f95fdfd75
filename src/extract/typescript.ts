/** The parser: ts-morph's own TypeScript, loaded once and only when a file has to be parsed; a run served by the cache never is. */
import { createRequire } from "node:module";
import type { ts as TypeScript } from "ts-morph";

export type { ts } from "ts-morph";

// createRequire is 60-100 ms faster than `import` here: no export scan of a 10 MB CommonJS file.
const require = createRequire(import.meta.url);

/** Live bindings: set by `loadTypescript`, which must have run before anything here is used. */
export let typescript: typeof TypeScript;
export let SyntaxKind: typeof TypeScript.SyntaxKind;
let scriptKinds: Record<string, TypeScript.ScriptKind>;

/**
 * The file that ts-morph has its `ts` from. Loaded without the library around it, which brings the texts of all `lib.d.ts`
 * files and takes a third of the time; only where that file is not found, the library is asked.
 */
function requireTypescript(): typeof TypeScript {
  try {
    return createRequire(require.resolve("ts-morph"))("@ts-morph/common/dist/typescript.js") as typeof TypeScript;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND" && (error as NodeJS.ErrnoException).code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
    return (require("ts-morph") as { ts: typeof TypeScript }).ts;
  }
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
