/** Where in the record that a logger writes a datum stands, as the call itself shows it. */
import { typescript as T, type ts } from "../extract/typescript.ts";
import type { Code } from "./code.ts";
import { keyOf, normalized, textOf } from "./code.ts";

type Path = readonly string[];

const word = /^[A-Za-z_$][\w$]*$/;

/** Below an expression that is the datum, or a record that holds it. */
function inExpression(code: Code, node: ts.Expression, wanted: string): Path[] {
  const own = normalized(textOf(code, node));
  if (own === wanted) return [[]];
  // `const { email } = user`: a name for the datum; that it is the right one shows when the edit is tried.
  if (word.test(own) && wanted.endsWith(`.${own}`)) return [[]];
  if (!wanted.startsWith(`${own}.`)) return [];
  const rest = wanted.slice(own.length + 1).split(".");
  return rest.every((part) => word.test(part)) ? [rest] : [];
}

function inArgument(code: Code, node: ts.Expression, wanted: string): Path[] {
  if (!T.isObjectLiteralExpression(node)) return inExpression(code, node, wanted);
  return node.properties.flatMap((property): Path[] => {
    if (T.isSpreadAssignment(property)) return inArgument(code, property.expression, wanted);
    const key = keyOf(property.name);
    if (key === undefined) return [];
    if (T.isShorthandPropertyAssignment(property)) return inExpression(code, property.name, wanted).map((path) => [key, ...path]);
    return T.isPropertyAssignment(property) ? inArgument(code, property.initializer, wanted).map((path) => [key, ...path]) : [];
  });
}

/** Null when one of the expressions stands in the message, or nowhere that can be named. */
export function recordPaths(code: Code, record: ts.Expression, expressions: readonly string[]): Path[] | null {
  const paths = expressions.map((expression) => inArgument(code, record, normalized(expression)));
  return paths.some((found) => found.length === 0 || found.some((path) => path.length === 0)) ? null : paths.flat();
}
