/** "Personal Data collected: cookies, e-mail address" below the title of a service: the form of many generated policies. */
import type { Block } from "./block.ts";
import type { Company, Lexicon } from "./lexicon.ts";
import { slug } from "./lexicon.ts";
import { tokenizeOnce } from "./words.ts";

const label = /^(?:types? of |categor(?:y|ies) of )?(?:personal )?(?:data|information) (?:(?:that )?(?:is |are )?(?:being )?(?:collected|processed|shared|received|transferred|disclosed|accessed)|(?:we|it) (?:collects?|process(?:es)?|shares?|receives?))(?: (?:by|through|via) [\w .]{2,30})?\s*:\s*/i;
const ours = /\b(?:this|our|the) (?:application|website|site|app|service)\b/i;

/** Length of the label at the start of a sentence; 0 where there is none. */
export const labelEnd = (text: string): number => label.exec(text)?.[0].length ?? 0;

/** A line that is nothing but a title: a heading, or an item or paragraph in bold. */
const isTitle = (block: Block): boolean => block.kind === "heading" || (block.titleEnd > 0 && block.text.slice(block.titleEnd).trim() === "");

/** The service whose list this is, by the nearest title above it; null for the owner's own forms and lists. */
export function serviceAbove(blocks: readonly Block[], index: number, lexicon: Lexicon): (Company & { title: number }) | null {
  for (let at = index - 1; at >= Math.max(0, index - 8); at -= 1) {
    const block = blocks[at];
    if (!block || !isTitle(block)) continue;
    if (ours.test(block.text)) return null;
    const [known] = lexicon.companies.longestAt(tokenizeOnce(block.text), 0);
    if (known) return { ...known.value, title: at };
    const named = /^([A-Z][\w .&'-]{1,40}?)\s*\([A-Z][^)]{2,60}\)\s*$/.exec(block.text.trim())?.[1];
    return named === undefined ? null : { id: slug(named), name: named, isWord: false, surface: null, title: at };
  }
  return null;
}
