/** The policy asks for consent first, and the code does not check for it on the way to this call. */
import { defineRule } from "../../src/model/index.ts";
import type { Consent, Draft, Flow, JudgedDatum, JudgedSetUp, RuleInput } from "../../src/model/index.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { asContinuation, cite, labels, list, place, unique, verb } from "./parts/wording.ts";

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

/** An SDK that is set up unasked collects unasked. */
function setUpDraft({ setUp, collects }: JudgedSetUp, { dataType }: RuleInput): Draft[] {
  const concerned = collects.flatMap(({ row, answers }) => answers.filter(({ answer }) => answer.verdict === "consent-missing").map((one) => ({ ...one, row })));
  const [first] = concerned;
  if (!first) return [];
  const types = unique(concerned.map((one) => one.dataType)).sort();
  const guards = unique(concerned.flatMap(({ answer }) => answer.entry?.guards ?? [])).map((guard) => `\`${guard}\``);
  const { recipient, surface, callee, location } = setUp;
  return [{
    severity: concerned.every(({ row }) => row.basis === "inferred") ? "warning" : "error",
    certainty: concerned.some(({ row }) => row.certainty === "sure") ? "sure" : "likely",
    verdict: "consent-missing", dataTypes: types, surface, recipient,
    what: `${recipient.name} is set up unasked and collects ${asContinuation(labels(types, dataType))} by itself; the policy allows it only with consent.`,
    fix: `Put \`${callee}()\` behind ${guards.length === 0 ? "a check for consent" : `a check of ${list(guards, "or")}`}, or let the SDK wait for it.`,
    location, sources: [], path: [{ kind: "sink", file: location.file, line: location.line, column: location.column, note: `set up by ${callee}()` }],
    inventory: cite(first.answer.entry), subject: `${callee} ${recipient.id} set up unasked`,
  }];
}

export default defineRule({
  id: "consent-missing",
  summary: "Data that needs consent is used without a check for it.",
  why: "The policy says that people are asked first; this call does not ask.",
  severity: "error",
  check: (input) => [
    ...checkFlows(input, { concerns: ({ answer }) => answer.verdict === "consent-missing", texts }),
    ...input.setUps.flatMap((setUp) => setUpDraft(setUp, input)),
  ],
});
