/** The policy review command: one entry at a time, with its clause and its use in the code; written when the walk ends. */
import { resolve } from "node:path";
import { Chalk } from "chalk";
import { UserError } from "../errors.ts";
import { applyReview, unreviewedEntries } from "../lint/policy-text.ts";
import type { Decision, Unreviewed } from "../lint/policy-text.ts";
import { surfaces } from "../model/index.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { writeNamed } from "./files.ts";
import { isInteractive } from "./init-questions.ts";
import { write } from "./io.ts";
import { lintOptions } from "./scan.ts";

type Choice = "accept" | "change" | "drop" | "skip" | "stop";
const mostPlaces = 5;

async function ask({ type, surfaces: declared }: Unreviewed): Promise<{ choice: Choice; surfaces?: readonly string[] }> {
  const { checkbox, select } = await import("@inquirer/prompts");
  const choice = await select<Choice>({
    message: `${type} on ${declared.join(", ")}?`,
    choices: [
      { name: "accept: the policy says so", value: "accept" }, { name: "change where it may go", value: "change" },
      { name: "drop: the policy does not say so", value: "drop" }, { name: "skip for now", value: "skip" }, { name: "stop here and save", value: "stop" },
    ],
  });
  if (choice !== "change") return { choice };
  const chosen = await checkbox({ message: "Where may it go?", choices: surfaces.map((value) => ({ value, checked: declared.includes(value) })), required: true });
  return { choice, surfaces: chosen };
}

export async function reviewCommand(options: CommonOptions & { inventory?: string }, context: Context): Promise<number> {
  const { io } = context;
  const lint = await lintOptions([], options, context);
  const { file, text, entries } = await unreviewedEntries(lint);
  if (entries.length === 0) {
    await write(io.stdout, `Every entry of ${file} is reviewed.\n`);
    return exitCodes.clean;
  }
  if (!isInteractive(context, false)) throw new UserError({ what: `${count(entries.length, "entry", "entries")} of ${file} wait for review, and there is no terminal to ask on.`, fix: "Run this in a terminal, or set `reviewed: true` in the file." });
  const chalk = new Chalk({ level: colorLevel(options.color, io.env, io.stdout) });
  const decisions: Decision[] = [];
  for (const [number, entry] of entries.entries()) {
    const places = entry.places.slice(0, mostPlaces).map((place) => `    ${chalk.cyan(place)}\n`).join("");
    const more = entry.places.length > mostPlaces ? `    and ${entry.places.length - mostPlaces} more\n` : "";
    await write(io.stdout, `\n${chalk.dim(`${number + 1} of ${entries.length}, ${file}:${entry.line}`)}\n  ${chalk.dim(entry.section)}\n  “${entry.quote}”\n${places === "" ? "  not seen in the code\n" : `  in the code:\n${places}${more}`}`);
    const { choice, surfaces: changed } = await ask(entry);
    if (choice === "stop") break;
    if (choice !== "skip") decisions.push({ index: entry.index, accept: choice !== "drop", drop: choice === "drop", ...(changed ? { surfaces: changed } : {}) });
  }
  if (decisions.length > 0) writeNamed(resolve(lint.root, file), await applyReview(text, decisions), io);
  await write(io.stdout, `\n${count(decisions.length, "entry", "entries")} decided, ${entries.length - decisions.length} left in ${file}.\n`);
  return exitCodes.clean;
}
