/** Findings about suppression comments themselves: malformed, unused, expired. */
import { createHash } from "node:crypto";
import type { Finding } from "../model/index.ts";
import { marker } from "./directive.ts";

/** Not a rule with a check, but listed, explained and switched off like one. */
export const suppressionRule = {
  id: "suppression",
  summary: "A suppression comment is malformed, unused or expired.",
  why: "A comment that silences nothing, or no longer should, hides the next finding at this place.",
  severity: "warning",
} as const;

interface Place { file: string; line: number; column: number; endLine: number; text: string }

export function toProblem(place: Place, what: string, fix: string, ordinal: number): Finding {
  const subject = [suppressionRule.id, place.file, place.text, what, ordinal].join("\n");
  return {
    rule: suppressionRule.id, severity: suppressionRule.severity, certainty: "sure", verdict: null, dataTypes: [], surface: null,
    recipient: null, what, why: suppressionRule.why, fix,
    location: {
      file: place.file, line: place.line, column: place.column, endLine: place.endLine,
      endColumn: place.column + (place.endLine === place.line ? marker.length + place.text.length : 0),
    },
    sources: [], path: [], inventory: null,
    fingerprint: createHash("sha256").update(subject).digest("hex").slice(0, 16),
  };
}
