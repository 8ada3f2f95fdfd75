/** Plain sentences for what the code does and the policy does not say: raw material for a lawyer, with the evidence. */
import type { DataTypeId, Surface } from "../model/index.ts";
import { loadLexicon } from "./lexicon.ts";

export interface Evidence { dataType: DataTypeId; surface: Surface; recipient: string; isFirstParty: boolean; at: string }
export interface Suggestion { section: string; text: string; evidence: string[] }

const sections: Readonly<Record<Surface, string>> = {
  log: "Log files", "error-tracker": "Error reports", analytics: "Analytics", ads: "Advertising", "session-replay": "Session recordings", llm: "Artificial intelligence",
  "network-third-party": "Service providers", message: "Messages we send", "client-storage": "Cookies and local storage", storage: "What we store", response: "What we collect",
};

const wordings: Readonly<Record<Surface, (data: string, recipient: string) => string>> = {
  log: (data) => `Our server logs record your ${data} so that we can find errors and abuse; we delete them after [number] days.`,
  "error-tracker": (data, recipient) => `When something fails, ${recipient} receives an error report that may contain your ${data}.`,
  analytics: (data, recipient) => `We use ${recipient} to understand how our service is used; it receives your ${data}.`,
  ads: (data, recipient) => `Our advertising partner ${recipient} receives your ${data}.`,
  "session-replay": (data, recipient) => `${recipient} records sessions for us and may receive your ${data}.`,
  llm: (data, recipient) => `When you use [feature], ${recipient} processes your ${data} to produce an answer.`,
  "network-third-party": (data, recipient) => `We share your ${data} with ${recipient}, which works for us.`,
  message: (data, recipient) => `We send you messages through ${recipient}, which receives your ${data}.`,
  "client-storage": (data) => `We store your ${data} in your browser or app.`,
  storage: (data) => `We store your ${data} for as long as [reason].`,
  response: (data) => `We collect your ${data} in order to [purpose].`,
};

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Labels are written for tables: what stands in brackets is left out, acronyms stay capital. */
export function wordFor(type: DataTypeId): string {
  const label = (loadLexicon().types.get(type)?.label ?? type).replace(/\s*\([^)]*\)/g, "");
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** One sentence for each place and recipient. */
export function suggestWording(evidence: readonly Evidence[]): Suggestion[] {
  const groups = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const key = `${item.surface} ${item.isFirstParty ? "" : item.recipient}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Evidence, ...Evidence[]];
    const words = [...new Set(group.map((item) => wordFor(item.dataType)))].sort();
    return { section: sections[first.surface], text: wordings[first.surface](listed(words), first.isFirstParty ? "our own servers" : first.recipient), evidence: [...new Set(group.map((item) => item.at))].sort() };
  }).sort((a, b) => (a.section < b.section ? -1 : a.section > b.section ? 1 : a.text < b.text ? -1 : 1));
}
