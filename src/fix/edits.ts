/** Edits of one text: where, and what stands there afterwards. */

export interface Edit {
  /** Offsets; equal for something that is only put in. */
  start: number;
  end: number;
  text: string;
}

/** Edits may touch, not overlap; of two that overlap the first in the text counts. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Offset of a 1-based place; lines as the parser counts them. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const found = /\r\n|[\n\r\u2028\u2029]/g;
    found.lastIndex = start;
    if (!found.exec(text)) return text.length;
    start = found.lastIndex;
  }
  return Math.min(start + column - 1, text.length);
}
