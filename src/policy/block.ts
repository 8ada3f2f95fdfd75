/** A block of policy text: plain text in which every character knows its place in the file, so that quotes stay verbatim. */
import type { PolicyQuote } from "./types.ts";

export interface Cell { header: string; start: number; end: number }

export interface Block {
  kind: "heading" | "paragraph" | "item" | "row";
  /** White space folded, markup removed. */
  text: string;
  /** Offset in the file of each character of `text`. */
  offsets: number[];
  /** Headings above, outermost first. */
  headings: string[];
  /** Where a bold or run-in title at the start of the block ends; 0: none. */
  titleEnd: number;
  /** Index of the block that introduces the list this item belongs to. */
  lead: number | null;
  /** Cells of a table row. */
  cells: Cell[];
}

/** Collects the text of one block, folding white space as it comes. */
export class BlockText {
  text = "";
  offsets: number[] = [];
  titleEnd = 0;

  add(characters: string, offset: number): void {
    for (let index = 0; index < characters.length; index += 1) this.#put(characters.charAt(index), offset + index);
  }

  /** One character that stands for markup or an entity at `offset`. */
  addAs(character: string, offset: number): void {
    for (const unit of character) this.#put(unit, offset);
  }

  #put(character: string, offset: number): void {
    const isSpace = character <= " " || character === "\u00A0" || (character > "~" && /\s/.test(character));
    if (isSpace && (this.text === "" || this.text.endsWith(" "))) return;
    this.text += isSpace ? " " : character;
    this.offsets.push(offset);
  }

  /** The text so far is the block's title. */
  endTitle(): void {
    if (this.titleEnd === 0) this.titleEnd = this.text.length;
  }

  finish(kind: Block["kind"], headings: readonly string[], lead: number | null = null, cells: Cell[] = []): Block | undefined {
    const text = this.text.trimEnd();
    if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
    return { kind, text, offsets: this.offsets.slice(0, text.length), headings: [...headings], titleEnd: Math.min(this.titleEnd, text.length), lead, cells };
  }
}

const shortest = 16;

/** A paragraph that is bold from end to end and no sentence is a heading in all but name. */
export function isBoldTitle(block: Block): boolean {
  return block.kind === "paragraph" && block.titleEnd >= block.text.replace(/[:\s]+$/, "").length && block.text.length < 90 && !/[.;,]$/.test(block.text) && block.titleEnd > 0;
}

/** Below every real heading. */
export const boldLevel = 8;

/** The headings open at a point of the file. */
export class HeadingPath {
  readonly #open: { level: number; text: string }[] = [];

  path(): string[] {
    return this.#open.map((heading) => heading.text);
  }

  enter(level: number, text: string): void {
    while (this.#open.length > 0 && (this.#open.at(-1)?.level ?? 0) >= level) this.#open.pop();
    this.#open.push({ level, text: text.replace(/[:.\s]+$/, "") });
  }
}

/** Knows the lines of the file and cuts verbatim quotes from blocks. */
export class SourceText {
  readonly raw: string;
  readonly #lineStarts: number[] = [0];

  constructor(raw: string) {
    this.raw = raw;
    for (let at = raw.indexOf("\n"); at >= 0; at = raw.indexOf("\n", at + 1)) this.#lineStarts.push(at + 1);
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Do characters `index` and `index + 1` of the block follow each other in the file, but for white space? */
  #isJoined(block: Block, index: number): boolean {
    const here = block.offsets[index] ?? 0;
    const next = block.offsets[index + 1] ?? 0;
    if (!this.#isSame(block, index) || !this.#isSame(block, index + 1)) return false;
    if (next === here + 1) return true;
    return next > here && /^\s*$/.test(this.raw.slice(here + 1, next));
  }

  /** Joined in the text as it is shown: only inline marks stand between. */
  #isShownJoined(block: Block, index: number): boolean {
    if (this.#isJoined(block, index)) return true;
    const here = block.offsets[index] ?? 0;
    const next = block.offsets[index + 1] ?? 0;
    if (!this.#isSame(block, index) || !this.#isSame(block, index + 1) || next <= here || next - here > 400) return false;
    return /^(?:\s|<\/?(?:a|b|i|em|strong|span|code)\b[^<>]*>|[*`[]|\]\([^()\s]*\))*$/.test(this.raw.slice(here + 1, next));
  }

  #isSame(block: Block, index: number): boolean {
    const shown = block.text[index] ?? "";
    const written = this.raw[block.offsets[index] ?? 0] ?? "";
    return shown === written || (shown === " " && /\s/.test(written));
  }

  /**
   * The longest piece of [from, to) around `focus` that stands in the file without markup in between, at most `limit`
   * characters, cut at words.
   */
  quote(block: Block, from: number, to: number, focus: [number, number], limit = 200): PolicyQuote {
    let start = Math.max(from, 0);
    let end = Math.min(to, block.text.length);
    const [focusStart, focusEnd] = [Math.max(focus[0], start), Math.min(Math.max(focus[1], focus[0] + 1), end)];
    // Markup inside the focus itself: keep its longest unbroken part.
    let [bestStart, bestEnd, run] = [focusStart, focusStart, focusStart];
    for (let index = focusStart; index < focusEnd; index += 1) {
      const isLast = index === focusEnd - 1;
      if (!isLast && this.#isJoined(block, index)) continue;
      if (index + 1 - run > bestEnd - bestStart) [bestStart, bestEnd] = [run, index + 1];
      run = index + 1;
    }
    const grow = (isJoined: (index: number) => boolean): [number, number] => {
      let left = bestStart;
      while (left > start && isJoined(left - 1)) left -= 1;
      let right = bestEnd;
      while (right < end && isJoined(right - 1)) right += 1;
      return [left, right];
    };
    let [left, right] = grow((index) => this.#isJoined(block, index));
    // One word between two tags says nothing to a reader: then the text as it is shown is quoted.
    if (right - left < shortest && end - start > shortest) [left, right] = grow((index) => this.#isShownJoined(block, index));
    [start, end] = [left, right];
    if (end - start > limit) {
      const room = Math.max(limit - (bestEnd - bestStart), 0);
      // What stands before the words (who does it) says more than what stands after.
      start = Math.max(start, bestStart - Math.floor(room * 0.6));
      end = Math.min(end, start + limit);
      if (end < bestEnd) end = bestEnd;
      while (start > left && start < bestStart && /\S/.test(block.text[start - 1] ?? " ")) start += 1;
      while (end < right && end > bestEnd && /\S/.test(block.text[end] ?? " ")) end -= 1;
    }
    let text = block.text.slice(start, end);
    const trimmed = text.replace(/^[\s,;:)\]–—-]+/, "");
    start += text.length - trimmed.length;
    text = trimmed.trimEnd();
    return { section: block.headings.join(" > "), quote: text, line: this.lineAt(block.offsets[start] ?? 0) };
  }
}
