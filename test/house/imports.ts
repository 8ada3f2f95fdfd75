/** Which modules a file imports and when: with the file, for its types only, or when a function runs. */
import { posix } from "node:path";
import { typescript } from "../../bench/typescript.ts";
import type { ts } from "../../bench/typescript.ts";
import type { OwnFile } from "./source-files.ts";

export interface Import {
  /** As written. */
  specifier: string;
  /** Project path of a relative import, the package's name otherwise (`node:fs/promises` is `node:fs`). */
  target: string;
  line: number;
  when: "loaded" | "type" | "lazy";
}

export function readImports({ path, text }: OwnFile): Import[] {
  const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, when: Import["when"]): void => {
    if (specifier === undefined || !typescript.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ specifier: specifier.text, target: targetOf(path, specifier.text), line, when });
  };
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    if (typescript.isImportDeclaration(node)) add(node, node.moduleSpecifier, node.importClause?.isTypeOnly === true ? "type" : "loaded");
    else if (typescript.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly ? "type" : "loaded");
    else if (typescript.isImportTypeNode(node) && typescript.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, "type");
    else if (typescript.isCallExpression(node) && isImportCall(node)) add(node, node.arguments[0], isInFunction ? "lazy" : "loaded");
    typescript.forEachChild(node, (child) => { visit(child, isInFunction || typescript.isFunctionLike(node)); });
  };
  visit(source, false);
  return found;
}

/** `import(x)`, `require(x)`, `createRequire(here)(x)`. */
function isImportCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === typescript.SyntaxKind.ImportKeyword) return true;
  const name = typescript.isCallExpression(expression) ? expression.expression : expression;
  return typescript.isIdentifier(name) && name.text === (name === expression ? "require" : "createRequire");
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
