/** Assignments: to variables, to fields (in order, seen through every alias), by destructuring, by mutation. */
import type { Entry, ValueId } from "../model/index.ts";
import { typescript as T, type ts } from "./typescript.ts";
import { expression, literalKey } from "./expressions.ts";
import type { Variable, Walk } from "./walk.ts";
import { typeNode } from "./types.ts";

/** Methods that add their arguments to the receiver. */
const mutators = new Set(["push", "unshift", "add", "set", "append", "splice", "fill", "assign", "enqueue", "insert", "next"]);

export function assignTo(w: Walk, target: ts.Expression, value: ValueId): void {
  if (T.isIdentifier(target)) {
    const variable = w.lookup(target.text);
    if (variable) w.assign(variable, bind(w, target, value));
    else w.summary.effects.push({ target: w.add({ kind: "global", name: target.text, at: w.nameAt(target) }), key: null, value, at: w.nameAt(target), ...guardsOf(w) });
  } else if (T.isPropertyAccessExpression(target)) writeMember(w, target, target.expression, target.name.text, value);
  else if (T.isElementAccessExpression(target)) {
    const key = literalKey(w, expression(w, target.argumentExpression));
    writeMember(w, target, target.expression, key ?? null, value);
  } else if (T.isParenthesizedExpression(target) || T.isNonNullExpression(target) || T.isAsExpression(target)) assignTo(w, target.expression, value);
  else if (T.isObjectLiteralExpression(target)) assignObject(w, target, value);
  else if (T.isArrayLiteralExpression(target)) {
    target.elements.forEach((element, index) => {
      const plain = T.isBinaryExpression(element) ? element.left : element;
      if (!T.isOmittedExpression(plain) && !T.isSpreadElement(plain)) assignTo(w, plain, w.add({ kind: "member", base: value, name: String(index), at: w.start(element) }));
    });
  }
}

function assignObject(w: Walk, target: ts.ObjectLiteralExpression, value: ValueId): void {
  for (const property of target.properties) {
    const at = w.start(property);
    if (T.isShorthandPropertyAssignment(property)) assignTo(w, property.name, w.add({ kind: "member", base: value, name: property.name.text, at }));
    else if (T.isPropertyAssignment(property) && !T.isComputedPropertyName(property.name)) {
      assignTo(w, property.initializer, w.add({ kind: "member", base: value, name: property.name.text, at }));
    } else if (T.isSpreadAssignment(property)) assignTo(w, property.expression, w.add({ kind: "rest", base: value, without: [] }));
  }
}

const guardsOf = (w: Walk): { guards?: number[] } => (w.guards.length ? { guards: [...w.guards] } : {});

/** Looks through names and annotations: the object itself. */
function objectOf(w: Walk, id: ValueId): ValueId {
  let value = w.value(id);
  while (value.kind === "bind" || value.kind === "typed") {
    id = value.base;
    value = w.value(id);
  }
  return id;
}

function writeMember(w: Walk, target: ts.Expression, baseNode: ts.Expression, key: string | null, value: ValueId): void {
  const base = expression(w, baseNode);
  const at = w.start(target);
  const made = w.value(value);
  if (made.kind === "function" && key !== null) nameFunction(w, made.fn, key);
  if (outlives(w, baseNode)) w.summary.effects.push({ target: base, key, value, at, ...guardsOf(w) });
  const root = rootOf(w, base);
  if (root === "this" || root === "global") return;
  const keys = key === null ? listedKeys(w, target) : [key];
  const written: Entry[] = keys.length ? keys.map((one) => ({ key: one, value, at })) : [{ computed: w.undefined(), value }];
  replaceObject(w, baseNode, base, w.add({ kind: "object", entries: [{ spread: base }, ...written], at }));
}

/** A parameter, `this`, a global or a name of an outer function: what is written there is seen elsewhere. */
function outlives(w: Walk, node: ts.Expression): boolean {
  let root: ts.Expression = node;
  while (T.isPropertyAccessExpression(root) || T.isElementAccessExpression(root) || T.isNonNullExpression(root) || T.isParenthesizedExpression(root)) root = root.expression;
  const variable = T.isIdentifier(root) ? w.lookup(root.text) : undefined;
  if (!variable || variable.fn !== w.fn || variable.shared) return true;
  const value = variable.value === null ? undefined : w.value(objectOf(w, variable.value));
  return value?.kind !== "object" && value?.kind !== "array";
}

/** `for (const key of ["email", "phone"]) record[key]`: the keys that one access stands for. */
function listedKeys(w: Walk, node: ts.Expression): string[] {
  if (!T.isElementAccessExpression(node)) return [];
  const key = w.value(objectOf(w, expression(w, node.argumentExpression)));
  const list = key.kind === "element" ? w.value(objectOf(w, key.base)) : undefined;
  const keys = list?.kind === "array" ? list.items.map((item) => literalKey(w, item.value)) : [];
  return keys.every((one) => one !== undefined) ? keys : [];
}

/** Every name of the old object now stands for the new one; `a.b.c = v` rewrites `a.b` too. */
function replaceObject(w: Walk, baseNode: ts.Expression, old: ValueId, updated: ValueId): void {
  const object = objectOf(w, old);
  let isNamed = false;
  for (const variable of [...w.variables, ...capturedBy(w, baseNode)]) {
    if (variable.shared) continue;
    const current = w.read(variable);
    if (current !== null && objectOf(w, current) === object) {
      w.env.set(variable, rename(w, current, updated));
      isNamed = true;
    }
  }
  if (isNamed) return;
  if (T.isPropertyAccessExpression(baseNode)) {
    const outer = expression(w, baseNode.expression);
    if (rootOf(w, outer) !== "variable") return;
    const at = w.start(baseNode);
    replaceObject(w, baseNode.expression, outer, w.add({ kind: "object", entries: [{ spread: outer }, { key: baseNode.name.text, value: updated, at }], at }));
  }
}

function capturedBy(w: Walk, node: ts.Expression): Variable[] {
  if (!T.isIdentifier(node)) return [];
  const variable = w.lookup(node.text);
  return variable && variable.fn !== w.fn ? [variable] : [];
}

/** Keeps the variable's own name around the new object. */
function rename(w: Walk, current: ValueId, updated: ValueId): ValueId {
  const value = w.value(current);
  return value.kind === "bind" ? w.add({ ...value, base: updated }) : updated;
}

function rootOf(w: Walk, id: ValueId): "this" | "global" | "variable" {
  let value = w.value(id);
  for (;;) {
    if (value.kind === "this" || value.kind === "super") return "this";
    if (value.kind === "global") return "global";
    if (value.kind !== "member" && value.kind !== "index" && value.kind !== "bind" && value.kind !== "typed") return "variable";
    value = w.value(value.base);
  }
}

export function deleteMember(w: Walk, node: ts.Expression): ValueId {
  if (T.isPropertyAccessExpression(node) || T.isElementAccessExpression(node)) {
    const base = expression(w, node.expression);
    const key = T.isPropertyAccessExpression(node) ? node.name.text : literalKey(w, expression(w, node.argumentExpression));
    const without = key === undefined ? listedKeys(w, node) : [key];
    if (without.length) replaceObject(w, node.expression, base, w.add({ kind: "rest", base, without }));
  }
  return w.add({ kind: "const", type: "boolean" });
}

/** After `list.push(x)` or `fill(object)` the receiver or argument may hold more than before. */
export function handedOver(w: Walk, call: ValueId, callee: ts.Expression, args: readonly ts.Expression[]): void {
  if (T.isPropertyAccessExpression(callee) && mutators.has(callee.name.text)) {
    const receiver = callee.expression;
    const object = T.isIdentifier(receiver) && receiver.text === "Object" ? args[0] : receiver;
    const arg = object === receiver ? -1 : 0;
    if (object) handOver(w, call, object, arg);
    if (object === receiver) addedLater(w, call, receiver, callee.name.text);
    return;
  }
  args.forEach((argument, index) => {
    if (!T.isIdentifier(argument)) return;
    const variable = w.lookup(argument.text);
    const current = variable && w.read(variable);
    if (current === undefined || current === null) return;
    const { kind } = w.value(objectOf(w, current));
    if (kind === "object" || kind === "array") handOver(w, call, argument, index);
  });
}

/** What a function adds to a container it did not make is seen by every function that shares it. */
function addedLater(w: Walk, call: ValueId, receiver: ts.Expression, method: string): void {
  const variable = T.isIdentifier(receiver) ? w.lookup(receiver.text) : undefined;
  const value = w.value(call);
  if (!variable || variable.fn === w.fn || value.kind !== "call") return;
  const target = expression(w, receiver);
  const keyed = (method === "set" || method === "append") && value.args.length > 1;
  const added = keyed ? value.args.slice(1) : value.args;
  const key = keyed ? (literalKey(w, value.args[0]!.value) ?? null) : null;
  for (const argument of added) w.summary.effects.push({ target, key, value: argument.value, at: value.at, ...guardsOf(w) });
}

function handOver(w: Walk, call: ValueId, node: ts.Expression, arg: number): void {
  const base = expression(w, node);
  if (rootOf(w, base) !== "variable") return;
  replaceObject(w, node, base, w.add({ kind: "after", base, call, arg }));
}

/** A function expression is known by the name it is given. */
export function nameFunction(w: Walk, fn: number, name: string): void {
  const summary = w.facts.functions[fn]!;
  if (summary.name === "") summary.name = name;
}

/** `const name = value`: the name and the declared type stay with the value. */
export function bind(w: Walk, name: ts.Identifier, base: ValueId, type?: ts.TypeNode): ValueId {
  const value = w.value(base);
  if (value.kind === "function") nameFunction(w, value.fn, name.text);
  const imported = value.kind === "import" ? w.facts.imports[value.index] : undefined;
  if (imported?.local === "") imported.local = name.text;
  if (!type && (value.kind === "function" || value.kind === "class" || value.kind === "import")) return base;
  return w.add({ kind: "bind", base, name: name.text, at: w.nameAt(name), ...(type ? { type: typeNode(w, type) } : {}) });
}

/** Declares the names of a pattern. */
export function declarePattern(w: Walk, name: ts.BindingName, base: ValueId, isConst: boolean, type?: ts.TypeNode): void {
  if (T.isIdentifier(name)) { declareName(w, name, bind(w, name, base, type), isConst); return; }
  const source = type ? w.add({ kind: "typed", base, type: typeNode(w, type) }) : base;
  if (T.isObjectBindingPattern(name)) declareObject(w, name, source, isConst);
  else name.elements.forEach((element, index) => {
    if (T.isOmittedExpression(element)) return;
    const at = w.start(element);
    const item = element.dotDotDotToken ? w.add({ kind: "rest", base: source, without: [] }) : w.add({ kind: "member", base: source, name: String(index), at });
    declarePattern(w, element.name, withDefault(w, item, element.initializer), isConst);
  });
}

function declareObject(w: Walk, pattern: ts.ObjectBindingPattern, source: ValueId, isConst: boolean): void {
  const taken: string[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken) { declarePattern(w, element.name, w.add({ kind: "rest", base: source, without: [...taken] }), isConst); continue; }
    const property = element.propertyName ?? element.name;
    const at = w.start(property);
    let item: ValueId;
    if (T.isComputedPropertyName(property)) {
      const keyId = expression(w, property.expression);
      const key = literalKey(w, keyId);
      item = key === undefined ? w.add({ kind: "index", base: source, key: keyId, at }) : w.add({ kind: "member", base: source, name: key, at });
    } else {
      const key = (property as ts.Identifier).text;
      taken.push(key);
      item = w.add({ kind: "member", base: source, name: key, at });
    }
    declarePattern(w, element.name, withDefault(w, item, element.initializer), isConst);
  }
}

function declareName(w: Walk, name: ts.Identifier, value: ValueId, isConst: boolean): void {
  const existing = w.scope.names.get(name.text);
  if (existing && existing.fn === w.fn) w.assign(existing, value);
  else w.declare(name.text, value, !isConst);
}

export function withDefault(w: Walk, value: ValueId, initializer: ts.Expression | undefined): ValueId {
  return initializer ? w.choice([value, expression(w, initializer)]) : value;
}

/** `cond ? x : null` is x. */
export function removeNullish(w: Walk, ids: ValueId[]): ValueId[] {
  const rest = ids.filter((id) => {
    const value = w.value(id);
    return !(value.kind === "const" && (value.type === "null" || value.type === "undefined"));
  });
  return rest.length ? rest : ids;
}
