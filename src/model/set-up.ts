/** SetUp: one place where a vendor's SDK is set up, with what it then collects by itself and which of its switches do not help. */
import type { Certainty, DataTypeId, Location, Position, Recipient, Surface } from "./data.ts";

/** How a version is known: the lockfile settles it, a range in package.json allows it, or the catalog's newest is meant. */
export interface SdkVersion { text: string; from: "lockfile" | "range" | "tag" | "assumed" }

/** One kind of thing the SDK collects with this set-up. */
export interface AutoCollected {
  dataTypes: DataTypeId[];
  /** What the SDK does, as the catalog words it: `page views are sent on every navigation`. */
  by: string;
  /** `default`: nobody asked for it. `switch`: an option of this set-up turned it on. */
  because: "default" | "switch";
  /** `sure`: documented for this version, and the options say so. */
  certainty: Certainty;
  /** Read in the vendor's types, code or documentation, or only inferred from what such tools do. */
  basis: "documented" | "inferred";
  /** Versions the fact is limited to, as a range; null: all. */
  versions: string | null;
  /** Option that would turn it off, as written; null: nothing in the code does. */
  offBy: string | null;
  /** Where the option that turned it on stands. */
  at: Position | null;
  /** Where the fact was read. */
  source: string;
}

export type SwitchProblem = "removed" | "renamed" | "no-effect" | "overruled" | "overridden" | "wrong-type" | "wrong-call" | "wrong-place";

/** An option that looks protective and is not. */
export interface IneffectiveSwitch {
  option: string;
  problem: SwitchProblem;
  certainty: Certainty;
  /** What is so, as a clause: `no longer exists since version 11`. */
  what: string;
  fix: string;
  location: Location;
  source: string | null;
}

export interface SetUp {
  recipient: Recipient;
  surface: Surface;
  purpose: string;
  /** npm package, or null for a tag or a global. */
  package: string | null;
  version: SdkVersion;
  callee: string;
  location: Location;
  collects: AutoCollected[];
  switches: IneffectiveSwitch[];
  guards: string[];
  developmentOnly: boolean;
}
