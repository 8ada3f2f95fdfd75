/** Keeps track of where the reading of a sentence is: in the object of a practice, a purpose, a condition, an exception. */
import type { Frame, Start, Zone } from "./frames.ts";

export interface State extends Start { isLeading: boolean }
type RangeKind = "condition" | "exception" | "purpose";

export class Zones {
  state: State;
  /** The practice the sentence is about: a list goes on with it after a purpose or a condition. */
  anchor: Frame | null;
  hasSpecificObject = false;
  /** States outside the open brackets. */
  readonly stack: State[] = [];
  readonly #ranges: { kind: RangeKind; from: number; to: number }[] = [];

  constructor(start: Start) {
    this.state = { ...start, isLeading: false };
    this.anchor = start.zone === "object" ? start.frame : null;
  }

  /** The sentence turns to a practice of its own. */
  setAnchor(frame: Frame): void {
    this.anchor = frame;
    this.hasSpecificObject = false;
  }

  enter(zone: Zone, index: number, frame: Frame | null = this.state.frame): void {
    this.closeRange(index);
    if (zone === "condition" || zone === "occasion") this.#ranges.push({ kind: "condition", from: index, to: -1 });
    else if (zone === "exception" || zone === "purpose") this.#ranges.push({ kind: zone, from: index, to: -1 });
    this.state = { zone, frame, isLeading: (zone === "condition" || zone === "occasion") && this.anchor === null };
  }

  closeRange(at: number): void {
    const open = this.#ranges.at(-1);
    if (open && open.to < 0) open.to = at;
  }

  rangesOf(kind: RangeKind): [number, number][] {
    return this.#ranges.filter((range) => range.kind === kind).map((range) => [range.from, range.to]);
  }
}
