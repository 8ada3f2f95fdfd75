/** Names that some nested function assigns although it does not declare them: their values have no order. */
import { typescript as T, type ts } from "./typescript.ts";

export type SharedNames = ReadonlySet<string>;

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= T.SyntaxKind.FirstAssignment && kind <= T.SyntaxKind.LastAssignment;

/** One pass over the file; asked for only when the file has a `let` or `var`. */
export function sharedNames(source: ts.SourceFile): SharedNames {
  const shared = new Set<string>();
  const own: Set<string>[] = [new Set()];

  const assigned = (target: ts.Node): void => {
    if (T.isIdentifier(target)) {
      if (own.length > 1 && !own[own.length - 1]!.has(target.text)) shared.add(target.text);
    } else if (T.isArrayLiteralExpression(target)) target.elements.forEach(assigned);
    else if (T.isObjectLiteralExpression(target)) {
      for (const property of target.properties) {
        if (T.isShorthandPropertyAssignment(property)) assigned(property.name);
        else if (T.isPropertyAssignment(property)) assigned(property.initializer);
      }
    }
  };

  const visit = (node: ts.Node): void => {
    if (T.isFunctionLike(node)) {
      own.push(new Set(node.parameters.flatMap((parameter) => (T.isIdentifier(parameter.name) ? [parameter.name.text] : []))));
      T.forEachChild(node, visit);
      own.pop();
      return;
    }
    if (T.isVariableDeclaration(node) && T.isIdentifier(node.name)) own[own.length - 1]!.add(node.name.text);
    else if (T.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) assigned(node.left);
    else if ((T.isPrefixUnaryExpression(node) || T.isPostfixUnaryExpression(node)) && T.isIdentifier(node.operand)) {
      if (node.operator === T.SyntaxKind.PlusPlusToken || node.operator === T.SyntaxKind.MinusMinusToken) assigned(node.operand);
    }
    T.forEachChild(node, visit);
  };
  visit(source);
  return shared;
}
