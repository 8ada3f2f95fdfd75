/** compileTokens: words of which one stands in every file that can hold a sink, for the byte scan that picks the files. */
import type { VendorFile } from "./schema.ts";
import { splitWords } from "./words.ts";

export interface TokenWords {
  /** Loggers, requests, storage: whatever needs no vendor. */
  words: string[];
  /** Method names of vendors that any code uses: there the vendor's name is looked for instead. */
  common: string[];
}

/** `receivers`: names of clients that tell their vendor. */
export function compileTokens(vendors: readonly VendorFile[], receivers: readonly string[], { words, common }: TokenWords): string[] {
  const isCommon = new Set(common);
  const tokens = new Set([...words, ...receivers.filter((name) => !isCommon.has(name))]);
  for (const vendor of vendors) for (const token of vendorTokens(vendor, isCommon)) tokens.add(token);
  return withoutCovered([...tokens]);
}

export function vendorTokens(vendor: VendorFile, isCommon: ReadonlySet<string>): string[] {
  if (vendor.kind === "library" && vendor.purpose === "device-info") return [];
  const found: string[] = [];
  let needsName = false;
  for (const { path, how } of vendor.calls) {
    if (how === "component") continue;
    const last = path.at(-1)!;
    const told = last.toLowerCase();
    if (isTelling(last) && !isCommon.has(told)) { found.push(told); continue; }
    needsName = true;
    if (path.length > 2) found.push(`${path.at(-2)!}.${last}`.toLowerCase());
  }
  if (!needsName) return found;
  return [...found, ...(vendor.globals ?? []).filter((name) => name.length > 2).map((name) => (isCommon.has(name.toLowerCase()) ? `${name}.` : name).toLowerCase()), ...packageTokens(vendor, isCommon)];
}

/** `setUser`, `track_pageview`, `captureException`: two words, or one long one. */
const isTelling = (name: string): boolean => name.length > 5 && (splitWords(name).length > 1 || name.length > 8);

/**
 * The vendor's name where its packages have it, else the packages themselves, short ones with their quotes: `ai` is in
 * every other word. The scan is fast only while the list stays short.
 */
function packageTokens({ id, packages, entryPoints = [] }: VendorFile, isCommon: ReadonlySet<string>): string[] {
  const stems = [id, id.replaceAll("-", ""), ...id.split("-")].filter((stem) => stem.length > 5 && !isCommon.has(stem));
  return [...packages, ...entryPoints].filter((name) => !name.startsWith("@types/")).flatMap((name) => {
    const word = name.toLowerCase();
    const stem = stems.find((one) => word.includes(one));
    if (stem !== undefined) return [stem];
    return word.length > 7 || /[/-]/.test(word) ? [word] : [`"${word}`, `'${word}`];
  });
}

/** A token that holds another one says nothing more. */
function withoutCovered(tokens: string[]): string[] {
  const shortFirst = tokens.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const kept: string[] = [];
  for (const token of shortFirst) if (!kept.some((shorter) => token.includes(shorter))) kept.push(token);
  return kept.sort();
}
