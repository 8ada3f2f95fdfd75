/** Inventory: what the privacy policy declares, as the rest of the tool sees it (defaults filled in). */
import type { DataTypeId, Surface } from "./data.ts";

export type Consent = "none" | "opt-in" | "opt-out" | "device-permission" | "customer-permission";

export interface Quote { section?: string; quote?: string; line?: number; document?: string }

export interface Retention { max: string; from?: string; basis?: string }

export interface DataEntry {
  type: DataTypeId;
  surfaces: Surface[];
  purposes: string[];
  recipients: string[];
  retention?: Retention;
  consent: Consent;
  guards: string[];
  identifiability: "identified" | "pseudonymous" | "aggregated";
  exact: boolean;
  source?: Quote;
  reviewed: boolean;
  /** 1-based line in the inventory file. */
  line: number;
}

export interface ProhibitedEntry {
  type: DataTypeId;
  /** Glob; undefined: everywhere. */
  scope?: string;
  actions: string[];
  surfaces: Surface[];
  ageThreshold?: number;
  source?: Quote;
  line: number;
}

export interface VendorEntry {
  id: string;
  name?: string;
  role: "processor" | "independent-controller" | "joint";
  purposes: string[];
  packages: string[];
  domains: string[];
  receives: DataTypeId[];
  region?: string;
  source?: Quote;
  reviewed: boolean;
  line: number;
}

export interface Inventory {
  /** Path relative to the root, or null for `--no-inventory`. */
  file: string | null;
  mode: "closed" | "open";
  policy?: { file: string; effective?: string; sha256?: string };
  organization?: { name?: string; role: "controller" | "processor"; domains: string[] };
  data: DataEntry[];
  prohibited: ProhibitedEntry[];
  vendors: VendorEntry[];
  exemptions: { deidentified: string[]; minGroupSize?: number };
  retentionDefaults: Record<string, Retention>;
  identifiers: { add: Record<DataTypeId, string[]>; ignore: string[] };
}
