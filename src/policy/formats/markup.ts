/** HTML, Angular and Vue templates and JSX to blocks, by a tolerant scan that never loses a character's place. */
import type { Block, Cell } from "../block.ts";
import { BlockText, HeadingPath, boldLevel, isBoldTitle } from "../block.ts";
import { entityAt } from "./entities.ts";

const blockTags = new Set([
  "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "blockquote", "pre", "body", "html", "details",
  "summary", "figure", "figcaption", "address", "center", "hr", "fieldset", "dd", "dt", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "title", "template", "caption",
]);
/** Never policy text. */
const silentTags = new Set(["script", "style", "svg", "nav", "select", "button", "iframe", "noscript", "object", "textarea", "canvas", "head", "footer", "form"]);
const boldTags = new Set(["b", "strong", "u"]);
const lastWords = /\breturn$|[(>{?:&|,=[]$/;

interface Tag { name: string; isClose: boolean; isSelfClosing: boolean; end: number }

/** Attributes may hold `>` in quotes, and in JSX anything in braces. */
function readTag(raw: string, at: number): Tag | undefined {
  const match = /^<(\/?)([A-Za-z][\w.:-]*|(?=>))/.exec(raw.slice(at, at + 60));
  if (!match) return undefined;
  let index = at + match[0].length;
  let depth = 0;
  let quote = "";
  for (; index < raw.length; index += 1) {
    const character = raw[index] ?? "";
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === "\"" || character === "'" || (character === "`" && depth > 0)) quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (character === ">" && depth <= 0) break;
    else if (character === "<" && depth <= 0) return { name: (match[2] ?? "").toLowerCase(), isClose: match[1] === "/", isSelfClosing: false, end: index };
    if (index - at > 20_000) return undefined;
  }
  return { name: (match[2] ?? "").toLowerCase(), isClose: match[1] === "/", isSelfClosing: raw[index - 1] === "/", end: index + 1 };
}

/** End of the element that opens at `from`; undefined when it is never closed (broken HTML: then it is not skipped). */
function endOf(raw: string, lower: string, name: string, from: number): number | undefined {
  let depth = 1;
  let at = from;
  const open = `<${name}`;
  const close = `</${name}`;
  while (depth > 0) {
    const nextClose = lower.indexOf(close, at);
    if (nextClose < 0) return undefined;
    const nextOpen = lower.indexOf(open, at);
    if (nextOpen >= 0 && nextOpen < nextClose && /[\s>/]/.test(raw[nextOpen + open.length] ?? "")) {
      depth += 1;
      at = nextOpen + open.length;
    } else {
      depth -= 1;
      at = nextClose + close.length;
    }
  }
  const end = raw.indexOf(">", at);
  return end < 0 ? raw.length : end + 1;
}

/** End of a braced expression, strings and nested braces respected. */
function endOfBraces(raw: string, from: number): number {
  let depth = 0;
  let quote = "";
  for (let index = from; index < raw.length; index += 1) {
    const character = raw[index] ?? "";
    if (quote) {
      if (character === "\\") index += 1;
      else if (character === quote) quote = "";
    } else if (character === "\"" || character === "`") quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && (depth -= 1) === 0) return index + 1;
  }
  return raw.length;
}

class MarkupReader {
  readonly blocks: Block[] = [];
  readonly #raw: string;
  readonly #lower: string;
  readonly #base: number;
  readonly #isJsx: boolean;
  readonly #headings: HeadingPath;
  #open = new BlockText();
  #kind: Block["kind"] = "paragraph";
  #level = 0;
  #isBold = false;
  #leads: (number | null)[] = [];
  #lastParagraph: number | null = null;
  #row: { text: BlockText; cells: Cell[]; isHead: boolean } | undefined;
  #headers: string[] = [];
  #depth = 0;

  constructor(raw: string, isJsx: boolean, base: number, headings: HeadingPath) {
    this.#raw = raw;
    this.#lower = raw.toLowerCase();
    this.#isJsx = isJsx;
    this.#base = base;
    this.#headings = headings;
  }

  #flush(): void {
    const block = this.#open.finish(this.#kind, this.#headings.path(), this.#kind === "item" ? (this.#leads.at(-1) ?? null) : null);
    this.#open = new BlockText();
    const kind = this.#kind;
    this.#isBold = false;
    if (kind === "heading") this.#kind = "paragraph";
    if (!block) return;
    if (isBoldTitle(block)) {
      this.blocks.push({ ...block, kind: "heading" });
      this.#headings.enter(boldLevel, block.text);
      this.#lastParagraph = null;
      return;
    }
    this.blocks.push(block);
    const index = this.blocks.length - 1;
    if (kind === "heading") {
      this.#headings.enter(this.#level, block.text);
      this.#lastParagraph = null;
    } else if (kind === "paragraph" || block.text.endsWith(":")) this.#lastParagraph = block.text.endsWith(":") ? index : null;
  }

  #text(): BlockText {
    return this.#row?.text ?? this.#open;
  }

  #openTag(name: string): void {
    if (/^h[1-6]$/.test(name) || name === "dt" || name === "summary") {
      this.#flush();
      this.#kind = "heading";
      this.#level = name.startsWith("h") ? Number(name[1]) : 7;
    } else if (name === "li") {
      this.#flush();
      this.#kind = "item";
    } else if (name === "ul" || name === "ol") {
      this.#flush();
      this.#leads.push(this.#lastParagraph);
      this.#kind = "paragraph";
    } else if (name === "tr") {
      this.#flush();
      this.#row = { text: new BlockText(), cells: [], isHead: false };
    } else if ((name === "td" || name === "th") && this.#row) {
      if (this.#row.text.text !== "") this.#row.text.addAs(" | ", this.#row.text.offsets.at(-1) ?? 0);
      if (name === "th") this.#row.isHead = true;
      this.#row.cells.push({ header: this.#headers[this.#row.cells.length] ?? "", start: this.#row.text.text.length, end: 0 });
    } else if (name === "table") {
      this.#flush();
      this.#headers = [];
    } else if (name === "br") this.#text().addAs(" ", this.#text().offsets.at(-1) ?? 0);
    else if (boldTags.has(name)) this.#isBold = this.#text().text === "";
    else if (blockTags.has(name) && !this.#row) {
      // A paragraph inside a list item is still the item.
      const wasItem = this.#kind === "item" && this.#open.text.trim() === "";
      this.#flush();
      if (!wasItem) this.#kind = "paragraph";
    }
  }

  #closeTag(name: string): void {
    if (name === "td" || name === "th") {
      const cell = this.#row?.cells.at(-1);
      if (cell && this.#row) cell.end = this.#row.text.text.trimEnd().length;
    } else if (name === "tr") {
      const row = this.#row;
      this.#row = undefined;
      if (!row) return;
      for (const cell of row.cells) if (cell.end === 0) cell.end = row.text.text.length;
      if (row.isHead && row.cells.length > 1 && this.#headers.length === 0) {
        this.#headers = row.cells.map((cell) => row.text.text.slice(cell.start, cell.end).trim());
        return;
      }
      const block = row.text.finish("row", this.#headings.path(), this.#lastParagraph, row.cells);
      if (block) this.blocks.push(block);
    } else if (name === "ul" || name === "ol") {
      this.#flush();
      this.#leads.pop();
      this.#kind = "paragraph";
    } else if (boldTags.has(name)) {
      if (this.#isBold) this.#text().endTitle();
      this.#isBold = false;
    } else if (/^h[1-6]$/.test(name) || (blockTags.has(name) && !this.#row)) {
      this.#flush();
      this.#kind = "paragraph";
    }
  }

  /** `{" "}`, `{'text'}`: the text. `{cond && <p>..</p>}`: its tags. Anything else: nothing. */
  #braces(at: number): number {
    const end = endOfBraces(this.#raw, at);
    const inner = this.#raw.slice(at + 1, end - 1);
    const literal = /^\s*(["'`])([^]*)\1\s*$/.exec(inner);
    if (literal && !/<[a-z]/i.test(inner)) this.#text().add(literal[2] ?? "", this.#base + at + 1 + inner.indexOf(literal[1] ?? "") + 1);
    else if (/<[A-Za-z>]/.test(inner)) {
      const depth = this.#depth;
      this.#depth = 0;
      this.#scan(at + 1, end - 1);
      this.#depth = depth;
    }
    return end;
  }

  #scan(from: number, to: number): void {
    let index = from;
    while (index < to) {
      const character = this.#raw[index] ?? "";
      if (character === "<") {
        if (this.#raw.startsWith("<!--", index)) {
          const end = this.#raw.indexOf("-->", index);
          index = end < 0 ? index + 4 : end + 3;
          continue;
        }
        if (this.#raw.startsWith("<!", index) || this.#raw.startsWith("<?", index)) {
          const end = this.#raw.indexOf(">", index);
          index = end < 0 ? to : end + 1;
          continue;
        }
        const inCode = this.#isJsx && this.#depth === 0 && !lastWords.test(this.#raw.slice(Math.max(0, index - 40), index).trimEnd());
        const tag = inCode ? undefined : readTag(this.#raw, index);
        if (tag) {
          index = this.#tag(tag);
          continue;
        }
      }
      if (this.#isJsx && this.#depth === 0) {
        index += 1;
        continue;
      }
      if (this.#isJsx && character === "{") {
        index = this.#braces(index);
        continue;
      }
      const entity = character === "&" ? entityAt(this.#raw, index) : undefined;
      if (entity) {
        this.#text().addAs(entity.value, this.#base + index);
        index += entity.length;
      } else {
        this.#text().add(character, this.#base + index);
        index += 1;
      }
    }
  }

  #tag(tag: Tag): number {
    if (!tag.isClose && silentTags.has(tag.name) && !tag.isSelfClosing) {
      const end = endOf(this.#raw, this.#lower, tag.name, tag.end);
      if (end !== undefined) return end;
    }
    if (tag.isClose) {
      this.#depth = Math.max(0, this.#depth - 1);
      this.#closeTag(tag.name);
    } else {
      if (!tag.isSelfClosing && !voidTags.has(tag.name)) this.#depth += 1;
      this.#openTag(tag.name);
    }
    return tag.end;
  }

  read(): Block[] {
    this.#scan(0, this.#raw.length);
    this.#flush();
    return this.blocks;
  }
}

const voidTags = new Set(["br", "img", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track"]);

/** Scripts and styles of a Vue or Svelte file are silent tags, its template is the policy. */
export function markupBlocks(raw: string, options: { isJsx?: boolean; base?: number; headings?: HeadingPath } = {}): Block[] {
  return new MarkupReader(raw, options.isJsx ?? false, options.base ?? 0, options.headings ?? new HeadingPath()).read();
}
