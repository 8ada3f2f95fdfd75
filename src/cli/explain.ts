/** The explain command: a word -> what the tool knows about it. */
import { Chalk } from "chalk";
import { UserError } from "../errors.ts";
import { knownCatalog, listRules } from "../lint.ts";
import type { Catalog } from "../model/index.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { explainFinding } from "./explain-finding.ts";
import { readIfThere } from "./files.ts";
import { write } from "./io.ts";
import { styleMarkdown } from "./markdown-style.ts";
import { packageFile } from "./package.ts";
import type { ScanOptions } from "./scan.ts";
import { didYouMean } from "./suggest.ts";

export interface ExplainOptions extends ScanOptions { from?: string }
type Paint = InstanceType<typeof Chalk>;
type Rules = Awaited<ReturnType<typeof listRules>>;

function listing(rules: Rules, chalk: Paint): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [
    ...rules.map(({ id, severity, summary }) => `${chalk.bold(id.padEnd(width))}  ${chalk.dim(severity.padEnd(7))}  ${summary}`), "",
    "`privacy-lint explain <rule>` shows its page; data types, vendors and fingerprints work too.", "",
  ].join("\n");
}

function rulePage(id: string, rules: Rules, chalk: Paint): string | undefined {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return undefined;
  const page = readIfThere(packageFile("rules", "checks", `${id}.md`));
  return page === undefined ? `${chalk.bold(id)} (${rule.severity})\n\n${rule.summary}\n\n${rule.why}\n` : styleMarkdown(page, chalk);
}

const field = (name: string, values: readonly string[], chalk: Paint): string[] => (values.length === 0 ? [] : [`  ${chalk.dim(name.padEnd(12))} ${values.join(", ")}`]);

function dataTypePage(word: string, catalog: Catalog, chalk: Paint): string | undefined {
  const id = catalog.resolveDataType(word);
  const fact = id === undefined ? undefined : catalog.dataTypes.get(id);
  if (!fact) return undefined;
  const narrower = [...catalog.dataTypes.values()].filter(({ broader }) => broader === fact.id).map((one) => one.id).sort();
  return [
    `${chalk.bold(fact.id)}: ${fact.label}`, "",
    ...field("sensitivity", [fact.sensitivity], chalk),
    ...field("broader", catalog.lineage(fact.id).slice(1), chalk),
    ...field("narrower", narrower, chalk),
    ...field("Fideslang", fact.fideslangKey === null ? [] : [fact.fideslangKey], chalk),
    ...field("counts as", [catalog.isCredential(fact.id) ? "a credential" : "", catalog.isPseudonymous(fact.id) ? "pseudonymous: findings are one step lower" : ""].filter((text) => text !== ""), chalk), "",
  ].join("\n");
}

function vendorPage(word: string, catalog: Catalog, chalk: Paint): string | undefined {
  const fact = catalog.vendor(word) ?? catalog.vendor(word.toLowerCase()) ?? catalog.vendorOfPackage(word) ?? (word.includes(".") ? catalog.vendorOfHost(word) : undefined);
  if (!fact) return undefined;
  return [
    `${chalk.bold(fact.id)}: ${fact.name}`, "",
    ...field("purpose", [fact.purpose], chalk), ...field("surface", [fact.surface], chalk),
    ...field("packages", fact.packages, chalk), ...field("hosts", fact.hosts, chalk), "",
  ].join("\n");
}

const isFingerprint = (word: string): boolean => /^[0-9a-f]{6,16}$/.test(word);

export async function explain(word: string | undefined, options: ExplainOptions, context: Context): Promise<number> {
  const { io } = context;
  const chalk = new Chalk({ level: colorLevel(options.color, io.env, io.stdout) });
  const rules = await listRules();
  const known = word === undefined ? listing(rules, chalk) : rulePage(word, rules, chalk);
  const text = known ?? (isFingerprint(word ?? "") ? await explainFinding(word ?? "", options, context) : await inCatalog(word ?? "", rules, chalk));
  await write(io.stdout, text);
  return exitCodes.clean;
}

async function inCatalog(word: string, rules: Rules, chalk: Paint): Promise<string> {
  const catalog = await knownCatalog();
  const text = dataTypePage(word, catalog, chalk) ?? vendorPage(word, catalog, chalk);
  if (text !== undefined) return text;
  const words = [...rules.map(({ id }) => id), ...catalog.dataTypes.keys()];
  throw new UserError({ what: `\`${word}\` is no rule, data type, vendor or fingerprint.${didYouMean(word, words)}`, fix: "`privacy-lint explain` lists the rules; a fingerprint stands below each finding." });
}
