/** The policy read command: text in, inventory out; what was found and not understood goes to standard error. */
import { readPolicyBytes, renderDraft } from "../lint/policy-text.ts";
import { count } from "../report/words.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { readNamedBytes, readStdinBytes } from "./files.ts";
import { write } from "./io.ts";

export interface PolicyReadOptions extends CommonOptions { format: "yaml" | "json"; as?: "text" | "markdown" | "html" | "jsx" }

export async function readCommand(file: string, options: PolicyReadOptions, context: Context): Promise<number> {
  const { io } = context;
  const bytes = file === "-" ? await readStdinBytes(io) : readNamedBytes(file, io, "Give the file with the policy's text, or - for standard input.");
  const result = await readPolicyBytes(bytes, file === "-" ? null : file.replaceAll("\\", "/"), options.as);
  const { draft, reading } = result;
  await write(io.stdout, await renderDraft(result, options.format));
  const types = new Set(draft.data.map(({ type }) => type)).size;
  const open = reading.openPoints.length === 0 ? "" : ` ${count(reading.openPoints.length, "sentence")} not understood, listed at the end.`;
  await write(io.stderr, `${count(types, "data type")}, ${count(draft.prohibited.length, "prohibition")}, ${count(draft.vendors.length, "vendor")} in ${count(reading.words, "word")}.${open} A draft: compare every entry with its quote.\n`);
  return exitCodes.clean;
}
