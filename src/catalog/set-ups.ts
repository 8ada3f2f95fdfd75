/** loadSetUps: how each vendor's SDK is set up, and what it then collects; a file of its own, read only when an SDK is seen. */
import type { CatalogFiles } from "./compile.ts";
import { isBuilt, isStale, readCatalogFiles, readCompiled } from "./read-files.ts";
import type { AutoCollect, SetUpFile } from "./schema.ts";
import { fileURLToPath } from "node:url";

/** What a vendor without described set-ups is said to collect; there are no switches to look at. */
export type PlainRow = Pick<AutoCollect, "dataType" | "when" | "disabledBy" | "confidence" | "source">;

export interface VendorSetUps { id: string; setUps: SetUpFile[]; rows: PlainRow[] }

let loaded: ReadonlyMap<string, VendorSetUps> | undefined;

/** Rows of mobile platforms' own manifests, and those that only an account, a plugin or a further product brings. */
const elsewhere = /\b(?:i ?os|android|manifest|mobile|native|react native|app store|plugin|only (?:when|with|after|if)|off (?:by default|unless)|when enabled|not sent|unless set)\b/i;

export function setUpsOf(files: CatalogFiles): VendorSetUps[] {
  return files.vendors.flatMap(({ id, setUps = [], autoCollects }) => {
    const rows = setUps.length ? [] : autoCollects
      .filter(({ dataType, when, enabledBy, versions }) => !dataType.startsWith("bulk:") && !elsewhere.test(when) && enabledBy === undefined && versions === undefined)
      .map(({ dataType, when, disabledBy, confidence, source }) => ({ dataType, when, ...(disabledBy === undefined ? {} : { disabledBy }), ...(confidence && { confidence }), ...(source === undefined ? {} : { source }) }));
    return setUps.length || rows.length ? [{ id, setUps, rows }] : [];
  });
}

export function loadSetUps(): ReadonlyMap<string, VendorSetUps> {
  return loaded ??= new Map(read().map((one) => [one.id, one]));
}

function read(): VendorSetUps[] {
  const runsFromSource = fileURLToPath(import.meta.url).endsWith(".ts");
  if (isBuilt("set-ups.json") && !(runsFromSource && isStale("set-ups.json"))) return readCompiled<VendorSetUps[]>("set-ups.json");
  return setUpsOf(readCatalogFiles().files);
}
