/** Reads one suppression comment: which rules, which data types, until when, and why. */
import { closest, distance } from "fastest-levenshtein";
import type { DirectiveFact } from "../model/index.ts";
import { columnOf, lineOf } from "../model/index.ts";

export type Reach = "line" | "next-line" | "start" | "end" | "file";

export interface Directive {
  reach: Reach;
  /** As written after the marker: part of the fingerprint of a problem. */
  text: string;
  rules: string[];
  /** Empty: all. */
  dataTypes: string[];
  until: string | null;
  reason: string;
  file: string;
  line: number;
  column: number;
  endLine: number;
  ownLine: boolean;
}

export interface Vocabulary { rules: readonly string[]; dataTypes: readonly string[] }

/** Why a comment cannot be obeyed; `fix` says what to write. */
export interface Malformed { what: string; fix: string }

export const marker = "privacy-lint-ignore";
const form = `Write \`${marker} <rule> -- <reason>\`.`;

function near(word: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const best = closest(word, [...known]);
  return distance(word, best) <= Math.max(2, Math.floor(word.length / 3)) ? ` Did you mean \`${best}\`?` : "";
}

/** Comment ends of JavaScript, JSX and HTML are no part of the reason. */
const withoutEnd = (text: string): string => text.replace(/\s*(?:\*\/\s*\}?|-->)\s*$/, "").replace(/\s+/g, " ").trim();

const reaches: Readonly<Record<string, Reach>> = { "-next-line": "next-line", "-start": "start", "-end": "end", "-file": "file" };

function splitReach(text: string): { reach: Reach; rest: string } | Malformed {
  const suffix = /^-[\w-]*/.exec(text)?.[0];
  // `--` opens the reason of a comment that names no rule.
  if (suffix === undefined || suffix.startsWith("--")) return { reach: "line", rest: text };
  const reach = reaches[suffix];
  if (reach) return { reach, rest: text.slice(suffix.length) };
  return { what: `\`${marker}${suffix}\` is not a suppression.${near(suffix, Object.keys(reaches)).replace("`-", `\`${marker}-`)}`, fix: form };
}

/** The calendar knows the day: no 31 February. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

interface Words { rules: string[]; dataTypes: string[]; until: string | null }

function readWords(text: string, { rules, dataTypes }: Vocabulary): Words | Malformed {
  const words: Words = { rules: [], dataTypes: [], until: null };
  for (const word of text.split(/[\s,]+/).filter((part) => part !== "")) {
    if (word.startsWith("until=")) {
      const date = word.slice("until=".length);
      if (!isDate(date)) return { what: `\`${word}\` is not a date.`, fix: "Write `until=YYYY-MM-DD`." };
      words.until = date;
    }
    else if (rules.includes(word)) words.rules.push(word);
    else if (words.rules.length === 0) return { what: `Unknown rule \`${word}\`.${near(word, rules)}`, fix: `${form} The rules are listed by \`privacy-lint explain\`.` };
    else if (dataTypes.includes(word)) words.dataTypes.push(word);
    else return { what: `Unknown rule or data type \`${word}\`.${near(word, [...rules, ...dataTypes])}`, fix: form };
  }
  return words;
}

export function readDirective(fact: DirectiveFact, file: string, vocabulary: Vocabulary): Directive | Malformed {
  const text = withoutEnd(fact.text);
  const split = splitReach(text);
  if ("what" in split) return split;
  const at = split.rest.search(/(?:^|\s)--(?:\s|$)/);
  const head = at === -1 ? split.rest : split.rest.slice(0, at);
  const reason = at === -1 ? "" : split.rest.slice(at).replace(/^\s*--/, "").trim();
  const words = readWords(head, vocabulary);
  if ("what" in words) return words;
  if (split.reach !== "end") {
    if (words.rules.length === 0) return { what: "This suppression names no rule.", fix: form };
    if (reason === "") return { what: "This suppression gives no reason.", fix: "Add ` -- ` and why the finding is right to ignore." };
  }
  const place = { file, line: lineOf(fact.at), column: columnOf(fact.at), endLine: fact.endLine, ownLine: fact.ownLine };
  return { reach: split.reach, text, ...words, reason, ...place };
}
