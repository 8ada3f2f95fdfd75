/** A record of processing activities (GDPR Art. 30) from an inventory, as CSV or Markdown; a processor's record has no purposes of its own. */
import type { DataEntry, Inventory } from "../model/index.ts";
import { loadLexicon } from "./lexicon.ts";

type Column = { title: string; of: (entry: DataEntry) => string };

const list = (words: readonly string[]): string => words.join(", ");

function keptWords({ retention }: DataEntry): string {
  if (!retention) return "";
  return retention.from === undefined ? retention.max : `${retention.max} from ${retention.from.replace(/^x-/, "")}`;
}

function columns({ organization, vendors }: Inventory): Column[] {
  const regions = new Map(vendors.flatMap((vendor) => (vendor.region === undefined ? [] : [[vendor.id, vendor.region] as const])));
  const isProcessor = organization?.role === "processor";
  return [
    ...(isProcessor ? [] : [{ title: "Purposes", of: (entry: DataEntry) => list(entry.purposes) }]),
    { title: "Category of data", of: (entry) => loadLexicon().types.get(entry.type)?.label ?? entry.type },
    { title: "Recipients", of: (entry) => list(entry.recipients) },
    { title: "Transfers", of: (entry) => list(entry.recipients.flatMap((recipient) => regions.get(recipient) ?? [])) },
    { title: "Time limit", of: keptWords },
    { title: "Where it goes", of: (entry) => list(entry.surfaces) },
    { title: "Consent", of: (entry) => (entry.consent === "none" ? "" : entry.consent) },
    { title: "Clause", of: (entry) => entry.source?.section ?? "" },
  ];
}

/** What the table cannot hold. */
export const ropaLosses = ["guards", "prohibited entries", "quotes", "reviewed marks"] as const;

const csvCell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text);

export function ropaCsv(inventory: Inventory): string {
  const shown = columns(inventory);
  return [shown.map(({ title }) => title), ...inventory.data.map((entry) => shown.map(({ of }) => of(entry)))].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

export function ropaMarkdown(inventory: Inventory): string {
  const shown = columns(inventory);
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  const { name, role = "controller" } = inventory.organization ?? {};
  return `# Record of processing activities\n\n${role === "processor" ? "Processor" : "Controller"}: ${name ?? "[name and contact]"}\n\n${row(shown.map(({ title }) => title))}${row(shown.map(() => "---"))}${inventory.data.map((entry) => row(shown.map(({ of }) => of(entry)))).join("")}`;
}
