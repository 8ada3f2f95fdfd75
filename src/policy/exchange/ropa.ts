/** A record of processing activities (GDPR Art. 30), as CSV or Markdown; a processor's record has no purposes of its own. */
import type { DataEntry, Inventory, Surface } from "../../model/index.ts";
import { surfaces as allSurfaces } from "../../model/index.ts";
import { labelOf, typeNamed } from "./crosswalk.ts";
import type { Exchange, Feature, Imported, ImportedEntry } from "./exchange.ts";
import { columnOf, listIn, readTable, writeCsv, writeMarkdown } from "./tables.ts";

interface Column { title: string; of: (entry: DataEntry) => string }

function keptWords({ retention }: DataEntry): string {
  if (!retention) return "";
  return retention.from === undefined ? retention.max : `${retention.max} from ${retention.from.replace(/^x-/, "")}`;
}

function columns({ organization, vendors }: Inventory): Column[] {
  const regions = new Map(vendors.flatMap((vendor) => (vendor.region === undefined ? [] : [[vendor.id, vendor.region] as const])));
  const isProcessor = organization?.role === "processor";
  return [
    ...(isProcessor ? [] : [{ title: "Purposes", of: (entry: DataEntry) => entry.purposes.join(", ") }]),
    { title: "Category of data", of: (entry) => labelOf(entry.type) },
    { title: "Recipients", of: (entry) => entry.recipients.join(", ") },
    { title: "Transfers", of: (entry) => entry.recipients.flatMap((recipient) => regions.get(recipient) ?? []).join(", ") },
    { title: "Time limit", of: keptWords },
    { title: "Where it goes", of: (entry) => entry.surfaces.join(", ") },
    { title: "Consent", of: (entry) => (entry.consent === "none" ? "" : entry.consent) },
    { title: "Clause", of: (entry) => entry.source?.section ?? "" },
  ];
}

function rowsOf(inventory: Inventory): string[][] {
  const shown = columns(inventory);
  return [shown.map(({ title }) => title), ...inventory.data.map((entry) => shown.map(({ of }) => of(entry)))];
}

function markdown(inventory: Inventory): string {
  const { name, role = "controller" } = inventory.organization ?? {};
  return `# Record of processing activities\n\n${role === "processor" ? "Processor" : "Controller"}: ${name ?? "[name and contact]"}\n\n${writeMarkdown(rowsOf(inventory))}`;
}

const consents = ["opt-in", "opt-out", "device-permission", "customer-permission"];

function read(text: string): Imported {
  const [header, ...rows] = readTable(text);
  const lost: string[] = [];
  const at = {
    type: columnOf(header, /categor|data|information/i), purposes: columnOf(header, /purpose/i), recipients: columnOf(header, /recipient|shared/i), limit: columnOf(header, /limit|retention|erasure|kept/i),
    surfaces: columnOf(header, /where/i), consent: columnOf(header, /consent|basis/i), clause: columnOf(header, /clause|section|source/i),
  };
  if (at.type < 0) return { data: [], vendors: [], lost: ["no column names the data (`Category of data`)"] };
  const data = rows.flatMap((row) => {
    const cell = (index: number): string => (index < 0 ? "" : (row[index] ?? "").trim());
    const limit = /^(P[0-9A-Z]+)(?: from ([\w-]+))?$/.exec(cell(at.limit));
    if (cell(at.limit) !== "" && !limit) lost.push(`time limit "${cell(at.limit)}"`);
    const whole = typeNamed(cell(at.type));
    const types = whole === undefined ? listIn(cell(at.type)).flatMap((word) => {
      const type = typeNamed(word);
      if (type === undefined) lost.push(`data "${word}"`);
      return type ?? [];
    }) : [whole];
    const surfaces = allSurfaces.filter((surface) => listIn(cell(at.surfaces)).includes(surface));
    const from = limit?.[2] === "deletion" ? "x-deletion" : limit?.[2];
    return types.map((type): ImportedEntry => ({
      type, ...(surfaces.length > 0 ? { surfaces: surfaces as Surface[] } : {}), ...(cell(at.purposes) ? { purposes: listIn(cell(at.purposes)) } : {}), ...(cell(at.recipients) ? { recipients: listIn(cell(at.recipients)) } : {}),
      ...(limit ? { retention: { max: limit[1]!, ...(from ? { from } : {}) } } : {}), ...(consents.includes(cell(at.consent)) ? { consent: cell(at.consent) } : {}), ...(cell(at.clause) ? { source: { section: cell(at.clause) } } : {}), reviewed: false,
    }));
  });
  const [, role, name] = /^(Processor|Controller): (.+)$/m.exec(text) ?? [];
  return { ...(role ? { organization: { ...(name && !name.startsWith("[") ? { name } : {}), role: role.toLowerCase() as "controller" | "processor" } } : {}), data, vendors: [], lost };
}

const holds: readonly Feature[] = ["surfaces", "purposes", "recipients", "retention limits", "consent", "sections", "data entries"];
export const ropaCsv: Exchange = { write: (inventory) => writeCsv(rowsOf(inventory)), read, holds };
export const ropaMarkdown: Exchange = { write: markdown, read, holds };
