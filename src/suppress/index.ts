/** The suppress room: inline comments and the baseline. */
export { applyBaseline, baselineName, prune, readBaseline, writeBaseline } from "./baseline.ts";
export type { Baseline, Baselined, BaselineEntry } from "./baseline.ts";
export { applySuppressions } from "./comments.ts";
export type { Suppressed, SuppressedFinding, SuppressOptions } from "./comments.ts";
export { suppressionRule } from "./problem.ts";
