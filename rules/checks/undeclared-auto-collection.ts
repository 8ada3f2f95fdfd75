/** A vendor's SDK collects data by itself, as it is set up here, that the inventory does not declare for it. */
import { defineRule, verdicts } from "../../src/model/index.ts";
import type { Answer, AutoCollected, DataTypeId, Draft, Hop, JudgedSetUp, RuleInput, SdkVersion, SetUp, Verdict } from "../../src/model/index.ts";
import { asContinuation, cite, labels, list, unique } from "./parts/wording.ts";

interface Undeclared { row: AutoCollected; answers: { dataType: DataTypeId; answer: Answer }[] }

const concerning: ReadonlySet<Verdict> = new Set(["prohibited", "recipient-undeclared", "wrong-surface", "omitted", "ambiguous"]);

const undeclaredRows = ({ collects }: JudgedSetUp): Undeclared[] => collects
  .map(({ row, answers }) => ({ row, answers: answers.filter(({ answer }) => concerning.has(answer.verdict)) }))
  .filter(({ answers }) => answers.length > 0);

const versionWords: Record<SdkVersion["from"], (text: string) => string> = {
  lockfile: (text) => text, tag: (text) => text,
  range: (text) => `${text}, the lowest its range allows`,
  assumed: (text) => `${text} was assumed, no version was found`,
};

function sdkOf({ package: name, version, recipient }: SetUp): string {
  return `${name ?? recipient.name} ${versionWords[version.from](version.text)}`;
}

function reasonOf({ by, because, offBy, versions }: AutoCollected): string {
  const cause = because === "switch" ? "switched on here" : versions === null ? "by default" : `by default in versions ${versions}`;
  return `${by} (${cause}${offBy === null ? ", no option turns it off" : `, off with \`${offBy}\``})`;
}

function fixOf(rows: readonly Undeclared[], types: readonly DataTypeId[], { recipient }: SetUp): string {
  const switches = unique(rows.flatMap(({ row }) => row.offBy ?? [])).map((text) => `\`${text}\``);
  const declare = `declare ${list(types)} for ${recipient.id} in the inventory once the policy says so`;
  return switches.length === 0 ? `${declare[0]!.toUpperCase()}${declare.slice(1)}, or do without the SDK.` : `Set ${list(switches)} (what they are for is said above), or ${declare}.`;
}

/** Where an option turned it on, then the set-up itself. */
function pathOf(rows: readonly Undeclared[], { location, callee }: SetUp): Hop[] {
  const switches = rows.flatMap(({ row }): Hop[] => (row.at === null ? [] : [{ kind: "step", ...row.at, note: row.by }]));
  return [...switches, { kind: "sink", file: location.file, line: location.line, column: location.column, note: `set up by ${callee}()` }];
}

/** Only inferred: worth knowing, never an alarm. */
function severityOf(rows: readonly Undeclared[], types: readonly DataTypeId[], { developmentOnly }: SetUp, { dataType }: RuleInput): Draft["severity"] {
  if (developmentOnly || rows.every(({ row }) => row.basis === "inferred")) return "warning";
  return types.every((type) => dataType(type).isPseudonymous) ? "warning" : "error";
}

function toDraft(setUp: SetUp, rows: readonly Undeclared[], certainty: Draft["certainty"], input: RuleInput): Draft {
  const types = unique(rows.flatMap(({ answers }) => answers.map(({ dataType }) => dataType))).sort();
  const answers = rows.flatMap((row) => row.answers.map(({ answer }) => answer));
  const verdict = verdicts.find((one) => answers.some((answer) => answer.verdict === one)) ?? null;
  const cited = answers.find((answer) => answer.verdict === verdict && (answer.prohibition ?? answer.entry) !== null);
  const said = input.inventory.file === null ? "" : " The inventory does not declare it for them.";
  const manner = certainty === "sure" ? "collects" : "may collect";
  return {
    severity: severityOf(rows, types, setUp, input), certainty, verdict, dataTypes: types, surface: setUp.surface, recipient: setUp.recipient,
    what: `${setUp.recipient.name} ${manner} ${asContinuation(labels(types, input.dataType))} by itself as it is set up here (${sdkOf(setUp)}): ${unique(rows.map(({ row }) => reasonOf(row))).join("; ")}.${said}`,
    fix: fixOf(rows, types, setUp),
    location: setUp.location, sources: [], path: pathOf(rows, setUp), inventory: cited ? cite(cited.prohibition ?? cited.entry) : null,
    subject: `${setUp.callee} ${setUp.recipient.id} collects ${certainty}`,
  };
}

/** What is sure and what depends on more are two findings: the second does not hide in the first. */
function drafts(judged: JudgedSetUp, input: RuleInput): Draft[] {
  const rows = undeclaredRows(judged);
  const sure = rows.filter(({ row }) => row.certainty === "sure");
  const known = new Set(sure.flatMap(({ answers }) => answers.map(({ dataType }) => dataType)));
  const likely = rows.filter(({ row }) => row.certainty === "likely")
    .map(({ row, answers }) => ({ row, answers: answers.filter(({ dataType }) => !known.has(dataType)) })).filter(({ answers }) => answers.length > 0);
  return [...(sure.length ? [toDraft(judged.setUp, sure, "sure", input)] : []), ...(likely.length ? [toDraft(judged.setUp, likely, "likely", input)] : [])];
}

export default defineRule({
  id: "undeclared-auto-collection",
  summary: "A vendor's SDK collects data by itself, with this set-up and version, that the inventory does not declare.",
  why: "Most of what a vendor gets is not in an argument: it is what its SDK collects by default, and users were not told of it.",
  severity: "error",
  check: (input): Draft[] => input.setUps.flatMap((judged) => drafts(judged, input)),
});
