/** A unified diff of two texts, as `git apply` reads it. */

interface Line { sign: " " | "-" | "+"; text: string }

/** Shortest edit script by lines (Myers); the texts are files with a few changes. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  const most = before.length + after.length;
  let reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const isDown = (d: number, k: number): boolean => k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
  for (let d = 0; d <= most; d++) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x = isDown(d, k) ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      reach.set(k, x);
      if (x >= before.length && x - k >= after.length) return walkBack(trace, before, after);
    }
    reach = new Map(reach);
  }
  return [];
}

function walkBack(trace: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!;
    const k = x - y;
    const from = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1)) ? k + 1 : k - 1;
    const [startX, startY] = d === 0 ? [0, 0] : [reach.get(from) ?? 0, (reach.get(from) ?? 0) - from];
    while (x > startX && y > startY) lines.push({ sign: " ", text: before[--x + (y--, 0)]! });
    if (d === 0) break;
    if (x > startX) lines.push({ sign: "-", text: before[--x]! });
    else lines.push({ sign: "+", text: after[--y]! });
  }
  return lines.reverse();
}

const context = 3;

/** Ranges of lines to show: what changed with a few lines around it. */
function hunks(lines: readonly Line[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  lines.forEach(({ sign }, at) => {
    if (sign === " ") return;
    const [from, to] = [Math.max(at - context, 0), Math.min(at + context + 1, lines.length)];
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else found.push([from, to]);
  });
  return found;
}

const range = (start: number, length: number): string => `${length === 0 ? start : start + 1}${length === 1 ? "" : `,${length}`}`;
const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export function unifiedDiff(file: string, before: string, after: string): string {
  const lines = compare(splitLines(before), splitLines(after));
  const counted = (to: number, without: "-" | "+"): number => lines.slice(0, to).filter(({ sign }) => sign !== without).length;
  const blocks = hunks(lines).map(([from, to]) => {
    const [oldStart, newStart] = [counted(from, "+"), counted(from, "-")];
    const head = `@@ -${range(oldStart, counted(to, "+") - oldStart)} +${range(newStart, counted(to, "-") - newStart)} @@\n`;
    return head + lines.slice(from, to).map(({ sign, text }) => `${sign}${text}${text.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`).join("");
  });
  return blocks.length === 0 ? "" : `--- a/${file}\n+++ b/${file}\n${blocks.join("")}`;
}
