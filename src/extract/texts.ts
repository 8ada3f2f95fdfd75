/** Texts: templates, concatenations, patterns. */
import type { ValueId } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import { addCall, expression, literalKey } from "./expressions.ts";
import { keptText, noteString } from "./strings.ts";
import type { Walk } from "./walk.ts";

/** Short patterns tell what a replacement leaves; long ones are not worth keeping. */
export function regularExpression(w: Walk, node: ts.RegularExpressionLiteral): ValueId {
  const kept = node.text.length <= 32 ? keptText(node.text) : undefined;
  return w.add(kept === undefined ? { kind: "const", type: "regexp" } : { kind: "const", type: "regexp", text: kept });
}

export function template(w: Walk, node: ts.TemplateExpression): ValueId {
  const texts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  noteString(w, node.head.text, node);
  const parts = node.templateSpans.map((span) => expression(w, span.expression));
  const kept = texts.map((text) => keptText(text) ?? "");
  return w.add({ kind: "text", parts, texts: kept, at: w.start(node) });
}

export function taggedTemplate(w: Walk, node: ts.TaggedTemplateExpression): ValueId {
  const tag = expression(w, node.tag);
  const spans = T.isTemplateExpression(node.template) ? node.template.templateSpans : [];
  const parts = spans.map((span) => expression(w, span.expression));
  const texts = T.isTemplateExpression(node.template) ? [node.template.head.text, ...spans.map((span) => span.literal.text)] : [node.template.text];
  const strings = w.add({ kind: "text", parts: [], texts: texts.map((text) => keptText(text) ?? ""), at: w.start(node.template) });
  return addCall(w, node, tag, w.args([strings, ...parts]));
}

/** `a + b + c` as one text, without recursing down the left side. */
export function concatenation(w: Walk, node: ts.BinaryExpression): ValueId {
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (T.isBinaryExpression(left) && left.operatorToken.kind === T.SyntaxKind.PlusToken) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  const parts = operands.reverse().map((operand) => expression(w, operand));
  const texts = parts.map((part) => literalKey(w, part) ?? "");
  return w.add({ kind: "text", parts, ...(texts[0] ? { texts: [texts[0]] } : {}), at: w.start(node) });
}
