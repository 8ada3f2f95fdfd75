/** The recipes of docs/ci.md, taken from the page itself: what a reader copies is what the tests run. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const page = readFileSync(new URL("../../docs/ci.md", import.meta.url), "utf8");

/** The first block of code below the heading or bold label that begins with these words. */
export function recipe(title: string): string {
  const lines = page.split("\n");
  const label = new RegExp(`^(?:#+ |\\*\\*\\[?)${title.replace(/[.*+?^$(){}|[\]\\]/g, "\\$&")}`);
  const at = lines.findIndex((line) => label.test(line));
  if (at === -1) throw new Error(`docs/ci.md has no recipe called ${title}`);
  const start = lines.findIndex((line, index) => index > at && line.startsWith("```"));
  const end = lines.findIndex((line, index) => index > start && line.startsWith("```"));
  return `${lines.slice(start + 1, end).join("\n")}\n`;
}

export const yamlRecipe = <T>(title: string): T => parse(recipe(title)) as T;

/** Every block of code of the page with its language, for a test that none is left out. */
export const allRecipes = (): { language: string; text: string }[] =>
  [...page.matchAll(/^```(\w*)\n([^]*?)^```/gm)].map(([, language = "", text = ""]) => ({ language, text }));
