/** The init command: policy + code -> inventory and settings; everything is worked out first, then written. */
import { join, resolve } from "node:path";
import { Chalk } from "chalk";
import { runLint } from "../lint.ts";
import {
  codeFacts, existingInventory, mergeDraft, policyFilesIn, readPolicyFile, renderDraft, scanCode, vendorsOfCode,
} from "../lint/policy-text.ts";
import type { InventoryDraft } from "../lint/policy-text.ts";
import type { Report } from "../model/index.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { CommonOptions, Context } from "./context.ts";
import { fromRoot, readIfThere, writeNamed } from "./files.ts";
import { askPolicy, askRest, isInteractive } from "./init-questions.ts";
import { write } from "./io.ts";
import { rootOf } from "./scan.ts";

export interface InitOptions extends CommonOptions { policy?: string | false; yes?: boolean; failOn?: string; dryRun?: boolean }

const configFile = ".privacylintrc";
const inventoryFile = "privacy-inventory.yaml";
const configNames = [".privacylintrc", ".privacylintrc.json", ".privacylintrc.yaml", ".privacylintrc.yml", ".privacylintrc.js", "privacylint.config.js", "privacylint.config.ts"];

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
  const text = `${JSON.stringify({ $schema: "./node_modules/privacy-lint/dist/schema/config.schema.json", failOn }, null, 2)}\n`;
  return { file: configFile, text, isNew: true, changes: [] };
}

function summary(read: ReadDraft | null, draft: InventoryDraft, code: Report): string[] {
  const types = new Set(draft.data.map(({ type }) => type)).size;
  const facts = codeFacts(code);
  const policyLine = read
    ? `  policy  ${read.reading.file ?? ""}: ${count(types, "data type")}, ${count(draft.prohibited.length, "prohibition")}, ${count(draft.vendors.length, "vendor")}${read.reading.openPoints.length > 0 ? `, ${count(read.reading.openPoints.length, "sentence")} to decide by hand` : ""}`
    : "  policy  none was found: nothing is declared yet (name it with `--policy <file>`)";
  return [policyLine, `  code    ${count(code.summary.files, "file")}: ${count(facts.dataTypes.size, "data type")} in flows, ${count(facts.vendors.length, "vendor")}`];
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

  const asked = isInteractive(context, options.yes === true)
    ? await askRest({
      policies: [], failOn: options.failOn ?? "error", hasConfig: configNames.some((name) => readIfThere(join(root, name)) !== undefined),
      vendors: [...draft.vendors.map(({ id, name }) => ({ id, name, inPolicy: true })), ...vendors.map(({ id, name }) => ({ id, name, inPolicy: false }))],
    })
    : { processors: null, failOn: options.failOn ?? "error", writesConfig: true };
  const withRole = <T extends { id: string }>(vendor: T): T => (asked.processors === null || asked.processors.has(vendor.id) ? vendor : { ...vendor, role: "independent-controller" });
  const decided: InventoryDraft = { ...draft, vendors: draft.vendors.map(withRole) };

  const plans = [await planInventory(root, read, decided, vendors.map(withRole)), planConfig(root, asked.failOn, asked.writesConfig)].filter((plan) => plan !== null);
  await write(io.stdout, `${summary(read, draft, code).join("\n")}\n\n`);
  if (options.dryRun !== true) for (const { file, text } of plans) writeNamed(resolve(root, file), text, io);
  const verb = options.dryRun === true ? "would write" : "wrote";
  const lines = plans.flatMap(({ file, isNew, changes }) => [`  ${verb} ${chalk.cyan(file)}${isNew ? "" : ` (${count(changes.length, "change")})`}`, ...changes.map((change) => `    ${change}`)]);
  await write(io.stdout, plans.length === 0 ? "Nothing new: the inventory knows all of it.\n" : `${lines.join("\n")}\n`);
  if (options.dryRun === true) return exitCodes.clean;
  const { report } = await runLint({ root, cache: {} });
  await write(io.stdout, `\n${undeclared(report)}\nNext: read ${chalk.cyan(inventoryFile)} entry by entry against its quotes, then run ${chalk.cyan("npx privacy-lint")}.\n`);
  return exitCodes.clean;
}
