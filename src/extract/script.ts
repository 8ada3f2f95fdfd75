/** One TypeScript or JavaScript file -> Facts. */
import type { Facts } from "../model/index.ts";
import { directivesIn } from "./directives.ts";
import { emptyFacts } from "./empty.ts";
import { finishExports } from "./imports.ts";
import { walkPending } from "./functions.ts";
import { statementList } from "./statements.ts";
import { parse, typescript as T } from "./typescript.ts";
import { Walk } from "./walk.ts";

/** `extension` without a dot decides the dialect. */
export function scriptFacts(text: string, extension: string): Facts {
  const facts = emptyFacts();
  const source = parse(text, extension);
  facts.lineCount = source.getLineStarts().length;
  facts.functions.push({ name: "", at: 0, params: [], returns: [], throws: [], calls: [], effects: [] });
  const w = new Walk(source, facts);
  noteParseErrors(w);
  for (const statement of source.statements) {
    if (!T.isExpressionStatement(statement) || !T.isStringLiteral(statement.expression)) break;
    facts.prologue.push(statement.expression.text);
  }
  statementList(w, source.statements);
  w.finals.set(0, w.env);
  walkPending(w);
  finishTypes(w);
  w.scope = w.moduleScope;
  w.env = w.finals.get(0)!;
  w.fn = 0;
  finishExports(w);
  facts.directives = directivesIn(text, (offset) => w.place(offset));
  return facts;
}

/** Bodies of aliases and `typeof` queries wait for the names of the whole module. */
function finishTypes(w: Walk): void {
  w.env = w.finals.get(0)!;
  w.scope = w.moduleScope;
  w.fn = 0;
  while (w.typeBodies.length) w.typeBodies.pop()!();
  for (const { fact, name, scope } of w.typeQueries) {
    w.scope = scope;
    const variable = w.lookup(name);
    const value = variable && w.read(variable);
    fact.value = value ?? w.undefined();
  }
  walkPending(w);
}

function noteParseErrors(w: Walk): void {
  const { parseDiagnostics } = w.source as unknown as { parseDiagnostics?: { start: number; messageText: unknown }[] };
  const first = parseDiagnostics?.[0];
  if (!first) return;
  const message = typeof first.messageText === "string" ? first.messageText : "syntax error";
  w.facts.notes.push({ kind: "parse-error", at: w.place(first.start), text: message });
}
