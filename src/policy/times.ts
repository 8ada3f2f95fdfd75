/** Durations and ages in prose: "three (3) years", "thirty days", "up to 365 days following account termination". */
import type { Retention } from "../model/index.ts";

const numberWords: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, eighteen: 18,
  twenty: 20, "twenty-four": 24, thirty: 30, forty: 40, "forty-five": 45, sixty: 60, ninety: 90, hundred: 100,
};

const words = Object.keys(numberWords).sort((a, b) => b.length - a.length).join("|");
const durationPattern = new RegExp(String.raw`(?<![\w.])(?:(\d{1,4})|(${words}))(?:\s*\(\s*(\d{1,4})\s*\))?[\s-]+(?:(?:calendar|full|business|consecutive|additional|more)\s+)?(hour|day|week|month|quarter|year)s?\b`, "gi");

export interface Duration { iso: string; start: number; end: number }

const units: Readonly<Record<string, (count: number) => string>> = {
  hour: (count) => (count % 24 === 0 ? `P${count / 24}D` : `PT${count}H`), day: (count) => `P${count}D`, week: (count) => `P${count * 7}D`, month: (count) => `P${count}M`,
  quarter: (count) => `P${count * 3}M`, year: (count) => `P${count}Y`,
};

export function durationsIn(text: string): Duration[] {
  return [...text.matchAll(durationPattern)].flatMap((match) => {
    const [whole, digits, word, bracketed, unit] = match;
    // "a day", "a month" are rarely limits: only "one day" is.
    if (word && /^an?$/i.test(word) && !bracketed && !/^(?:year|month)$/i.test(unit ?? "")) return [];
    const count = bracketed ? Number(bracketed) : digits ? Number(digits) : numberWords[(word ?? "").toLowerCase()] ?? 0;
    const iso = count > 0 ? units[(unit ?? "").toLowerCase()]?.(count) : undefined;
    return iso ? [{ iso, start: match.index, end: match.index + whole.length }] : [];
  });
}

const keepWords = /\b(?:keep|kept|keeps|keeping|retain|retained|retains|retaining|retention|store|stored|stores|stay|stays|remain|remains|held|hold|holds|delete|deleted|deletes|deleting|remove|removed|purge|purged|erase|erased|discard|discarded|destroyed|expire|expires|expired|anonymi[sz]ed|archived|rotated|persist|persists|last|lasts|lifetime|overwritten|rotate|rotates)\b/i;
const otherNumbers = /\b(?:respond|response|reply|replies|notify|notice|notif\w+|request|requests|inquir\w+|complain\w*|appeal|acknowledg\w*|breach|effective|in the (?:last|past|preceding)|(?:last|past|preceding|previous) (?:twelve|12)|every|each|trial|business days|refund|warranty|years? old|of age|age of|once (?:a|per)|twice)\b/i;

const anchors: [RegExp, string][] = [
  [/\b(?:account (?:termination|closure|deletion|cancellation)|termination of (?:your|the)(?: \w+['’]?s?['’]?)? account|(?:clos|terminat|delet|cancel)(?:e|es|ed|ing|ure|ion)\s+(?:of\s+)?(?:your|the|an|their|its|his)?\s*(?:\w+\s)?accounts?|accounts? (?:is|are|has been|have been) (?:closed|terminated|deleted|cancell?ed)|cancel\w* your (?:account|subscription)|unsubscribe|after cancellation|subscription (?:ends|expires|is cancelled|is canceled))\b/i, "account-termination"],
  [/\b(?:contract|agreement|employment|relationship)\b[^.]{0,25}\b(?:end|ends|ended|terminat\w+|expir\w+)|\b(?:end|termination|expiry|expiration) of (?:the|your|our) (?:contract|agreement|employment|relationship|subscription)\b/i, "contract-end"],
  [/\b(?:last (?:activity|active|login|log-?in|visit|use|used|interaction|contact|purchase)|inactiv\w+|most recent (?:visit|activity|interaction))\b/i, "last-activity"],
  [/\b(?:when you delete|once deleted|after (?:you )?delet\w+|trash|after deletion|following deletion|you delete)\b/i, "x-deletion"],
];

export interface RetentionReading { retention: Retention; start: number; end: number; approximate: boolean }

/** A limit for keeping data, or nothing: response times, notice periods and ages are no limits. */
export function retentionIn(sentence: string): RetentionReading | undefined {
  for (const duration of durationsIn(sentence)) {
    const before = sentence.slice(Math.max(0, duration.start - 90), duration.start);
    const after = sentence.slice(duration.end, duration.end + 60);
    const isKept = keepWords.test(sentence) || /\b(?:logs?|logged|cached|collected|recorded|backups?)\b[^.;]{0,40}\bfor (?:up to |approximately |about |at most )?$/i.test(before);
    if (!isKept) continue;
    const near = sentence.slice(Math.max(0, duration.start - 30), duration.end + 30);
    if (/\b(?:repl(?:y|ies)|respond|answer|confirm|comply|honou?r|act on|process|fulfil+|carry out)\b[^.;]{0,90}\bwithin\s*$/i.test(before)) continue;
    // "rotated every 14 days" is a limit, "reviewed every year" none.
    const isRotated = /\b(?:rotat\w+|delet\w+|purg\w+|overwrit\w+|eras\w+)\b[^.;]{0,30}\bevery\s*$/i.test(before);
    const hasEarlierExit = /^\s*(?:,\s*)?unless\b/.test(after);
    if (!isRotated && otherNumbers.test(hasEarlierExit ? near.replace(/unless.*/, "") : near) || /\byounger|older|under the age|aged?\b/i.test(near)) continue;
    if (/\bat least\b|\bminimum of\b/i.test(before.slice(-22)) && !/keep|retain|store/i.test(before)) continue;
    const context = `${before} ${sentence.slice(duration.start)}`;
    const isAnchoredText = anchors.find(([pattern]) => pattern.test(context) || pattern.test(sentence));
    const from = isAnchoredText?.[1] ?? "collection";
    return { retention: { max: duration.iso, from }, start: duration.start, end: duration.end, approximate: /\b(?:approximately|about|around|roughly|typically|generally)\s*$/i.test(before) };
  }
  return undefined;
}

/** A cell below "Retention" or "Lifetime": the words for keeping stand in the header. */
export function limitInCell(text: string): { retention: Retention; start: number; end: number } | undefined {
  const [duration] = durationsIn(text);
  if (!duration) return undefined;
  const from = anchors.find(([pattern]) => pattern.test(text))?.[1] ?? "collection";
  return { retention: { max: duration.iso, from }, start: duration.start, end: duration.end };
}

const agePattern = /\b(?:(?:under|below)\s+(?:the\s+)?(?:age\s+of\s+|ages\s+of\s+)?|younger than\s+(?:the age of\s+)?|less than\s+|(?:not yet|under)\s+)(\d{1,2}|thirteen|fourteen|fifteen|sixteen|eighteen)(?:\s*\(\s*(\d{1,2})\s*\))?(?:\s*years?)?|\bat least\s+(\d{1,2}|thirteen|sixteen|eighteen)\s+years?\s+(?:old|of age)|\b(\d{1,2}) years? of age or (?:older|over)|\b(?:minors?|children)\b[^.]{0,30}\bage of\s+(\d{1,2})/gi;

/** The age below which a clause says no. */
export function ageIn(sentence: string): { age: number; start: number; end: number } | undefined {
  for (const match of sentence.matchAll(agePattern)) {
    const text = match[2] ?? match[1] ?? match[3] ?? match[4] ?? match[5] ?? "";
    const age = /^\d/.test(text) ? Number(text) : numberWords[text.toLowerCase()] ?? (text.toLowerCase() === "sixteen" ? 16 : 0);
    const next = sentence.slice(match.index + match[0].length, match.index + match[0].length + 12);
    if (age >= 10 && age <= 21 && !/^\s*(?:%|days?|months?|minutes?|hours?|employees)/.test(next)) return { age, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function dateIn(text: string): string | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return iso[0];
  const us = /\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(text);
  const eu = /\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]{2,8})\.?,?\s+(\d{4})/.exec(text);
  const [month, day, year] = us ? [us[1], us[2], us[3]] : eu ? [eu[2], eu[1], eu[3]] : [];
  const index = months.indexOf((month ?? "").slice(0, 3).toLowerCase());
  if (index >= 0 && day && year) return `${year}-${String(index + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  // 30/03/2025 can be read in one way only, 03/04/2025 in two.
  const digits = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(text);
  const [first, second] = [Number(digits?.[1] ?? 0), Number(digits?.[2] ?? 0)];
  if (!digits || (first <= 12 && second <= 12 && first !== second) || first > 31 || second > 31) return null;
  const [digitDay, digitMonth] = first > 12 ? [first, second] : [second, first];
  return `${digits[3] ?? ""}-${String(digitMonth).padStart(2, "0")}-${String(digitDay).padStart(2, "0")}`;
}

/** "Effective date: Aug 17, 2023", "Last updated 17 August 2023", "2023-08-17". */
export function effectiveDateIn(text: string): string | null {
  const cue = /(?:effective(?:\s+date)?|in effect|in force(?:\s+since)?|last\s+(?:updated|modified|revised|changed)|updated|date of last revision|valid from)\b[^\n\d]{0,40}/gi;
  for (const match of text.matchAll(cue)) {
    const rest = text.slice(match.index, match.index + match[0].length + 40).replace(/[*_`<>]|&nbsp;/g, " ");
    const date = dateIn(rest);
    if (date) return date;
  }
  // A date that stands alone below the title.
  const alone = /^[ *_]*([A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{4}-\d{2}-\d{2})[ *_]*$/m.exec(text.slice(0, 600));
  return alone ? dateIn(alone[1] ?? "") : null;
}
