/** Who receives the data: is a recipient of a flow one of those the inventory names? */
import type { Catalog, DataEntry, Inventory, Recipient, VendorEntry } from "../model/index.ts";
import { isPackage } from "./patterns.ts";
import { genericRecipients, recipientWord, roleWords } from "./vocabulary.ts";

export type RecipientCatalog = Pick<Catalog, "vendor" | "vendorOfHost">;

/** `*.errors.example` and `errors.example` both cover `api.errors.example`. */
function coversHost(domain: string, host: string): boolean {
  const bare = domain.replace(/^\*\./, "").toLowerCase();
  const wanted = host.toLowerCase().replace(/:\d+$/, "");
  return wanted === bare || wanted.endsWith(`.${bare}`);
}

const sameName = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

export interface VendorIdentity { id: string; name: string; packages: readonly string[]; hosts: readonly string[] }

export function isSameVendor(entry: VendorEntry, vendor: VendorIdentity): boolean {
  return sameName(entry.id, vendor.id) || sameName(entry.name, vendor.name) || sameName(entry.id, vendor.name)
    || entry.packages.some((pattern) => vendor.packages.some((name) => isPackage(pattern, name)))
    || entry.domains.some((domain) => vendor.hosts.some((host) => coversHost(domain, host)));
}

/** What `init` found in the code alone is a question: it declares nothing until a person says so or a clause names it. */
export const isConfirmed = ({ reviewed, source }: VendorEntry): boolean => reviewed || source !== undefined;

/** The `vendors` entries that speak of this recipient. */
export function vendorEntries(inventory: Inventory, catalog: RecipientCatalog, recipient: Recipient): VendorEntry[] {
  if (recipient.kind === "first-party") return [];
  const fact = catalog.vendor(recipient.id);
  const identity: VendorIdentity = {
    id: recipient.id, name: recipient.name, packages: fact?.packages ?? [],
    hosts: [...(fact?.hosts ?? []), ...(recipient.kind === "host" ? [recipient.id] : [])],
  };
  return inventory.vendors.filter((entry) => isConfirmed(entry) && isSameVendor(entry, identity));
}

function isNamed(word: string, recipient: Recipient, entries: readonly VendorEntry[], catalog: RecipientCatalog): boolean {
  const bare = word.replace(/^vendor:/, "");
  if (sameName(bare, recipient.id) || sameName(bare, recipient.name)) return true;
  if (entries.some((entry) => sameName(bare, entry.id) || sameName(bare, entry.name) || bare === entry.role)) return true;
  if (recipient.kind === "host" && bare.includes(".") && coversHost(bare, recipient.id)) return true;
  const role = recipientWord(word);
  if (genericRecipients.has(role)) return true;
  const purpose = catalog.vendor(recipient.id)?.purpose;
  const isMeant = (roleWords[role] ?? []).includes(purpose ?? "") || role === purpose;
  return isMeant || entries.some((entry) => entry.purposes.includes(role));
}

/**
 * First party is always the user's own house. A vendor must be named by the entry; where the entry names nobody, the
 * `vendors` list decides, and a vendor there that lists what it receives gets only that (see `answer`).
 */
export function isRecipientDeclared(entry: DataEntry, entries: readonly VendorEntry[], recipient: Recipient, catalog: RecipientCatalog): boolean {
  if (recipient.kind === "first-party") return true;
  if (entry.recipients.length === 0) return entries.some((vendor) => vendor.receives.length === 0);
  return entry.recipients.some((word) => isNamed(word, recipient, entries, catalog));
}
