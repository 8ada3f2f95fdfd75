/** Lists of vendors and sub-processors, as CSV or as a Markdown table. */
import type { Inventory } from "../../model/index.ts";
import { isDataType, labelOf, typeNamed } from "./crosswalk.ts";
import type { Exchange, Imported } from "./exchange.ts";
import { columnOf, listIn, readTable, writeCsv, writeMarkdown } from "./tables.ts";

const roles = ["processor", "independent-controller", "joint"];
const purposes = new Set(["operations", "authentication", "security", "fraud-prevention", "analytics", "error-monitoring", "product-improvement", "personalization", "support", "billing", "service-communications", "marketing", "advertising", "research", "legal", "recruitment", "ai-training"]);

const rowsOf = ({ vendors }: Inventory): string[][] => [
  ["Id", "Name", "Role", "Purposes", "Data", "Region", "Domains", "Packages"],
  ...vendors.map((vendor) => [
    vendor.id, vendor.name ?? vendor.id, vendor.role, vendor.purposes.join(", "), vendor.receives.map(labelOf).join("; "), vendor.region ?? "", vendor.domains.join(", "), vendor.packages.join(", "),
  ]),
];

const slug = (name: string): string => name.toLowerCase().replace(/,?\s+(?:inc|llc|ltd|gmbh|corp|limited)\.?$/i, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** Lists people keep have columns of many names: `Subprocessor`, `Location`, `Nature of processing`. */
function read(text: string): Imported {
  const [header, ...rows] = readTable(text);
  const lost: string[] = [];
  const columns = {
    id: columnOf(header, /^id$/i), name: columnOf(header, /name|vendor|company|provider|sub-?processor|entity|third party|recipient/i), role: columnOf(header, /role/i),
    purpose: columnOf(header, /purpose|service|nature|function|used for|description/i), data: columnOf(header, /data|information|categor|receives/i),
    region: columnOf(header, /region|location|country|place/i), domains: columnOf(header, /domain|website|url|host/i), packages: columnOf(header, /package/i),
  };
  if (columns.name < 0 && columns.id < 0) return { data: [], vendors: [], lost: ["no column names the vendor (`Name`, `Vendor`, `Subprocessor`)"] };
  const vendors = rows.flatMap((row) => {
    const cell = (index: number): string => (index < 0 ? "" : (row[index] ?? "").trim());
    const name = cell(columns.name) || cell(columns.id);
    if (name === "") return [];
    const receives = listIn(cell(columns.data)).flatMap((word) => {
      const type = typeNamed(word) ?? (isDataType(word) ? word : undefined);
      if (type === undefined) lost.push(`${name}: data "${word}"`);
      return type ?? [];
    });
    const said = listIn(cell(columns.purpose));
    const known = said.filter((word) => purposes.has(word));
    if (said.length > 0 && known.length < said.length) lost.push(`${name}: purpose "${said.filter((word) => !purposes.has(word)).join(", ")}"`);
    const role = roles.find((word) => word === cell(columns.role).toLowerCase());
    const domains = listIn(cell(columns.domains)).map((word) => word.replace(/^https?:\/\//, "").replace(/\/.*$/, "").replace(/^www\./, "")).filter((word) => word.includes("."));
    return [{
      id: cell(columns.id) || slug(name), name, ...(role ? { role } : {}), ...(known.length > 0 ? { purposes: known } : {}), ...(listIn(cell(columns.packages)).length > 0 ? { packages: listIn(cell(columns.packages)) } : {}),
      ...(domains.length > 0 ? { domains } : {}), ...(receives.length > 0 ? { receives: [...new Set(receives)] } : {}), ...(cell(columns.region) ? { region: cell(columns.region) } : {}), reviewed: false as const,
    }];
  });
  return { data: [], vendors, lost };
}

const holds = ["vendors", "what vendors receive", "regions of vendors", "packages and domains of vendors"] as const;
export const vendorCsv: Exchange = { write: (inventory) => writeCsv(rowsOf(inventory)), read, holds };
export const vendorMarkdown: Exchange = { write: (inventory) => writeMarkdown(rowsOf(inventory)), read, holds };
