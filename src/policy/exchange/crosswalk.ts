/** Data types and purposes by the names that other lists have for them. */
import type { DataTypeId } from "../../model/index.ts";
import type { Crosswalks } from "../lexicon.ts";
import { loadLexicon } from "../lexicon.ts";

export const crosswalkOf = (type: DataTypeId): Crosswalks => loadLexicon().types.get(type)?.crosswalks ?? {};
export const labelOf = (type: DataTypeId): string => loadLexicon().types.get(type)?.label ?? type;
export const isDataType = (id: string): boolean => loadLexicon().types.has(id);

function depth(type: DataTypeId): number {
  const { types } = loadLexicon();
  let steps = 0;
  for (let at = types.get(type)?.broader ?? null; at !== null && steps < 12; at = types.get(at)?.broader ?? null) steps += 1;
  return steps;
}

/** The broadest type with this name in the list; several narrower ones may share it. */
export function typeFor(list: keyof Crosswalks, name: string): DataTypeId | undefined {
  const found = [...loadLexicon().types.values()].filter(({ crosswalks }) => crosswalks?.[list] === name).map(({ id }) => id);
  return found.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];
}

/** By id, label or key, as people write it into a table. */
export function typeNamed(text: string): DataTypeId | undefined {
  const wanted = text.trim().toLowerCase();
  for (const { id, label } of loadLexicon().types.values()) if (id === wanted || label.toLowerCase() === wanted || label.replace(/\s*\([^)]*\)/g, "").toLowerCase() === wanted) return id;
  return typeFor("fideslangKey", wanted);
}

/** Fides data uses; the first purpose of a use is the one it becomes. */
export const fidesUses: readonly [purpose: string, use: string][] = [
  ["operations", "essential.service.operations"], ["authentication", "essential.service.authentication"], ["security", "essential.service.security"], ["fraud-prevention", "essential.fraud_detection"],
  ["analytics", "analytics.reporting"], ["error-monitoring", "essential.service.operations.improve"], ["product-improvement", "functional.service.improve"], ["personalization", "personalize"],
  ["support", "essential.service.operations.support"], ["billing", "essential.service.payment_processing"], ["service-communications", "essential.service.notifications"], ["marketing", "marketing.communications"],
  ["advertising", "marketing.advertising"], ["research", "improve.research"], ["legal", "essential.legal_obligation"], ["recruitment", "employment.recruitment"], ["ai-training", "train_ai_system"],
];

export const useOf = (purpose: string | undefined): string => fidesUses.find(([name]) => name === purpose)?.[1] ?? "essential.service";

export const purposeOf = (use: string): string | undefined =>
  fidesUses.find(([, known]) => known === use)?.[0] ?? [...fidesUses].filter(([, known]) => use.startsWith(`${known}.`)).sort((a, b) => b[1].length - a[1].length)[0]?.[0];
