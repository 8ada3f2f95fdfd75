/** The policy export command: the inventory in a form other tools and people read; what is lost is said. */
import { exportInventory } from "../lint/policy-text.ts";
import type { ExchangeName } from "../lint/policy-text.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { write } from "./io.ts";
import { lintOptions } from "./scan.ts";

export interface PolicyExportOptions extends CommonOptions { format: ExchangeName; inventory?: string }

export async function exportCommand({ format, ...options }: PolicyExportOptions, context: Context): Promise<number> {
  const { text, losses } = await exportInventory(await lintOptions([], options, context), format);
  await write(context.io.stdout, text);
  await write(context.io.stderr, losses.length === 0 ? "Nothing of this inventory is lost in this format.\n" : `Not in this format: ${losses.join(", ")}.\n`);
  return exitCodes.clean;
}
