/** What reading a policy gives: statements with their place in the text, and everything drawn from them. */
import type { Consent, DataTypeId, Retention, Surface } from "../model/index.ts";

export type PolicyFormat = "text" | "markdown" | "html" | "jsx";

/** A verbatim piece of the policy: it occurs in the file as it stands, white space aside. */
export interface PolicyQuote { section: string; quote: string; line: number }

export type ActionWord =
  | "collect" | "receive" | "request" | "store" | "log" | "track" | "use" | "share" | "sell" | "transfer" | "disclose"
  | "send" | "process" | "display";

export interface Statement extends PolicyQuote {
  headings: string[];
  /** Who acts: the policy's owner, the person (who provides data), or somebody else. */
  who: "first-party" | "user" | "third-party";
  action: ActionWord;
  /** Further verbs on the same object: "do not sell, rent or share". */
  moreActions: ActionWord[];
  dataTypes: DataTypeId[];
  /** Place and quote of each data type. */
  quotes: Record<DataTypeId, PolicyQuote>;
  surfaces: Surface[];
  purposes: string[];
  recipients: string[];
  polarity: "positive" | "negative";
  modality: "does" | "may";
  /** The list of data types is open ("such as", "including"). */
  openList: boolean;
  condition: string | null;
  /** "except", "unless", "other than": what follows it. */
  exception: string | null;
  consent: Consent;
  retention: Retention | null;
  ageThreshold: number | null;
  /** The words under which the policy speaks of another form of the data: hashed, aggregated. */
  form: "plain" | "pseudonymous" | "aggregated";
}

export interface Definition extends PolicyQuote { term: string; dataTypes: DataTypeId[]; openList: boolean }
export interface NamedVendor extends PolicyQuote { id: string; name: string; purposes: string[] }
export interface AgeLimit extends PolicyQuote { age: number; actions: string[] }
export interface RetentionLimit extends PolicyQuote { dataTypes: DataTypeId[]; retention: Retention; approximate: boolean; surfaces: Surface[]; /** The sentence has a word such as "profile" or "invoices", no name of a data type. */ isImplied: boolean }
/** A message the owner sends to the people it has data of. */
export interface Message extends PolicyQuote { type: "email-address" | "phone-number"; purposes: string[] }
/** A sentence that seems to speak of personal data and from which nothing could be drawn. */
export interface OpenPoint { line: number; section: string; text: string; why: string }

export interface PolicyReading {
  file: string | null;
  format: PolicyFormat;
  sha256: string;
  effective: string | null;
  organization: { name: string | null; role: "controller" | "processor" };
  statements: Statement[];
  definitions: Definition[];
  vendors: NamedVendor[];
  prohibited: ProhibitedDraft[];
  ages: AgeLimit[];
  retentions: RetentionLimit[];
  deidentified: PolicyQuote[];
  messages: Message[];
  openPoints: OpenPoint[];
  words: number;
  sentences: number;
}

export interface ProhibitedDraft {
  type: DataTypeId;
  scope?: string;
  actions: string[];
  surfaces?: Surface[];
  ageThreshold?: number;
  source: PolicyQuote;
}
