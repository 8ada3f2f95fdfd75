/** Sentences of a block, by position: abbreviations and numbers do not end one, a missing space after the stop does not join two. */

export interface Span { start: number; end: number }

const abbreviations = /(?:^|[\s("“])(?:e\.g|i\.e|etc|inc|ltd|llc|corp|co|no|vs|cf|mr|mrs|ms|dr|st|u\.s|u\.k|e\.u|art|sec|para|approx|esp|incl|fig|al|reg|dept|jr|sr|[a-z])\.$/i;
const maximum = 1200;

function isEnd(text: string, at: number): boolean {
  const mark = text[at] ?? "";
  if (mark !== "." && mark !== "!" && mark !== "?") return false;
  const before = text.slice(Math.max(0, at - 12), at + 1);
  const after = text.slice(at + 1, at + 12);
  const follows = /^["”’)\]]*\s+["“‘([]*(?:[A-Z0-9{]|$)/.test(after) || /^["”’)\]]*$/.test(after);
  // "business.This": a full stop glued to the next sentence, not a domain name.
  const isGlued = mark === "." && /(?:[a-z]{3}|[)”"])$/.test(text.slice(Math.max(0, at - 3), at)) && /^[A-Z][A-Za-z]+[\s,]/.test(after) && !/^(?:Com|Net|Org|Io|Js|JS)\b/.test(after);
  if (isGlued) return true;
  if (!follows) return false;
  if (mark !== ".") return true;
  if (/etc\.$/i.test(before)) return /^["”’)\]]*\s+["“]*[A-Z]/.test(after);
  if (/(?:inc|ltd|llc|corp|co|u\.s|u\.k|e\.u)\.$/i.test(before)) return /^["”’)\]]*\s+(?:We|You|Our|This|The|These|If|When|It|They|In|For|As|To|Your|Please|Any|All|By)\b/.test(after) || /^["”’)\]]*$/.test(after);
  return !abbreviations.test(before);
}

export function sentencesOf(text: string, from = 0): Span[] {
  const spans: Span[] = [];
  let start = from;
  const push = (end: number): void => {
    let first = start;
    while (first < end && /\s/.test(text[first] ?? "")) first += 1;
    if (/[\p{L}\p{N}]/u.test(text.slice(first, end))) spans.push({ start: first, end });
    start = end;
  };
  for (let at = from; at < text.length; at += 1) {
    if (!isEnd(text, at)) {
      if (at - start > maximum && /[;:]/.test(text[at] ?? "")) push(at + 1);
      continue;
    }
    let end = at + 1;
    while (/["”’)\]]/.test(text[end] ?? "")) end += 1;
    push(end);
    at = end - 1;
  }
  push(text.length);
  return spans;
}
