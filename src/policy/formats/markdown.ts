/** Markdown and MDX to blocks: headings, lists, tables, inline marks removed; embedded HTML goes to the markup scan. */
import type { Block, Cell } from "../block.ts";
import { BlockText, HeadingPath, boldLevel, isBoldTitle } from "../block.ts";
import { entityAt } from "./entities.ts";
import { markupBlocks } from "./markup.ts";

const itemMark = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+/;
const htmlBlock = /^\s*<(?:div|p|h[1-6]|ul|ol|li|table|tr|td|section|article|details|summary|center|dl|script|style|!--)\b/i;

const marks = new Set(["\\", "`", "*", "_", "!", "[", "]", "<", "&", "{"]);

/** Adds a stretch of Markdown without its marks. */
function addInline(target: BlockText, raw: string, from: number, to: number): void {
  let boldFrom = -1;
  for (let index = from; index < to; index += 1) {
    const character = raw[index] ?? "";
    if (!marks.has(character)) {
      target.add(character, index);
      continue;
    }
    const rest = raw.slice(index, Math.min(to, index + 2000));
    if (character === "\\" && index + 1 < to) {
      if (/[!-/:-@[-`{-~]/.test(raw[index + 1] ?? "")) target.add(raw[index + 1] ?? "", (index += 1));
      else if (/\s/.test(raw[index + 1] ?? "")) target.add(" ", index);
      continue;
    }
    if (character === "`") continue;
    if (character === "*" || (character === "_" && /(?:^|[\s([{*_])$/.test(raw.slice(Math.max(from, index - 1), index)) !== /^_+(?:[\s).,;:\]*]|$)/.test(rest))) {
      const length = /^(\*+|_+)/.exec(rest)?.[0].length ?? 1;
      if (length >= 2) {
        if (boldFrom < 0) boldFrom = target.text.length;
        else {
          if (boldFrom === 0) target.endTitle();
          boldFrom = -1;
        }
      }
      index += length - 1;
      continue;
    }
    if (character === "!" && raw[index + 1] === "[") {
      const image = /^!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/.exec(rest);
      if (image) {
        index += image[0].length - 1;
        continue;
      }
    }
    if (character === "[" || character === "]") {
      if (character === "[" && rest.startsWith("[^")) {
        index += (/^\[\^[^\]]*\]/.exec(rest)?.[0].length ?? 1) - 1;
        continue;
      }
      const isLinkEnd = character === "]" ? /^\]\((?:[^()\s]|\([^()]*\)|\s+["'])*[^)]*\)|^\]\[[^\]]*\]|^\]\{[^}]*\}/.exec(rest) : null;
      if (isLinkEnd) index += isLinkEnd[0].length - 1;
      else if (character === "[" ? !/^\[[^\]]*\](?:\(|\[)/.test(rest) : true) target.add(character, index);
      continue;
    }
    if (character === "<") {
      const auto = /^<((?:https?:|mailto:)[^>\s]+)>/.exec(rest);
      const tag = /^<\/?[A-Za-z][^>]*>|^<!--[^]*?-->/.exec(rest);
      if (auto) {
        target.add(auto[1] ?? "", index + 1);
        index += auto[0].length - 1;
        continue;
      }
      if (tag) {
        if (/^<(?:br|\/p|\/div)/i.test(tag[0])) target.add(" ", index);
        index += tag[0].length - 1;
        continue;
      }
    }
    const entity = character === "&" ? entityAt(raw, index) : undefined;
    if (entity) {
      target.addAs(entity.value, index);
      index += entity.length - 1;
      continue;
    }
    if (character === "{" && /^\{:?\s*[#.][^{}]*\}/.test(rest)) {
      index += (/^\{[^}]*\}/.exec(rest)?.[0].length ?? 1) - 1;
      continue;
    }
    target.add(character, index);
  }
}

interface OpenBlock { text: BlockText; kind: "paragraph" | "item"; indent: number }

class MarkdownReader {
  readonly blocks: Block[] = [];
  readonly #raw: string;
  readonly #headings = new HeadingPath();
  #open: OpenBlock | undefined;
  /** Block that introduces the list, by indentation. */
  #leads: { indent: number; lead: number | null }[] = [];
  #lastLead: number | null = null;
  #headers: string[] = [];
  #isInTable = false;

  constructor(raw: string) {
    this.#raw = raw;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const block = open.text.finish(open.kind, this.#headings.path(), open.kind === "item" ? this.#leadAt(open.indent) : null);
    if (!block) return;
    if (isBoldTitle(block)) {
      this.blocks.push({ ...block, kind: "heading" });
      this.#headings.enter(boldLevel, block.text);
      this.#lastLead = null;
      this.#leads = [];
      return;
    }
    this.blocks.push(block);
    const index = this.blocks.length - 1;
    this.#lastLead = block.text.endsWith(":") ? index : null;
    if (open.kind === "paragraph" && open.indent === 0) this.#leads = [];
  }

  #leadAt(indent: number): number | null {
    return this.#leads.find((entry) => entry.indent === indent)?.lead ?? null;
  }

  #heading(level: number, from: number, to: number): void {
    this.#close();
    const text = new BlockText();
    addInline(text, this.#raw, from, to);
    const block = text.finish("heading", this.#headings.path());
    if (!block) return;
    this.blocks.push(block);
    this.#headings.enter(level, block.text);
    this.#lastLead = null;
    this.#leads = [];
  }

  #tableRow(line: string, offset: number, next: string): void {
    this.#close();
    if (/^[\s|:-]+$/.test(line)) return;
    const text = new BlockText();
    const cells: Cell[] = [];
    const bars = [...line.matchAll(/(?<!\\)\|/g)].map((match) => match.index);
    const starts = line.trimStart().startsWith("|") ? bars.map((bar) => bar + 1) : [0, ...bars.map((bar) => bar + 1)];
    for (const start of starts) {
      const end = bars.find((bar) => bar >= start) ?? line.length;
      if (line.slice(start, end).trim() === "" && end === line.length) continue;
      if (cells.length > 0) text.addAs(" | ", offset + start - 1);
      const cell: Cell = { header: this.#headers[cells.length] ?? "", start: text.text.length, end: 0 };
      addInline(text, this.#raw, offset + start, offset + end);
      cell.end = text.text.trimEnd().length;
      cells.push(cell);
    }
    if (/^\s*\|?[\s:|-]*-{2,}[\s:|-]*$/.test(next) && !this.#isInTable) {
      this.#headers = cells.map((cell) => text.text.slice(cell.start, cell.end).trim());
      this.#isInTable = true;
      return;
    }
    const block = text.finish("row", this.#headings.path(), this.#lastLead, cells);
    if (block) this.blocks.push(block);
  }

  #item(line: string, offset: number, mark: RegExpExecArray): void {
    this.#close();
    const indent = (mark[1] ?? "").replace(/\t/g, "    ").length;
    this.#leads = this.#leads.filter((entry) => entry.indent <= indent);
    if (!this.#leads.some((entry) => entry.indent === indent)) this.#leads.push({ indent, lead: this.#lastLead });
    this.#open = { text: new BlockText(), kind: "item", indent };
    addInline(this.#open.text, this.#raw, offset + mark[0].length, offset + line.length);
  }

  #paragraph(line: string, offset: number): void {
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (this.#open) this.#open.text.add(" ", offset === 0 ? 0 : offset - 1);
    else this.#open = { text: new BlockText(), kind: "paragraph", indent };
    addInline(this.#open.text, this.#raw, offset + (/^\s*(?:>\s?)+/.exec(line)?.[0].length ?? 0), offset + line.length);
  }

  read(): Block[] {
    const lines = this.#raw.split("\n");
    let offset = 0;
    let fence = "";
    let isInFrontMatter = false;
    let html: { from: number } | undefined;
    const endHtml = (to: number): void => {
      if (html) this.blocks.push(...markupBlocks(this.#raw.slice(html.from, to), { base: html.from, headings: this.#headings }).map((block) => ({ ...block, lead: null })));
      html = undefined;
    };
    lines.forEach((withReturn, index) => {
      const line = withReturn.replace(/\r$/, "");
      const at = offset;
      offset += withReturn.length + 1;
      if (index === 0 && /^---\s*$/.test(line)) isInFrontMatter = true;
      else if (isInFrontMatter) isInFrontMatter = !/^(?:---|\.\.\.)\s*$/.test(line);
      else if (fence !== "") {
        if (line.trim().startsWith(fence)) fence = "";
      } else if (html) {
        if (line.trim() === "") endHtml(at);
      } else this.#line(line, at, lines[index + 1] ?? "", (mark) => (fence = mark), () => (html = { from: at }));
    });
    endHtml(this.#raw.length);
    this.#close();
    return this.blocks;
  }

  #line(line: string, at: number, next: string, startFence: (mark: string) => void, startHtml: () => void): void {
    const isTableLine = /^\s*\|/.test(line) || (line.includes("|") && (this.#isInTable || /^\s*:?-{2,}[\s:|-]*\|/.test(next)));
    if (!isTableLine && this.#isInTable) {
      this.#isInTable = false;
      this.#headers = [];
    }
    const fenced = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (fenced) {
      this.#close();
      return startFence(fenced);
    }
    if (line.trim() === "") return this.#close();
    const atx = /^\s{0,3}(#{1,6})\s+/.exec(line);
    if (atx) return this.#heading(atx[1]?.length ?? 1, at + atx[0].length, at + line.replace(/\s+#+\s*$/, "").length);
    if (/^\s{0,3}(?:=+|-{2,})\s*$/.test(next) && !this.#open && !itemMark.test(line) && !isTableLine) return this.#heading(/=/.test(next) ? 1 : 2, at, at + line.length);
    if (/^\s{0,3}(?:[-*_=]\s*){3,}$/.test(line)) return this.#close();
    if (!this.#open && /^(?:import|export)\s.*(?:from\s|=|\{)/.test(line)) return;
    if (isTableLine) return this.#tableRow(line, at, next);
    if (htmlBlock.test(line)) {
      this.#close();
      return startHtml();
    }
    const mark = itemMark.exec(line);
    if (mark) return this.#item(line, at, mark);
    return this.#paragraph(line, at);
  }
}

export function markdownBlocks(raw: string): Block[] {
  return new MarkdownReader(raw).read();
}
