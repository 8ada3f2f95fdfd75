/** Plain text to blocks: numbered and capital headings, bullets, hard-wrapped lines, titles glued to the end of a line. */
import type { Block } from "../block.ts";
import { BlockText, HeadingPath } from "../block.ts";

interface Line { text: string; offset: number; isItem: boolean }

const bullet = /^\s*(?:[-*+•·‣▪◦–—]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+/;
const numbered = /^\s*(?:(?:section|article)\s+)?(\d+(?:\.\d+)*[.):]?|[A-Za-z]\d*(?:\.\d+)*[.):])\s+(?=\S)/i;
const longestTitle = 90;

/** A line that is not a sentence: short, starts with a capital, has no sentence end. */
function isTitle(text: string): boolean {
  const bare = text.replace(numbered, "").trim();
  if (bare.length < 3 || bare.length > longestTitle || /[.;,]$/.test(bare) || !/^[A-Z0-9“"]/.test(bare)) return false;
  if (/[.!?:]\s/.test(bare.replace(/:$/, ""))) return false;
  return bare.split(/\s+/).length <= 12;
}

const isCapitals = (text: string): boolean => /[A-Z]{3}/.test(text) && text === text.toUpperCase();

function levelOf(text: string): number {
  const number = /^\s*(?:(?:section|article)\s+)?(\d+(?:\.\d+)*)[.):]?\s/i.exec(text)?.[1];
  if (number) return number.split(".").length;
  return isCapitals(text) ? 2 : 3;
}

/** `... (if any). - Log Data` at the end of a line is the title of what follows; `: - To provide ...` its first item. */
function splitGlued(line: Line): Line[] {
  const at = /[.:)!?”"]\s+-\s+(?=[A-Z0-9][^]*$)/g;
  const pieces: Line[] = [];
  let start = 0;
  for (const match of line.text.matchAll(at)) {
    const cut = match.index + match[0].search(/-\s+$/);
    pieces.push({ text: line.text.slice(start, cut), offset: line.offset + start, isItem: start > 0 });
    start = cut;
  }
  pieces.push({ text: line.text.slice(start), offset: line.offset + start, isItem: start > 0 });
  return pieces;
}

/** One paragraph per line, or hard-wrapped paragraphs between blank lines? */
function isHardWrapped(lines: readonly string[]): boolean {
  const full = lines.filter((line) => line.trim() !== "");
  const longest = full.reduce((most, line) => Math.max(most, line.length), 0);
  const unfinished = full.filter((line) => line.length > 50 && !/[.:;!?)”"]\s*$/.test(line)).length;
  return longest <= 130 && unfinished > full.length * 0.2;
}

export function plainBlocks(raw: string): Block[] {
  const blocks: Block[] = [];
  const headings = new HeadingPath();
  let lead: number | null = null;
  let open: { text: BlockText; kind: "paragraph" | "item" } | undefined;

  const close = (): void => {
    const block = open?.text.finish(open.kind, headings.path(), open.kind === "item" ? lead : null);
    if (block) {
      blocks.push(block);
      if (block.kind === "paragraph") lead = block.text.endsWith(":") ? blocks.length - 1 : null;
    }
    open = undefined;
  };
  const heading = (text: string, offset: number): void => {
    close();
    const block = new BlockText();
    block.add(text, offset);
    const done = block.finish("heading", headings.path());
    if (!done) return;
    blocks.push(done);
    headings.enter(levelOf(done.text), done.text);
    lead = null;
  };

  const rawLines = raw.split("\n");
  const isWrapped = isHardWrapped(rawLines);
  let offset = 0;
  rawLines.forEach((rawLine, index) => {
    const lineOffset = offset;
    offset += rawLine.length + 1;
    if (rawLine.trim() === "") return close();
    const next = rawLines[index + 1] ?? "";
    if (/^\s*[=\-~_*]{3,}\s*$/.test(rawLine)) return close();
    const previousIsBlank = index === 0 || (rawLines[index - 1] ?? "").trim() === "";
    for (const line of splitGlued({ text: rawLine, offset: lineOffset, isItem: false })) {
      const mark = bullet.exec(line.text)?.[0].length ?? 0;
      const content = line.text.slice(mark);
      const isAlone = !isWrapped || (previousIsBlank && (next.trim() === "" || /^[=\-~_]{3,}\s*$/.test(next)));
      const isNumbered = numbered.test(content);
      const isUnderlined = /^\s*[=\-~]{3,}\s*$/.test(next);
      if (isTitle(content) && (isUnderlined || (mark > 0 || line.isItem ? !isWrapped && !content.trim().endsWith(":") && looksLikeHeading(content, rawLines, index) : isAlone && (isNumbered || isCapitals(content) || looksLikeHeading(content, rawLines, index))))) {
        heading(content, line.offset + mark);
        continue;
      }
      if (mark > 0 || (isNumbered && !isTitle(content) && !isWrapped)) {
        close();
        open = { text: new BlockText(), kind: "item" };
        open.text.add(content, line.offset + mark);
        if (!isWrapped) close();
        continue;
      }
      if (!open || !isWrapped) {
        close();
        open = { text: new BlockText(), kind: "paragraph" };
      } else open.text.add(" ", line.offset);
      open.text.add(content, line.offset + mark);
      if (!isWrapped) close();
    }
  });
  close();
  return blocks;
}

/** Title case, or a first line that stands before prose. A one-word item ("Name") of a list is no heading. */
function looksLikeHeading(text: string, lines: readonly string[], index: number): boolean {
  const bare = text.replace(numbered, "").trim();
  const hasNumber = numbered.test(text) && /^\s*\d/.test(text);
  if (hasNumber || isCapitals(bare)) return true;
  const words = bare.split(/\s+/).filter((word) => /^[A-Za-z]/.test(word));
  const capital = words.filter((word) => /^[A-Z]/.test(word)).length;
  const small = words.filter((word) => /^(?:of|and|to|the|for|in|or|by|a|an|on|with|from|we|our|your|you|is|do|how|what|about)$/i.test(word) && /^[a-z]/.test(word)).length;
  const isTitleCase = capital + small >= words.length && capital >= 1;
  const next = lines.slice(index + 1).find((line) => line.trim() !== "") ?? "";
  const isInList = bullet.test(lines[index] ?? "") && bullet.test(lines[index - 1] ?? "") && (lines[index - 1] ?? "").length < 100;
  if (isInList && next.length <= 80) return false;
  return (isTitleCase || bare.endsWith("?")) && (next.length > 80 || bullet.test(next) || bare.endsWith("?") || /^\s*\d/.test(next) || isTitle(next));
}
