/** Data declared for one purpose goes to a vendor that serves another. */
import { defineRule } from "../../src/model/index.ts";
import type { Flow, JudgedDatum, RuleInput } from "../../src/model/index.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { labels, list, place, unique, verb } from "./parts/wording.ts";

function texts(flow: Flow, data: JudgedDatum[], { dataType }: RuleInput): FlowTexts {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const purposes = unique(data.flatMap(({ answer }) => answer.entry?.purposes ?? []));
  const serves = flow.purpose === undefined ? "another purpose" : flow.purpose;
  return {
    what: `${labels(types, dataType)} ${verb(types, dataType, "reaches", "reach")} ${place(flow.surface, flow.recipient)} for ${serves}; the policy declares it for ${list(purposes)}.`,
    fix: `Drop it from the call, or, where the policy says so, add the purpose to ${list(types)} in the inventory.`,
  };
}

export default defineRule({
  id: "purpose-mismatch",
  summary: "Data is used for a purpose that the policy does not declare for it.",
  why: "People gave this data for one purpose; using it for another needs a word to them first.",
  severity: "warning",
  check: (input) => checkFlows(input, {
    concerns: ({ answer }) => answer.verdict === "purpose-mismatch",
    texts,
    steps: () => 1,
  }),
});
