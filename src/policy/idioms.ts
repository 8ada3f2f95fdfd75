/** Turns of phrase: verbs that are no practice by what follows them, access that is given to us, lists that say more exactly. */
import { dataNouns } from "./clause-words.ts";
import type { Placed } from "./frames.ts";
import type { Verb } from "./lexicon.ts";
import type { SentenceView } from "./sentence-view.ts";
import type { Token } from "./words.ts";

/** "log in", "give us your consent", "take steps". */
export function isIdiom(tokens: readonly Token[], index: number, { lemma }: Verb, isBeforeData: boolean): boolean {
  const ahead = tokens.slice(index + 1, index + 5);
  if (lemma === "log" && /^(?:in|into|out|on|you)$/.test(ahead[0]?.lower ?? "")) return true;
  if (["give", "provide", "obtain", "get"].includes(lemma) && ahead.some((token) => /^(?:consent|permission|authorization)$/.test(token.word))) return true;
  return ["get", "take", "read", "review", "show"].includes(lemma) && !isBeforeData && !ahead.slice(0, 3).some((token) => dataNouns.has(token.word));
}

/** "provides us with", "gives Example (read-only)": access that the owner of the policy gets. */
export function isGrantToUs(view: SentenceView, index: number): boolean {
  for (let at = index - 1; at >= Math.max(view.clauseStart, index - 8); at -= 1) {
    const isUs = view.lower(at) === "us" || view.actorAt.get(at)?.actor === "first";
    if (isUs) return view.tokens.slice(Math.max(0, at - 3), at).some((token) => ["provide", "give", "grant", "allow"].includes(view.lexicon.verbs.get(token.lower)?.lemma ?? token.word));
  }
  return false;
}

/** Does the list ahead give kinds of what was named: "demographic information ..., such as your gender"? */
export function isNarrowerAhead(view: SentenceView, from: number, before: readonly Placed[]): boolean {
  const named = new Set(before.map((placed) => placed.mention.type));
  for (const [at, mentions] of view.mentionAt) {
    if (at < from) continue;
    for (const mention of mentions) {
      let type = view.lexicon.types.get(mention.type)?.broader ?? null;
      while (type !== null && !named.has(type)) type = view.lexicon.types.get(type)?.broader ?? null;
      if (type !== null && type !== "personal-data") return true;
    }
  }
  return false;
}
