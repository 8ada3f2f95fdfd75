/** The code talks to a vendor or host that the inventory does not name: one finding per vendor, at its best evidence. */
import { defineRule } from "../../src/model/index.ts";
import type { Draft, JudgedVendor, RuleInput, VendorUse } from "../../src/model/index.ts";
import { asContinuation, list, unique } from "./parts/wording.ts";

type Evidence = VendorUse["evidence"][number];

/** A host in a string or a name in a manifest is a hint, not a use. */
const sureEvidence: ReadonlySet<Evidence["kind"]> = new Set(["call", "import", "tag"]);

function whatOf({ name, purpose, receives }: VendorUse, { dataType, inventory }: RuleInput): string {
  const about = purpose === "" ? name : `${name} (${purpose})`;
  const types = unique(receives).sort().map((type) => asContinuation(dataType(type).label));
  const gets = types.length === 0 ? `${about} is used` : `${about} receives ${list(types)}`;
  return inventory.file === null ? `${gets}.` : `${gets}; the inventory does not name it.`;
}

function toDraft({ vendor }: JudgedVendor, input: RuleInput): Draft | null {
  const evidence = vendor.evidence[0];
  if (!evidence) return null;
  const getsData = vendor.receives.length > 0 || vendor.autoCollects.length > 0;
  const { file, line } = evidence;
  return {
    // Used without personal data in sight: worth a look, not an alarm.
    severity: getsData ? "error" : "warning",
    certainty: sureEvidence.has(evidence.kind) ? "sure" : "likely",
    verdict: "recipient-undeclared",
    // The finding is about the company: it stays the same one when another field is sent there.
    dataTypes: [],
    surface: null,
    recipient: { id: vendor.id, name: vendor.name, kind: vendor.kind },
    what: whatOf(vendor, input),
    fix: `List ${vendor.id} under \`vendors\` in the inventory once the policy names it, or remove it.`,
    location: { file, line, column: 1, endLine: line, endColumn: 1 },
    sources: [],
    path: vendor.evidence.slice(0, 10).map((place) => ({ kind: "step", file: place.file, line: place.line, column: 1, note: place.text })),
    inventory: null,
    subject: `vendor ${vendor.id}`,
  };
}

export default defineRule({
  id: "undeclared-recipient",
  summary: "The code sends data to a vendor or host that the inventory does not name.",
  why: "Users were told who receives their data; a company that is not on that list gets it without their knowing.",
  severity: "error",
  check: (input): Draft[] =>
    input.vendors.filter(({ declared }) => !declared).map((vendor) => toDraft(vendor, input)).filter((draft) => draft !== null),
});
