/** Writes an inventory draft as YAML that reads like a person's, or as JSON of the same shape. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { InventoryDraft } from "./draft.ts";

const require = createRequire(import.meta.url);
const inline = new Set(["surfaces", "purposes", "recipients", "actions", "source", "retention", "policy", "organization"]);

/** Short lists and the source of an entry stand on one line. */
function setFlow(yaml: typeof Yaml, document: Yaml.Document): void {
  yaml.visit(document, {
    Pair(_, pair) {
      const key = yaml.isScalar(pair.key) ? String(pair.key.value) : "";
      if (inline.has(key) && yaml.isCollection(pair.value)) pair.value.flow = true;
    },
  });
}

const emptied = (draft: InventoryDraft): Record<string, unknown> =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => !(Array.isArray(value) && value.length === 0) && !(value !== null && typeof value === "object" && Object.keys(value as object).length === 0)));

export interface RenderNotes { header?: string[]; open?: string[] }

export function renderInventoryYaml(draft: InventoryDraft, notes: RenderNotes = {}): string {
  const yaml = require("yaml") as typeof Yaml;
  const document = new yaml.Document({ version: 1, ...emptied(draft), ...(draft.data.length === 0 ? { data: [] } : {}) });
  setFlow(yaml, document);
  const header = ["What the privacy policy declares, read by privacy-lint. Every entry is a draft: compare it with its quote,", "correct it, then set `reviewed: true`. Comments and edits are kept when the policy is read again.", ...(notes.header ?? [])];
  document.commentBefore = header.map((line) => ` ${line}`).join("\n");
  if (notes.open && notes.open.length > 0) document.comment = [" Not understood, to be decided by a person:", ...notes.open.map((line) => ` - ${line}`)].join("\n");
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

export function renderInventoryJson(draft: InventoryDraft): string {
  return `${JSON.stringify({ ...draft }, null, 2)}\n`;
}
