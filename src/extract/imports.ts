/** Imports and exports of every kind: ESM, CommonJS, dynamic. */
import type { ImportFact, ValueId } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import type { Walk } from "./walk.ts";

function addImport(w: Walk, fact: ImportFact): ValueId {
  const index = w.facts.imports.push(fact) - 1;
  return w.add({ kind: "import", index });
}

export function importDeclaration(w: Walk, node: ts.ImportDeclaration): void {
  if (!T.isStringLiteral(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  const at = w.start(node);
  const clause = node.importClause;
  const isType = clause?.phaseModifier === T.SyntaxKind.TypeKeyword;
  const bind = (name: string, local: ts.Identifier, typeOnly: boolean): void => {
    w.declare(local.text, addImport(w, { specifier, name, local: local.text, at, how: "import", ...(typeOnly ? { isType: true as const } : {}) }));
  };
  if (!clause) { addImport(w, { specifier, name: "", local: "", at, how: "import" }); return; }
  if (clause.name) bind("default", clause.name, isType);
  const named = clause.namedBindings;
  if (named && T.isNamespaceImport(named)) bind("*", named.name, isType);
  if (named && T.isNamedImports(named)) {
    for (const element of named.elements) bind((element.propertyName ?? element.name).text, element.name, isType || element.isTypeOnly);
  }
}

/** `import x = require("y")`. */
export function importEquals(w: Walk, node: ts.ImportEqualsDeclaration): void {
  const { moduleReference } = node;
  if (!T.isExternalModuleReference(moduleReference) || !T.isStringLiteral(moduleReference.expression)) return;
  const { text } = moduleReference.expression;
  w.declare(node.name.text, addImport(w, { specifier: text, name: "*", local: node.name.text, at: w.start(node), how: "require" }));
}

/** `require("x")` and `import("x")` as values; undefined for any other call. */
export function importCall(w: Walk, node: ts.CallExpression): ValueId | undefined {
  const argument = node.arguments[0];
  if (!argument || !T.isStringLiteralLike(argument)) return undefined;
  const isDynamic = node.expression.kind === T.SyntaxKind.ImportKeyword;
  const isRequire = T.isIdentifier(node.expression) && node.expression.text === "require" && !w.lookup("require");
  if (!isDynamic && !isRequire) return undefined;
  return addImport(w, { specifier: argument.text, name: "*", local: "", at: w.start(node), how: isDynamic ? "dynamic" : "require" });
}

export function exportDeclaration(w: Walk, node: ts.ExportDeclaration): void {
  const at = w.start(node);
  const clause = node.exportClause;
  if (node.moduleSpecifier && T.isStringLiteral(node.moduleSpecifier)) {
    const specifier = node.moduleSpecifier.text;
    if (!clause) w.facts.exports.push({ kind: "from", name: "*", as: "*", specifier, at });
    else if (T.isNamespaceExport(clause)) w.facts.exports.push({ kind: "from", name: "*", as: clause.name.text, specifier, at });
    else for (const element of clause.elements) {
      w.facts.exports.push({ kind: "from", name: (element.propertyName ?? element.name).text, as: element.name.text, specifier, at });
    }
    return;
  }
  if (!clause || !T.isNamedExports(clause)) return;
  // Values are final only when the module has been walked; types are found by name.
  for (const element of clause.elements) w.exportsLater.push({ local: (element.propertyName ?? element.name).text, name: element.name.text });
}

/** Resolves `export { a as b }` once the whole module is known. */
export function finishExports(w: Walk): void {
  for (const { local, name } of w.exportsLater) {
    const variable = w.moduleScope.names.get(local);
    const value = variable && w.read(variable);
    if (value !== undefined && value !== null) w.facts.exports.push({ kind: "value", name, value });
    const type = w.facts.typeNames[local];
    if (type !== undefined) w.facts.exports.push({ kind: "type", name, type });
  }
}
