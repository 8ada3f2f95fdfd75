/** Writes an inventory draft as YAML that reads like a person's, or as JSON of the same shape. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { InventoryDraft } from "./draft.ts";
import type { OpenPoint } from "./types.ts";

const require = createRequire(import.meta.url);
const inline = new Set(["surfaces", "purposes", "recipients", "actions", "source", "retention", "policy", "organization", "domains"]);

/** Short lists and the source of an entry stand on one line. */
export function setFlow(yaml: typeof Yaml, node: Yaml.Document | Yaml.Node): void {
  yaml.visit(node, {
    Pair(_, pair) {
      const key = yaml.isScalar(pair.key) ? String(pair.key.value) : "";
      if (inline.has(key) && yaml.isCollection(pair.value)) pair.value.flow = true;
    },
  });
}

/** Lists without content are left out, and a ban without actions is a ban on everything. */
const emptied = (draft: InventoryDraft): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...draft, prohibited: draft.prohibited.map(({ type, actions, ...ban }) => ({ type, ...(actions.length > 0 ? { actions } : {}), ...ban })) }).filter(([, value]) => !(Array.isArray(value) && value.length === 0) && !(value !== null && typeof value === "object" && Object.keys(value as object).length === 0)));

export interface RenderNotes { header?: string[]; open?: string[]; vendorComments?: ReadonlyMap<string, string> }

/** Says beside a vendor where it comes from, when the policy does not name it. */
function commentVendors(yaml: typeof Yaml, document: Yaml.Document, comments: ReadonlyMap<string, string>): void {
  const list = document.get("vendors");
  if (!yaml.isSeq(list)) return;
  for (const item of list.items) if (yaml.isMap(item)) {
    const comment = comments.get(String(item.get("id")));
    if (comment) item.commentBefore = ` ${comment}`;
  }
}

export function renderInventoryYaml(draft: InventoryDraft, notes: RenderNotes = {}): string {
  const yaml = require("yaml") as typeof Yaml;
  const document = new yaml.Document({ version: 1, ...emptied(draft), ...(draft.data.length === 0 ? { data: [] } : {}) }, { aliasDuplicateObjects: false });
  setFlow(yaml, document);
  if (notes.vendorComments) commentVendors(yaml, document, notes.vendorComments);
  const header = ["What the privacy policy declares, read by privacy-lint. Every entry is a draft: compare it with its quote,", "correct it, then set `reviewed: true`. Comments and edits are kept when the policy is read again.", ...(notes.header ?? [])];
  document.commentBefore = header.map((line) => ` ${line}`).join("\n");
  if (notes.open && notes.open.length > 0) document.comment = [" Not understood, to be decided by a person:", ...notes.open.map((line) => ` - ${line}`)].join("\n");
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** `x-not-understood` is a key of one's own, which the inventory allows. */
export function renderInventoryJson(draft: InventoryDraft, open: readonly OpenPoint[] = []): string {
  return `${JSON.stringify({ ...emptied(draft), data: draft.data, ...(open.length > 0 ? { "x-not-understood": open } : {}) }, null, 2)}\n`;
}
