/** Rules as SARIF wants them: texts, help, precision and the score GitHub turns into a badge. */
import type { Finding, Severity } from "../model/index.ts";
import type { RuleInfo } from "./options.ts";
import { compareText } from "./words.ts";

/** GitHub: over 9.0 critical, from 7.0 high, from 4.0 medium, below low. One score per rule, so the exceptions stand here. */
const scores: Record<Severity, string> = { error: "7.5", warning: "5.0", info: "2.0" };
const ownScores: Readonly<Record<string, string>> = { "credential-exposed": "9.1", "prohibited-data": "8.5" };
const problemSeverity: Record<Severity, string> = { error: "error", warning: "warning", info: "recommendation" };
const levels: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };
const longest = 1024;

const clip = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const pascal = (id: string): string => id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
/** `undeclared-in-log` -> `UndeclaredInLog`; the name must not be the id, also by its letters. */
const nameOf = (id: string): string => (id.includes("-") ? pascal(id) : `${pascal(id)}Rule`);

export interface SarifRule { id: string; [key: string]: unknown }

function toSarif({ id, summary, why, severity, help }: RuleInfo): SarifRule {
  const text = `${sentence(summary)} ${sentence(why)}`;
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: clip(sentence(summary)) },
    fullDescription: { text: clip(text) },
    help: { text, markdown: help ?? `# ${id}\n\n${text}\n` },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ["security", "privacy", "personal-data"],
      precision: "high",
      "problem.severity": problemSeverity[severity],
      "security-severity": ownScores[id] ?? scores[severity],
    },
  };
}

/** Rules of findings that nobody described, as in a result from another version, describe themselves. */
export function rulesOf(findings: readonly Finding[], known: readonly RuleInfo[]): SarifRule[] {
  const missing = new Map(findings.filter(({ rule }) => !known.some(({ id }) => id === rule))
    .map(({ rule, why, severity }) => [rule, { id: rule, summary: why, why, severity, help: null } satisfies RuleInfo]));
  return [...known, ...missing.values()].sort((a, b) => compareText(a.id, b.id)).map(toSarif);
}
