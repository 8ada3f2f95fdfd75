/** Only a broader word covers what the code sends, or the inventory says yes and no at once. */
import { defineRule } from "../../src/model/index.ts";
import type { Flow, JudgedDatum, RuleInput, Surface } from "../../src/model/index.ts";
import { isExposedCredential, isLoginLink } from "./parts/credentials.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { asContinuation, labels, list, place, unique, verb } from "./parts/wording.ts";

const isQuiet: ReadonlySet<Surface> = new Set(["storage", "response"]);

function texts(flow: Flow, data: JudgedDatum[], { dataType }: RuleInput): FlowTexts {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const what = `${labels(types, dataType)} ${verb(types, dataType, "reaches", "reach")} ${place(flow.surface, flow.recipient)}`;
  const contradicted = data.filter(({ answer }) => answer.verdict === "ambiguous");
  if (contradicted.length > 0) {
    const banned = unique(contradicted.map(({ answer }) => `\`${answer.prohibition?.type ?? ""}\``));
    return { what: `${what}; the policy declares it and rules out ${list(banned)} as a whole.`, fix: "Say in the policy which of the two holds, and give the prohibition a scope." };
  }
  const broader = unique(data.map(({ answer }) => answer.entry?.type ?? "").filter((type) => type !== ""));
  return {
    what: `${what}; the policy only says ${list(broader.map((type) => `"${asContinuation(dataType(type).label)}"`))}.`,
    fix: `Name ${list(types)} in the policy and declare it for ${flow.surface}, or drop it from the call.`,
  };
}

const isHigh = (data: readonly JudgedDatum[], { dataType }: RuleInput): boolean =>
  data.some(({ datum }) => dataType(datum.dataType).sensitivity === "high");

export default defineRule({
  id: "vague-declaration",
  summary: "The policy covers this data only by a broader word.",
  why: "Somebody who reads the broader word does not learn that this data is meant; for sensitive data that is not enough.",
  severity: "warning",
  check: (input) => checkFlows(input, {
    concerns: (judged, flow) => ["vague", "ambiguous"].includes(judged.answer.verdict) && !isQuiet.has(flow.surface)
      && !isExposedCredential(judged, flow, input) && !isLoginLink(judged, flow, input),
    texts,
    steps: (_flow, data) => (isHigh(data, input) ? 0 : 1),
  }),
});
