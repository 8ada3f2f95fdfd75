/** Data the policy says is not collected or not used here, and the code does. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, Flow, JudgedCollection, JudgedDatum, RuleInput } from "../../src/model/index.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { cite, expressions, labels, place, unique, verb } from "./parts/wording.ts";

function texts(flow: Flow, data: JudgedDatum[], { dataType }: RuleInput): FlowTexts {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const scope = data.find(({ answer }) => answer.prohibition?.scope !== undefined)?.answer.prohibition?.scope;
  const where = scope === undefined ? "" : ` in ${scope}`;
  return {
    what: `${labels(types, dataType)} ${verb(types, dataType, "reaches", "reach")} ${place(flow.surface, flow.recipient)}; the policy rules this out${where}.`,
    fix: `Drop ${expressions(data.map(({ datum }) => datum.source.expression))} from the call. Declaring it does not help: the policy promises the opposite.`,
  };
}

function collectionDraft({ collection, answer }: JudgedCollection, { dataType }: RuleInput): Draft {
  const { location, expression, dataType: type } = collection;
  const at = { file: location.file, line: location.line, column: location.column };
  return {
    certainty: collection.certainty,
    verdict: "prohibited",
    dataTypes: [type],
    surface: null,
    recipient: null,
    what: `${labels([type], dataType)} ${verb([type], dataType, "is", "are")} collected here; the policy rules this out.`,
    fix: `Remove ${expressions([expression])}, or change the policy first.`,
    location,
    sources: [{ dataType: type, ...at, expression }],
    path: [{ kind: "source", ...at, note: collection.reason }],
    inventory: cite(answer.prohibition),
    subject: `collection of ${type}`,
  };
}

export default defineRule({
  id: "prohibited-data",
  summary: "Data is used that the policy says is not collected or not used here.",
  why: "The policy promises that this does not happen; a broken promise weighs more than a missing sentence.",
  severity: "error",
  check: (input): Draft[] => [
    ...checkFlows(input, { concerns: ({ answer }) => answer.verdict === "prohibited", texts }),
    ...input.collections.filter(({ answer }) => answer.verdict === "prohibited").map((judged) => collectionDraft(judged, input)),
  ],
});
