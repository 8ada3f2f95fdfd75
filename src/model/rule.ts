/** What a rule is: data plus one pure function from judged facts to findings. */
import type { Certainty, DataTypeId, Location, Recipient, Severity, Surface, Verdict } from "./data.ts";
import type { AgeCheck, Collection, Flow, FlowDatum, FlowSource, Hop, Keeping, VendorUse } from "./flow.ts";
import type { AutoCollected, SetUp } from "./set-up.ts";
import type { DataEntry, Inventory, ProhibitedEntry } from "./inventory.ts";

/** How the inventory answers one datum of one flow. */
export interface Answer {
  verdict: Verdict;
  /** Nearest entry, the exact one or a broader one. */
  entry: DataEntry | null;
  prohibition: ProhibitedEntry | null;
  /** Steps from the declared type up to the datum's type; 0 when equal, null when nothing is near. */
  distance: number | null;
}

export interface JudgedDatum { datum: FlowDatum; answer: Answer }
export interface JudgedFlow { flow: Flow; data: JudgedDatum[] }
export interface JudgedCollection { collection: Collection; answer: Answer }
/** One kind of automatic collection: the answer for each of its data types. */
export interface JudgedSetUp { setUp: SetUp; collects: { row: AutoCollected; answers: { dataType: DataTypeId; answer: Answer }[] }[] }
/** `exceeded`: the declared limits this is longer than, one per data type. */
export interface JudgedKeeping { keeping: Keeping; exceeded: DataEntry[] }
export interface JudgedAgeCheck { check: AgeCheck; limit: ProhibitedEntry }
/** An entry whose quote the policy's text no longer holds. */
export interface DriftedQuote { entry: string; type: DataTypeId | null; quote: string; line: number; policy: string; nearest: { text: string; line: number } | null }
export interface JudgedVendor { vendor: VendorUse; declared: boolean }

/** What catalog knowledge a rule may ask for. */
export interface DataTypeInfo { id: DataTypeId; label: string; sensitivity: "low" | "medium" | "high"; isPseudonymous: boolean; isCredential: boolean }

export interface RuleInput {
  flows: JudgedFlow[];
  collections: JudgedCollection[];
  vendors: JudgedVendor[];
  setUps: JudgedSetUp[];
  keepings: JudgedKeeping[];
  /** Checks of an age below the one of the policy. */
  ages: JudgedAgeCheck[];
  drifted: DriftedQuote[];
  inventory: Inventory;
  dataType: (id: DataTypeId) => DataTypeInfo;
}

/** A finding before severity settings, fingerprint and suppression are applied. */
export interface Draft {
  severity?: Severity;
  certainty: Certainty;
  verdict: Verdict | null;
  dataTypes: DataTypeId[];
  surface: Surface | null;
  recipient: Recipient | null;
  what: string;
  fix: string;
  location: Location;
  sources: FlowSource[];
  path: Hop[];
  inventory: { type: DataTypeId; source: string | null } | null;
  /** Sink or place in normalised words, for the fingerprint: no line numbers. */
  subject: string;
}

export interface Rule {
  id: string;
  summary: string;
  why: string;
  severity: Severity;
  check: (input: RuleInput) => Draft[];
}

export const defineRule = (rule: Rule): Rule => rule;
