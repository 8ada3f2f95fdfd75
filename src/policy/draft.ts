/** Turns what was read into an inventory draft: one entry per data type, consent and place, each with its quote. */
import type { Consent, DataTypeId, Retention, Surface } from "../model/index.ts";
import { surfaces as allSurfaces } from "../model/index.ts";
import type { Lexicon } from "./lexicon.ts";
import { loadLexicon } from "./lexicon.ts";
import type { PolicyQuote, PolicyReading, ProhibitedDraft, RetentionLimit, Statement } from "./types.ts";

export interface DataDraft {
  type: DataTypeId;
  surfaces: Surface[];
  purposes?: string[];
  recipients?: string[];
  retention?: Retention;
  consent?: Consent;
  identifiability?: "pseudonymous";
  source: PolicyQuote;
  reviewed: false;
}

export interface VendorDraft { id: string; name: string; purposes?: string[]; source?: PolicyQuote; reviewed: false }

export interface InventoryDraft {
  version: 1;
  policy?: { file: string; effective?: string; sha256: string };
  organization?: { name?: string; role?: "controller" | "processor"; domains?: string[] };
  data: DataDraft[];
  prohibited: ProhibitedDraft[];
  vendors: VendorDraft[];
}

const trackingRoots = new Set(["usage-data", "device-information", "identifier", "inferences", "approximate-location", "log-data", "device-id"]);
const adRoots = new Set(["usage-data", "identifier", "inferences", "approximate-location", "advertising-id"]);
const ownPlaces = new Set<Surface>(["storage", "response"]);
const handingOver = new Set(["share", "sell", "transfer", "disclose", "send"]);

function lineage(type: DataTypeId, lexicon: Lexicon): DataTypeId[] {
  const chain: DataTypeId[] = [];
  for (let at: DataTypeId | null = type; at !== null && !chain.includes(at); at = lexicon.types.get(at)?.broader ?? null) chain.push(at);
  return chain;
}

/** A purpose or an error word licenses a surface only for the kinds of data that go there. */
function surfacesFor(type: DataTypeId, statement: Statement, lexicon: Lexicon): Surface[] {
  const chain = lineage(type, lexicon);
  const isHandedOver = handingOver.has(statement.action);
  const found = statement.surfaces.filter((surface) => {
    if (surface === "error-tracker") return isHandedOver || chain.includes("crash-data") || statement.recipients.some((recipient) => recipient !== "first-party" && !statement.dataTypes.includes("crash-data"));
    if (surface === "session-replay") return chain.includes("session-replay") || chain.includes("interaction-events");
    if (isHandedOver) return true;
    if (surface === "analytics") return chain.some((id) => trackingRoots.has(id));
    if (surface === "ads") return chain.some((id) => adRoots.has(id));
    return true;
  });
  if (type === "cookie" && !found.includes("client-storage")) found.push("client-storage");
  if (type === "session-id" && /cookie/i.test(statement.quotes[type]?.quote ?? "") && !found.includes("client-storage")) found.push("client-storage");
  if (found.length === 0 && !isHandedOver) found.push("storage", "response");
  return allSurfaces.filter((surface) => found.includes(surface));
}

interface Piece { type: DataTypeId; surfaces: Surface[]; purposes: string[]; recipients: string[]; consent: Consent; retention: Retention | null; source: PolicyQuote; isIncidental: boolean }

/** Members of the policy's own words: what is said of "Personal Data" is said of each of them. */
function membersOf(term: string, reading: PolicyReading, seen = new Set<string>()): DataTypeId[] {
  if (seen.has(term.toLowerCase())) return [];
  seen.add(term.toLowerCase());
  const definition = reading.definitions.find((entry) => entry.term.toLowerCase() === term.toLowerCase());
  if (!definition) return [];
  return [...new Set(definition.dataTypes.flatMap((type) => {
    const nested = reading.definitions.find((entry) => entry.term.toLowerCase().replace(/\s+/g, "-") === type && entry !== definition);
    return [type, ...(nested ? membersOf(nested.term, reading, seen) : [])];
  }))];
}

function termsIn(statement: Statement, reading: PolicyReading): string[] {
  if (!statement.dataTypes.includes("personal-data")) return [];
  const quote = (statement.quotes["personal-data"] ?? statement).quote;
  const named = reading.definitions.filter((definition) => definition.term !== "personal-data" && new RegExp(`\\b${definition.term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`).test(quote)).map((definition) => definition.term);
  const general = reading.definitions.some((definition) => definition.term === "personal-data") && /\b(?:personal(?:ly identifiable)? (?:information|data))\b/i.test(quote) ? ["personal-data"] : [];
  return [...named, ...general];
}

/** "We keep invoices for 7 years" is about purchases where the policy declares them, else about personal data as a whole. */
function typesOf(limit: RetentionLimit, declared: ReadonlySet<DataTypeId>): DataTypeId[] {
  if (!limit.isImplied) return limit.dataTypes;
  const known = limit.dataTypes.filter((type) => declared.has(type));
  return known.length > 0 ? known : ["personal-data"];
}

function piecesOf(reading: PolicyReading, lexicon: Lexicon): Piece[] {
  const pieces: Piece[] = [];
  for (const statement of reading.statements) {
    if (statement.polarity === "negative" || statement.form !== "plain") continue;
    const isHandedOver = handingOver.has(statement.action);
    for (const type of statement.dataTypes) {
      const surfaces = surfacesFor(type, statement, lexicon);
      pieces.push({
        type, surfaces: surfaces.length > 0 ? surfaces : ["storage", "response"], purposes: statement.purposes, recipients: statement.recipients, consent: statement.consent,
        retention: null, source: statement.quotes[type] ?? statement, isIncidental: isHandedOver && surfaces.length === 0,
      });
    }
    if (!isHandedOver || statement.surfaces.length === 0) continue;
    const members = termsIn(statement, reading).flatMap((term) => membersOf(term, reading)).filter((type) => type !== "personal-data");
    for (const type of new Set(members)) pieces.push({
      type, surfaces: allSurfaces.filter((surface) => statement.surfaces.includes(surface)), purposes: statement.purposes, recipients: statement.recipients, consent: statement.consent,
      retention: null, source: statement.quotes["personal-data"] ?? statement, isIncidental: false,
    });
  }
  const declared = new Set(pieces.map((piece) => piece.type));
  for (const limit of reading.retentions) for (const type of typesOf(limit, declared)) {
    if (type === "deidentified-data") continue;
    pieces.push({ type, surfaces: limit.surfaces.includes("log") ? ["log"] : type === "cookie" ? ["client-storage"] : ["storage", "response"], purposes: [], recipients: [], consent: "none", retention: limit.retention, source: { section: limit.section, quote: limit.quote, line: limit.line }, isIncidental: false });
  }
  return pieces;
}

const special = (list: readonly Surface[]): Surface[] => list.filter((surface) => !ownPlaces.has(surface));
const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];

function merge(into: Piece, piece: Piece): void {
  into.surfaces = allSurfaces.filter((surface) => into.surfaces.includes(surface) || piece.surfaces.includes(surface));
  into.purposes = union(into.purposes, piece.purposes);
  into.recipients = union(into.recipients, piece.recipients);
  if (piece.retention && !into.retention) {
    into.retention = piece.retention;
    into.source = piece.source;
  }
  into.isIncidental &&= piece.isIncidental;
}

/** Pieces of one type that ask for the same consent and go to the same places are one entry. */
function mergePieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const places = special(piece.surfaces).join();
    const same = merged.find((other) => other.type === piece.type && other.consent === piece.consent && special(other.surfaces).join() === places
      && (piece.retention === null ? other.retention === null || places !== "" : places !== "" && (other.retention === null || other.retention.max === piece.retention.max)));
    if (same) merge(same, piece);
    else merged.push({ ...piece });
  }
  // "Location. We may ask for access to your location": the title, or a table of words, adds nothing to the sentence that asks.
  const isTitleOf = (piece: Piece, other: Piece): boolean => other !== piece && other.type === piece.type && other.consent !== "none" && piece.source.quote.split(" ").length <= 4
    && (other.source.line === piece.source.line || /\bdefin/i.test(piece.source.section));
  // What is only said to be handed to an authority or a buyer adds nothing to an entry of its own.
  return merged.filter((piece) => piece.consent !== "none" || !pieces.some((other) => isTitleOf(piece, other))).filter((piece) => !piece.isIncidental || !merged.some((other) => other !== piece && other.type === piece.type && other.consent === piece.consent));
}

/** A ban on keeping takes the place of keeping out of the declared entries. */
function withoutBanned(pieces: readonly Piece[], prohibited: readonly ProhibitedDraft[]): Piece[] {
  return pieces.flatMap((piece) => {
    const bans = prohibited.filter((ban) => ban.type === piece.type && ban.scope === undefined && ban.surfaces === undefined);
    const gone = new Set<Surface>(bans.flatMap((ban): Surface[] => [...(ban.actions.includes("store") ? (["storage"] as const) : []), ...(ban.actions.includes("log") ? (["log"] as const) : [])]));
    const surfaces = piece.surfaces.filter((surface) => !gone.has(surface));
    return surfaces.length === 0 ? [] : [{ ...piece, surfaces }];
  });
}

const vocabulary = new Set(["operations", "authentication", "security", "fraud-prevention", "analytics", "error-monitoring", "product-improvement", "personalization", "support", "billing", "service-communications", "marketing", "advertising", "research", "legal", "recruitment", "ai-training"]);

function entryOf(piece: Piece): DataDraft {
  const handed = special(piece.surfaces).filter((surface) => surface !== "log" && surface !== "client-storage");
  return {
    type: piece.type, surfaces: piece.surfaces,
    ...(piece.purposes.length > 0 ? { purposes: piece.purposes.filter((purpose) => vocabulary.has(purpose)).sort() } : {}),
    ...(handed.length > 0 && piece.recipients.length > 0 ? { recipients: [...piece.recipients].sort() } : {}),
    ...(piece.retention ? { retention: piece.retention } : {}),
    ...(piece.consent === "none" ? {} : { consent: piece.consent }),
    source: piece.source, reviewed: false,
  };
}

/** E-mail and text messages a policy speaks of go to the address or number it declares. */
function messagePieces(reading: PolicyReading, declared: ReadonlySet<DataTypeId>): Piece[] {
  return reading.messages.filter((message) => declared.has(message.type)).map((message) => ({
    type: message.type, surfaces: ["message"], purposes: message.purposes, recipients: [], consent: "none", retention: null,
    source: { section: message.section, quote: message.quote, line: message.line }, isIncidental: false,
  }));
}

export function draftInventory(reading: PolicyReading, _catalog?: unknown, lexicon: Lexicon = loadLexicon()): InventoryDraft {
  const pieces = piecesOf(reading, lexicon);
  const declared = new Set(pieces.map((piece) => piece.type));
  const all = withoutBanned(mergePieces([...pieces, ...messagePieces(reading, declared)]), reading.prohibited);
  const order = [...declared];
  const data = all.map(entryOf).sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || a.source.line - b.source.line);
  const { name, role } = reading.organization;
  return {
    version: 1,
    policy: { file: reading.file ?? "-", ...(reading.effective === null ? {} : { effective: reading.effective }), sha256: reading.sha256 },
    organization: { ...(name === null ? {} : { name }), role },
    data, prohibited: reading.prohibited,
    vendors: reading.vendors.map(({ id, name: vendorName, purposes, section, quote, line }) => ({ id, name: vendorName, ...(purposes.length > 0 ? { purposes } : {}), source: { section, quote, line }, reviewed: false })),
  };
}
