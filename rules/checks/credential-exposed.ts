/** A password, token or secret reaches a place where it can be read; no inventory makes that right. */
import { defineRule } from "../../src/model/index.ts";
import type { Flow, JudgedDatum, RuleInput } from "../../src/model/index.ts";
import { isExposedCredential } from "./parts/credentials.ts";
import { checkFlows } from "./parts/flow-finding.ts";
import type { FlowTexts } from "./parts/flow-finding.ts";
import { expressions, labels, place, unique, verb } from "./parts/wording.ts";

function texts(flow: Flow, data: JudgedDatum[], { dataType }: RuleInput): FlowTexts {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const dropped = expressions(data.map(({ datum }) => datum.source.expression));
  return {
    what: `${labels(types, dataType)} ${verb(types, dataType, "reaches", "reach")} ${place(flow.surface, flow.recipient)}.`,
    fix: flow.surface === "client-storage"
      ? `Keep ${dropped} out of script reach: use a cookie with \`HttpOnly\` and \`Secure\`.`
      : `Drop ${dropped} from the call.`,
  };
}

/** Many applications keep their token in the browser on purpose: one step lower, passwords excepted. */
function steps(flow: Flow, data: JudgedDatum[]): number {
  return flow.surface === "client-storage" && data.every(({ datum }) => datum.dataType !== "password") ? 1 : 0;
}

export default defineRule({
  id: "credential-exposed",
  summary: "A password, token or secret reaches a log, another company or the browser's storage.",
  why: "Whoever can read it there can act as the user.",
  severity: "error",
  check: (input) => checkFlows(input, {
    concerns: (judged, flow) => judged.answer.verdict !== "prohibited" && isExposedCredential(judged, flow, input),
    texts,
    steps,
  }),
});
