/** Changes an inventory file in place: comments and hand edits stay, only what is new is added. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { DataDraft, InventoryDraft, VendorDraft } from "./draft.ts";
import { setFlow } from "./render.ts";
import type { ProhibitedDraft } from "./types.ts";

const require = createRequire(import.meta.url);

export interface EditResult {
  text: string;
  /** One line each: what was added or changed, for the person who asked. */
  changes: string[];
}

interface Entry { type?: unknown; id?: unknown; surfaces?: unknown; recipients?: unknown; purposes?: unknown; reviewed?: unknown; source?: { quote?: unknown; section?: unknown }; consent?: unknown; ageThreshold?: unknown; actions?: unknown }

const fold = (text: unknown): string => String(text ?? "").replace(/\s+/g, " ").trim();
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

class InventoryEditor {
  readonly changes: string[] = [];
  readonly #yaml: typeof Yaml;
  readonly #document: Yaml.Document;
  /** `[ a ]` or `[a]`, as the file has it. */
  readonly #isPadded: boolean;

  constructor(text: string) {
    this.#yaml = require("yaml") as typeof Yaml;
    this.#document = this.#yaml.parseDocument(text);
    this.#isPadded = !/[[{][^\s\]}]/.test(text);
    if (this.#document.contents === null) this.#document.contents = this.#document.createNode({ version: 1 }) as Yaml.Document["contents"];
  }

  #entries(key: string): Entry[] {
    const value = (this.#document.toJS() as Record<string, unknown> | null)?.[key];
    return Array.isArray(value) ? (value as Entry[]) : [];
  }

  /** The list, made when it is missing; an empty flow list (`data: []`) becomes a block. */
  #list(key: string): Yaml.YAMLSeq {
    const known = this.#document.get(key, true);
    if (this.#yaml.isSeq(known)) {
      if (known.items.length === 0) known.flow = false;
      return known;
    }
    const list = new this.#yaml.YAMLSeq();
    this.#document.set(key, list);
    return list;
  }

  #append(key: string, value: object, comment?: string): void {
    const node = this.#document.createNode(value, { aliasDuplicateObjects: false });
    setFlow(this.#yaml, node);
    if (comment) node.commentBefore = ` ${comment}`;
    this.#list(key).add(node);
  }

  /** Known when a person has decided about the type there, or when the same words were drafted before. */
  #isKnown(entry: DataDraft): boolean {
    return this.#entries("data").some((known) => known.type === entry.type && (
      (known.source === undefined || known.reviewed !== false) && entry.surfaces.every((surface) => listOf(known.surfaces ?? ["storage", "response"]).includes(surface))
      || fold(known.source?.quote) === fold(entry.source.quote)
      || (known.reviewed !== false && known.source?.section === entry.source.section)
      || (fold(known.consent ?? "none") === fold(entry.consent ?? "none") && entry.surfaces.every((surface) => listOf(known.surfaces ?? ["storage", "response"]).includes(surface)) && entry.retention === undefined)));
  }

  addData(entries: readonly DataDraft[]): void {
    for (const entry of entries) {
      if (this.#isKnown(entry)) continue;
      this.#append("data", entry);
      this.changes.push(`+ ${entry.type} (${entry.surfaces.join(", ")}): "${entry.source.quote}"`);
    }
  }

  addProhibited(bans: readonly ProhibitedDraft[]): void {
    for (const ban of bans) {
      const isKnown = this.#entries("prohibited").some((known) => known.type === ban.type && (fold(known.source?.quote) === fold(ban.source.quote) || known.ageThreshold === ban.ageThreshold));
      if (isKnown) continue;
      this.#append("prohibited", { ...ban, ...(ban.actions.length === 0 ? { actions: undefined } : {}) });
      this.changes.push(`+ prohibited ${ban.type}: "${ban.source.quote}"`);
    }
  }

  addVendors(vendors: readonly (VendorDraft & { comment?: string })[]): void {
    for (const { comment, ...vendor } of vendors) {
      const isKnown = this.#entries("vendors").some((known) => fold(known.id).toLowerCase() === vendor.id || fold((known as { name?: unknown }).name).toLowerCase() === vendor.name.toLowerCase());
      if (isKnown) continue;
      this.#append("vendors", vendor, comment);
      this.changes.push(`+ vendor ${vendor.name}${comment ? ` (${comment})` : ""}`);
    }
  }

  setPolicy(policy: NonNullable<InventoryDraft["policy"]>): void {
    const known = (this.#document.toJS() as { policy?: { file?: string; sha256?: string } }).policy;
    if (known?.sha256 === policy.sha256 && known.file === policy.file) return;
    for (const [key, value] of Object.entries(policy)) this.#document.setIn(["policy", key], value);
    if (known?.sha256 !== undefined) this.changes.push("~ policy: the text has changed since it was read");
  }

  /** Adds a surface, recipient or purpose to the entry of the type, or makes the entry. */
  declare({ type, surface, recipient, purpose, reason }: Declaration): void {
    const entries = this.#entries("data");
    const index = entries.findIndex((known) => known.type === type && listOf(known.surfaces ?? ["storage", "response"]).includes(surface));
    const at = index >= 0 ? index : entries.findIndex((known) => known.type === type && known.source === undefined);
    if (at < 0) {
      this.#append("data", { type, surfaces: [surface], ...(purpose ? { purposes: [purpose] } : {}), ...(recipient ? { recipients: [recipient] } : {}), reviewed: true }, reason);
      this.changes.push(`+ ${type} on ${surface}${recipient ? ` for ${recipient}` : ""}`);
      return;
    }
    const extend = (key: "surfaces" | "recipients" | "purposes", value: string | undefined, base: string[] = []): void => {
      const known = entries[at]?.[key];
      const values = known === undefined ? base : listOf(known);
      if (value === undefined || values.includes(value)) return;
      const path = ["data", at, key];
      if (this.#yaml.isSeq(this.#document.getIn(path, true))) this.#document.addIn(path, value);
      else {
        const list = this.#document.createNode([...values, value]) as Yaml.YAMLSeq;
        list.flow = true;
        this.#document.setIn(path, list);
      }
      this.changes.push(`~ ${type}: ${key} ${value}`);
    };
    extend("surfaces", surface, ["storage", "response"]);
    // An entry without recipients is for all vendors of the list: naming one would shut out the others.
    if (entries[at]?.recipients !== undefined || recipient === undefined) extend("recipients", recipient);
    else extend("recipients", recipient, ["first-party"]);
    if (entries[at]?.purposes !== undefined) extend("purposes", purpose);
    if (reason && this.changes.length > 0) {
      const node = this.#document.getIn(["data", at], true);
      if (this.#yaml.isNode(node)) node.comment = node.comment ? `${node.comment}\n ${reason}` : ` ${reason}`;
    }
  }

  /** Decisions of a review, by the entry's place in `data`; what is dropped goes last, so that places stay right. */
  review(decisions: readonly Decision[]): void {
    for (const { index, accept, surfaces } of decisions) {
      const path = ["data", index];
      const type = String(this.#document.getIn([...path, "type"]));
      if (surfaces) {
        const list = this.#document.createNode([...surfaces]) as Yaml.YAMLSeq;
        list.flow = true;
        this.#document.setIn([...path, "surfaces"], list);
        this.changes.push(`~ ${type}: ${surfaces.join(", ")}`);
      }
      if (accept) this.#document.setIn([...path, "reviewed"], true);
    }
    for (const { index } of decisions.filter(({ drop }) => drop).sort((a, b) => b.index - a.index)) {
      this.changes.push(`- ${String(this.#document.getIn(["data", index, "type"]))}`);
      this.#document.deleteIn(["data", index]);
    }
  }

  text(): string {
    return this.#document.toString({ lineWidth: 0, flowCollectionPadding: this.#isPadded });
  }
}

export interface Decision { index: number; accept: boolean; drop: boolean; surfaces?: readonly string[] }

export interface Declaration { type: string; surface: string; recipient?: string; purpose?: string; reason?: string }

/** What the policy says now and the file does not know yet; nothing is taken away. */
export function mergeInventory(text: string, draft: InventoryDraft, vendors: readonly (VendorDraft & { comment?: string })[] = draft.vendors): EditResult {
  const editor = new InventoryEditor(text);
  editor.addData(draft.data);
  editor.addProhibited(draft.prohibited);
  editor.addVendors(vendors);
  if (draft.policy) editor.setPolicy(draft.policy);
  return { text: editor.changes.length === 0 ? text : editor.text(), changes: editor.changes };
}

export function declareInInventory(text: string, declarations: readonly Declaration[]): EditResult {
  const editor = new InventoryEditor(text);
  for (const declaration of declarations) editor.declare(declaration);
  return { text: editor.changes.length === 0 ? text : editor.text(), changes: editor.changes };
}

export function reviewInInventory(text: string, decisions: readonly Decision[]): string {
  const editor = new InventoryEditor(text);
  editor.review(decisions);
  return decisions.length === 0 ? text : editor.text();
}
