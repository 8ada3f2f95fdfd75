/** loadVendorDetails: what a vendor's SDK does by itself and which switches change it; a second file, read only when asked. */
import type { CatalogFiles } from "./compile.ts";
import type { AutoCollect, StaleSwitch, VendorFile } from "./schema.ts";
import { isBuilt, readCatalogFiles, readCompiled } from "./read-files.ts";

export interface VendorDetails {
  id: string;
  company: string | null;
  autoCollects: AutoCollect[];
  /** Options that look protective and are not. */
  staleSwitches: StaleSwitch[];
  scrubbing: string[];
  platforms: string[];
  clients: NonNullable<VendorFile["clients"]>;
  calls: VendorFile["calls"];
  note: string | null;
}

let details: Map<string, VendorDetails> | undefined;

export function vendorDetails(files: CatalogFiles): VendorDetails[] {
  return files.vendors.map(({ id, company, autoCollects, staleSwitches, scrubbing, platforms, clients, calls, note }) => ({
    id, company: company ?? null, autoCollects, staleSwitches: staleSwitches ?? [], scrubbing: scrubbing ?? [], platforms: platforms ?? [], clients: clients ?? [], calls, note: note ?? null,
  }));
}

export function loadVendorDetails(id: string): VendorDetails | undefined {
  details ??= new Map((isBuilt("vendors.json") ? readCompiled<VendorDetails[]>("vendors.json") : vendorDetails(readCatalogFiles().files)).map((one) => [one.id, one]));
  return details.get(id);
}
