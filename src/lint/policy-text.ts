/** The policy text in a project: find it, read it, hold the inventory and the code against it, for the policy commands. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { DataTypeId, Inventory, Report, ReportFlow } from "../model/index.ts";
import type { CodeFacts, Decision, Declaration, EditResult, Evidence, ExchangeName, InventoryDraft, PolicyFormat, PolicyProblem, PolicyReading, Suggestion, VendorDraft } from "../policy/index.ts";
import { runLint } from "../lint.ts";
import type { LintOptions } from "./options.ts";

export type { Decision, Declaration, EditResult, ExchangeName, InventoryDraft, PolicyProblem, PolicyReading, Suggestion } from "../policy/index.ts";

const reader = () => import("../policy/index.ts");

export interface ReadResult { reading: PolicyReading; draft: InventoryDraft; text: string }

export async function readPolicyText(text: string, fileName: string | null, format?: PolicyFormat): Promise<ReadResult> {
  const { readPolicy, draftInventory } = await reader();
  const reading = readPolicy(text, { ...(fileName === null ? {} : { fileName }), ...(format === undefined ? {} : { format }) });
  return { reading, draft: draftInventory(reading), text };
}

export async function renderDraft({ reading, draft }: Pick<ReadResult, "reading" | "draft">, format: "yaml" | "json", vendorComments?: ReadonlyMap<string, string>): Promise<string> {
  const { renderInventoryJson, renderInventoryYaml } = await reader();
  if (format === "json") return renderInventoryJson(draft, reading.openPoints);
  return renderInventoryYaml(draft, { open: reading.openPoints.map((point) => `line ${point.line}, ${point.why}: ${point.text}`), ...(vendorComments ? { vendorComments } : {}) });
}

export async function policyFilesIn(root: string): Promise<{ file: string; words: number }[]> {
  return (await reader()).findPolicyFiles(root).map(({ file, words }) => ({ file, words }));
}

/** The file the inventory names, else the best one that is found. */
export async function policyFileOf(root: string, named: string | undefined, inventory: Inventory | null): Promise<string> {
  const wanted = named ?? inventory?.policy?.file;
  if (wanted !== undefined) {
    if (existsSync(resolve(root, wanted))) return wanted;
    throw new UserError({ what: `There is no policy at ${wanted}.`, fix: "Name the file with `--policy`, or correct `policy.file` in the inventory.", ...(inventory?.file ? { file: inventory.file } : {}) });
  }
  const [best] = await policyFilesIn(root);
  if (best) return best.file;
  throw new UserError({ what: "No privacy policy was found in this project.", fix: "Name its file with `--policy <file>`." });
}

/** Any file a policy may be in; PDF and DOCX by packages of the user's. */
export async function readPolicyBytes(bytes: Uint8Array, file: string | null, format?: PolicyFormat): Promise<ReadResult> {
  const { decodedText, documentText } = await reader();
  const document = await documentText(bytes, file ?? "standard input");
  return document ? readPolicyText(document.text, file, document.format) : readPolicyText(decodedText(bytes), file, format);
}

export const readPolicyFile = async (root: string, file: string): Promise<ReadResult> => readPolicyBytes(readFileSync(resolve(root, file)), file);

export async function inventoryOf(options: LintOptions): Promise<{ file: string; inventory: Inventory; text: string }> {
  const [{ findInventory, loadInventory }, { loadCatalog }] = await Promise.all([import("../inventory/index.ts"), import("../catalog/index.ts")]);
  const file = options.inventory ?? findInventory(options.root);
  if (file === null) throw new UserError({ what: "There is no inventory yet.", fix: "Run `privacy-lint init`, or name the file with `--inventory`." });
  const inventory = loadInventory(file, { root: options.root, catalog: loadCatalog() });
  return { file, inventory, text: readFileSync(resolve(options.root, file), "utf8") };
}

export async function existingInventory(root: string): Promise<{ file: string; text: string } | null> {
  const { findInventory } = await import("../inventory/index.ts");
  const file = findInventory(root);
  return file === null ? null : { file, text: readFileSync(join(root, file), "utf8") };
}

/** Packages of the workspace beside the root. */
export async function workspacesIn(root: string): Promise<number> {
  const { inspectProject } = await import("../lint.ts");
  const { project } = await inspectProject({ root });
  return project.packages.filter(({ dir }) => dir !== "").length;
}

const place = ({ location }: ReportFlow): string => `${location.file}:${location.line}`;

/** Data types and vendors of the code, each with one place. */
export function codeFacts(report: Report): CodeFacts {
  const dataTypes = new Map<DataTypeId, string>();
  for (const flow of report.flows ?? []) if (flow.certainty === "sure") for (const type of flow.dataTypes) if (!dataTypes.has(type)) dataTypes.set(type, place(flow));
  for (const finding of report.findings) if (finding.rule === "undeclared-collection" && finding.certainty === "sure") for (const type of finding.dataTypes) if (!dataTypes.has(type)) dataTypes.set(type, `${finding.location.file}:${finding.location.line}`);
  const vendors = report.vendors.map(({ id, name, evidence }) => ({ id, name, at: evidence[0] ? `${evidence[0].file}:${evidence[0].line}` : "" }));
  return { dataTypes, vendors };
}

export async function scanCode(options: LintOptions): Promise<Report> {
  return (await runLint({ ...options, noInventory: true, flows: true })).report;
}

export async function checkPolicy(options: LintOptions, policy: string | undefined): Promise<{ problems: PolicyProblem[]; policyFile: string; inventoryFile: string }> {
  const { file, inventory } = await inventoryOf(options);
  const policyFile = await policyFileOf(options.root, policy, inventory);
  const { reading, text } = await readPolicyFile(options.root, policyFile);
  const { checkInventory } = await reader();
  return { problems: checkInventory(inventory, reading, text, codeFacts(await scanCode(options))), policyFile, inventoryFile: file };
}

/** What is found against the inventory (or against nothing), as sentences for the policy. */
export async function suggestForPolicy(options: LintOptions): Promise<Suggestion[]> {
  const { loadCatalog } = await import("../catalog/index.ts");
  const { report } = await runLint({ ...options, flows: true });
  // No sentence makes it right to log a password.
  const isSayable = (type: DataTypeId): boolean => !loadCatalog().isCredential(type);
  const open = new Set(["omitted", "wrong-surface", "recipient-undeclared", "vague"]);
  const evidence = (report.flows ?? []).filter((flow) => open.has(flow.verdict)).flatMap((flow) => flow.dataTypes.filter(isSayable).map((dataType): Evidence => ({
    dataType, surface: flow.surface, recipient: flow.recipient.name, isFirstParty: flow.recipient.kind === "first-party", at: place(flow),
  })));
  const collected = report.findings.filter((finding) => finding.rule === "undeclared-collection").flatMap((finding) => finding.dataTypes.map((dataType): Evidence => ({
    dataType, surface: "response", recipient: "", isFirstParty: true, at: `${finding.location.file}:${finding.location.line}`,
  })));
  return (await reader()).suggestWording([...evidence, ...collected]);
}

export async function mergeDraft(text: string, draft: InventoryDraft, vendors: readonly (VendorDraft & { comment?: string })[]): Promise<EditResult> {
  return (await reader()).mergeInventory(text, draft, vendors);
}

export async function declareEntries(text: string, declarations: readonly Declaration[]): Promise<EditResult> {
  return (await reader()).declareInInventory(text, declarations);
}

/** A finding by its fingerprint, or by the beginning of it. */
export async function declarationsFor(options: LintOptions, fingerprint: string): Promise<Declaration[]> {
  const { all } = await runLint(options);
  const found = all.filter((finding) => finding.fingerprint.startsWith(fingerprint));
  if (found.length === 0) throw new UserError({ what: `No finding has the fingerprint ${fingerprint}.`, fix: "Copy the command from a finding of a new run, or name a data type: `privacy-lint declare ip-address --surface log`." });
  return found.flatMap((finding) => finding.dataTypes.map((type): Declaration => ({
    type, surface: finding.surface ?? "storage", ...(finding.recipient && finding.recipient.kind !== "first-party" ? { recipient: finding.recipient.id } : {}),
  })));
}

export async function resolveDataType(name: string): Promise<string> {
  const { loadCatalog } = await import("../catalog/index.ts");
  const catalog = loadCatalog();
  const id = catalog.resolveDataType(name) ?? catalog.matchName(name)?.dataType;
  if (id === undefined) throw new UserError({ what: `Unknown data type \`${name}\`.`, fix: "`privacy-lint explain <word>` helps to find its id; ids look like `ip-address`." });
  return id;
}

/** Vendors of the code that the draft does not name, each with its place. */
export function vendorsOfCode(report: Report, draft: InventoryDraft): (VendorDraft & { comment: string })[] {
  const known = new Set(draft.vendors.flatMap(({ id, name }) => [id, name.toLowerCase()]));
  return report.vendors.filter(({ id, name }) => !known.has(id) && !known.has(name.toLowerCase())).map(({ id, name, evidence }) => ({
    id, name, reviewed: false as const, comment: `found in the code${evidence[0] ? ` (${evidence[0].file}:${evidence[0].line})` : ""}; the policy does not name it`,
  }));
}

export interface Unreviewed { index: number; type: DataTypeId; surfaces: readonly string[]; section: string; quote: string; line: number; places: string[] }

/** Entries a person has not looked at, each with the places in the code where such data goes. */
export async function unreviewedEntries(options: LintOptions): Promise<{ file: string; text: string; entries: Unreviewed[] }> {
  const { file, inventory, text } = await inventoryOf(options);
  const open = inventory.data.map((entry, index) => ({ entry, index })).filter(({ entry }) => !entry.reviewed);
  const { flows = [] } = open.length === 0 ? {} : await scanCode(options);
  const entries = open.map(({ entry, index }): Unreviewed => ({
    index, type: entry.type, surfaces: entry.surfaces, section: entry.source?.section ?? "", quote: entry.source?.quote ?? "", line: entry.line,
    places: [...new Set(flows.filter((flow) => flow.dataTypes.includes(entry.type)).map((flow) => `${place(flow)} (${flow.surface}, ${flow.recipient.name})`))],
  }));
  return { file, text, entries };
}

export const applyReview = async (text: string, decisions: readonly Decision[]): Promise<string> => (await reader()).reviewInInventory(text, decisions);

export const exchangeNames = ["ropa-md", "ropa-csv", "fides", "google-play", "apple", "vendors-csv", "vendors-md"] as const satisfies readonly ExchangeName[];

export async function exportInventory(options: LintOptions, format: ExchangeName): Promise<{ text: string; losses: readonly string[] }> {
  const [{ inventory }, { exportAs }] = await Promise.all([inventoryOf(options), reader()]);
  return exportAs(inventory, format);
}

export async function importInventory(text: string, file: string, format: ExchangeName | undefined): Promise<{ yaml: string; name: string; entries: number; vendors: number; lost: readonly string[] }> {
  const { yaml, imported, name } = (await reader()).importFrom(text, file, format);
  return { yaml, name, entries: imported.data.length, vendors: imported.vendors.length, lost: imported.lost };
}
