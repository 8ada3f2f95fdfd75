/** Conditions that dominate the code being walked, kept for consent guards and development-only code. */
import type { ValueId } from "../model/index.ts";
import { expression } from "./expressions.ts";
import { typescript as T, type ts } from "./typescript.ts";
import type { Walk } from "./walk.ts";

/** A tested value with its outcome. */
export interface Outcome { test: ValueId; holds: boolean }

/** What is known of single values once a condition was true, and once it was false. */
export interface Condition { yes: Outcome[]; no: Outcome[] }

/** `a && b` says both hold, `!a` turns round, of `a || b` only the choice is known. */
export function condition(w: Walk, node: ts.Expression): Condition {
  if (T.isParenthesizedExpression(node)) return condition(w, node.expression);
  if (T.isPrefixUnaryExpression(node) && node.operator === T.SyntaxKind.ExclamationToken) {
    const { yes, no } = condition(w, node.operand);
    return { yes: no, no: yes };
  }
  const operator = T.isBinaryExpression(node) ? node.operatorToken.kind : undefined;
  if (T.isBinaryExpression(node) && operator === T.SyntaxKind.AmpersandAmpersandToken) {
    const left = condition(w, node.left);
    const right = under(w, left.yes, () => condition(w, node.right));
    return { yes: [...left.yes, ...right.yes], no: either(w, left.no, right.no) };
  }
  if (T.isBinaryExpression(node) && operator === T.SyntaxKind.BarBarToken) {
    const left = condition(w, node.left);
    const right = under(w, left.no, () => condition(w, node.right));
    return { yes: either(w, left.yes, right.yes), no: [...left.no, ...right.no] };
  }
  const test = expression(w, node);
  return { yes: [{ test, holds: true }], no: [{ test, holds: false }] };
}

/** One of the two holds, nobody knows which: a choice that is true. */
function either(w: Walk, left: Outcome[], right: Outcome[]): Outcome[] {
  const [one, other] = [left, right];
  if (one.length !== 1 || other.length !== 1) return [];
  return [{ test: w.choice([...one, ...other].map((outcome) => asTrue(w, outcome))), holds: true }];
}

const asTrue = (w: Walk, { test, holds }: Outcome): ValueId => (holds ? test : w.add({ kind: "derived", of: [test], how: "test", not: true }));

/** Puts outcomes in force for what follows in this block. */
export function addGuards(w: Walk, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) w.guards.push(w.facts.guards.push({ ...outcome }) - 1);
}

/** Runs `body` with the outcomes in force. */
export function under<Made>(w: Walk, outcomes: readonly Outcome[], body: () => Made): Made {
  const before = w.guards.length;
  addGuards(w, outcomes);
  try {
    return body();
  } finally {
    w.guards.length = before;
  }
}
