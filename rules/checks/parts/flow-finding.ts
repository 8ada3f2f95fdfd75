/** Builds the one finding of a rule for a sink call out of the data that break the rule there. */
import type { Draft, Flow, JudgedDatum, JudgedFlow, RuleInput } from "../../../src/model/index.ts";
import { verdicts } from "../../../src/model/index.ts";
import { leadingDatum } from "./levels.ts";
import { cite, unique } from "./wording.ts";

export interface FlowTexts { what: string; fix: string }

export interface FlowCheck {
  /** Which data of a flow the rule is about. */
  concerns: (judged: JudgedDatum, flow: Flow, input: RuleInput) => boolean;
  texts: (flow: Flow, data: JudgedDatum[], input: RuleInput) => FlowTexts;
  /** Steps below the rule's own level, on top of those of the data. */
  steps?: (flow: Flow, data: JudgedDatum[], input: RuleInput) => number;
}

function toDraft({ flow, data }: { flow: Flow; data: JudgedDatum[] }, check: FlowCheck, input: RuleInput): Draft {
  const lead = leadingDatum(flow, data, input.dataType, check.steps?.(flow, data, input) ?? 0);
  const worst = verdicts.find((verdict) => data.some(({ answer }) => answer.verdict === verdict)) ?? null;
  const cited = data.find(({ answer }) => answer.verdict === worst && (answer.prohibition ?? answer.entry) !== null)?.answer;
  return {
    severity: lead.severity,
    certainty: lead.certainty,
    verdict: worst,
    dataTypes: unique(data.map(({ datum }) => datum.dataType)),
    surface: flow.surface,
    recipient: flow.recipient,
    ...check.texts(flow, data, input),
    location: flow.location,
    sources: data.map(({ datum }) => datum.source),
    path: lead.datum.path,
    inventory: cited ? cite(cited.prohibition ?? cited.entry) : null,
    subject: `${flow.callee} -> ${flow.surface} ${flow.recipient.id}`,
  };
}

const callKey = ({ location, surface, recipient }: Flow): string =>
  [location.file, location.line, location.column, location.endLine, location.endColumn, surface, recipient.id].join(":");

/** Flows of one call to one place are one finding. */
export function byCall(flows: readonly JudgedFlow[]): JudgedFlow[] {
  const calls = new Map<string, JudgedFlow>();
  for (const { flow, data } of flows) {
    const known = calls.get(callKey(flow));
    calls.set(callKey(flow), known
      ? { flow: { ...known.flow, opaque: [...known.flow.opaque, ...flow.opaque] }, data: [...known.data, ...data] }
      : { flow, data });
  }
  return [...calls.values()];
}

export function checkFlows(input: RuleInput, check: FlowCheck): Draft[] {
  return byCall(input.flows)
    .map(({ flow, data }) => ({ flow, data: data.filter((judged) => check.concerns(judged, flow, input)) }))
    .filter(({ data }) => data.length > 0)
    .map((concerned) => toDraft(concerned, check, input));
}
