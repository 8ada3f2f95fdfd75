/** Judges an analysis: flows, collections and vendors against the inventory, then the rules, then levels and fingerprints. */
import type {
  Analysis, DataTypeInfo, Draft, DriftedQuote, Finding, Inventory, ReportFlow, ReportVendor, Rule, RuleInput,
} from "../model/index.ts";
import { judgeAll } from "./answers.ts";
import type { JudgeCatalog } from "./answers.ts";
import { fingerprintOf, subjectOf } from "./fingerprint.ts";
import { reportFlows, reportVendors } from "./flows.ts";
import { compareLocation, compareText } from "./order.ts";
import { severityOf } from "./severity.ts";
import type { Severities } from "./severity.ts";

export { judgeAll } from "./answers.ts";
export type { JudgeCatalog, Judgement } from "./answers.ts";
export { compareLocation, compareText } from "./order.ts";
export type { Level, Severities } from "./severity.ts";

export interface JudgeInput {
  analysis: Analysis;
  inventory: Inventory;
  catalog: JudgeCatalog;
  rules: readonly Rule[];
  /** Quotes the policy's text no longer holds. */
  drifted?: readonly DriftedQuote[];
  severities?: Severities;
}

function dataTypeInfo(catalog: JudgeCatalog): RuleInput["dataType"] {
  return (id): DataTypeInfo => {
    const fact = catalog.dataTypes.get(id);
    return {
      id, label: fact?.label ?? id, sensitivity: fact?.sensitivity ?? "medium",
      isPseudonymous: catalog.isPseudonymous(id), isCredential: catalog.isCredential(id),
    };
  };
}

interface Drafted { rule: Rule; draft: Draft; subject: string }

function compareDrafted(a: Drafted, b: Drafted): number {
  return compareLocation(a.draft.location, b.draft.location) || compareText(a.rule.id, b.rule.id) || compareText(a.subject, b.subject);
}

function toFinding({ rule, draft, subject }: Drafted, severity: Finding["severity"], ordinal: number): Finding {
  return {
    rule: rule.id, severity, certainty: draft.certainty, verdict: draft.verdict,
    dataTypes: [...draft.dataTypes].sort(compareText), surface: draft.surface, recipient: draft.recipient,
    what: draft.what, why: rule.why, fix: draft.fix, location: draft.location, sources: draft.sources, path: draft.path,
    inventory: draft.inventory, fingerprint: fingerprintOf(subject, ordinal),
  };
}

/** Everything `judge` and the report need, from one pass over the inventory. */
export function judgeAnalysis({ analysis, inventory, catalog, rules, drifted = [], severities = {} }: JudgeInput): {
  findings: Finding[]; flows: ReportFlow[]; vendors: ReportVendor[];
} {
  const judgement = judgeAll(analysis, inventory, catalog);
  const input: RuleInput = { ...judgement, drifted: [...drifted], inventory, dataType: dataTypeInfo(catalog) };
  const drafted = rules
    .flatMap((rule) => rule.check(input).map((draft) => ({ rule, draft, subject: subjectOf(rule.id, draft) })))
    .sort(compareDrafted);

  const seen = new Map<string, number>();
  const findings = drafted.flatMap((item) => {
    // Counted before the level is asked for, so that switching a level off renames nothing.
    const ordinal = seen.get(item.subject) ?? 0;
    seen.set(item.subject, ordinal + 1);
    const severity = severityOf(item.draft, item.rule, severities);
    return severity === "off" ? [] : [toFinding(item, severity, ordinal)];
  });
  return { findings, flows: reportFlows(judgement.flows), vendors: reportVendors(judgement.vendors) };
}

export const judge = (input: JudgeInput): Finding[] => judgeAnalysis(input).findings;

type Unruled = Omit<JudgeInput, "rules" | "severities" | "drifted">;

/** For `--flows`: one entry per flow, clear ones too. */
export function judgedFlows({ analysis, inventory, catalog }: Unruled): ReportFlow[] {
  return reportFlows(judgeAll(analysis, inventory, catalog).flows);
}

export function judgedVendors({ analysis, inventory, catalog }: Unruled): ReportVendor[] {
  return reportVendors(judgeAll(analysis, inventory, catalog).vendors);
}
