/**
 * Code inside other text: Vue, Svelte and Astro components, HTML pages. Everything that is not code is blanked with
 * spaces, so offsets, and with them every reported place, are those of the real file.
 */
import type { Facts, TagFact } from "../model/index.ts";
import { placeOf } from "../model/index.ts";
import { scriptFacts } from "./script.ts";

interface Span { start: number; end: number }

const scriptTag = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const loadingTag = /<(script|img|iframe|link|form|source|embed)\b([^>]*?)\b(src|href|action)\s*=\s*["']([^"']+)["']/gi;
/** A link whose query the page fills in: `href="https://share.example/?text={{ caption }}"`. */
const filledLink = /<(a)\b([^>]*?)\b(href)\s*=\s*["']((?:https?:)?\/\/[^"'?]*\?[^"']*\{\{[^"']*)["']/gi;
/** `@click="f(x)"`, `:value="x"`, `v-if="x"`, `on:click={f}`, `(click)="f(x)"`, `[value]="x"`. */
const vueBinding = /(?:[@:]|v-[a-z]+(?::|=))[\w.:-]*=?"([^"]*)"/gi;
const angularBinding = /[([][\w.$-]+[)\]]="([^"]*)"/gi;
const mustache = /\{\{([^{}]*)\}\}/g;
const svelteBrace = /\{([^{}#:/@][^{}]*)\}/g;

const blank = (text: string): string => text.replace(/[^\n\r]/g, " ");

function isCode(attributes: string): boolean {
  const type = /\btype\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
  return (type === undefined || /^(module|text\/javascript|application\/javascript|text\/babel|text\/partytown)?$/i.test(type)) && !/\bsrc\s*=/i.test(attributes);
}

function scripts(text: string): { spans: Span[]; isTypeScript: boolean } {
  const spans: Span[] = [];
  let isTypeScript = false;
  for (const match of text.matchAll(scriptTag)) {
    const [whole, attributes = "", body = ""] = match;
    if (!isCode(attributes)) continue;
    if (/\blang\s*=\s*["']tsx?["']/i.test(attributes)) isTypeScript = true;
    const start = match.index + whole.indexOf(">", 7 + attributes.length) + 1;
    spans.push({ start, end: start + body.length });
  }
  return { spans, isTypeScript };
}

/** Expressions of the template that run code; each becomes a statement of its own. */
function expressions(text: string, spans: Span[], kind: "vue" | "svelte" | "astro" | "html"): Span[] {
  const patterns = kind === "vue" ? [vueBinding, mustache] : kind === "html" ? [angularBinding] : [svelteBrace];
  const found: Span[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const body = match[1] ?? "";
      const start = match.index + match[0].lastIndexOf(body);
      const inside = spans.some((span) => start >= span.start && start < span.end);
      // Only calls can be sinks; plain bindings and loops are display.
      if (!inside && /\(.*\)/s.test(body) && !/\b(in|of)\b|=>\s*$|[;{]\s*$/.test(body)) found.push({ start, end: start + body.length });
    }
  }
  return found;
}

export function embeddedFacts(text: string, kind: "vue" | "svelte" | "astro" | "html"): Facts {
  const { spans, isTypeScript } = scripts(text);
  const frontMatter = kind === "astro" ? /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  if (frontMatter) spans.unshift({ start: frontMatter[0].indexOf(frontMatter[1]!), end: frontMatter[0].indexOf(frontMatter[1]!) + frontMatter[1]!.length });
  const bound = kind === "html" && !spans.length ? [] : expressions(text, spans, kind);
  let code = "";
  let at = 0;
  for (const span of [...spans, ...bound].sort((a, b) => a.start - b.start)) {
    if (span.start < at) continue;
    const gap = blank(text.slice(at, span.start));
    // A semicolon ends the code before; line ends stay where they are.
    code += gap.replace(/[^\n\r](?=[\n\r]*$)/, ";");
    code += text.slice(span.start, span.end);
    at = span.end;
  }
  code += blank(text.slice(at));
  const facts = scriptFacts(code, isTypeScript || kind === "astro" ? "ts" : "js");
  facts.tags.push(...tags(text));
  return facts;
}

/** Tags that make the browser load something. */
function tags(text: string): TagFact[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const place = (offset: number): number => {
    let line = starts.length - 1;
    while (starts[line]! > offset) line--;
    return placeOf(line + 1, offset - starts[line]! + 1);
  };
  return [...text.matchAll(loadingTag), ...text.matchAll(filledLink)].flatMap((match) => {
    const [, tag = "", , attribute = "", url = ""] = match;
    return url.includes("//") ? [{ tag: tag.toLowerCase(), attribute, url, at: place(match.index) }] : [];
  });
}
