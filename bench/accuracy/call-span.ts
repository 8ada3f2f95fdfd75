/** Where a labelled call ends: a report may name any line of it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { typescript } from "../typescript.ts";
import type { ts } from "../typescript.ts";
import { BenchError } from "../bench-error.ts";
import type { Site } from "./labels.ts";

/** Remembers the files it has parsed: the sites of one application share many. */
export function callSpans(root: string): (site: Site) => number {
  const parsed = new Map<string, ts.SourceFile>();
  return (site) => {
    const source = parsed.get(site.file) ?? parse(root, site.file);
    parsed.set(site.file, source);
    return lastLineOfCall(source, site);
  };
}

function parse(root: string, file: string): ts.SourceFile {
  const path = join(root, file);
  if (!existsSync(path)) throw new BenchError(`${path} is labelled but does not exist: is the checkout at the labelled commit?`);
  return typescript.createSourceFile(file, readFileSync(path, "utf8"), typescript.ScriptTarget.Latest, true);
}

/** Several calls of a chain start at one place; the longest is the labelled one. */
export function lastLineOfCall(source: ts.SourceFile, { line, column }: Pick<Site, "line" | "column">): number {
  let last = line;
  const visit = (node: ts.Node): void => {
    const start = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (typescript.isCallExpression(node) && start.line + 1 === line && start.character + 1 === column) {
      last = Math.max(last, source.getLineAndCharacterOfPosition(node.getEnd()).line + 1);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return last;
}
