/** The policy suggest command: sentences by section, each with the places in the code that call for it. */
import { suggestForPolicy } from "../lint/policy-text.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { write } from "./io.ts";
import { lintOptions } from "./scan.ts";

const mostPlaces = 5;

export async function suggestCommand(options: CommonOptions & { inventory?: string | false }, context: Context): Promise<number> {
  const { io } = context;
  const suggestions = await suggestForPolicy(await lintOptions([], options, context));
  if (suggestions.length === 0) {
    await write(io.stdout, "Nothing to add: the policy covers what was found in the code.\n");
    return exitCodes.clean;
  }
  const lines = ["<!-- Drafts for a lawyer to edit: privacy-lint knows what the code does, not why. -->", ""];
  let section = "";
  for (const suggestion of suggestions) {
    if (suggestion.section !== section) lines.push(`## ${suggestion.section}`, "");
    section = suggestion.section;
    const shown = suggestion.evidence.slice(0, mostPlaces);
    const more = suggestion.evidence.length - shown.length;
    lines.push(suggestion.text, `<!-- ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""} -->`, "");
  }
  await write(io.stdout, lines.join("\n"));
  return exitCodes.clean;
}
