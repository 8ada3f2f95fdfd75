/** The policy's text has changed under an entry of the inventory. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, DriftedQuote, RuleInput } from "../../src/model/index.ts";

function toDraft({ entry, line, nearest, policy, quote, type }: DriftedQuote, file: string): Draft {
  return {
    certainty: "sure", verdict: null, dataTypes: type === null ? [] : [type], surface: null, recipient: null,
    what: `${entry}: ${policy} no longer says "${quote}".${nearest ? ` Nearest now, line ${nearest.line}: "${nearest.text}".` : " Nothing like it is left."}`,
    fix: nearest ? "Read the new wording, then change the entry and its quote; `privacy-lint policy check` shows all of them." : "Take the entry out, or give it the clause that stands for it now.",
    location: { file, line, column: 1, endLine: line, endColumn: 1 }, sources: [], path: [], inventory: null, subject: `quote of ${entry}: ${quote}`,
  };
}

export default defineRule({
  id: "policy-drift",
  summary: "The policy's text changed under an entry of the inventory.",
  why: "The inventory answers for the policy only as long as the policy says what it quotes.",
  severity: "warning",
  check: ({ drifted, inventory }: RuleInput) => (inventory.file === null ? [] : drifted.map((one) => toDraft(one, inventory.file!))),
});
