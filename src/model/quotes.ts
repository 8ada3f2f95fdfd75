/** How a quote is compared with a text: white space folded, with and without markup. */

export const foldSpace = (text: string): string => text.replace(/\s+/g, " ").trim();

export const withoutMarkup = (text: string): string =>
  foldSpace(text.replace(/<!--[^]*?-->/g, " ").replace(/<\/?(?:a|b|i|em|strong|span|code)\b[^>]*>/g, "").replace(/<[^>]+>/g, " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]+/g, ""));

/** Is a quote still in the text? */
export function quoteFinder(text: string): (quote: string) => boolean {
  const raw = foldSpace(text);
  const shown = withoutMarkup(text);
  return (quote) => raw.includes(foldSpace(quote)) || shown.includes(foldSpace(quote));
}
