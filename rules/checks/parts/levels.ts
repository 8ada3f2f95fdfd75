/** The level of a datum before certainty counts: error, one step lower for what identifies nobody by itself. */
import type { Certainty, DataTypeInfo, Flow, FlowDatum, JudgedDatum, Severity } from "../../../src/model/index.ts";

const ladder = ["error", "warning", "info"] as const;
const step = (steps: number): Severity => ladder[Math.min(steps, ladder.length - 1)]!;

export function certaintyOf(flow: Flow, datum: FlowDatum): Certainty {
  return flow.sinkCertainty === "sure" && datum.certainty === "sure" ? "sure" : "likely";
}

function stepsDown(flow: Flow, datum: FlowDatum, info: DataTypeInfo): number {
  return Number(info.isPseudonymous) + Number(datum.treatment !== undefined) + Number(flow.developmentOnly);
}

export interface Leading { datum: FlowDatum; severity: Severity; certainty: Certainty }

/**
 * The datum a finding is about first: the one that ends up loudest once a likely one is lowered, so that one sure
 * e-mail address is not hidden by a likely one beside it.
 */
export function leadingDatum(flow: Flow, data: readonly JudgedDatum[], info: (id: string) => DataTypeInfo, base = 0): Leading {
  const rated = data.map(({ datum }) => {
    const steps = base + stepsDown(flow, datum, info(datum.dataType));
    const certainty = certaintyOf(flow, datum);
    return { datum, severity: step(steps), certainty, loudness: Math.min(steps, 2) + (certainty === "likely" ? 1 : 0) };
  });
  return rated.reduce((best, next) => (next.loudness < best.loudness ? next : best));
}
