/** What the `undeclared-in-*` and `undeclared-to-*` rules share: data at a surface that the policy does not cover. */
import type { Draft, Flow, JudgedDatum, RuleInput, Surface, Verdict } from "../../../src/model/index.ts";
import { isExposedCredential, isLoginLink } from "./credentials.ts";
import { checkFlows } from "./flow-finding.ts";
import type { FlowTexts } from "./flow-finding.ts";
import { expressions, labels, list, place, surfaceWord, unique, verb } from "./wording.ts";

const undeclared: ReadonlySet<Verdict> = new Set(["recipient-undeclared", "wrong-surface", "omitted"]);

/** Where the policy knows the data but not this use of it, say what it does declare. */
function policySays(flow: Flow, data: readonly JudgedDatum[], { inventory }: RuleInput): string {
  if (inventory.file === null) return "";
  const known = data.find(({ answer }) => answer.entry !== null)?.answer;
  if (!known?.entry || data.length > 1) return " The policy does not cover this.";
  const { entry, verdict } = known;
  if (verdict === "recipient-undeclared") return ` The policy declares it, but not for ${flow.recipient.name}.`;
  if (verdict === "wrong-surface") return ` The policy declares it for ${list(entry.surfaces.map(surfaceWord))} only.`;
  return ` The policy declares it in ${entry.identifiability} form only.`;
}

function declaration(flow: Flow, data: readonly JudgedDatum[]): string {
  const types = unique(data.map(({ datum }) => datum.dataType));
  const recipient = flow.recipient.kind === "first-party" ? "" : ` with recipient ${flow.recipient.id}`;
  return `declare ${list(types)} for ${flow.surface}${recipient}`;
}

function textsWith(remedy: string) {
  return (flow: Flow, data: JudgedDatum[], input: RuleInput): FlowTexts => {
    const types = unique(data.map(({ datum }) => datum.dataType));
    const reach = verb(types, input.dataType, "reaches", "reach");
    const development = flow.developmentOnly ? " in development" : "";
    const dropped = expressions(data.map(({ datum }) => datum.source.expression));
    return {
      what: `${labels(types, input.dataType)} ${reach} ${place(flow.surface, flow.recipient)}${development}.${policySays(flow, data, input)}`,
      fix: `Drop ${dropped} from the call, ${remedy}, or, where the policy says so, ${declaration(flow, data)}.`,
    };
  };
}

/** `remedy`: the smallest change, next to leaving the data out, that is usual at this surface. */
export function undeclaredAt(surfaces: readonly Surface[], remedy: string): (input: RuleInput) => Draft[] {
  return (input) => checkFlows(input, {
    concerns: (judged, flow) => surfaces.includes(flow.surface) && undeclared.has(judged.answer.verdict)
      && !isExposedCredential(judged, flow, input) && !isLoginLink(judged, flow, input),
    texts: textsWith(remedy),
  });
}
