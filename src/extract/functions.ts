/** Functions: a summary each. Bodies are walked after the code around them, when captured names have their values. */
import type { FunctionId, FunctionSummary } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import { expression } from "./expressions.ts";
import { statementList } from "./statements.ts";
import { typeNode } from "./types.ts";
import { declarePattern } from "./writes.ts";
import type { Environment, Pending, Walk } from "./walk.ts";

export function addFunction(w: Walk, node: ts.FunctionLikeDeclaration, cls?: number): FunctionId {
  const isArrow = T.isArrowFunction(node);
  const modifiers = T.canHaveModifiers(node) ? T.getModifiers(node) : undefined;
  const has = (kind: ts.SyntaxKind): boolean => modifiers?.some((modifier) => modifier.kind === kind) ?? false;
  const fn = w.facts.functions.push({
    name: nameOf(node), at: w.start(node), outer: w.fn,
    ...(cls === undefined ? {} : { cls }),
    ...(has(T.SyntaxKind.AsyncKeyword) ? { isAsync: true as const } : {}),
    ...(has(T.SyntaxKind.StaticKeyword) ? { isStatic: true as const } : {}),
    ...(isArrow ? { isArrow: true as const } : {}),
    ...("asteriskToken" in node && node.asteriskToken ? { isGenerator: true as const } : {}),
    params: [], returns: [], throws: [], calls: [], effects: [],
  }) - 1;
  w.pending.push({ fn, node, scope: w.scope, before: new Map(w.env), guards: [...w.guards], thisFn: isArrow ? w.thisFn : fn, cls: isArrow ? w.cls : (cls ?? undefined) });
  return fn;
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (!node.name) return "";
  if (T.isComputedPropertyName(node.name)) return T.isIdentifier(node.name.expression) ? node.name.expression.text : "";
  return node.name.text;
}

/** Walks waiting bodies until none is left; each may add more. */
export function walkPending(w: Walk): void {
  while (w.pending.length) {
    const batch = w.pending;
    w.pending = [];
    for (const pending of batch) walkFunction(w, pending);
  }
}

/** What a closure sees: the value at its making and the one at the end of the function around it. */
function closureEnvironment(w: Walk, { before, scope }: Pending): Environment {
  const env: Environment = new Map(before);
  for (let outer: Pending["scope"] | null = scope, seen = -1; outer; outer = outer.parent) {
    if (outer.fn === seen) continue;
    seen = outer.fn;
    for (const [variable, last] of w.finals.get(outer.fn) ?? []) {
      const first = before.get(variable) ?? variable.value;
      env.set(variable, first === null || first === last ? last : w.choice([first, last]));
    }
  }
  return env;
}

function walkFunction(w: Walk, pending: Pending): void {
  const { node, fn } = pending;
  const summary = w.facts.functions[fn]!;
  w.fn = fn;
  w.thisFn = pending.thisFn;
  w.cls = pending.cls;
  w.env = closureEnvironment(w, pending);
  w.scope = { parent: pending.scope, names: new Map(), fn };
  w.guards = [...pending.guards];
  w.tried = undefined;
  w.ended = false;
  w.variables = [];
  if (T.isFunctionExpression(node) && node.name) w.declare(node.name.text, w.add({ kind: "function", fn }));
  if (node.type) summary.type = typeNode(w, node.type);
  parameters(w, node, summary);
  decorators(w, node, summary);
  const { body } = node;
  if (body && T.isBlock(body)) {
    statementList(w, body.statements);
  } else if (body) summary.returns.push(expression(w, body));
  w.finals.set(fn, w.env);
}

function parameters(w: Walk, node: ts.FunctionLikeDeclaration, summary: FunctionSummary): void {
  const names = node.parameters.filter((parameter) => !(T.isIdentifier(parameter.name) && parameter.name.text === "this"));
  names.forEach((parameter, index) => {
    const name = T.isIdentifier(parameter.name) ? parameter.name.text : "";
    const value = w.add({
      kind: "param", fn: w.fn, index, name, at: w.start(parameter.name),
      ...(parameter.dotDotDotToken ? { rest: true as const } : {}),
      ...(parameter.type ? { type: typeNode(w, parameter.type) } : {}),
    });
    summary.params.push(value);
    if (parameter.initializer) {
      const fallback = expression(w, parameter.initializer);
      const param = w.value(value);
      if (param.kind === "param") param.default = fallback;
    }
    if (T.isIdentifier(parameter.name)) w.declare(name, value);
    else declarePattern(w, parameter.name, value, false);
  });
}

function decorators(w: Walk, node: ts.FunctionLikeDeclaration, summary: FunctionSummary): void {
  if (!T.canHaveDecorators(node)) return;
  const own = T.getDecorators(node)?.map((decorator) => expression(w, decorator.expression));
  if (own?.length) summary.decorators = own;
  node.parameters.forEach((parameter, index) => {
    const found = T.getDecorators(parameter)?.map((decorator) => expression(w, decorator.expression));
    if (found?.length) (summary.paramDecorators ??= {})[index] = found;
  });
}

