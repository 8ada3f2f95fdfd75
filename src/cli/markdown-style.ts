/** A rule's page on a terminal: headings bold, code coloured, the text as it is. */
import type { ChalkInstance } from "chalk";

export function styleMarkdown(page: string, chalk: ChalkInstance): string {
  let isCode = false;
  const lines = page.trimEnd().split("\n").map((line) => {
    if (line.startsWith("```")) {
      isCode = !isCode;
      return null;
    }
    if (isCode) return `    ${chalk.cyan(line)}`;
    if (line.startsWith("#")) return chalk.bold(line.replace(/^#+\s*/, ""));
    return line.replace(/`([^`]+)`/g, (_all, code: string) => chalk.cyan(code)).replace(/\*\*([^*]+)\*\*/g, (_all, text: string) => chalk.bold(text));
  });
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}
