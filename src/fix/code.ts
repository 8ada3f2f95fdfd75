/** Code as it is written, for edits: the call at a place, and small questions about literals. */
import { loadTypescript, parse, typescript as T, type ts } from "../extract/typescript.ts";
import { offsetOf } from "./edits.ts";

export interface Code { text: string; root: ts.SourceFile }

const plain = /\.([cm]?[jt]sx?)$/;

/** Undefined for files whose code is only a part, such as Vue's. */
export function codeOf(file: string, text: string): Code | undefined {
  const extension = plain.exec(file)?.[1];
  if (extension === undefined) return undefined;
  loadTypescript();
  return { text, root: parse(text, extension) };
}

/** Where a node begins, behind the spaces and comments before it. */
export const startOf = ({ text }: Code, { pos, end }: ts.Node): number =>
  pos + (/^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*/.exec(text.slice(pos, end))?.[0].length ?? 0);

export const textOf = (code: Code, node: ts.Node): string => code.text.slice(startOf(code, node), node.end);

/** The outermost call or `new` that begins there. */
export function callAt(code: Code, line: number, column: number): ts.CallExpression | ts.NewExpression | undefined {
  const at = offsetOf(code.text, line, column);
  let found: ts.CallExpression | ts.NewExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found || node.pos > at || node.end <= at) return;
    if ((T.isCallExpression(node) || T.isNewExpression(node)) && startOf(code, node) === at) found = node;
    else T.forEachChild(node, visit);
  };
  visit(code.root);
  return found;
}

export function keyOf(name: ts.PropertyName | undefined): string | undefined {
  return name && (T.isIdentifier(name) || T.isStringLiteral(name)) ? name.text : undefined;
}

export const propertyOf = (object: ts.ObjectLiteralExpression, key: string): ts.ObjectLiteralElementLike | undefined =>
  object.properties.find((property) => keyOf(property.name) === key);

/** `user!.profile?.email` as `user.profile.email`. */
export const normalized = (expression: string): string => expression.replace(/\s+|!(?=[.[)]|$)/g, "").replaceAll("?.", ".");
