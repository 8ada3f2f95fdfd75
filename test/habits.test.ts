/** The habits of the house, as far as a program can see them: size, first sentences, output, pages, fixtures. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../rules/checks/index.ts";
import { typescript } from "../bench/typescript.ts";
import type { ts } from "../bench/typescript.ts";
import { findFixtures } from "./fixture-harness/fixtures.ts";
import type { OwnFile } from "./house/source-files.ts";
import { ownFiles, projectRoot } from "./house/source-files.ts";

const product = ownFiles("src", "rules/checks", "tools");
const everything = [...product, ...ownFiles("test", "bench")];

const longest = 300;
/** Files over the limit and why they are one thing all the same. */
const longForAReason: Record<string, string> = {
  "src/trace/evaluate.ts": "one recursion over every kind of value; its cases call each other",
  "src/trace/outward.ts": "one walk from a sink to its callers; its steps share what was already followed",
  "src/trace/calls.ts": "one question, what a call yields, asked in a fixed order of answers",
};

const lineCount = ({ text }: OwnFile): number => text.split("\n").length - 1;

describe("a file", () => {
  it(`has at most ${longest} lines, or a reason`, () => {
    const long = everything.filter((file) => lineCount(file) > longest && longForAReason[file.path] === undefined);
    expect(long.map((file) => `${file.path} has ${lineCount(file)} lines: take out what has a name of its own.`)).toEqual([]);
  });

  it("loses its reason when it is short again", () => {
    const short = Object.keys(longForAReason).filter((path) => everything.every((file) => file.path !== path || lineCount(file) <= longest));
    expect(short.map((path) => `${path} no longer needs a reason: remove it from this list.`)).toEqual([]);
  });

  it("opens with one sentence that says what it is for", () => {
    expect(everything.filter(({ text }) => !opensWithSentence(text)).map(({ path }) => path)).toEqual([]);
  });

  it("is not called utils, helpers, common or misc", () => {
    expect(everything.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\.ts|\/)/.test(path)).map(({ path }) => path)).toEqual([]);
  });
});

function opensWithSentence(text: string): boolean {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? "";
  const words = comment.replaceAll(/^\s*(?:\*|\/\/)?/gm, "").trim();
  return /^\S+ \S.*[.:?]/s.test(words);
}

interface Habit { name: string; instead: string; breaks: (node: ts.Node) => boolean; mayBreak?: (path: string) => boolean }

const isMember = (node: ts.Node, object: string, members: RegExp): boolean =>
  typescript.isPropertyAccessExpression(node) && typescript.isIdentifier(node.expression) && node.expression.text === object && members.test(node.name.text);

/** Speaks to the person at the terminal. */
const isCli = (path: string): boolean => path.startsWith("src/cli/") || path.startsWith("tools/");

const habits: Habit[] = [
  { name: "any", instead: "say the type, or `unknown` and look", breaks: (node) => node.kind === typescript.SyntaxKind.AnyKeyword },
  { name: "console", instead: "return it and let `src/cli` print", breaks: (node) => isMember(node, "console", /./), mayBreak: isCli },
  { name: "process.stdout", instead: "return it and let `src/cli` write", breaks: (node) => isMember(node, "process", /^std(?:out|err)$/), mayBreak: isCli },
  { name: "process.exit", instead: "it cuts off piped reports: return an exit code", breaks: (node) => isMember(node, "process", /^(?:exit|abort|reallyExit)$/) },
  { name: "process.exitCode", instead: "bin sets it once: return the code", breaks: (node) => isMember(node, "process", /^exitCode$/), mayBreak: (path) => path.startsWith("tools/") },
  {
    name: "localeCompare", instead: "its order depends on the machine: compare with <",
    breaks: (node) => typescript.isPropertyAccessExpression(node) && /^(?:localeCompare|toLocale\w+)$/.test(node.name.text),
  },
  {
    name: "the clock or chance", instead: "same input, same bytes: take the time as an argument",
    // Suppressions may end on a day; who calls the library without a day means today.
    mayBreak: (path) => isCli(path) || path === "src/lint/hide.ts",
    breaks: (node) => isMember(node, "Date", /^now$/) || isMember(node, "Math", /^random$/) || (typescript.isNewExpression(node) && isName(node.expression, "Date") && node.arguments?.length === 0),
  },
];

function isName(node: ts.Node, name: string): boolean {
  return typescript.isIdentifier(node) && node.text === name;
}

function findBreaks({ path, text }: OwnFile, { name, breaks, instead }: Habit): string[] {
  const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (breaks(node)) found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1} uses ${name}: ${instead}.`);
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the product does without", () => {
  it.each(habits.map((habit) => [habit.name, habit] as const))("%s", (_name, habit) => {
    expect(product.filter(({ path }) => habit.mayBreak?.(path) !== true).flatMap((file) => findBreaks(file, habit))).toEqual([]);
  });

  it.each([
    ["any", "const a = b as any;"], ["console", "\nconsole.log(1);"], ["process.exit", "process.exit(1);"], ["process.exitCode", "process.exitCode = 1;"],
    ["process.stdout", "process.stdout.write(a);"], ["localeCompare", "a.localeCompare(b);"], ["the clock or chance", "const now = new Date();"],
  ])("%s, and would notice", (name, text) => {
    const habit = habits.find((candidate) => candidate.name === name);
    expect(habit === undefined ? [] : findBreaks({ path: "src/a.ts", text }, habit)).toHaveLength(1);
  });
});

/** Reported in the inventory file, where a fixture's lines have no markers: the rule's own page and test/rules prove them. */
const speaksOfInventory = new Set(["unused-declaration"]);

describe("every rule", () => {
  const promised = new Set(findFixtures().flatMap(({ markers }) => markers.filter(({ kind }) => kind === "expect").map(({ promised: { rule } }) => rule)));
  const ids = rules.map(({ id }) => id);

  it("has a name of its own", () => expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]));

  it("is listed when its file exists", () => {
    const written = ownFiles("rules/checks").map(({ path }) => /^rules\/checks\/([^/]+)\.ts$/.exec(path)?.[1]).filter((id) => id !== undefined && id !== "index");
    expect(written.sort()).toEqual([...ids].sort());
  });

  it.each(ids)("%s has a page with its name, an incorrect and a correct example", (id) => {
    const path = join(projectRoot, `rules/checks/${id}.md`);
    const page = existsSync(path) ? readFileSync(path, "utf8") : "";
    expect(page.split("\n")[0]).toBe(`# ${id}`);
    for (const heading of ["## Why it matters", "## Incorrect", "## Correct", "## When not to use it"]) expect(page).toContain(`\n${heading}`);
  });

  it.each(ids.filter((id) => !speaksOfInventory.has(id)))("%s is expected by a fixture", (id) => expect(promised.has(id), `write fixtures/rules/${id}/ with a line marked \`expect: ${id}\``).toBe(true));
});
