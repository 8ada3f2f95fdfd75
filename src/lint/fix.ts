/** planFixes: what `--fix` would change, tried on a copy first: an edit that does not mend what it is for is left out. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Edit, Leak } from "../fix/index.ts";
import type { Finding } from "../model/index.ts";
import { runLint } from "../lint.ts";
import type { SetUpSite } from "../trace/index.ts";
import { examine } from "./examine.ts";
import { projectFiles } from "./files.ts";
import type { LintOptions, LintResult } from "./options.ts";
import { loadSettings } from "./settings.ts";
import { silently } from "./stopwatch.ts";

export interface Fix {
  /** Root-relative. */
  file: string;
  before: string;
  after: string;
  /** One line for each thing that is mended. */
  changes: string[];
}

type Place = SetUpSite["call"];
interface Part { file: string; edit: Edit; change: string }

const loggers: readonly string[] = ["pino", "winston"] satisfies Leak["logger"][];
const isLogger = (id: string | undefined): id is Leak["logger"] => id !== undefined && loggers.includes(id);
const sameAs = (a: Place) => (b: Place): boolean => a.file === b.file && a.line === b.line && a.column === b.column;
const place = ({ file, line }: Place): string => `${file}:${line}`;

type Texts = (file: string) => string;

function readTexts(root: string): Texts {
  const texts = new Map<string, string>();
  return (file) => {
    const text = texts.get(file) ?? readFileSync(join(root, file), "utf8");
    texts.set(file, text);
    return text;
  };
}

/** Comments whose finding says that they do nothing; both ends of a block. */
async function staleComments({ report }: LintResult, textOf: Texts): Promise<Part[]> {
  const { removeComment } = await import("../fix/index.ts");
  return report.findings.filter(({ rule, what }) => rule === "suppression" && / (?:hides|ends) nothing\.$/.test(what)).flatMap(({ location, what }) => {
    const edit = removeComment(textOf(location.file), location);
    return edit ? [{ file: location.file, edit, change: `${place(location)} comment removed: ${what}` }] : [];
  });
}

interface Masked { finding: Finding; paths: readonly (readonly string[])[] }
interface Redaction { logger: Leak["logger"]; setUp: Place; masked: Masked[] }

async function planRedactions(findings: readonly Finding[], sites: readonly SetUpSite[], textOf: Texts): Promise<Redaction[]> {
  const { leakPaths } = await import("../fix/index.ts");
  const byLogger = new Map<string, Redaction>();
  for (const finding of findings) {
    const { location, recipient, sources } = finding;
    const site = sites.find(({ call }) => sameAs(call)(location));
    if (!site || !isLogger(recipient?.id)) continue;
    const paths = leakPaths({ logger: recipient.id, ...site, expressions: sources.map(({ expression }) => expression) }, textOf(location.file));
    if (paths === null) continue;
    const key = JSON.stringify(site.setUp);
    const known = byLogger.get(key) ?? { logger: recipient.id, setUp: site.setUp, masked: [] };
    byLogger.set(key, { ...known, masked: [...known.masked, { finding, paths }] });
  }
  return [...byLogger.values()];
}

async function redactionPart({ logger, setUp, masked }: Redaction, textOf: Texts): Promise<Part[]> {
  const { redactionEdit } = await import("../fix/index.ts");
  const paths = masked.flatMap((one) => one.paths);
  const edit = redactionEdit(logger, setUp, textOf(setUp.file), paths);
  const names = [...new Set(paths.map((path) => path.join(".")))].sort().map((path) => `\`${path}\``).join(", ");
  return edit ? [{ file: setUp.file, edit, change: `${place(setUp)} ${logger} drops ${names}, for ${masked.map(({ finding }) => place(finding.location)).join(", ")}` }] : [];
}

/** Looks at the project as it would be: fingerprints of what is still found. */
async function foundAfter(parts: readonly Part[], options: LintOptions, textOf: Texts): Promise<Set<string>> {
  const { applyEdits } = await import("../fix/index.ts");
  const contents = new Map([...byFile(parts)].map(([file, own]) => [file, Buffer.from(applyEdits(textOf(file), own.map(({ edit }) => edit)))]));
  const paths = [...await projectFiles(options.root)];
  const { hidden } = await examine({ paths, contents }, await loadSettings(options), options, silently);
  return new Set(hidden.all.map(({ fingerprint }) => fingerprint));
}

/** Tried with all that might work, then written for what did. */
async function triedPart(redaction: Redaction, options: LintOptions, textOf: Texts): Promise<Part[]> {
  const part = await redactionPart(redaction, textOf);
  if (part.length === 0) return [];
  const left = await foundAfter(part, options, textOf);
  const masked = redaction.masked.filter(({ finding }) => !left.has(finding.fingerprint));
  return masked.length === 0 ? [] : redactionPart({ ...redaction, masked }, textOf);
}

async function redactions({ report }: LintResult, options: LintOptions, textOf: Texts): Promise<Part[]> {
  const leaks = report.findings.filter(({ surface, recipient }) => surface === "log" && isLogger(recipient?.id));
  if (leaks.length === 0) return [];
  const sites: SetUpSite[] = [];
  const settings = await loadSettings(options);
  await examine(undefined, settings, { ...options, collectSetUps: { recipients: loggers, collect: (found) => sites.push(...found) } }, silently);
  const kept: Part[] = [];
  for (const redaction of await planRedactions(leaks, sites, textOf)) kept.push(...await triedPart(redaction, options, textOf));
  return kept;
}

function byFile(parts: readonly Part[]): Map<string, Part[]> {
  const files = new Map<string, Part[]>();
  for (const part of parts) files.set(part.file, [...files.get(part.file) ?? [], part]);
  return files;
}

/** Vendors without an entry go into the inventory nearest to the code, for somebody to review. */
async function missingVendors({ report, inventoryFiles }: LintResult, textOf: Texts): Promise<Fix[]> {
  const missing = new Map(report.findings.filter(({ rule }) => rule === "undeclared-recipient").map(({ recipient, location }) => [recipient?.id ?? "", location.file]));
  const vendors = report.vendors.filter(({ id }) => missing.has(id));
  const nearest = (file: string): string | undefined => inventoryFiles
    .filter((inventory) => dirname(inventory) === "." || file.startsWith(`${dirname(inventory)}/`)).sort((a, b) => b.length - a.length)[0];
  const { vendorsOfCode, mergeDraft } = await import("./policy-text.ts");
  const fixes: Fix[] = [];
  for (const inventory of inventoryFiles) {
    const own = vendors.filter(({ id }) => nearest(missing.get(id) ?? "") === inventory);
    if (own.length === 0) continue;
    const none = { version: 1 as const, data: [], prohibited: [], vendors: [] };
    const before = textOf(inventory);
    const { text, changes } = await mergeDraft(before, none, vendorsOfCode({ ...report, vendors: own }, none));
    if (changes.length > 0) fixes.push({ file: inventory, before, after: text, changes: changes.map((change) => `${inventory} ${change}, to be reviewed`) });
  }
  return fixes;
}

/** Nothing is written. Sorted by file. */
export async function planFixes(options: LintOptions): Promise<Fix[]> {
  const result = await runLint(options);
  const textOf = readTexts(options.root);
  const { applyEdits } = await import("../fix/index.ts");
  const parts = [...await staleComments(result, textOf), ...await redactions(result, options, textOf)];
  const edited = [...byFile(parts)].map(([file, own]): Fix => {
    const before = textOf(file);
    return { file, before, after: applyEdits(before, own.map(({ edit }) => edit)), changes: own.map(({ change }) => change) };
  });
  return [...edited, ...await missingVendors(result, textOf)].filter(({ before, after }) => before !== after).sort((a, b) => (a.file < b.file ? -1 : 1));
}
