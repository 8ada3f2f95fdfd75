/** Statements, walked once in order: branches are merged, early ends are respected, conditions are kept. */
import type { ValueId } from "../model/index.ts";
import { SyntaxKind as K, typescript as T, type ts } from "./typescript.ts";
import { expression } from "./expressions.ts";
import { addFunction } from "./functions.ts";
import { addClass, declareClass } from "./classes.ts";
import { exportDeclaration, importDeclaration, importEquals } from "./imports.ts";
import { declareType, typeNode } from "./types.ts";
import { addGuards, condition, under } from "./guards.ts";
import { assignedIn } from "./assigned.ts";
import { assignTo, declarePattern } from "./writes.ts";
import type { Environment, Variable, Walk } from "./walk.ts";

/** A block with its own names. */
export function block(w: Walk, statements: readonly ts.Statement[]): void {
  const outer = w.scope;
  w.scope = { parent: outer, names: new Map(), fn: w.fn };
  statementList(w, statements);
  w.scope = outer;
}

/** Statements in the current scope: functions, classes and types first, as the language hoists them. */
export function statementList(w: Walk, statements: readonly ts.Statement[]): void {
  for (const statement of statements) hoist(w, statement);
  const guards = w.guards.length;
  for (const one of statements) statement(w, one);
  w.guards.length = guards;
}

function hoist(w: Walk, node: ts.Statement): void {
  if (T.isImportDeclaration(node)) importDeclaration(w, node);
  else if (T.isFunctionDeclaration(node)) {
    // An overload or ambient signature only counts while nothing implements it, and only for the type it declares.
    if (!node.body && (!node.name || !node.type || node.type.kind === K.VoidKeyword || node.type.kind === K.AnyKeyword || w.scope.names.has(node.name.text))) return;
    const value = w.add({ kind: "function", fn: addFunction(w, node) });
    if (node.name) w.declare(node.name.text, value);
    exportDeclared(w, node, node.name?.text, value);
  } else if (T.isClassDeclaration(node)) declareClass(w, node);
  else if (T.isInterfaceDeclaration(node) || T.isTypeAliasDeclaration(node) || T.isEnumDeclaration(node)) declareType(w, node);
}

export function isExported(node: ts.Node): { isExported: boolean; isDefault: boolean } {
  const modifiers = T.canHaveModifiers(node) ? T.getModifiers(node) : undefined;
  return {
    isExported: modifiers?.some((modifier) => modifier.kind === K.ExportKeyword) ?? false,
    isDefault: modifiers?.some((modifier) => modifier.kind === K.DefaultKeyword) ?? false,
  };
}

export function exportDeclared(w: Walk, node: ts.Node, name: string | undefined, value: ValueId): void {
  const flags = isExported(node);
  if (!flags.isExported) return;
  if (flags.isDefault) w.facts.exports.push({ kind: "value", name: "default", value });
  else if (name !== undefined) w.exportsLater.push({ local: name, name });
}

function statement(w: Walk, node: ts.Statement): void {
  switch (node.kind) {
    case K.ExpressionStatement: expression(w, (node as ts.ExpressionStatement).expression); return;
    case K.VariableStatement: variableStatement(w, node as ts.VariableStatement); return;
    case K.ReturnStatement: {
      const { expression: returned } = node as ts.ReturnStatement;
      if (returned) w.summary.returns.push(expression(w, returned));
      w.ended = true;
      return;
    }
    case K.IfStatement: ifStatement(w, node as ts.IfStatement); return;
    case K.Block: block(w, (node as ts.Block).statements); return;
    case K.ForOfStatement:
    case K.ForInStatement:
    case K.ForStatement:
    case K.WhileStatement:
    case K.DoStatement: loop(w, node as ts.IterationStatement); return;
    case K.SwitchStatement: switchStatement(w, node as ts.SwitchStatement); return;
    case K.TryStatement: tryStatement(w, node as ts.TryStatement); return;
    case K.ThrowStatement: {
      const value = expression(w, (node as ts.ThrowStatement).expression);
      w.summary.throws.push({ value, at: w.start(node), ...(w.tried === undefined ? {} : { tried: w.tried }) });
      w.ended = true;
      return;
    }
    case K.BreakStatement:
    case K.ContinueStatement: w.ended = true; return;
    case K.LabeledStatement: statement(w, (node as ts.LabeledStatement).statement); return;
    case K.ClassDeclaration: classDeclaration(w, node as ts.ClassDeclaration); return;
    case K.ExportDeclaration: exportDeclaration(w, node as ts.ExportDeclaration); return;
    case K.ExportAssignment: exportAssignment(w, node as ts.ExportAssignment); return;
    case K.ImportEqualsDeclaration: importEquals(w, node as ts.ImportEqualsDeclaration); return;
    case K.ModuleDeclaration: namespace(w, node as ts.ModuleDeclaration); return;
    default: return;
  }
}

function variableStatement(w: Walk, node: ts.VariableStatement): void {
  if (node.modifiers?.some((modifier) => modifier.kind === K.DeclareKeyword)) { ambient(w, node.declarationList); return; }
  declarations(w, node.declarationList);
  if (!isExported(node).isExported) return;
  for (const { name } of node.declarationList.declarations) for (const local of namesOf(name)) w.exportsLater.push({ local, name: local });
}

/** `declare const fbq: Pixel` makes nothing: the name stays the global's, with a type. */
function ambient(w: Walk, list: ts.VariableDeclarationList): void {
  for (const { name, type } of list.declarations) {
    if (!T.isIdentifier(name) || !type) continue;
    const global = w.add({ kind: "global", name: name.text, at: w.nameAt(name) });
    w.declare(name.text, w.add({ kind: "typed", base: global, type: typeNode(w, type) }));
  }
}

function namesOf(name: ts.BindingName): string[] {
  if (T.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (T.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

function declarations(w: Walk, list: ts.VariableDeclarationList): void {
  const isConst = (list.flags & T.NodeFlags.Const) !== 0;
  for (const declaration of list.declarations) {
    const value = declaration.initializer ? expression(w, declaration.initializer) : w.undefined();
    declarePattern(w, declaration.name, value, isConst, declaration.type);
  }
}

function exportAssignment(w: Walk, node: ts.ExportAssignment): void {
  const value = expression(w, node.expression);
  w.facts.exports.push(node.isExportEquals ? { kind: "assign", value } : { kind: "value", name: "default", value });
  if (T.isIdentifier(node.expression)) {
    const type = w.facts.typeNames[node.expression.text];
    if (type !== undefined) w.facts.exports.push({ kind: "type", name: "default", type });
  }
}

function classDeclaration(w: Walk, node: ts.ClassDeclaration): void {
  const variable = node.name && w.scope.names.get(node.name.text);
  const value = variable?.value;
  const known = value === undefined || value === null ? undefined : w.value(value);
  const cls = addClass(w, node, known?.kind === "class" ? known.cls : undefined);
  if (!known) exportDeclared(w, node, undefined, w.add({ kind: "class", cls }));
}

function namespace(w: Walk, node: ts.ModuleDeclaration): void {
  const { body } = node;
  if (!body) return;
  if (T.isModuleBlock(body)) block(w, body.statements);
  else if (T.isModuleDeclaration(body)) namespace(w, body);
}

/** Walks a branch from the given state; returns its end state, or null when it cannot be left at its end. */
function branch(w: Walk, start: Environment, body: () => void): Environment | null {
  w.env = new Map(start);
  w.ended = false;
  body();
  return w.ended ? null : w.env;
}

/** The state after branches that may each have run. */
function merge(w: Walk, ends: (Environment | null)[]): void {
  const open = ends.filter((end) => end !== null);
  w.ended = open.length === 0;
  if (open.length === 0) return;
  const changed = new Set<Variable>(open.flatMap((end) => [...end.keys()]));
  const merged: Environment = new Map();
  for (const variable of changed) {
    const values = open.map((end) => end.get(variable) ?? variable.value).filter((value) => value !== null);
    if (values.length) merged.set(variable, w.choice(values));
  }
  w.env = merged;
}

function ifStatement(w: Walk, node: ts.IfStatement): void {
  const test = condition(w, node.expression);
  const start = w.env;
  const yes = branch(w, start, () => under(w, test.yes, () => statement(w, node.thenStatement)));
  const { elseStatement } = node;
  const no = elseStatement ? branch(w, start, () => under(w, test.no, () => statement(w, elseStatement))) : new Map(start);
  merge(w, [yes, no]);
  // After `if (!consent) return;` the condition holds for what follows in this block.
  if (yes === null && no !== null) addGuards(w, test.no);
  else if (no === null && yes !== null) addGuards(w, test.yes);
}

function loop(w: Walk, node: ts.IterationStatement): void {
  const outer = w.scope;
  w.scope = { parent: outer, names: new Map(), fn: w.fn };
  if (T.isForStatement(node) && node.initializer) {
    if (T.isVariableDeclarationList(node.initializer)) declarations(w, node.initializer);
    else expression(w, node.initializer);
  }
  // What the body assigns may already hold the last round's value when the body starts.
  const carried = [...assignedIn(node)].flatMap((name) => {
    const variable = w.lookup(name);
    const value = variable && w.read(variable);
    if (!variable || variable.shared || value === undefined || value === null) return [];
    const options = [value];
    w.env.set(variable, w.add({ kind: "choice", options }));
    return [{ variable, options }];
  });
  const start = w.env;
  const end = branch(w, start, () => loopBody(w, node));
  for (const { variable, options } of carried) {
    const last = (end ?? w.env).get(variable);
    if (last !== undefined && !options.includes(last)) options.push(last);
  }
  merge(w, [end, start]);
  w.scope = outer;
}

function loopBody(w: Walk, node: ts.IterationStatement): void {
  if (T.isForOfStatement(node) || T.isForInStatement(node)) {
    const list = expression(w, node.expression);
    const item = T.isForOfStatement(node) ? w.add({ kind: "element", base: list }) : w.add({ kind: "derived", of: [list], how: "test" });
    if (T.isVariableDeclarationList(node.initializer)) {
      const declared = node.initializer.declarations[0];
      if (declared) declarePattern(w, declared.name, item, (node.initializer.flags & T.NodeFlags.Const) !== 0);
    } else assignTo(w, node.initializer, item);
    statement(w, node.statement);
    w.ended = false;
    return;
  }
  const tested = T.isForStatement(node) ? node.condition : (node as ts.WhileStatement).expression;
  const test = tested && !T.isDoStatement(node) ? condition(w, tested) : undefined;
  const body = (): void => statement(w, node.statement);
  if (test === undefined) body();
  else under(w, test.yes, body);
  w.ended = false;
  if (T.isForStatement(node) && node.incrementor) expression(w, node.incrementor);
  if (T.isDoStatement(node)) expression(w, node.expression);
}

function switchStatement(w: Walk, node: ts.SwitchStatement): void {
  const subject = expression(w, node.expression);
  const start = w.env;
  const ends: (Environment | null)[] = [];
  let hasDefault = false;
  let fallsThrough: Environment | null = null;
  for (const clause of node.caseBlock.clauses) {
    if (T.isDefaultClause(clause)) hasDefault = true;
    const test = T.isCaseClause(clause) ? w.add({ kind: "derived", of: [subject, expression(w, clause.expression)], how: "test" }) : subject;
    const from = fallsThrough ? new Map([...start, ...fallsThrough]) : start;
    let returned = false;
    const end = branch(w, from, () => {
      under(w, [{ test, holds: true }], () => block(w, clause.statements));
      returned = clause.statements.some((one) => T.isReturnStatement(one) || T.isThrowStatement(one));
    });
    // `break` ends the clause, not the function.
    if (end === null && !returned) ends.push(new Map(w.env));
    fallsThrough = end;
  }
  if (fallsThrough) ends.push(fallsThrough);
  if (!hasDefault) ends.push(new Map(start));
  merge(w, ends);
}

function tryStatement(w: Walk, node: ts.TryStatement): void {
  const { summary } = w;
  summary.tries ??= [];
  const outer = w.tried;
  const tried = summary.tries.push({ parent: outer ?? -1, hasCatch: node.catchClause !== undefined }) - 1;
  const start = w.env;
  w.tried = tried;
  const body = branch(w, start, () => block(w, node.tryBlock.statements));
  const reached = w.env;
  if (outer === undefined) w.tried = undefined;
  else w.tried = outer;
  const clause = node.catchClause;
  const caught = clause
    ? branch(w, new Map([...start, ...reached]), () => {
        const scope = w.scope;
        w.scope = { parent: scope, names: new Map(), fn: w.fn };
        if (clause.variableDeclaration) {
          const error = w.add({ kind: "caught", tried, fn: w.fn, at: w.start(clause) });
          declarePattern(w, clause.variableDeclaration.name, error, false);
        }
        statementList(w, clause.block.statements);
        w.scope = scope;
      })
    : null;
  merge(w, clause ? [body, caught] : [body]);
  if (node.finallyBlock) {
    const { ended } = w;
    w.ended = false;
    block(w, node.finallyBlock.statements);
    w.ended ||= ended;
  }
}
