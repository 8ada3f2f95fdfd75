/** The policy import command: a file of another tool in, an inventory out; what could not be taken over is said. */
import { importInventory } from "../lint/policy-text.ts";
import type { ExchangeName } from "../lint/policy-text.ts";
import { count } from "../report/words.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { readNamed, readStdin } from "./files.ts";
import { write } from "./io.ts";

export interface PolicyImportOptions extends CommonOptions { as?: ExchangeName }

export async function importCommand(file: string, options: PolicyImportOptions, context: Context): Promise<number> {
  const { io } = context;
  const text = file === "-" ? await readStdin(io) : readNamed(file, io, "Give the file to read, or - for standard input.");
  const { yaml, name, entries, vendors, lost } = await importInventory(text, file === "-" ? "standard input" : file, options.as);
  await write(io.stdout, yaml);
  const losses = lost.map((loss) => `  lost  ${loss}\n`).join("");
  await write(io.stderr, `${count(entries, "entry", "entries")} and ${count(vendors, "vendor")} from ${name}.${lost.length === 0 ? " Nothing was lost." : ""}\n${losses}`);
  return exitCodes.clean;
}
