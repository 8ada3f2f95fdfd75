/** Answers one question: does the inventory declare this data type for this surface, recipient and purpose? */
import type {
  Answer, Catalog, DataEntry, DataTypeId, Inventory, ProhibitedEntry, Recipient, Surface, Treatment, VendorEntry, Verdict,
} from "../model/index.ts";
import { verdicts } from "../model/index.ts";
import { isInScope } from "./patterns.ts";
import { isRecipientDeclared, vendorEntries } from "./recipients.ts";
import { purposesOfVendorPurpose } from "./vocabulary.ts";

/** The part of the catalog that answering needs. */
export type AnswerCatalog = Pick<Catalog, "lineage" | "isPseudonymous" | "vendor" | "vendorOfHost">;

export interface Question {
  dataType: DataTypeId;
  surface: Surface;
  recipient: Recipient;
  /** Where the data leaves, for the scope of prohibitions. */
  file: string;
  /** Calls that dominate the sink. */
  guards?: readonly string[];
  /** The vendor's purpose, a word of the catalog. */
  purpose?: string | undefined;
  treatment?: Treatment | undefined;
  /** Names of functions the data went through, for the exemption of de-identified data. */
  calls?: readonly string[];
}

interface Candidate { entry: DataEntry; distance: number; failed: ReadonlySet<Verdict> }

const clear = (entry: DataEntry | null, distance: number | null): Answer =>
  ({ verdict: "clear", entry, prohibition: null, distance });

/** `permissions.query` is met by a call of `navigator.permissions.query`. */
function isGuard(wanted: string, call: string): boolean {
  const name = wanted.replace(/\(\)$/, "");
  return call === name || call.endsWith(`.${name}`);
}

const consentName = /consent|permission|opt(?:ed)?[-_]?(?:in|out)|agree|accept|allow/i;
const trackingSurfaces: ReadonlySet<Surface> = new Set(["analytics", "ads", "session-replay"]);

/**
 * Without named guards a missing question can only be claimed where code has to ask before it tracks; any check whose
 * name speaks of consent counts there.
 */
function isConsentMissing(entry: DataEntry, { surface, guards = [] }: Question): boolean {
  if (entry.consent === "none") return false;
  if (entry.guards.length > 0) return !entry.guards.some((wanted) => guards.some((call) => isGuard(wanted, call)));
  return entry.consent === "opt-in" && trackingSurfaces.has(surface) && !guards.some((call) => consentName.test(call));
}

function isPurposeWrong(entry: DataEntry, vendors: readonly VendorEntry[], { recipient, purpose }: Question): boolean {
  if (recipient.kind === "first-party" || entry.purposes.length === 0) return false;
  const stated = vendors.flatMap((vendor) => vendor.purposes);
  const served = stated.length > 0 ? stated : purposesOfVendorPurpose[purpose ?? ""] ?? [];
  if (served.length === 0 || entry.purposes.some((word) => word.startsWith("x-"))) return false;
  return !entry.purposes.some((word) => served.includes(word));
}

/** An entry for the pseudonymous form only does not declare the plain one. */
function isFormDeclared(entry: DataEntry, catalog: AnswerCatalog, { dataType, treatment }: Question): boolean {
  return entry.identifiability === "identified" || treatment !== undefined || catalog.isPseudonymous(dataType);
}

function failedChecks(entry: DataEntry, distance: number, vendors: readonly VendorEntry[], catalog: AnswerCatalog, question: Question): Set<Verdict> {
  const failed = new Set<Verdict>();
  if (isConsentMissing(entry, question)) failed.add("consent-missing");
  if (!isRecipientDeclared(entry, vendors, question.recipient, catalog)) failed.add("recipient-undeclared");
  if (!entry.surfaces.includes(question.surface)) failed.add("wrong-surface");
  if (isPurposeWrong(entry, vendors, question)) failed.add("purpose-mismatch");
  if (!isFormDeclared(entry, catalog, question)) failed.add("omitted");
  if (distance > 0) failed.add("vague");
  return failed;
}

/** What a vendor is said to receive is declared for that vendor, on whatever surface it gets it. */
function receiptEntry(type: DataTypeId, vendor: VendorEntry, { surface }: Question): DataEntry {
  return {
    type, surfaces: [surface], purposes: [], recipients: [vendor.id], consent: "none", guards: [],
    identifiability: "identified", exact: false, ...(vendor.source === undefined ? {} : { source: vendor.source }),
    reviewed: vendor.reviewed, line: vendor.line,
  };
}

/** Checks that say an entry is about another flow weigh more than those that say this flow breaks it. */
const relevance: readonly Verdict[] = ["wrong-surface", "recipient-undeclared", "omitted", "purpose-mismatch"];

function byRelevance(a: Candidate, b: Candidate): number {
  for (const check of relevance) {
    const order = Number(a.failed.has(check)) - Number(b.failed.has(check));
    if (order !== 0) return order;
  }
  return a.distance - b.distance || Number(a.failed.has("consent-missing")) - Number(b.failed.has("consent-missing"))
    || a.entry.line - b.entry.line;
}

/**
 * "Information about you" names no kind of data: an entry for personal data as a whole answers for itself only, and for
 * nothing that the policy does not name as well.
 */
const names = (entry: DataEntry, distance: number): boolean => distance === 0 || (distance > 0 && !entry.exact && entry.type !== "personal-data");

function findCandidates(inventory: Inventory, catalog: AnswerCatalog, question: Question): Candidate[] {
  const lineage = catalog.lineage(question.dataType);
  const vendors = vendorEntries(inventory, catalog, question.recipient);
  const declared = inventory.data
    .map((entry) => ({ entry, distance: lineage.indexOf(entry.type) }))
    .filter(({ entry, distance }) => names(entry, distance));
  // The consent a type needs is not waived by the list of who receives it.
  const asking = declared.filter(({ entry }) => entry.consent !== "none").sort((a, b) => a.distance - b.distance)[0]?.entry;
  const received = vendors.flatMap((vendor) => vendor.receives.map((type) => ({ entry: receiptEntry(type, vendor, question), distance: lineage.indexOf(type) })))
    .filter(({ entry, distance }) => names(entry, distance))
    .map(({ entry, distance }) => ({ entry: asking ? { ...entry, consent: asking.consent, guards: asking.guards } : entry, distance }));
  return [...declared, ...received].map(({ entry, distance }) =>
    ({ entry, distance, failed: failedChecks(entry, distance, vendors, catalog, question) }));
}

function positiveAnswer(inventory: Inventory, catalog: AnswerCatalog, question: Question): Answer {
  const [best] = findCandidates(inventory, catalog, question).sort(byRelevance);
  if (!best) return { verdict: inventory.mode === "open" ? "clear" : "omitted", entry: null, prohibition: null, distance: null };
  const verdict = verdicts.find((candidate) => best.failed.has(candidate)) ?? "clear";
  return { verdict, entry: best.entry, prohibition: null, distance: best.distance };
}

function matchingBans(bans: readonly ProhibitedEntry[], catalog: AnswerCatalog, dataType: DataTypeId, file: string): { ban: ProhibitedEntry; distance: number }[] {
  const lineage = catalog.lineage(dataType);
  return bans
    .map((ban) => ({ ban, distance: lineage.indexOf(ban.type) }))
    .filter(({ ban, distance }) => distance >= 0 && (ban.scope === undefined || isInScope(ban.scope, file)))
    .sort((a, b) => a.distance - b.distance || a.ban.line - b.ban.line);
}

/** A general ban and a declaration of something narrower contradict each other; with a scope, the ban is the exception. */
function contradicts(ban: ProhibitedEntry, banDistance: number, positive: Answer): boolean {
  return positive.verdict === "clear" && positive.entry !== null && positive.distance !== null
    && ban.scope === undefined && banDistance > positive.distance;
}

function isExempt(inventory: Inventory, calls: readonly string[] = []): boolean {
  return inventory.exemptions.deidentified.some((name) => calls.some((call) => isGuard(name, call)));
}

export function answer(inventory: Inventory, catalog: AnswerCatalog, question: Question): Answer {
  if (isExempt(inventory, question.calls)) return clear(null, null);
  const positive = positiveAnswer(inventory, catalog, question);
  const [nearest] = matchingBans(inventory.prohibited, catalog, question.dataType, question.file)
    .filter(({ ban }) => ban.surfaces.includes(question.surface));
  if (!nearest) return positive;
  const verdict = contradicts(nearest.ban, nearest.distance, positive) ? "ambiguous" : "prohibited";
  return { ...positive, verdict, prohibition: nearest.ban };
}

/** Bans that reach every surface are bans on having the data at all. */
const isBanOnHaving = (ban: ProhibitedEntry): boolean => ban.surfaces.includes("storage") && ban.surfaces.includes("response");

/** Is this data type listed at all, whatever becomes of it? */
export function answerCollection(inventory: Inventory, catalog: AnswerCatalog, { dataType, file }: { dataType: DataTypeId; file: string }): Answer {
  const [ban] = matchingBans(inventory.prohibited, catalog, dataType, file).filter(({ ban }) => isBanOnHaving(ban));
  const lineage = catalog.lineage(dataType);
  const [near] = inventory.data
    .map((entry) => ({ entry, distance: lineage.indexOf(entry.type) }))
    .filter(({ entry, distance }) => names(entry, distance))
    .sort((a, b) => a.distance - b.distance || a.entry.line - b.entry.line);
  const isReceived = inventory.vendors.some((vendor) => vendor.receives.includes(dataType));
  const declared: Answer = near
    ? { verdict: near.distance === 0 || isReceived ? "clear" : "vague", entry: near.entry, prohibition: null, distance: near.distance }
    : { verdict: isReceived || inventory.mode === "open" ? "clear" : "omitted", entry: null, prohibition: null, distance: null };
  if (!ban) return declared;
  return { ...declared, verdict: contradicts(ban.ban, ban.distance, declared) ? "ambiguous" : "prohibited", prohibition: ban.ban };
}
