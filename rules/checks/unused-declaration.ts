/** The policy declares data or a vendor of which the code shows no trace. */
import { defineRule } from "../../src/model/index.ts";
import type { DataEntry, Draft, RuleInput, VendorEntry } from "../../src/model/index.ts";
import { cite, labels, unique } from "./parts/wording.ts";

type Base = Pick<Draft, "certainty" | "verdict" | "surface" | "sources" | "path" | "location">;

function base(file: string, line: number): Base {
  return { certainty: "sure", verdict: null, surface: null, sources: [], path: [], location: { file, line, column: 1, endLine: line, endColumn: 1 } };
}

function dataDraft(entry: DataEntry, file: string, { dataType }: RuleInput): Draft {
  return {
    ...base(file, entry.line),
    dataTypes: [entry.type],
    recipient: null,
    what: `${labels([entry.type], dataType)}: declared, but nothing in the code collects or sends it.`,
    fix: `Remove ${entry.type} from the policy and the inventory if it is really gone.`,
    inventory: cite(entry),
    subject: `declaration of ${entry.type}`,
  };
}

function vendorDraft(vendor: VendorEntry, file: string): Draft {
  const name = vendor.name ?? vendor.id;
  return {
    ...base(file, vendor.line),
    dataTypes: [],
    recipient: { id: vendor.id, name, kind: "vendor" },
    what: `${name}: declared, but nothing in the code uses it.`,
    fix: `Remove ${vendor.id} from the policy and the inventory if it is really gone.`,
    inventory: null,
    subject: `declaration of vendor ${vendor.id}`,
  };
}

/** A type is seen when an answer rests on it, whatever the answer was. */
function seenTypes({ flows, collections }: RuleInput): Set<string> {
  const answers = [...flows.flatMap(({ data }) => data.map(({ answer }) => answer)), ...collections.map(({ answer }) => answer)];
  const observed = [...flows.flatMap(({ data }) => data.map(({ datum }) => datum.dataType)), ...collections.map(({ collection }) => collection.dataType)];
  return new Set([...observed, ...answers.flatMap(({ entry }) => (entry ? [entry.type] : []))]);
}

function isSeen(entry: VendorEntry, { vendors, flows }: RuleInput): boolean {
  const names = new Set([entry.id, entry.name ?? entry.id].map((name) => name.toLowerCase()));
  const hosts = entry.domains.map((domain) => domain.replace(/^\*\./, ""));
  return vendors.some(({ vendor }) => names.has(vendor.id.toLowerCase()) || names.has(vendor.name.toLowerCase())
    || vendor.packages.some((name) => entry.packages.some((pattern) => name === pattern || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)))))
    || hosts.some((host) => vendor.id === host || vendor.id.endsWith(`.${host}`)))
    || flows.some(({ flow }) => names.has(flow.recipient.id.toLowerCase()));
}

export default defineRule({
  id: "unused-declaration",
  summary: "The policy declares data or a vendor that the code does not show.",
  why: "A policy that lists more than happens is hard to trust, and hides what does happen.",
  severity: "info",
  check: (input): Draft[] => {
    const { file, data, vendors } = input.inventory;
    if (file === null) return [];
    const seen = seenTypes(input);
    const unseen = unique(data.filter(({ type }) => !seen.has(type)).map(({ type }) => type));
    return [
      ...unseen.map((type) => dataDraft(data.find((entry) => entry.type === type)!, file, input)),
      ...vendors.filter((vendor) => !isSeen(vendor, input)).map((vendor) => vendorDraft(vendor, file)),
    ];
  },
});
