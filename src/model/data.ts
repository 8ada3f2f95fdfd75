/** The words of the domain that flows, findings and the inventory share: surfaces, verdicts, recipients, places. */

export const surfaces = [
  "log", "error-tracker", "analytics", "ads", "session-replay", "llm", "network-third-party", "message",
  "client-storage", "storage", "response",
] as const;
export type Surface = (typeof surfaces)[number];

/** In order of precedence: the first that applies decides. */
export const verdicts = [
  "prohibited", "consent-missing", "recipient-undeclared", "wrong-surface", "retention-exceeded", "purpose-mismatch",
  "omitted", "ambiguous", "vague", "clear",
] as const;
export type Verdict = (typeof verdicts)[number];

export type Severity = "error" | "warning" | "info";
export type Certainty = "sure" | "likely";
export type DataTypeId = string;

export interface Recipient { id: string; name: string; kind: "first-party" | "vendor" | "host" }

/** Path relative to the root with forward slashes; line and column are 1-based. */
export interface Position { file: string; line: number; column: number }
/** `endColumn` is exclusive. */
export interface Location extends Position { endLine: number; endColumn: number }
