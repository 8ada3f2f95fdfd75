/** `npm run bench:accuracy`: runs the tool on labelled applications and prints recall, precision and how right its data types are. */
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/model/index.ts";
import { BenchError, runBench } from "../bench-error.ts";
import { checkoutsDir, commitOf, findCheckout } from "../checkouts.ts";
import { runToolOrFail } from "../tool.ts";
import { callSpans } from "./call-span.ts";
import { loadLabels } from "./labels.ts";
import type { Labels } from "./labels.ts";
import { breakdown, falseLines, figures, missLines, typeLines } from "./print.ts";
import { placesOf, pool, score } from "./score.ts";
import type { Score } from "./score.ts";
import { poolVendors, scoreVendors, vendorFigures, vendorMissLines } from "./vendors.ts";
import type { VendorScore } from "./vendors.ts";

const usage = `Usage: npm run bench:accuracy -- <labels-dir> <checkouts-dir> [options]

  --app NAME       only this application
  --misses         list the labelled places that were not found
  --false          list the places that were flagged although nothing personal reaches a recipient there
  --vendors        list the third parties that were not found (-) and those that are none (+)
  --types          list the found places whose data types differ from the labels
  --save DIR       keep each report as DIR/NAME.json
  --reports DIR    score saved reports instead of running the tool`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

interface Options { labelsDir: string; checkouts: string; app?: string; save?: string; reports?: string; lists: Set<string> }

function readOptions(args: string[]): Options {
  const takesValue = new Set(["--app", "--save", "--reports"]);
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("--")) plain.push(arg);
    else if (takesValue.has(arg)) named.set(arg, args[(at += 1)] ?? "");
    else if (["--misses", "--false", "--types", "--vendors"].includes(arg)) named.set(arg, "");
    else throw new BenchError(`Unknown option ${arg}.\n\n${usage}`);
  }
  const [labelsDir, checkouts] = plain;
  if (labelsDir === undefined) throw new BenchError(usage);
  return {
    labelsDir, checkouts: checkoutsDir(checkouts, usage), app: named.get("--app"), save: named.get("--save"), reports: named.get("--reports"),
    lists: new Set(named.keys()),
  };
}

async function reportFor(app: string, root: string, { save, reports }: Options): Promise<Pick<Report, "findings" | "flows" | "vendors">> {
  if (reports !== undefined) return JSON.parse(readFileSync(join(reports, `${app}.json`), "utf8")) as Report;
  const { stdout } = await runToolOrFail(["--root", root, "--no-inventory", "--flows", "--format", "json", "--exit-zero", "--no-cache"]);
  if (save !== undefined) {
    mkdirSync(save, { recursive: true });
    writeFileSync(join(save, `${app}.json`), stdout);
  }
  return JSON.parse(stdout) as Report;
}

interface AppScore { calls: Score; vendors: VendorScore | undefined }

async function scoreApp(labels: Labels, options: Options): Promise<AppScore | undefined> {
  const checkout = findCheckout(options.checkouts, labels.app);
  if (checkout === undefined) {
    print(`MISSING ${labels.app}: no folder ${join(options.checkouts, labels.app)}. Clone ${labels.repository} there at ${labels.commit}; it is not part of the figures below.`);
    return undefined;
  }
  const commit = commitOf(checkout.root);
  if (commit !== null && commit !== labels.commit) print(`${labels.app} is at ${commit}, the labels were made at ${labels.commit}: lines may have moved.`);
  const report = await reportFor(labels.app, checkout.root, options);
  return { calls: score(labels, placesOf(report), callSpans(checkout.root)), vendors: labels.vendors && scoreVendors(labels.vendors, report.vendors) };
}

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  const wanted = loadLabels(options.labelsDir).filter(({ app }) => options.app === undefined || app === options.app);
  if (wanted.length === 0) throw new BenchError(`No labels for ${options.app ?? "any application"} in ${options.labelsDir}.`);
  const scores = new Map<string, Score>();
  const vendors = new Map<string, VendorScore>();
  for (const labels of wanted) {
    const result = await scoreApp(labels, options);
    if (result === undefined) continue;
    scores.set(labels.app, result.calls);
    if (result.vendors) vendors.set(labels.app, result.vendors);
  }
  if (scores.size === 0) throw new BenchError("None of the labelled applications is there: nothing was scored.");
  printScores(scores, options);
  printVendors(vendors, options);
}

function printVendors(scores: Map<string, VendorScore>, { lists }: Options): void {
  if (scores.size === 0) return;
  print(`\n${vendorFigures(scores.size > 1 ? new Map([...scores, ["pooled", poolVendors([...scores.values()])]]) : scores)}`);
  if (lists.has("--vendors")) for (const [app, one] of scores) print([`\n${app}: not found (-), no third party (+)`, ...vendorMissLines(one)].join("\n"));
}

function printScores(scores: Map<string, Score>, options: Options): void {
  const pooled = pool([...scores.values()]);
  print(figures(scores.size > 1 ? new Map([...scores, ["pooled", pooled]]) : scores));
  for (const [title, counts] of [["class", pooled.byClass], ["basis", pooled.byBasis], ["via", pooled.byVia]] as const) print(`\n${breakdown(title, counts)}`);
  for (const [app, { misses, falses, mistyped }] of scores) {
    if (options.lists.has("--misses")) print([`\n${app}: missed`, ...missLines(misses)].join("\n"));
    if (options.lists.has("--false")) print([`\n${app}: flagged, but not personal or no sink`, ...falseLines(falses)].join("\n"));
    if (options.lists.has("--types")) print([`\n${app}: found with other data types (+ reported, - labelled)`, ...typeLines(mistyped)].join("\n"));
  }
}

await runBench(main);
