/** The declare command: one entry made or extended in the inventory, comments kept, written whole or not at all. */
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { declarationsFor, declareEntries, inventoryOf, resolveDataType } from "../lint/policy-text.ts";
import type { Declaration } from "../lint/policy-text.ts";
import { surfaces } from "../model/index.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { writeNamed } from "./files.ts";
import { write } from "./io.ts";
import { lintOptions } from "./scan.ts";
import { didYouMean } from "./suggest.ts";

export interface DeclareOptions extends CommonOptions { surface?: string; recipient?: string; purpose?: string; reason?: string; inventory?: string; dryRun?: boolean }

function checkSurface(surface: string | undefined): void {
  if (surface === undefined || (surfaces as readonly string[]).includes(surface)) return;
  throw new UserError({ what: `Unknown surface \`${surface}\`. ${didYouMean(surface, surfaces)}`.trim(), fix: `Use one of ${surfaces.join(", ")}.` });
}

export async function declare(what: string, options: DeclareOptions, context: Context): Promise<number> {
  const { io } = context;
  const { surface, recipient, purpose, reason, dryRun, ...common } = options;
  checkSurface(surface);
  const lint = await lintOptions([], common, context);
  const { file, text } = await inventoryOf(lint);
  const isFingerprint = /^[0-9a-f]{6,}$/.test(what);
  const base: Declaration[] = isFingerprint ? await declarationsFor(lint, what) : [{ type: await resolveDataType(what), surface: surface ?? "storage" }];
  const entries = base.map((entry): Declaration => ({
    ...entry, ...(surface === undefined ? {} : { surface }), ...(recipient === undefined ? {} : { recipient }), ...(purpose === undefined ? {} : { purpose }), ...(reason === undefined ? {} : { reason }),
  }));
  const { text: after, changes } = await declareEntries(text, entries);
  if (changes.length === 0) {
    await write(io.stdout, `${file} declares this already.\n`);
    return exitCodes.clean;
  }
  if (dryRun !== true) writeNamed(resolve(lint.root, file), after, io);
  await write(io.stdout, `${dryRun === true ? "Would change" : "Changed"} ${file}:\n${changes.map((change) => `  ${change}\n`).join("")}`);
  return exitCodes.clean;
}
