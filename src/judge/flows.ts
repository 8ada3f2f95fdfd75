/** What `--flows` and the data map show: every flow with its worst verdict, and every vendor. */
import type {
  Answer, Certainty, FlowDatum, JudgedFlow, JudgedVendor, ReportFlow, ReportVendor, Verdict,
} from "../model/index.ts";
import { verdicts } from "../model/index.ts";
import { compareLocation, compareText } from "./order.ts";

function worstVerdict(answers: readonly Answer[]): Verdict {
  return verdicts.find((verdict) => answers.some((answer) => answer.verdict === verdict)) ?? "clear";
}

/** The path that is shown is that of a sure datum if there is one. */
function leading(data: readonly FlowDatum[]): FlowDatum | undefined {
  return data.find((datum) => datum.certainty === "sure") ?? data[0];
}

function reasonOf({ data, opaque }: JudgedFlow["flow"]): string {
  if (data.length === 0) return [...new Set(opaque.map((payload) => `${payload.label} may hold any field`))].join("; ");
  return [...new Set(data.map((datum) => `${datum.dataType}: ${datum.reason}`))].join("; ");
}

function toReportFlow({ flow, data }: JudgedFlow): ReportFlow {
  const lead = leading(flow.data);
  const certainty: Certainty = flow.sinkCertainty === "sure" && (lead === undefined || lead.certainty === "sure") ? "sure" : "likely";
  return {
    dataTypes: [...new Set(flow.data.map((datum) => datum.dataType))].sort(compareText),
    surface: flow.surface,
    recipient: flow.recipient,
    certainty,
    // A payload of unknown fields is neither covered nor missing.
    verdict: data.length === 0 ? "vague" : worstVerdict(data.map((judged) => judged.answer)),
    location: flow.location,
    sources: flow.data.map((datum) => datum.source),
    path: lead?.path ?? flow.opaque[0]?.path ?? [],
    reason: reasonOf(flow),
  };
}

export function reportFlows(flows: readonly JudgedFlow[]): ReportFlow[] {
  return flows.map(toReportFlow).sort((a, b) =>
    compareLocation(a.location, b.location) || compareText(a.surface, b.surface) || compareText(a.recipient.id, b.recipient.id)
    || compareText(a.dataTypes.join(), b.dataTypes.join()) || compareText(a.reason, b.reason));
}

/** Without the kind and text of the evidence; one line per place, strongest first. */
function evidenceOf({ vendor }: JudgedVendor): { file: string; line: number }[] {
  const seen = new Set<string>();
  return vendor.evidence
    .filter(({ file, line }) => !seen.has(`${file}:${line}`) && seen.add(`${file}:${line}`))
    .map(({ file, line }) => ({ file, line }));
}

export function reportVendors(vendors: readonly JudgedVendor[]): ReportVendor[] {
  return vendors
    .map((judged) => ({
      id: judged.vendor.id,
      name: judged.vendor.name,
      purpose: judged.vendor.purpose,
      declared: judged.declared,
      evidence: evidenceOf(judged),
      autoCollects: [...judged.vendor.autoCollects].sort(compareText),
      receives: [...judged.vendor.receives].sort(compareText),
    }))
    .sort((a, b) => compareText(a.id, b.id));
}
