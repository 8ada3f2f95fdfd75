/** The formats of other tools, by the names they have on the command line. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import { UserError } from "../../errors.ts";
import type { Inventory } from "../../model/index.ts";
import { setFlow } from "../render.ts";
import { apple } from "./apple.ts";
import type { Exchange, Imported } from "./exchange.ts";
import { lossesOf } from "./exchange.ts";
import { fides } from "./fides.ts";
import { googlePlay } from "./google-play.ts";
import { ropaCsv, ropaMarkdown } from "./ropa.ts";
import { vendorCsv, vendorMarkdown } from "./vendor-list.ts";

const require = createRequire(import.meta.url);

const exchanges = {
  "ropa-md": ropaMarkdown, "ropa-csv": ropaCsv, fides, "google-play": googlePlay, apple, "vendors-csv": vendorCsv, "vendors-md": vendorMarkdown,
} as const satisfies Record<string, Exchange>;
export type ExchangeName = keyof typeof exchanges;

export function exportAs(inventory: Inventory, name: ExchangeName): { text: string; losses: string[] } {
  const exchange: Exchange = exchanges[name];
  const onlyVendors = name.startsWith("vendors");
  const losses = lossesOf(inventory, exchange.holds);
  return { text: exchange.write(inventory), losses: onlyVendors ? losses.filter((loss) => /vendor|data entries|prohibitions/.test(loss)) : losses };
}

/** Told from the text where nobody says it. */
export function formatOfImport(text: string): ExchangeName | null {
  if (/<plist|NSPrivacyCollectedDataType/.test(text)) return "apple";
  if (/^PSL_|Question ID \(machine readable\)/m.test(text)) return "google-play";
  if (/^(?:system|dataset):/m.test(text)) return "fides";
  if (/Category of data/i.test(text)) return /^\s*\|/m.test(text) ? "ropa-md" : "ropa-csv";
  if (/^[^\n]*(?:vendor|company|provider|processor|name)[^\n]*(?:,|\|)/im.test(text)) return /^\s*\|/m.test(text) ? "vendors-md" : "vendors-csv";
  return null;
}

/** The inventory a file of another tool amounts to, as YAML, and what was lost. */
export function importFrom(text: string, file: string, named: ExchangeName | undefined): { yaml: string; imported: Imported; name: ExchangeName } {
  const name = named ?? formatOfImport(text);
  if (name === null) throw new UserError({ what: `${file} is none of the formats that can be read.`, fix: `Name it with \`--as\`: ${Object.keys(exchanges).join(", ")}.`, file });
  let imported: Imported;
  try {
    imported = exchanges[name].read(text);
  } catch (error) {
    throw new UserError({ what: `${file} cannot be read as ${name}: ${(error as Error).message.split("\n")[0] ?? ""}.`, fix: "Check the file, or name another format with `--as`.", file });
  }
  if (imported.data.length + imported.vendors.length === 0) throw new UserError({ what: `Nothing in ${file} could be read as ${name}.${imported.lost.length > 0 ? ` ${imported.lost.slice(0, 3).join("; ")}.` : ""}`, fix: "Check that it is the right file, or name another format with `--as`.", file });
  const yaml = require("yaml") as typeof Yaml;
  const { organization, data, vendors } = imported;
  const document = new yaml.Document({ version: 1, ...(organization ? { organization } : {}), data, ...(vendors.length > 0 ? { vendors } : {}) }, { aliasDuplicateObjects: false });
  setFlow(yaml, document);
  document.commentBefore = ` Read from ${file} (${name}) by privacy-lint. Compare every entry with the policy, then set \`reviewed: true\`.`;
  return { yaml: document.toString({ lineWidth: 0, flowCollectionPadding: true }), imported, name };
}
