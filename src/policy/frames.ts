/** What reading a sentence yields: practices (frames), and where in the sentence each data type stands (zones). */
import type { Mention } from "./mentions.ts";
import type { ActionWord } from "./types.ts";

export type Actor = "first" | "user" | "third";

export interface Frame {
  /** Token index of the verb; -1 for a frame taken over from the sentence that introduces a list. */
  verb: number;
  lemma: string;
  action: ActionWord;
  actor: Actor;
  isNegative: boolean;
  isPassive: boolean;
  isMay: boolean;
  /** "includes", "may contain": speaks of what a word of the policy covers. */
  isInclude: boolean;
  /** The practice stands in a purpose: "cookies to remember your preferences". */
  isInPurpose: boolean;
}

/** Where in the sentence a word stands. */
export type Zone = "none" | "object" | "purpose" | "condition" | "occasion" | "exception" | "off";
export interface Placed { mention: Mention; frame: Frame; zone: Zone }
/** `isDenied`: the list hangs on "we do not:", so the verbs that open its items are denied. */
export interface Start { zone: Zone; frame: Frame | null; isDenied?: boolean }

export interface ClauseReading {
  placed: Placed[];
  /** Mentions in front of the first verb. */
  frames: Frame[];
  /** State at the end: what a list after the colon continues. */
  end: Start;
  /** The sentence is about data it has not named yet: "we collect the following information when you register:". */
  open: Frame | null;
  /** Token ranges. */
  conditions: [number, number][];
  exceptions: [number, number][];
  purposes: [number, number][];
}
