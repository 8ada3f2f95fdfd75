/** Tells the format of a policy file and cuts it into blocks. */
import type { Block } from "../block.ts";
import type { PolicyFormat } from "../types.ts";
import { markdownBlocks } from "./markdown.ts";
import { markupBlocks } from "./markup.ts";
import { plainBlocks } from "./plain.ts";

const byExtension: Readonly<Record<string, PolicyFormat>> = {
  md: "markdown", mdx: "markdown", markdown: "markdown", html: "html", htm: "html", xhtml: "html", vue: "html", svelte: "html", astro: "html", php: "html", ejs: "html", hbs: "html", liquid: "html",
  erb: "html", jsx: "jsx", tsx: "jsx", txt: "text", text: "text",
};

export function formatOf(fileName: string | null, text: string): PolicyFormat {
  const extension = /\.([a-z]+)$/i.exec(fileName ?? "")?.[1]?.toLowerCase() ?? "";
  const known = byExtension[extension];
  if (known) return known;
  if (/^\s*<(?:!doctype|html|[a-z][\w-]*[\s>])/i.test(text) && /<\/(?:p|div|li|h\d|html|section)>/i.test(text)) return "html";
  const marks = (text.match(/^#{1,6}\s+\S|^\s*[-*]\s+\*\*|\]\(https?:|\*\*[^*\n]+\*\*/gm) ?? []).length;
  return marks >= 3 || /^[^\n]+\n(?:=+|-{3,})\s*\n/.test(text) ? "markdown" : "text";
}

export function blocksOf(text: string, format: PolicyFormat): Block[] {
  switch (format) {
    case "text": return plainBlocks(text);
    case "markdown": return markdownBlocks(text);
    case "html": return markupBlocks(text);
    case "jsx": return markupBlocks(text, { isJsx: true });
  }
}
