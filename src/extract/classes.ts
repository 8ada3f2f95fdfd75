/** Classes: members with their values; field initialisers run in a function of their own. */
import type { ClassFact, ClassId, ClassMember } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import { expression } from "./expressions.ts";
import { addFunction } from "./functions.ts";
import { exportDeclared } from "./statements.ts";
import { typeNode } from "./types.ts";
import type { Walk } from "./walk.ts";
import { nameFunction } from "./writes.ts";

/** Declares a class by name before the statements around it are walked. */
export function declareClass(w: Walk, node: ts.ClassDeclaration): void {
  const cls = emptyClass(w, node);
  if (!node.name) return;
  const value = w.add({ kind: "class", cls });
  w.declare(node.name.text, value);
  w.facts.typeNames[node.name.text] = w.facts.types.push({ kind: "class", cls }) - 1;
  exportDeclared(w, node, node.name.text, value);
}

function emptyClass(w: Walk, node: ts.ClassLikeDeclaration): ClassId {
  return w.facts.classes.push({ name: node.name?.text ?? "", at: w.start(node), implements: [], members: [], decorators: [] }) - 1;
}

export function addClass(w: Walk, node: ts.ClassLikeDeclaration, known?: ClassId): ClassId {
  const cls = known ?? emptyClass(w, node);
  const fact = w.facts.classes[cls]!;
  heritage(w, node, fact);
  if (node.typeParameters) fact.typeParams = node.typeParameters.map((parameter) => parameter.name.text);
  const modifiers = T.getModifiers(node);
  if (modifiers?.some((modifier) => modifier.kind === T.SyntaxKind.AbstractKeyword)) fact.isAbstract = true;
  fact.decorators = (T.getDecorators(node) ?? []).map((decorator) => expression(w, decorator.expression));
  const outer = { fn: w.fn, thisFn: w.thisFn, cls: w.cls };
  // Initialisers see `this`, so they get a function of their own.
  w.fn = w.facts.functions.push({ name: "<fields>", at: fact.at, outer: outer.fn, cls, params: [], returns: [], throws: [], calls: [], effects: [] }) - 1;
  w.thisFn = w.fn;
  w.cls = cls;
  for (const member of node.members) addMember(w, member, fact, cls);
  Object.assign(w, outer);
  w.cls = outer.cls;
  return cls;
}

function heritage(w: Walk, node: ts.ClassLikeDeclaration, fact: ClassFact): void {
  for (const clause of node.heritageClauses ?? []) {
    for (const type of clause.types) {
      if (clause.token === T.SyntaxKind.ExtendsKeyword) {
        fact.extends = expression(w, type.expression);
        fact.extendsType = typeNode(w, type);
      } else fact.implements.push(typeNode(w, type));
    }
  }
}

function addMember(w: Walk, node: ts.ClassElement, fact: ClassFact, cls: ClassId): void {
  if (T.isConstructorDeclaration(node)) { if (node.body) constructorMember(w, node, fact, cls); return; }
  if (T.isClassStaticBlockDeclaration(node) || T.isIndexSignatureDeclaration(node) || !node.name) return;
  const name = T.isComputedPropertyName(node.name) ? "" : node.name.text;
  const modifiers = T.canHaveModifiers(node) ? T.getModifiers(node) : undefined;
  const found = T.canHaveDecorators(node) ? T.getDecorators(node) : undefined;
  const member: ClassMember = {
    name, at: w.start(node.name),
    kind: T.isMethodDeclaration(node) ? "method" : T.isGetAccessorDeclaration(node) ? "get" : T.isSetAccessorDeclaration(node) ? "set" : "field",
    ...(modifiers?.some((modifier) => modifier.kind === T.SyntaxKind.StaticKeyword) ? { isStatic: true as const } : {}),
    ...(found?.length ? { decorators: found.map((decorator) => expression(w, decorator.expression)) } : {}),
  };
  if (T.isPropertyDeclaration(node)) {
    if (node.type) member.type = typeNode(w, node.type);
    if (node.initializer) {
      member.value = expression(w, node.initializer);
      const value = w.value(member.value);
      if (value.kind === "function") nameFunction(w, value.fn, name);
    }
  } else if (T.isMethodDeclaration(node) || T.isGetAccessorDeclaration(node) || T.isSetAccessorDeclaration(node)) {
    if (node.type) member.type = typeNode(w, node.type);
    if (node.body) member.value = w.add({ kind: "function", fn: addFunction(w, node, cls) });
  }
  fact.members.push(member);
}

/** `constructor(private readonly mailer: Mailer)` declares and sets a field. */
function constructorMember(w: Walk, node: ts.ConstructorDeclaration, fact: ClassFact, cls: ClassId): void {
  const fn = addFunction(w, node, cls);
  fact.construct = fn;
  node.parameters.forEach((parameter, index) => {
    if (!T.isParameterPropertyDeclaration(parameter, node) || !T.isIdentifier(parameter.name)) return;
    const type = parameter.type ? typeNode(w, parameter.type) : undefined;
    const at = w.start(parameter.name);
    const value = w.add({ kind: "param", fn, index, name: parameter.name.text, at, ...(type === undefined ? {} : { type }) });
    fact.members.push({ name: parameter.name.text, kind: "field", value, at, ...(type === undefined ? {} : { type }) });
  });
}
