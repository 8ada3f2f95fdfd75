/** Words that several rules need: lists of data types, names of recipients and surfaces, what the policy says. */
import type { DataEntry, DataTypeId, ProhibitedEntry, Quote, Recipient, RuleInput, Surface } from "../../../src/model/index.ts";

type Label = RuleInput["dataType"];

/** `E-mail address` -> `e-mail address`; `IP address` stays. */
export const asContinuation = (label: string): string => (/^[A-Z][a-z-]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label);

export function list(words: readonly string[], joint = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

/** `E-mail address and IP address`, as the start of a sentence. */
export function labels(types: readonly DataTypeId[], dataType: Label): string {
  const text = list(types.map((type, index) => (index === 0 ? dataType(type).label : asContinuation(dataType(type).label))));
  return text === "" ? text : text[0]!.toUpperCase() + text.slice(1);
}

/** The verb agrees with the labels: `Photos reach`, `IP address reaches`. */
export function verb(types: readonly DataTypeId[], dataType: Label, singular: string, plural: string): string {
  const isPlural = types.length > 1 || /[^s]s$/.test(dataType(types[0] ?? "").label);
  return isPlural ? plural : singular;
}

const surfaceWords: Record<Surface, string> = {
  log: "log", "error-tracker": "error tracker", analytics: "analytics", ads: "advertising",
  "session-replay": "session replay", llm: "language model", "network-third-party": "third party", message: "message",
  "client-storage": "client storage", storage: "storage", response: "response",
};

export const surfaceWord = (surface: Surface): string => surfaceWords[surface];

/** `PostHog (analytics)`, `the log (pino)`, `client storage (localStorage)`. */
export function place(surface: Surface, recipient: Recipient): string {
  if (surface === "log") return recipient.kind === "first-party" ? `the log (${recipient.name})` : `the log at ${recipient.name}`;
  if (surface === "client-storage") return `the browser or device storage (${recipient.name})`;
  return recipient.kind === "first-party" ? `${surfaceWord(surface)} (${recipient.name})` : `${recipient.name} (${surfaceWord(surface)})`;
}

function clause({ section, quote, document }: Quote): string | null {
  const where = [document, section].filter((part) => part !== undefined).join(", ");
  if (quote === undefined) return where === "" ? null : where;
  return where === "" ? `"${quote}"` : `${where}: "${quote}"`;
}

/** The nearest entry as findings carry it. */
export function cite(entry: DataEntry | ProhibitedEntry | null): { type: DataTypeId; source: string | null } | null {
  return entry === null ? null : { type: entry.type, source: entry.source === undefined ? null : clause(entry.source) };
}

/** `user.email` as code; at most two, then how many more. */
export function expressions(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const shown = unique.slice(0, 2).map((text) => `\`${text}\``);
  return unique.length > 2 ? `${shown.join(", ")} and ${unique.length - 2} more` : list(shown);
}

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
