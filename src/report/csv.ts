/** CSV for a spreadsheet: one line per finding and data type, for the people who keep the records of processing. */
import type { Finding, Report } from "../model/index.ts";
import { policyWords } from "./words.ts";

const columns = [
  "data type", "surface", "recipient", "recipient kind", "verdict", "severity", "certainty", "rule", "file", "line", "column", "source",
  "what", "policy", "fix", "fingerprint",
] as const;

/** A cell that starts like a formula is run by spreadsheets; an apostrophe makes it text. */
function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value).replace(/\s*\r?\n\s*/g, " ");
  const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, "\"\"")}"` : safe;
}

function rows(finding: Finding): (string | number | null)[][] {
  const { surface, recipient, verdict, severity, certainty, rule, location, what, fix, fingerprint } = finding;
  return (finding.dataTypes.length > 0 ? finding.dataTypes : [null]).map((dataType) => [
    dataType, surface, recipient?.name ?? null, recipient?.kind ?? null, verdict, severity, certainty, rule, location.file, location.line, location.column,
    finding.sources.find((source) => source.dataType === dataType)?.expression ?? null, what, policyWords(finding), fix, fingerprint,
  ]);
}

export const csv = ({ findings }: Report): string =>
  [columns, ...findings.flatMap(rows)].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
