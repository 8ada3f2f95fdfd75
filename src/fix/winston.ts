/** Puts a format that drops fields before the others of a winston logger, which has no option for it. */
import { typescript as T, type ts } from "../extract/typescript.ts";
import type { Code } from "./code.ts";
import { keyOf, propertyOf, startOf, textOf } from "./code.ts";
import type { Edit } from "./edits.ts";
import { addProperty } from "./option-edits.ts";

const isWinston = (node: ts.Node | undefined): boolean => node !== undefined && T.isStringLiteral(node) && node.text === "winston";

/** What the file calls winston's `format`. */
function formatName({ root }: Code): string | undefined {
  const ofNames = (elements: readonly (ts.ImportSpecifier | ts.BindingElement)[]): string | undefined =>
    elements.find(({ name, propertyName }) => T.isIdentifier(name) && (propertyName === undefined ? name.text : keyOf(propertyName as ts.PropertyName)) === "format")?.name.getText(root);
  for (const statement of root.statements) {
    if (T.isImportDeclaration(statement) && isWinston(statement.moduleSpecifier)) {
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) return `${name.text}.format`;
      if (namedBindings && T.isNamespaceImport(namedBindings)) return `${namedBindings.name.text}.format`;
      const own = namedBindings && ofNames(namedBindings.elements);
      if (own !== undefined) return own;
    }
    if (!T.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !T.isCallExpression(initializer) || !T.isIdentifier(initializer.expression) || initializer.expression.text !== "require" || !isWinston(initializer.arguments[0])) continue;
      if (T.isIdentifier(name)) return `${name.text}.format`;
      const own = T.isObjectBindingPattern(name) ? ofNames(name.elements) : undefined;
      if (own !== undefined) return own;
    }
  }
  return undefined;
}

/** Only fields of the record itself: to take one out of a record inside it would change the caller's object. */
export function winstonEdit(code: Code, call: ts.CallExpression | ts.NewExpression, recordPaths: readonly (readonly string[])[]): Edit | null {
  const keys = [...new Set(recordPaths.map((path) => path[0] ?? ""))].sort();
  const format = formatName(code);
  const options = call.arguments?.[0];
  if (recordPaths.some(({ length }) => length !== 1) || format === undefined || !options || !T.isObjectLiteralExpression(options)) return null;
  const deletions = keys.map((key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? `delete info.${key};` : `delete info[${JSON.stringify(key)}];`)).join(" ");
  const mask = `${format}((info) => { ${deletions} return info; })()`;
  const known = propertyOf(options, "format");
  if (!known) return addProperty(code, options, `format: ${format}.combine(${mask}, ${format}.json())`);
  if (!T.isPropertyAssignment(known)) return null;
  const { initializer } = known;
  const [first] = T.isCallExpression(initializer) ? initializer.arguments : [];
  if (T.isCallExpression(initializer) && first && /(?:^|\.)combine$/.test(textOf(code, initializer.expression))) {
    const at = startOf(code, first);
    return { start: at, end: at, text: `${mask}, ` };
  }
  const start = startOf(code, initializer);
  return { start, end: initializer.end, text: `${format}.combine(${mask}, ${textOf(code, initializer)})` };
}
