/** Expressions -> values. */
import type { Argument, Entry, ValueId } from "../model/index.ts";
import { SyntaxKind as K, typescript as T, type ts } from "./typescript.ts";
import type { Walk } from "./walk.ts";
import { assignTo, deleteMember, handedOver, nameFunction, removeNullish } from "./writes.ts";
import { addFunction } from "./functions.ts";
import { addClass } from "./classes.ts";
import { typeNode } from "./types.ts";
import { jsx } from "./jsx.ts";
import { importCall } from "./imports.ts";
import { keptText, noteString } from "./strings.ts";
import { concatenation, regularExpression, taggedTemplate, template } from "./texts.ts";
import { condition, under } from "./guards.ts";

export function expression(w: Walk, node: ts.Expression): ValueId {
  switch (node.kind) {
    case K.Identifier: return identifier(w, node as ts.Identifier);
    case K.PropertyAccessExpression: return property(w, node as ts.PropertyAccessExpression);
    case K.ElementAccessExpression: return elementAccess(w, node as ts.ElementAccessExpression);
    case K.CallExpression: return call(w, node as ts.CallExpression);
    case K.NewExpression: return newExpression(w, node as ts.NewExpression);
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral: {
      const { text } = node as ts.StringLiteral;
      noteString(w, text, node);
      const kept = keptText(text);
      return w.add(kept === undefined ? { kind: "const", type: "string" } : { kind: "const", type: "string", text: kept });
    }
    case K.NumericLiteral: return w.add({ kind: "const", type: "number", text: (node as ts.NumericLiteral).text });
    case K.BigIntLiteral: return w.add({ kind: "const", type: "bigint" });
    case K.RegularExpressionLiteral: return regularExpression(w, node as ts.RegularExpressionLiteral);
    case K.TrueKeyword: return w.add({ kind: "const", type: "boolean", text: "true" });
    case K.FalseKeyword: return w.add({ kind: "const", type: "boolean", text: "false" });
    case K.NullKeyword: return w.add({ kind: "const", type: "null" });
    case K.ObjectLiteralExpression: return objectLiteral(w, node as ts.ObjectLiteralExpression);
    case K.ArrayLiteralExpression: return w.add({ kind: "array", items: argumentList(w, (node as ts.ArrayLiteralExpression).elements), at: w.start(node) });
    case K.TemplateExpression: return template(w, node as ts.TemplateExpression);
    case K.TaggedTemplateExpression: return taggedTemplate(w, node as ts.TaggedTemplateExpression);
    case K.BinaryExpression: return binary(w, node as ts.BinaryExpression);
    case K.PrefixUnaryExpression: return unary(w, node as ts.PrefixUnaryExpression);
    case K.PostfixUnaryExpression: return w.add({ kind: "derived", of: [expression(w, (node as ts.PostfixUnaryExpression).operand)], how: "number" });
    case K.ConditionalExpression: return conditional(w, node as ts.ConditionalExpression);
    case K.ArrowFunction:
    case K.FunctionExpression: return w.add({ kind: "function", fn: addFunction(w, node as ts.ArrowFunction | ts.FunctionExpression) });
    case K.ClassExpression: return w.add({ kind: "class", cls: addClass(w, node as ts.ClassExpression) });
    case K.ParenthesizedExpression: return expression(w, (node as ts.ParenthesizedExpression).expression);
    case K.NonNullExpression: return expression(w, (node as ts.NonNullExpression).expression);
    case K.AsExpression:
    case K.SatisfiesExpression:
    case K.TypeAssertionExpression: return typed(w, node as ts.AsExpression);
    case K.AwaitExpression: return w.add({ kind: "await", base: expression(w, (node as ts.AwaitExpression).expression) });
    case K.YieldExpression: return yielded(w, node as ts.YieldExpression);
    case K.DeleteExpression: return deleteMember(w, (node as ts.DeleteExpression).expression);
    case K.TypeOfExpression: return w.add({ kind: "derived", of: [expression(w, (node as ts.TypeOfExpression).expression)], how: "test" });
    case K.VoidExpression: expression(w, (node as ts.VoidExpression).expression); return w.undefined();
    case K.ThisKeyword: return w.add(w.cls === undefined ? { kind: "this", fn: w.thisFn } : { kind: "this", fn: w.thisFn, cls: w.cls });
    case K.SuperKeyword: return w.add(w.cls === undefined ? { kind: "super", fn: w.thisFn } : { kind: "super", fn: w.thisFn, cls: w.cls });
    case K.MetaProperty: return w.add({ kind: "global", name: "import.meta", at: w.start(node) });
    case K.JsxElement:
    case K.JsxSelfClosingElement:
    case K.JsxFragment: return jsx(w, node as ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment);
    default: return w.unknown(node);
  }
}

function identifier(w: Walk, node: ts.Identifier): ValueId {
  const variable = w.lookup(node.text);
  if (variable) {
    const value = w.read(variable);
    return value ?? w.unknown(node);
  }
  if (node.text === "undefined") return w.undefined();
  if (node.text === "arguments" && w.thisFn !== 0) return allArguments(w, node);
  const known = w.globals.get(node.text);
  if (known !== undefined) return known;
  const id = w.add({ kind: "global", name: node.text, at: w.nameAt(node) });
  w.globals.set(node.text, id);
  return id;
}

/** `arguments`: one more parameter that collects them all. */
function allArguments(w: Walk, node: ts.Identifier): ValueId {
  const { params } = w.facts.functions[w.thisFn]!;
  const known = params.find((id) => {
    const value = w.value(id);
    return value.kind === "param" && value.from === 0;
  });
  if (known !== undefined) return known;
  const id = w.add({ kind: "param", fn: w.thisFn, index: params.length, name: "", rest: true, from: 0, at: w.nameAt(node) });
  params.push(id);
  return id;
}

function property(w: Walk, node: ts.PropertyAccessExpression): ValueId {
  const base = expression(w, node.expression);
  noteEnv(w, base, node.name.text, node);
  return w.add({ kind: "member", base, name: node.name.text, at: w.nameAt(node.name) });
}

function noteEnv(w: Walk, base: ValueId, name: string, node: ts.Node): void {
  const value = w.value(base);
  if (value.kind !== "member" || value.name !== "env") return;
  const root = w.value(value.base);
  if (root.kind === "global" && (root.name === "process" || root.name === "import.meta")) w.facts.env.push({ name, at: w.start(node) });
}

/** The key when it is written out: a literal, or a constant that holds one. */
export function literalKey(w: Walk, id: ValueId): string | undefined {
  let value = w.value(id);
  while (value.kind === "bind" || value.kind === "typed") value = w.value(value.base);
  return value.kind === "const" && (value.type === "string" || value.type === "number") ? value.text : undefined;
}

function elementAccess(w: Walk, node: ts.ElementAccessExpression): ValueId {
  const base = expression(w, node.expression);
  const key = expression(w, node.argumentExpression);
  const name = literalKey(w, key);
  const at = w.start(node.argumentExpression);
  if (name !== undefined) noteEnv(w, base, name, node);
  return name === undefined ? w.add({ kind: "index", base, key, at }) : w.add({ kind: "member", base, name, at });
}

export function argumentList(w: Walk, nodes: readonly ts.Expression[]): Argument[] {
  return nodes.map((node) =>
    node.kind === K.SpreadElement
      ? { value: expression(w, (node as ts.SpreadElement).expression), spread: true }
      : { value: node.kind === K.OmittedExpression ? w.undefined() : expression(w, node) },
  );
}

function call(w: Walk, node: ts.CallExpression): ValueId {
  const imported = importCall(w, node);
  if (imported !== undefined) return imported;
  const callee = expression(w, node.expression);
  const args = argumentList(w, node.arguments);
  const id = addCall(w, node, callee, args);
  handedOver(w, id, node.expression, node.arguments);
  return id;
}

/** Records a call with the conditions and the try block around it. */
export function addCall(w: Walk, node: ts.Node, callee: ValueId, args: Argument[], isNew = false, typeArguments?: readonly ts.TypeNode[]): ValueId {
  const typeArgs = (typeArguments ?? (node as ts.CallExpression).typeArguments)?.map((type) => typeNode(w, type));
  const id = w.add({
    kind: "call", callee, args, at: w.start(node), end: w.place(node.end),
    ...(isNew ? { isNew: true as const } : {}),
    ...(typeArgs ? { typeArgs } : {}),
  });
  w.summary.calls.push({
    value: id,
    ...(w.guards.length ? { guards: [...w.guards] } : {}),
    ...(w.tried === undefined ? {} : { tried: w.tried }),
  });
  return id;
}

function newExpression(w: Walk, node: ts.NewExpression): ValueId {
  const callee = expression(w, node.expression);
  return addCall(w, node, callee, argumentList(w, node.arguments ?? []), true);
}

function objectLiteral(w: Walk, node: ts.ObjectLiteralExpression): ValueId {
  const entries: Entry[] = [];
  for (const item of node.properties) {
    if (T.isSpreadAssignment(item)) { entries.push({ spread: expression(w, item.expression) }); continue; }
    const { name } = item;
    const value = T.isPropertyAssignment(item)
      ? expression(w, item.initializer)
      : T.isShorthandPropertyAssignment(item)
        ? identifier(w, item.name)
        : w.add({ kind: "function", fn: addFunction(w, item) });
    const key = propertyName(w, name);
    const at = w.start(name);
    const made = w.value(value);
    if (made.kind === "function" && typeof key === "string") nameFunction(w, made.fn, key);
    if (typeof key !== "string") entries.push({ computed: key, value });
    else if (T.isGetAccessorDeclaration(item)) entries.push({ key, value, at, kind: "get" });
    else if (T.isSetAccessorDeclaration(item)) entries.push({ key, value, at, kind: "set" });
    else entries.push({ key, value, at });
  }
  return w.add({ kind: "object", entries, at: w.start(node) });
}

export function propertyName(w: Walk, name: ts.PropertyName): string | ValueId {
  if (T.isComputedPropertyName(name)) {
    const id = expression(w, name.expression);
    return literalKey(w, id) ?? id;
  }
  return name.text;
}

function binary(w: Walk, node: ts.BinaryExpression): ValueId {
  const operator = node.operatorToken.kind;
  switch (operator) {
    case K.EqualsToken: {
      const value = expression(w, node.right);
      assignTo(w, node.left, value);
      return value;
    }
    case K.PlusEqualsToken: return compound(w, node, (left, right) => w.add({ kind: "text", parts: [left, right], at: w.start(node) }));
    case K.QuestionQuestionEqualsToken:
    case K.BarBarEqualsToken: return compound(w, node, (left, right) => w.choice([left, right]));
    case K.AmpersandAmpersandEqualsToken: return compound(w, node, (_left, right) => right);
    case K.PlusToken: return concatenation(w, node);
    case K.CommaToken: expression(w, node.left); return expression(w, node.right);
    case K.AmpersandAmpersandToken: {
      const { yes } = condition(w, node.left);
      // `cond && value` yields the left side only when it is falsy: nothing personal is left of it.
      return under(w, yes, () => expression(w, node.right));
    }
    case K.BarBarToken: {
      const left = expression(w, node.left);
      return w.choice([left, under(w, [{ test: left, holds: false }], () => expression(w, node.right))]);
    }
    case K.QuestionQuestionToken: {
      const left = expression(w, node.left);
      return w.choice([left, expression(w, node.right)]);
    }
    default: {
      if (operator >= K.FirstCompoundAssignment && operator <= K.LastCompoundAssignment) {
        return compound(w, node, (left, right) => w.add({ kind: "derived", of: [left, right], how: "number" }));
      }
      const of = [expression(w, node.left), expression(w, node.right)];
      const not = operator === K.ExclamationEqualsToken || operator === K.ExclamationEqualsEqualsToken;
      const op = operator === K.AsteriskToken ? "*" : operator === K.MinusToken ? "-" : operator === K.SlashToken ? "/" : undefined;
      return w.add({ kind: "derived", of, how: isArithmetic(operator) ? "number" : "test", ...(not ? { not: true as const } : {}), ...(op ? { op } : {}) });
    }
  }
}

function isArithmetic(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case K.MinusToken:
    case K.AsteriskToken:
    case K.SlashToken:
    case K.PercentToken:
    case K.AsteriskAsteriskToken:
    case K.BarToken:
    case K.AmpersandToken:
    case K.CaretToken:
    case K.LessThanLessThanToken:
    case K.GreaterThanGreaterThanToken:
    case K.GreaterThanGreaterThanGreaterThanToken:
      return true;
    default:
      return false;
  }
}

function compound(w: Walk, node: ts.BinaryExpression, combine: (left: ValueId, right: ValueId) => ValueId): ValueId {
  const left = expression(w, node.left);
  const value = combine(left, expression(w, node.right));
  assignTo(w, node.left, value);
  return value;
}

function unary(w: Walk, node: ts.PrefixUnaryExpression): ValueId {
  const operand = expression(w, node.operand);
  return w.add(node.operator === K.ExclamationToken ? { kind: "derived", of: [operand], how: "test", not: true } : { kind: "derived", of: [operand], how: "number" });
}

function conditional(w: Walk, node: ts.ConditionalExpression): ValueId {
  const test = condition(w, node.condition);
  const before = w.env;
  w.env = new Map(before);
  const yes = under(w, test.yes, () => expression(w, node.whenTrue));
  const afterYes = w.env;
  w.env = new Map(before);
  const no = under(w, test.no, () => expression(w, node.whenFalse));
  w.env = mergeChanged(w, afterYes, w.env);
  return w.choice(removeNullish(w, [yes, no]));
}

function mergeChanged(w: Walk, a: Walk["env"], b: Walk["env"]): Walk["env"] {
  for (const [variable, value] of a) {
    const other = b.get(variable) ?? variable.value;
    if (other !== value) b.set(variable, other === null ? value : w.choice([value, other]));
  }
  return b;
}

function typed(w: Walk, node: ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion): ValueId {
  const base = expression(w, node.expression);
  const isConst = T.isTypeReferenceNode(node.type) && T.isIdentifier(node.type.typeName) && node.type.typeName.text === "const";
  return isConst || node.type.kind === K.AnyKeyword || node.type.kind === K.UnknownKeyword
    ? base
    : w.add({ kind: "typed", base, type: typeNode(w, node.type) });
}

function yielded(w: Walk, node: ts.YieldExpression): ValueId {
  if (node.expression) w.summary.returns.push(expression(w, node.expression));
  return w.unknown(node);
}
