/** Types as written: interfaces, aliases, annotations. Resolved later, across files, from Facts alone. */
import type { TypeFact, TypeField, TypeId } from "../model/index.ts";
import { SyntaxKind as K, typescript as T, type ts } from "./typescript.ts";
import { expression } from "./expressions.ts";
import type { Walk } from "./walk.ts";

type PrimitiveName = (TypeFact & { kind: "primitive" })["name"];

let primitiveNames: Map<ts.SyntaxKind, PrimitiveName> | undefined;

/** Made when first asked: the parser may never be loaded. */
function primitives(): Map<ts.SyntaxKind, PrimitiveName> {
  return primitiveNames ??= new Map<ts.SyntaxKind, PrimitiveName>([
    [K.StringKeyword, "string"], [K.NumberKeyword, "number"], [K.BooleanKeyword, "boolean"], [K.BigIntKeyword, "bigint"],
    [K.SymbolKeyword, "symbol"], [K.UndefinedKeyword, "undefined"], [K.VoidKeyword, "void"], [K.AnyKeyword, "any"],
    [K.UnknownKeyword, "unknown"], [K.NeverKeyword, "never"], [K.ObjectKeyword, "object"],
  ]);
}

const add = (w: Walk, type: TypeFact): TypeId => w.facts.types.push(type) - 1;

export function typeNode(w: Walk, node: ts.TypeNode): TypeId {
  const name = primitives().get(node.kind);
  if (name) return add(w, { kind: "primitive", name });
  if (T.isTypeReferenceNode(node)) return reference(w, node.typeName, node.typeArguments);
  if (T.isExpressionWithTypeArguments(node)) return heritageReference(w, node);
  if (T.isArrayTypeNode(node)) return add(w, { kind: "array", of: typeNode(w, node.elementType) });
  if (T.isUnionTypeNode(node)) return union(w, node);
  if (T.isIntersectionTypeNode(node)) return add(w, { kind: "intersection", of: node.types.map((type) => typeNode(w, type)) });
  if (T.isTypeLiteralNode(node)) return objectType(w, node.members);
  if (T.isLiteralTypeNode(node)) return literal(w, node);
  if (T.isParenthesizedTypeNode(node) || T.isRestTypeNode(node) || T.isOptionalTypeNode(node)) return typeNode(w, node.type);
  if (T.isNamedTupleMember(node)) return typeNode(w, node.type);
  if (T.isTypeOperatorNode(node)) return node.operator === K.KeyOfKeyword ? add(w, { kind: "keyof", of: typeNode(w, node.type) }) : typeNode(w, node.type);
  if (T.isTupleTypeNode(node)) return add(w, { kind: "tuple", of: node.elements.map((type) => typeNode(w, type)) });
  if (T.isFunctionTypeNode(node) || T.isConstructorTypeNode(node)) return functionType(w, node);
  if (T.isIndexedAccessTypeNode(node)) return add(w, { kind: "indexed", of: typeNode(w, node.objectType), key: typeNode(w, node.indexType) });
  if (T.isTypeQueryNode(node)) return typeQuery(w, node);
  if (T.isMappedTypeNode(node)) return mapped(w, node);
  if (T.isConditionalTypeNode(node)) return add(w, { kind: "conditional", yes: typeNode(w, node.trueType), no: typeNode(w, node.falseType) });
  if (T.isTypePredicateNode(node)) return add(w, { kind: "primitive", name: "boolean" });
  if (T.isTemplateLiteralTypeNode(node)) return add(w, { kind: "primitive", name: "string" });
  if (T.isImportTypeNode(node)) return importType(w, node);
  return add(w, { kind: "primitive", name: "unknown" });
}

function union(w: Walk, node: ts.UnionTypeNode): TypeId {
  const of = node.types.filter((type) => !isNullish(type)).map((type) => typeNode(w, type));
  return of.length === 1 ? of[0]! : add(w, { kind: "union", of });
}

const isNullish = (node: ts.TypeNode): boolean =>
  node.kind === K.UndefinedKeyword || (T.isLiteralTypeNode(node) && node.literal.kind === K.NullKeyword);

function literal(w: Walk, node: ts.LiteralTypeNode): TypeId {
  const { literal: value } = node;
  if (value.kind === K.NullKeyword) return add(w, { kind: "primitive", name: "null" });
  return add(w, { kind: "literal", text: T.isStringLiteral(value) || T.isNumericLiteral(value) ? value.text : "" });
}

function nameParts(name: ts.EntityName): string[] {
  return T.isIdentifier(name) ? [name.text] : [...nameParts(name.left), name.right.text];
}

function refer(w: Walk, parts: string[], args: TypeId[]): TypeId {
  const [name = "", ...path] = parts;
  const variable = w.lookup(name);
  const value = variable?.value === undefined || variable.value === null ? undefined : w.value(variable.value);
  return add(w, {
    kind: "ref", name, args,
    ...(value?.kind === "import" ? { import: value.index } : {}),
    ...(path.length ? { path } : {}),
  });
}

function reference(w: Walk, name: ts.EntityName, typeArguments?: readonly ts.TypeNode[]): TypeId {
  return refer(w, nameParts(name), (typeArguments ?? []).map((type) => typeNode(w, type)));
}

function heritageReference(w: Walk, node: ts.ExpressionWithTypeArguments): TypeId {
  const args = (node.typeArguments ?? []).map((type) => typeNode(w, type));
  const parts = (part: ts.Expression): string[] =>
    T.isIdentifier(part) ? [part.text] : T.isPropertyAccessExpression(part) ? [...parts(part.expression), part.name.text] : [""];
  return refer(w, parts(node.expression), args);
}

function functionType(w: Walk, node: ts.SignatureDeclaration): TypeId {
  const params = node.parameters.map((parameter) => (parameter.type ? typeNode(w, parameter.type) : add(w, { kind: "primitive", name: "any" })));
  return add(w, { kind: "function", returns: node.type ? typeNode(w, node.type) : add(w, { kind: "primitive", name: "any" }), params });
}

/** `typeof value`: an identifier path becomes the value it names. */
function typeQuery(w: Walk, node: ts.TypeQueryNode): TypeId {
  if (!T.isIdentifier(node.exprName)) {
    const [first, ...path] = nameParts(node.exprName);
    const variable = w.lookup(first ?? "");
    const base = variable && w.read(variable);
    if (base === undefined || base === null) return add(w, { kind: "primitive", name: "unknown" });
    const value = path.reduce((owner, name) => w.add({ kind: "member", base: owner, name, at: w.start(node) }), base);
    return add(w, { kind: "typeof", value });
  }
  const variable = w.lookup(node.exprName.text);
  // A name declared later in the file: resolved when the module ends.
  const id = add(w, { kind: "typeof", value: -1 });
  const read = variable && w.read(variable);
  const fact = w.facts.types[id] as TypeFact & { kind: "typeof" };
  if (read === undefined || read === null) w.typeQueries.push({ fact, name: node.exprName.text, scope: w.scope });
  else fact.value = read;
  return id;
}

function mapped(w: Walk, node: ts.MappedTypeNode): TypeId {
  const constraint = node.typeParameter.constraint;
  return add(w, {
    kind: "mapped", param: node.typeParameter.name.text,
    key: constraint ? typeNode(w, constraint) : add(w, { kind: "primitive", name: "string" }),
    body: node.type ? typeNode(w, node.type) : add(w, { kind: "primitive", name: "unknown" }),
  });
}

/** `import("x").Name`. */
function importType(w: Walk, node: ts.ImportTypeNode): TypeId {
  const argument = node.argument;
  if (!T.isLiteralTypeNode(argument) || !T.isStringLiteral(argument.literal) || !node.qualifier) return add(w, { kind: "primitive", name: "unknown" });
  const [name = "", ...path] = nameParts(node.qualifier);
  const index = w.facts.imports.push({ specifier: argument.literal.text, name, local: "", at: w.start(node), how: "import", isType: true }) - 1;
  return add(w, { kind: "ref", name, args: (node.typeArguments ?? []).map((type) => typeNode(w, type)), import: index, ...(path.length ? { path } : {}) });
}

function objectType(w: Walk, members: readonly ts.TypeElement[]): TypeId {
  const fields: TypeField[] = [];
  let index: TypeId | undefined;
  for (const member of members) {
    if (T.isIndexSignatureDeclaration(member)) { index = typeNode(w, member.type); continue; }
    if (!member.name || T.isComputedPropertyName(member.name)) continue;
    const { name } = member;
    const at = w.start(name);
    if (T.isPropertySignature(member)) {
      const type = member.type ? typeNode(w, member.type) : add(w, { kind: "primitive", name: "any" });
      fields.push({ name: name.text, type, at, ...(member.questionToken ? { optional: true as const } : {}) });
    } else if (T.isMethodSignature(member)) fields.push({ name: name.text, type: functionType(w, member), at, method: true });
  }
  return add(w, { kind: "object", fields, ...(index === undefined ? {} : { index }) });
}

export function declareType(w: Walk, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration): void {
  const at = w.start(node);
  const name = node.name.text;
  if (T.isEnumDeclaration(node)) { declareEnum(w, node); return; }
  const params = (node.typeParameters ?? []).map((parameter) => parameter.name.text);
  const previous = w.facts.typeNames[name];
  // The name is known before its body: types may refer to themselves.
  const id = add(w, { kind: "declared", name, form: T.isInterfaceDeclaration(node) ? "interface" : "alias", params, body: -1, extends: [], at });
  w.facts.typeNames[name] = id;
  const fact = w.facts.types[id] as TypeFact & { kind: "declared" };
  if (T.isInterfaceDeclaration(node)) {
    fact.body = objectType(w, node.members);
    fact.extends = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => typeNode(w, type)));
    if (previous !== undefined) fact.extends.push(previous); // declaration merging
  } else w.typeBodies.push(() => { fact.body = typeNode(w, node.type); });
  exportType(w, node, name, id);
}

function declareEnum(w: Walk, node: ts.EnumDeclaration): void {
  const name = node.name.text;
  const at = w.start(node);
  const entries = node.members.map((member) => ({
    key: T.isComputedPropertyName(member.name) ? "" : member.name.text,
    value: member.initializer ? expression(w, member.initializer) : w.add({ kind: "const" as const, type: "number" as const }),
    at: w.start(member),
  }));
  w.declare(name, w.add({ kind: "object", entries, at }));
  const id = add(w, { kind: "declared", name, form: "enum", params: [], body: add(w, { kind: "primitive", name: "string" }), extends: [], at });
  w.facts.typeNames[name] = id;
  exportType(w, node, name, id);
  if (T.getModifiers(node)?.some((modifier) => modifier.kind === K.ExportKeyword)) w.exportsLater.push({ local: name, name });
}

function exportType(w: Walk, node: ts.Declaration & { modifiers?: ts.NodeArray<ts.ModifierLike> }, name: string, type: TypeId): void {
  const kinds = new Set(node.modifiers?.map((modifier) => modifier.kind));
  if (kinds.has(K.ExportKeyword)) w.facts.exports.push({ kind: "type", name: kinds.has(K.DefaultKeyword) ? "default" : name, type });
}
