/** Finds and loads `privacy-inventory.yaml`; a wrong key, word or line is a UserError at its place. */
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { Inventory } from "../model/index.ts";
import { readDocument } from "./document.ts";
import type { InventoryDocument } from "./document.ts";
import { readMeaning } from "./meaning.ts";
import type { InventoryCatalog } from "./meaning.ts";
import { problemsOf } from "./problems.ts";
import type { Problem } from "./problems.ts";
import { inventorySchema } from "./schema.ts";
import type { RawInventory } from "./schema.ts";

export interface LoadOptions {
  root: string;
  catalog: InventoryCatalog;
  /** The file's text when it is not the one on disk, for example the staged one. */
  text?: string;
}

/** Path relative to the root with forward slashes; outside the root, as the user gave it. */
function shownPath(file: string, root: string): string {
  const path = relative(root, resolve(root, file));
  const isInside = path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isInside ? path.split(sep).join("/") : file;
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UserError({
      what: isMissing ? `No inventory at ${shown}.` : `The inventory ${shown} cannot be read.`,
      fix: isMissing ? "Run `privacy-lint init` to write one, or name the file with `--inventory`." : "Check that it is a file and may be read.",
      file: shown,
    });
  }
}

function throwFirst(problems: Problem[], document: InventoryDocument): void {
  const meant = new Set(problems.map((problem) => problem.meant));
  const [first, ...more] = problems
    .filter(({ missing }) => missing === undefined || !meant.has(missing))
    .sort((a, b) => a.offset - b.offset);
  if (!first) return;
  const rest = more.length === 0 ? "" : ` ${more.length} more ${more.length === 1 ? "problem" : "problems"} below, first at line ${document.lineOf(more[0]!.offset)}.`;
  throw document.errorAt(first.offset, first.what, first.fix + rest);
}

export function loadInventory(file: string, { root, catalog, text }: LoadOptions): Inventory {
  const shown = shownPath(file, root);
  const content = (text ?? readText(resolve(root, file), shown)).replace(/^\uFEFF/, "");
  const document = readDocument(content, shown);
  const parsed = inventorySchema().safeParse(document.data);
  if (!parsed.success) throwFirst(parsed.error.issues.flatMap((issue) => problemsOf(issue, document)), document);
  const { inventory, problems } = readMeaning(parsed.data as RawInventory, shown, document, catalog);
  throwFirst(problems, document);
  return inventory;
}

/** In order of precedence. */
export const inventoryNames = ["yaml", "yml", "json"].flatMap((extension) =>
  ["privacy-inventory", ".config/privacy-inventory"].map((name) => `${name}.${extension}`));

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Path relative to the root, or null. */
export function findInventory(root: string): string | null {
  return inventoryNames.find((name) => isFile(join(root, name))) ?? null;
}

/** `--no-inventory`: a closed world in which nothing is declared. */
export function emptyInventory(): Inventory {
  return {
    file: null, mode: "closed", data: [], prohibited: [], vendors: [],
    exemptions: { deidentified: [] }, retentionDefaults: {}, identifiers: { add: {}, ignore: [] },
  };
}
