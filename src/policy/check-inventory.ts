/** Holds an inventory against the policy text it came from: drift, contradictions, numbers, names. */
import type { DataTypeId, Inventory, ProhibitedEntry, Surface } from "../model/index.ts";
import { daysOf } from "../model/duration.ts";
import { foldSpace, quoteFinder } from "../model/quotes.ts";
import { loadLexicon } from "./lexicon.ts";
import type { PolicyReading } from "./types.ts";
import { tokenize } from "./words.ts";

export type ProblemKind = "policy-drift" | "contradiction" | "number" | "age" | "not-in-policy" | "not-in-inventory" | "vendor" | "collected" | "no-source" | "not-understood";

export interface PolicyProblem {
  kind: ProblemKind;
  severity: "error" | "warning" | "info";
  /** In the inventory, or null for the policy. */
  line: number | null;
  policyLine: number | null;
  what: string;
  fix: string;
}

/** What the code does, as far as the caller has looked. */
export interface CodeFacts { dataTypes: ReadonlyMap<DataTypeId, string>; vendors: { id: string; name: string; at: string }[] }

/** The sentence of the text that shares most words with the old quote. */
function nearestWording(quote: string, reading: PolicyReading): { text: string; line: number } | null {
  const wanted = new Set(tokenize(quote).filter((token) => token.isWord).map((token) => token.word));
  const scored = reading.statements.map((statement) => {
    const words = tokenize(statement.quote).filter((token) => token.isWord).map((token) => token.word);
    const shared = new Set(words.filter((word) => wanted.has(word))).size;
    return { text: statement.quote, line: statement.line, score: (2 * shared) / (wanted.size + new Set(words).size || 1) };
  }).sort((a, b) => b.score - a.score || a.line - b.line);
  const [best] = scored;
  return best && best.score > 0.4 ? { text: best.text, line: best.line } : null;
}

function drift(inventory: Inventory, reading: PolicyReading, text: string): PolicyProblem[] {
  const isQuoted = quoteFinder(text);
  const entries = [
    ...inventory.data.map((entry) => ({ name: entry.type, entry })), ...inventory.prohibited.map((entry) => ({ name: `prohibited ${entry.type}`, entry })),
    ...inventory.vendors.map((entry) => ({ name: `vendor ${entry.id}`, entry })),
  ];
  return entries.flatMap(({ name, entry }): PolicyProblem[] => {
    const quote = entry.source?.quote;
    if (quote === undefined || entry.source?.document !== undefined) return [];
    if (isQuoted(quote)) return [];
    const near = nearestWording(quote, reading);
    return [{
      kind: "policy-drift", severity: "error", line: entry.line, policyLine: near?.line ?? null,
      what: `${name}: the policy no longer says "${foldSpace(quote)}".${near ? ` Nearest now, line ${near.line}: "${near.text}".` : " Nothing like it is left."}`,
      fix: near ? "Read the new wording and change the entry and its quote." : "Take the entry out, or give it the clause that stands for it now.",
    }];
  });
}

function ancestors(type: DataTypeId): DataTypeId[] {
  const { types } = loadLexicon();
  const chain: DataTypeId[] = [];
  for (let at: DataTypeId | null = type; at !== null && !chain.includes(at); at = types.get(at)?.broader ?? null) chain.push(at);
  return chain;
}

const isWholeBan = (ban: ProhibitedEntry): boolean => ban.scope === undefined && ban.surfaces.includes("storage") && ban.surfaces.includes("response");

function contradictions(inventory: Inventory): PolicyProblem[] {
  return inventory.prohibited.flatMap((ban): PolicyProblem[] => inventory.data
    .filter((entry) => ancestors(entry.type).includes(ban.type) && ban.ageThreshold === undefined && ban.scope === undefined && entry.surfaces.some((surface: Surface) => ban.surfaces.includes(surface)))
    .map((entry) => ({
      kind: "contradiction", severity: isWholeBan(ban) || entry.type === ban.type ? "error" : "warning", line: ban.line, policyLine: null,
      what: `${ban.type} is prohibited (line ${ban.line}) and ${entry.type} is declared on ${entry.surfaces.filter((surface) => ban.surfaces.includes(surface)).join(", ")} (line ${entry.line}).`,
      fix: "Give the ban `surfaces`, `actions` or a `scope`, or take the surface out of the entry.",
    })));
}

function numbers(inventory: Inventory, reading: PolicyReading): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const entry of inventory.data) {
    const limits = reading.retentions.filter((limit) => limit.dataTypes.includes(entry.type));
    if (!entry.retention || limits.length === 0 || limits.some((limit) => daysOf(limit.retention.max) === daysOf(entry.retention?.max ?? ""))) continue;
    const [limit] = limits;
    if (limit) problems.push({
      kind: "number", severity: "error", line: entry.line, policyLine: limit.line,
      what: `${entry.type} is kept ${entry.retention.max} by the inventory and ${limit.retention.max} by the policy (line ${limit.line}): "${limit.quote}".`, fix: `Write \`retention: ${limit.retention.max}\`, or change the policy.`,
    });
  }
  const ages = new Set(reading.ages.map((limit) => limit.age));
  for (const ban of inventory.prohibited) if (ban.ageThreshold !== undefined && ages.size > 0 && !ages.has(ban.ageThreshold)) problems.push({
    kind: "age", severity: "error", line: ban.line, policyLine: reading.ages[0]?.line ?? null, what: `The inventory says ${ban.ageThreshold} years, the policy ${[...ages].join(" and ")}.`, fix: "Use the age of the policy.",
  });
  return problems;
}

function coverage(inventory: Inventory, reading: PolicyReading): PolicyProblem[] {
  const general = new Set(["personal-data", "deidentified-data"]);
  const positive = reading.statements.filter((statement) => statement.polarity === "positive" && statement.form === "plain");
  const inPolicy = new Map(positive.flatMap((statement) => statement.dataTypes.map((type): [DataTypeId, { line: number; quote: string }] => [type, statement.quotes[type] ?? statement])));
  const listed = new Set(inventory.data.map((entry) => entry.type));
  const problems: PolicyProblem[] = [];
  for (const [type, { line, quote }] of inPolicy) {
    const isListed = listed.has(type) || general.has(type) || inventory.prohibited.some((ban) => ban.type === type);
    if (!isListed) problems.push({ kind: "not-in-inventory", severity: "warning", line: null, policyLine: line, what: `The policy declares ${type} (line ${line}: "${quote}"), the inventory does not.`, fix: "Run `privacy-lint init` again, or add the entry by hand." });
  }
  for (const entry of inventory.data) {
    if (entry.source === undefined) problems.push({ kind: "no-source", severity: "info", line: entry.line, policyLine: null, what: `${entry.type} has no source: nothing says which clause declares it.`, fix: "Add `source: { section, quote }`." });
    const isSaid = inPolicy.has(entry.type) || ancestors(entry.type).some((type) => inPolicy.has(type) && !general.has(type)) || reading.retentions.some((limit) => limit.dataTypes.includes(entry.type));
    if (!isSaid && !general.has(entry.type) && entry.source?.quote === undefined) problems.push({ kind: "not-in-policy", severity: "warning", line: entry.line, policyLine: null, what: `The inventory declares ${entry.type}, and no clause about it was found in the policy.`, fix: "Add the clause to the policy, or give the entry its quote." });
  }
  return problems;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase().replace(/[^a-z0-9]/g, "") === b.toLowerCase().replace(/[^a-z0-9]/g, "");

function vendors(inventory: Inventory, reading: PolicyReading, code: CodeFacts | null): PolicyProblem[] {
  const isNamed = (id: string, name: string, list: readonly { id: string; name?: string }[]): boolean => list.some((other) => sameName(other.id, id) || sameName(other.name ?? other.id, name));
  const problems: PolicyProblem[] = [];
  for (const vendor of reading.vendors) {
    if (!isNamed(vendor.id, vendor.name, inventory.vendors)) problems.push({ kind: "vendor", severity: "warning", line: null, policyLine: vendor.line, what: `The policy names ${vendor.name} (line ${vendor.line}), the inventory does not.`, fix: `Add \`- { id: ${vendor.id} }\` to \`vendors\`.` });
    if (code && !isNamed(vendor.id, vendor.name, code.vendors)) problems.push({ kind: "vendor", severity: "info", line: null, policyLine: vendor.line, what: `The policy names ${vendor.name} (line ${vendor.line}), the code does not use it.`, fix: "Nothing to do when it is used outside this repository; else take it out of the policy." });
  }
  for (const vendor of code?.vendors ?? []) if (!isNamed(vendor.id, vendor.name, reading.vendors)) problems.push({
    kind: "vendor", severity: "warning", line: null, policyLine: null, what: `The code uses ${vendor.name} (${vendor.at}), the policy does not name it.`, fix: "Name the vendor, or its kind, in the policy's section on recipients.",
  });
  return problems;
}

function collected(reading: PolicyReading, code: CodeFacts | null): PolicyProblem[] {
  const named = new Set(reading.statements.filter((statement) => statement.polarity === "positive").flatMap((statement) => statement.dataTypes));
  return [...(code?.dataTypes ?? [])].filter(([type]) => !ancestors(type).some((id) => named.has(id) && id !== "personal-data")).map(([type, at]) => ({
    kind: "collected", severity: "warning", line: null, policyLine: null, what: `The code handles ${type} (${at}), and the policy never names it.`, fix: "Run `privacy-lint policy suggest` for a wording.",
  }));
}

const order: Record<PolicyProblem["severity"], number> = { error: 0, warning: 1, info: 2 };

/** Worst first, then by line. */
export function checkInventory(inventory: Inventory, reading: PolicyReading, text: string, code: CodeFacts | null = null): PolicyProblem[] {
  const open = reading.openPoints.map((point): PolicyProblem => ({ kind: "not-understood", severity: "info", line: null, policyLine: point.line, what: `Line ${point.line}, ${point.why}: "${point.text}"`, fix: "Decide by hand what it declares." }));
  return [...drift(inventory, reading, text), ...contradictions(inventory), ...numbers(inventory, reading), ...coverage(inventory, reading), ...vendors(inventory, reading, code), ...collected(reading, code), ...open]
    .map((problem, index) => ({ problem, index })).sort((a, b) => order[a.problem.severity] - order[b.problem.severity] || a.index - b.index).map(({ problem }) => problem);
}
