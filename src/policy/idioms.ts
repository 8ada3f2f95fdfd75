/** Verbs that are no practice by what follows them: "log in", "give us your consent", "take steps". */
import { dataNouns } from "./clause-words.ts";
import type { Verb } from "./lexicon.ts";
import type { Token } from "./words.ts";

export function isIdiom(tokens: readonly Token[], index: number, { lemma }: Verb, isBeforeData: boolean): boolean {
  const ahead = tokens.slice(index + 1, index + 5);
  if (lemma === "log" && /^(?:in|into|out|on|you)$/.test(ahead[0]?.lower ?? "")) return true;
  if (["give", "provide", "obtain", "get"].includes(lemma) && ahead.some((token) => /^(?:consent|permission|authorization)$/.test(token.word))) return true;
  return ["get", "take", "read", "review", "show"].includes(lemma) && !isBeforeData && !ahead.slice(0, 3).some((token) => dataNouns.has(token.word));
}
