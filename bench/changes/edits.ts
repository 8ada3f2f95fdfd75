/** Random edits of a repository, as people make them and as they do not: the same seed makes the same edits. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A number from 0 on, below `below`. */
export type Chance = (below: number) => number;

/** mulberry32: small, and the same everywhere. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const pick = <T>(from: readonly T[], chance: Chance): T => from[chance(from.length)]!;

const isCode = (name: string): boolean => /\.(?:[cm]?[jt]sx?|vue|svelte|prisma|graphql)$/.test(name) && !/(?:^|\/)(?:node_modules|\.git|dist)\//.test(name);

/** Paths relative to the root, in order. */
export const codeFiles = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")).filter(isCode).sort();

const leaks = [
  "export const added = (user: { email: string; phoneNumber: string }): void => console.log(user.email);",
  "export function addedAgain(customer: { address: string }): void { console.warn(\"at\", customer.address); }",
  "export const harmless = (value: number): number => value + 1;",
  "console.info(\"nothing personal\");",
];

const words: readonly (readonly [RegExp, string])[] = [[/\bemail\b/, "phoneNumber"], [/\bname\b/, "title"], [/\bip\b/, "port"], [/\blog\b/, "warn"], [/\buser\b/, "order"], [/\bid\b/, "email"]];

type LineEdit = (lines: string[], at: number, chance: Chance) => void;

const lineEdits: readonly LineEdit[] = [
  (lines, at) => { lines.splice(at, 1); },
  (lines, at) => { lines.splice(at, 0, lines[at]!); },
  (lines, at, chance) => { lines.splice(at, 0, "", ...Array.from({ length: chance(3) }, () => "// a remark")); },
  (lines, at) => { if (at > 0) [lines[at - 1], lines[at]] = [lines[at]!, lines[at - 1]!]; },
  (lines, _at, chance) => { lines.push(pick(leaks, chance), ""); },
  (lines, at, chance) => {
    const [from, to] = pick(words, chance);
    const found = lines.findIndex((line, index) => index >= at && from.test(line));
    if (found !== -1) lines[found] = lines[found]!.replace(from, to);
  },
];

function editLines(root: string, file: string, chance: Chance): void {
  const path = join(root, file);
  const lines = readFileSync(path, "utf8").split("\n");
  pick(lineEdits, chance)(lines, chance(lines.length), chance);
  writeFileSync(path, lines.join("\n"));
}

/** Edits one to four files; now and then a file comes or goes, never both at once: that would be a renaming. */
export function editAtRandom(root: string, chance: Chance): void {
  const files = codeFiles(root);
  for (let left = 1 + chance(4); left > 0; left--) editLines(root, pick(files, chance), chance);
  const which = chance(6);
  if (which === 0) rmSync(join(root, pick(files, chance)));
  if (which === 1) writeFileSync(join(root, `added-${chance(1000)}.ts`), `${pick(leaks, chance)}\n${pick(leaks, chance)}\n`);
}
