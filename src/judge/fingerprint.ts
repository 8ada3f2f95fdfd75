/** Names a finding so that it is the same one after edits elsewhere: no line numbers, no severity, no wording. */
import { createHash } from "node:crypto";
import type { Draft } from "../model/index.ts";

const normalised = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The text that the fingerprint hashes. */
export function subjectOf(rule: string, draft: Draft): string {
  const sources = [...new Set(draft.sources.map((source) => `${source.dataType}=${normalised(source.expression)}`))].sort();
  return [rule, draft.location.file, normalised(draft.subject), [...draft.dataTypes].sort().join(","), sources.join(",")].join("\n");
}

/** Equal subjects are told apart by their order in the file. */
export function fingerprintOf(subject: string, ordinal: number): string {
  const text = ordinal === 0 ? subject : `${subject}\n#${ordinal}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
