/** The policy asks for consent first, and the code does not check for it on the way to this call. */
import { defineRule } from "../../src/model/index.ts";
import type { Consent, Flow, JudgedDatum, RuleInput } from "../../src/model/index.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { labels, list, place, unique, verb } from "./parts/wording.ts";

const consentWords: Record<Consent, string> = {
  none: "without consent", "opt-in": "only with consent", "opt-out": "only without an objection",
  "device-permission": "only with the device's permission", "customer-permission": "only with the customer's permission",
};

function texts(flow: Flow, data: JudgedDatum[], { dataType }: RuleInput): FlowTexts {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const entries = data.map(({ answer }) => answer.entry).filter((entry) => entry !== null);
  const terms = unique(entries.map(({ consent }) => consentWords[consent]));
  const guards = unique(entries.flatMap((entry) => entry.guards)).map((guard) => `\`${guard}\``);
  const check = guards.length === 0 ? "a check for consent" : `a check of ${list(guards, "or")}`;
  return {
    what: `${labels(types, dataType)} ${verb(types, dataType, "reaches", "reach")} ${place(flow.surface, flow.recipient)} unasked; the policy allows it ${list(terms)}.`,
    fix: `Put the call behind ${check}.`,
  };
}

export default defineRule({
  id: "consent-missing",
  summary: "Data that needs consent is used without a check for it.",
  why: "The policy says that people are asked first; this call does not ask.",
  severity: "error",
  check: (input) => checkFlows(input, { concerns: ({ answer }) => answer.verdict === "consent-missing", texts }),
});
