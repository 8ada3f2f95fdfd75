/** The init command: policy + code -> inventory and settings; everything is worked out first, then written. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Chalk } from "chalk";
import { UserError } from "../errors.ts";
import { runLint } from "../lint.ts";
import {
  codeFacts, existingInventory, mergeDraft, policyFilesIn, readPolicyFile, renderDraft, scanCode, vendorsOfCode, workspacesIn,
} from "../lint/policy-text.ts";
import type { InventoryDraft } from "../lint/policy-text.ts";
import type { Report } from "../model/index.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { fromRoot, readIfThere, writeNamed } from "./files.ts";
import { extraFiles, planExtras } from "./init-files.ts";
import type { ExtraFile } from "./init-files.ts";
import { askPolicy, askRest, confirmChanges, domainsIn, isInteractive } from "./init-questions.ts";
import { write } from "./io.ts";
import { rootOf } from "./scan.ts";
import { didYouMean } from "./suggest.ts";

export interface InitOptions extends CommonOptions { policy?: string | false; yes?: boolean; failOn?: string; dryRun?: boolean; write?: string[] }

const configFile = ".privacylintrc";
const inventoryFile = "privacy-inventory.yaml";
const configNames = [".privacylintrc", ".privacylintrc.json", ".privacylintrc.yaml", ".privacylintrc.yml", ".privacylintrc.js", "privacylint.config.js", "privacylint.config.ts"];

/** A home page of the project that is no page of a code host. */
function guessedDomains(root: string): string[] {
  try {
    const { homepage } = JSON.parse(readIfThere(join(root, "package.json")) ?? "{}") as { homepage?: unknown };
    return typeof homepage === "string" ? domainsIn(homepage).filter((domain) => !/(?:^|\.)(?:github|gitlab|bitbucket|npmjs|codeberg)\.(?:com|io|org)$/.test(domain)) : [];
  } catch {
    return [];
  }
}

interface Plan { file: string; text: string; isNew: boolean; changes: string[] }

type ReadDraft = Awaited<ReturnType<typeof readPolicyFile>>;

async function policyOf(options: InitOptions, root: string, context: Context): Promise<ReadDraft | null> {
  if (options.policy === false) return null;
  if (options.policy !== undefined) return readPolicyFile(root, fromRoot(options.policy, root, context.io.cwd));
  const found = await policyFilesIn(root);
  const isAsked = isInteractive(context, options.yes === true) && found.length > 1;
  const file = isAsked ? await askPolicy(found) : (found[0]?.file ?? null);
  return file === null ? null : readPolicyFile(root, file);
}

const emptyDraft = (): InventoryDraft => ({ version: 1, data: [], prohibited: [], vendors: [] });

/** The whole file when there is none, else what is new in it. */
async function planInventory(root: string, read: ReadDraft | null, draft: InventoryDraft, vendors: ReturnType<typeof vendorsOfCode>): Promise<Plan | null> {
  const existing = await existingInventory(root);
  if (existing) {
    const { text, changes } = await mergeDraft(existing.text, draft, [...draft.vendors, ...vendors]);
    return changes.length === 0 ? null : { file: existing.file, text, isNew: false, changes };
  }
  const whole = { ...draft, vendors: [...draft.vendors, ...vendors.map(({ comment: _, ...vendor }) => vendor)] };
  const comments = new Map(vendors.map(({ id, comment }) => [id, comment]));
  const reading = read?.reading ?? { openPoints: [] };
  return { file: inventoryFile, text: await renderDraft({ draft: whole, reading: reading as ReadDraft["reading"] }, "yaml", comments), isNew: true, changes: [] };
}

function planConfig(root: string, failOn: string, isWanted: boolean): Plan | null {
  if (!isWanted || configNames.some((name) => readIfThere(join(root, name)) !== undefined)) return null;
  const schema = "./node_modules/privacy-lint/dist/schema/config.schema.json";
  // Run by npx nothing is installed: an editor would only complain of a file that is not there.
  const isInstalled = existsSync(join(root, schema));
  const text = `${JSON.stringify({ ...(isInstalled && { $schema: schema }), failOn }, null, 2)}\n`;
  return { file: configFile, text, isNew: true, changes: [] };
}

function summary(read: ReadDraft | null, draft: InventoryDraft, code: Report, workspaces: number): string[] {
  const types = new Set(draft.data.map(({ type }) => type)).size;
  const facts = codeFacts(code);
  const policyLine = read
    ? `  policy  ${read.reading.file ?? ""}: ${count(types, "data type")}, ${count(draft.prohibited.length, "prohibition")}, ${count(draft.vendors.length, "vendor")}${read.reading.openPoints.length > 0 ? `, ${count(read.reading.openPoints.length, "sentence")} to decide by hand` : ""}`
    : "  policy  none was found: nothing is declared yet (name it with `--policy <file>`)";
  return [policyLine, `  code    ${count(code.summary.files, "file")}: ${count(facts.dataTypes.size, "data type")} in flows, ${count(facts.vendors.length, "vendor")}`,
    ...(workspaces > 0 ? [`  parts   ${count(workspaces, "workspace package")}: one inventory at the root answers for all; a package may have one of its own`] : [])];
}

function undeclared(report: Report): string {
  const { error, warning } = report.summary.findings;
  return error + warning === 0 ? "Against this inventory nothing is undeclared." : `Against this inventory the code has ${count(error, "error")} and ${count(warning, "warning")}.`;
}

export async function init(options: InitOptions, context: Context): Promise<number> {
  const { io } = context;
  const root = rootOf(options, context);
  const chalk = new Chalk({ level: colorLevel(options.color, io.env, io.stdout) });
  const read = await policyOf(options, root, context);
  const draft = read?.draft ?? emptyDraft();
  const code = await scanCode({ root, cache: {} });
  const vendors = vendorsOfCode(code, draft);

  const isAsked = isInteractive(context, options.yes === true);
  const unknown = (options.write ?? []).find((name) => !(extraFiles as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UserError({ what: `\`--write ${unknown}\` is not known. ${didYouMean(unknown, extraFiles)}`.trim(), fix: `Use ${extraFiles.join(", ")}.` });
  const isAgain = (await existingInventory(root)) !== null;
  const defaults = { processors: null, failOn: options.failOn ?? "error", writesConfig: true, files: (options.write ?? []) as ExtraFile[], domains: guessedDomains(root) };
  const asked = isAsked
    ? await askRest({
      policies: [], failOn: options.failOn ?? "error", hasConfig: configNames.some((name) => readIfThere(join(root, name)) !== undefined), domains: defaults.domains, isAgain,
      vendors: [...draft.vendors.map(({ id, name }) => ({ id, name, inPolicy: true })), ...vendors.map(({ id, name }) => ({ id, name, inPolicy: false }))],
    })
    : defaults;
  const withRole = <T extends { id: string }>(vendor: T): T => (asked.processors === null || asked.processors.has(vendor.id) ? vendor : { ...vendor, role: "independent-controller" });
  const organization = { ...draft.organization, ...(asked.domains.length > 0 ? { domains: asked.domains } : {}) };
  const decided: InventoryDraft = { ...draft, ...(Object.keys(organization).length > 0 ? { organization } : {}), vendors: draft.vendors.map(withRole) };
  const wanted = planExtras(root, [...new Set([...(options.write ?? []), ...asked.files])].filter((name): name is ExtraFile => (extraFiles as readonly string[]).includes(name)));

  const plans = [await planInventory(root, read, decided, vendors.map(withRole)), planConfig(root, asked.failOn, asked.writesConfig),
    ...wanted.filter(({ isThere }) => !isThere).map(({ file, text }): Plan => ({ file, text, isNew: true, changes: [] }))].filter((plan) => plan !== null);
  await write(io.stdout, `${summary(read, draft, code, await workspacesIn(root)).join("\n")}\n\n`);
  const changed = plans.filter(({ isNew }) => !isNew);
  if (isAsked && options.dryRun !== true && changed.length > 0) {
    await write(io.stdout, `${changed.flatMap(({ file, changes }) => [`${file}:`, ...changes.map((change) => `  ${change}`)]).join("\n")}\n`);
    if (!await confirmChanges()) {
      await write(io.stdout, "Nothing was written.\n");
      return exitCodes.clean;
    }
  }
  if (options.dryRun !== true) for (const { file, text } of plans) writeNamed(resolve(root, file), text, io);
  const verb = options.dryRun === true ? "would write" : "wrote";
  const lines = plans.flatMap(({ file, isNew, changes }) => [`  ${verb} ${chalk.cyan(file)}${isNew ? "" : ` (${count(changes.length, "change")})`}`, ...changes.map((change) => `    ${change}`)]);
  await write(io.stdout, plans.length === 0 ? "Nothing new: the inventory knows all of it.\n" : `${lines.join("\n")}\n`);
  for (const { file, isThere, hasIt, text } of wanted) if (isThere && !hasIt) await write(io.stdout, `  ${file} is there and was left alone; add to it:\n${text.replace(/^/gm, "    ").trimEnd()}\n`);
  if (options.dryRun === true) return exitCodes.clean;
  const { report } = await runLint({ root, cache: {} });
  await write(io.stdout, `\n${undeclared(report)}\nNext: read ${chalk.cyan(inventoryFile)} entry by entry against its quotes, then run ${chalk.cyan("npx privacy-lint")}.\nTo begin with new findings only: ${chalk.cyan("npx privacy-lint baseline")}; in a hook: ${chalk.cyan("npx privacy-lint --staged")}.\n`);
  return exitCodes.clean;
}
