/** Judges each part of the project by the inventory that governs it; most projects have one part. */
import type { Severities } from "../judge/index.ts";
import type { Analysis, Catalog, Finding, Note, ReportFlow, ReportVendor, Rule } from "../model/index.ts";
import type { Governed } from "./policy.ts";
import { nearestOf } from "./policy.ts";

export interface Judged { findings: Finding[]; flows: ReportFlow[]; vendors: ReportVendor[]; notes: Note[] }

export interface JudgeAllInput { analysis: Analysis; governed: readonly Governed[]; catalog: Catalog; rules: readonly Rule[]; severities: Severities }

/** Without an inventory only what no policy can allow, or make work, is a finding. */
const needsNoInventory: readonly string[] = ["credential-exposed", "ineffective-privacy-switch"];
/** Held against what is written in the very file, not against what it inherits. */
const isAboutTheFile = ({ id }: Rule): boolean => id === "unused-declaration" || id === "policy-drift";

function part(analysis: Analysis, isIn: (file: string) => boolean): Analysis {
  return {
    ...analysis,
    flows: analysis.flows.filter(({ location }) => isIn(location.file)),
    setUps: analysis.setUps.filter(({ location }) => isIn(location.file)),
    collections: analysis.collections.filter(({ location }) => isIn(location.file)),
    ages: analysis.ages.filter(({ location }) => isIn(location.file)),
    keepings: analysis.keepings.filter(({ location }) => isIn(location.file)),
    vendors: analysis.vendors.map((vendor) => ({ ...vendor, evidence: vendor.evidence.filter(({ file }) => isIn(file)) })).filter(({ evidence }) => evidence.length > 0),
  };
}

const isBelow = (file: string, dir: string): boolean => dir === "" || file.startsWith(`${dir}/`);

/** One vendor may be seen in several parts: declared only when every part that uses it declares it. */
function joinVendors(vendors: readonly ReportVendor[]): ReportVendor[] {
  const joined = new Map<string, ReportVendor>();
  for (const vendor of vendors) {
    const known = joined.get(vendor.id);
    joined.set(vendor.id, known ? { ...known, declared: known.declared && vendor.declared, evidence: [...known.evidence, ...vendor.evidence] } : vendor);
  }
  return [...joined.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function judgeAll(input: JudgeAllInput): Promise<Judged> {
  const { analysis, governed, catalog, rules, severities } = input;
  const [{ compareLocation, judgeAnalysis }, { emptyInventory }] = await Promise.all([import("../judge/index.ts"), import("../inventory/index.ts")]);
  const isOne = governed.length === 1;
  const hasInventory = governed.some(({ own }) => own !== null);

  const parts = governed.map((one) => {
    const here = isOne ? analysis : part(analysis, (file) => nearestOf(governed, file) === one);
    const applicable = one.inForce === null ? rules.filter(({ id }) => needsNoInventory.includes(id)) : rules.filter((rule) => !isAboutTheFile(rule));
    const judged = judgeAnalysis({ analysis: here, inventory: one.inForce ?? emptyInventory(), catalog, rules: applicable, severities });
    const about = one.own === null ? [] : judgeAnalysis({
      analysis: isOne ? analysis : part(analysis, (file) => isBelow(file, one.dir)), inventory: one.own, catalog, rules: rules.filter(isAboutTheFile), severities, drifted: one.drifted,
    }).findings;
    return { ...judged, findings: [...judged.findings, ...about] };
  });
  return {
    findings: parts.flatMap(({ findings }) => findings).sort((a, b) => compareLocation(a.location, b.location) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)),
    flows: parts.flatMap(({ flows }) => flows).sort((a, b) => compareLocation(a.location, b.location)),
    vendors: isOne ? parts[0]?.vendors ?? [] : joinVendors(parts.flatMap(({ vendors }) => vendors)),
    notes: governed.filter(({ own }) => own === null && !hasInventory).map((): Note =>
      ({ kind: "no-inventory", file: null, line: null, text: "no inventory was found, so nothing was held against a policy; `privacy-lint init` writes one" })),
  };
}
