/** Denials that code can be held to: never for what the policy declares elsewhere without a limit, never when conditions apply. */
import type { DataTypeId, Surface } from "../model/index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { AgeLimit, OpenPoint, ProhibitedDraft, Statement } from "./types.ts";

const banActions = new Set(["collect", "receive", "store", "log", "track", "share", "sell", "transfer", "disclose", "send", "process"]);
const handingOver = new Set(["share", "sell", "transfer", "disclose", "send"]);
const integrations = /\b(?:third[- ]party (?:services?|apps?|applications?)|integrations?|plugins?|connected (?:services?|apps?))\b/i;
const forAds = /\b(?:ads?|advertis\w+|marketing partners?)\b/i;

interface Denial { statement: Statement; type: DataTypeId }

/** The policy also says it hands over data of this kind there. */
function isHandedOver(statements: readonly Statement[], type: DataTypeId, surfaces: readonly Surface[] | undefined): boolean {
  return statements.some((statement) => statement.polarity === "positive" && statement.form === "plain" && handingOver.has(statement.action) && statement.recipients.length > 0
    && (type === "personal-data" || statement.dataTypes.includes(type))
    && (surfaces === undefined || statement.surfaces.some((surface) => surfaces.includes(surface))));
}

function draftOf({ statement, type }: Denial, actions: string[], statements: readonly Statement[]): ProhibitedDraft | string {
  const source = statement.quotes[type] ?? statement;
  const wording = statement.quote;
  // "except as required by law" is an exception for lawyers, not for code.
  const isLegalOnly = statement.exception !== null && /\b(?:law|legal|legally|court|subpoena)\b/i.test(statement.exception) && !/\b(?:consent|service providers?|described|necessary|permission)\b/i.test(statement.exception);
  if (statement.exception !== null && !isLegalOnly) return `a denial with a condition (${statement.exception})`;
  const isDeclared = statements.some((other) => other.polarity === "positive" && other.form === "plain" && other.dataTypes.includes(type));
  const ads: Surface[] | undefined = statement.surfaces.includes("ads") || statement.recipients.includes("advertising-partners") || (handingOver.has(statement.action) && forAds.test(wording)) ? ["ads"] : undefined;
  if (type === "personal-data" && !actions.includes("sell") && statement.recipients.length === 0 && statements.some((other) => other.polarity === "positive")) return "a denial without a word on whom it is about";
  if (actions.every((action) => handingOver.has(action))) {
    if (isHandedOver(statements, type, ads ?? (actions.includes("sell") && actions.length === 1 ? ["ads"] : undefined))) return "denied here, but the policy says elsewhere that it is handed over";
    // "not shown to the public" is about one place; "third parties" are every place outside.
    const places = ads ?? (statement.surfaces.length > 0 && !statement.surfaces.includes("network-third-party") ? statement.surfaces : undefined);
    return { type, actions, ...(places ? { surfaces: places } : {}), source };
  }
  const declaresNothing = !statements.some((other) => other.polarity === "positive");
  if (type === "personal-data" && declaresNothing) return { type, actions, source };
  if (type === "personal-data") return "a denial for personal data as a whole, which the policy declares";
  if (!isDeclared) return { type, actions, source };
  if (integrations.test(wording)) return { type, scope: "**/integrations/**", actions, source };
  const isKept = statements.some((other) => other.polarity === "positive" && other.action === "store" && other.dataTypes.includes(type));
  if (actions.every((action) => action === "store" || action === "log") && statement.condition === null && !isKept) return { type, actions, source };
  return "denied here, but declared elsewhere";
}

/** One ban per sentence and type, with all its verbs. */
export function prohibitionsOf(statements: readonly Statement[], ages: readonly AgeLimit[], lexicon: Lexicon): { prohibited: ProhibitedDraft[]; openPoints: OpenPoint[] } {
  const prohibited: ProhibitedDraft[] = [];
  const openPoints: OpenPoint[] = [];
  const denials = new Map<string, { denial: Denial; actions: string[] }>();
  for (const statement of statements) {
    if (statement.polarity !== "negative" || statement.who !== "first-party") continue;
    for (const type of statement.dataTypes) {
      if (type === "children-data" || type === "deidentified-data") continue;
      const action = statement.action === "use" || statement.action === "display" ? "process" : statement.action;
      const key = `${statement.line} ${type} ${statement.section}`;
      const known = denials.get(key);
      if (known) known.actions = [...new Set([...known.actions, action])];
      else denials.set(key, { denial: { statement, type }, actions: [action, ...statement.moreActions].filter((word) => banActions.has(word)) });
    }
  }
  for (const { denial, actions } of denials.values()) {
    if (actions.length === 0) {
      openPoints.push({ line: denial.statement.line, section: denial.statement.section, text: denial.statement.quote, why: `${lexicon.types.get(denial.type)?.label ?? denial.type}: a denial (${denial.statement.action}) that code cannot be held to as it stands` });
      continue;
    }
    const made = draftOf(denial, [...new Set(actions)], statements);
    if (typeof made === "string") openPoints.push({ line: denial.statement.line, section: denial.statement.section, text: denial.statement.quote, why: `${lexicon.types.get(denial.type)?.label ?? denial.type}: ${made}` });
    else if (!prohibited.some((other) => other.type === made.type && other.scope === made.scope && other.actions.join() === made.actions.join())) prohibited.push(made);
  }
  const byAge = new Map<number, AgeLimit>();
  for (const limit of ages) {
    const known = byAge.get(limit.age);
    // A ban on collecting says more than a ban on selling, and than "not directed to".
    const rank = (actions: readonly string[]): number => (actions.includes("collect") ? 2 : actions.length === 0 ? 1 : 0);
    if (!known || rank(limit.actions) > rank(known.actions)) byAge.set(limit.age, limit);
  }
  const overall = [...byAge.values()].some((limit) => limit.actions.length === 0 || limit.actions.includes("collect"));
  for (const limit of byAge.values()) {
    const isNarrow = limit.actions.length > 0 && !limit.actions.includes("collect") && limit.actions.every((action) => handingOver.has(action));
    if (isNarrow && overall && byAge.size > 1) continue;
    prohibited.push({ type: "children-data", actions: limit.actions.filter((action) => banActions.has(action) && (isNarrow || action === "collect")), ageThreshold: limit.age, source: { section: limit.section, quote: limit.quote, line: limit.line } });
  }
  return { prohibited, openPoints };
}
