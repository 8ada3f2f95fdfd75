/** Names a loop body assigns or mutates, so that a later round sees what an earlier one left. */
import { typescript as T, type ts } from "./typescript.ts";

export function assignedIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const root = (target: ts.Node): void => {
    if (T.isIdentifier(target)) names.add(target.text);
    else if (T.isPropertyAccessExpression(target) || T.isElementAccessExpression(target) || T.isNonNullExpression(target)) root(target.expression);
    else if (T.isArrayLiteralExpression(target)) target.elements.forEach(root);
  };
  const visit = (child: ts.Node): void => {
    if (T.isBinaryExpression(child)) {
      const { kind } = child.operatorToken;
      if (kind >= T.SyntaxKind.FirstAssignment && kind <= T.SyntaxKind.LastAssignment) root(child.left);
    } else if (T.isCallExpression(child) && T.isPropertyAccessExpression(child.expression)) root(child.expression.expression);
    T.forEachChild(child, visit);
  };
  T.forEachChild(node, visit);
  return names;
}
