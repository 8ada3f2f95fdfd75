/** Reads the promises a fixture makes in its own source lines: `expect`, `never` and `todo` markers. */
import type { Certainty, Severity } from "../../src/model/index.ts";

/** A finding as a marker words it. `null` means the marker does not say. */
export interface Promised {
  rule: string;
  dataTypes: string[];
  recipient: string | null;
  certainty: Certainty | null;
  severity: Severity | null;
  /** `file` or `file:line` suffixes that must be among the hops. */
  via: string[];
}

export interface Marker {
  kind: "expect" | "never" | "todo" | "todo-never";
  file: string;
  /** The line the marker speaks of, 1-based. */
  line: number;
  promised: Promised;
  /** What follows ` - `: why it is a temptation, why it is not reached yet. */
  reason: string | null;
}

const opening = /(?:\/\/|\/\*|<!--|#)\s*(expect|never|todo)(-next)?:/g;
const closing = /\s*(?:\*\/\s*\}?|-->)\s*$/;

/** Every marker of one file, in source order. */
export function readMarkers(file: string, text: string): Marker[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => readLine(file, lines, line, index));
}

function readLine(file: string, lines: string[], line: string, index: number): Marker[] {
  const found = [...line.matchAll(opening)];
  return found.flatMap((match, nth) => {
    const from = match.index + match[0].length;
    const body = line.slice(from, found[nth + 1]?.index).replace(closing, "").trim();
    const spoken = match[2] === undefined ? index : nextCode(lines, index);
    const kind = match[1] as "expect" | "never" | "todo";
    const at = `${file}:${index + 1}`;
    return readBody(kind, body, at).map((marker) => ({ ...marker, file, line: spoken + 1 }));
  });
}

/** `-next` markers may be stacked above the line they all speak of. */
function nextCode(lines: string[], from: number): number {
  let index = from + 1;
  while (/^\s*(?:\{\s*)?(?:\/\/|\/\*|<!--|#)\s*(?:expect|never|todo)-next:/.test(lines[index] ?? "")) index += 1;
  return index;
}

function readBody(kind: "expect" | "never" | "todo", body: string, at: string): Omit<Marker, "file" | "line">[] {
  const [said = "", ...rest] = body.split(/\s+-\s+/);
  const reason = rest.length === 0 ? null : rest.join(" - ");
  if (kind !== "expect" && reason === null) throw new Error(`${at}: say why: \`${kind}: ... - reason\``);
  return said.split(";").map((part) => {
    const isUnwanted = kind === "todo" && /^\s*never\s/.test(part);
    const promised = readPromise(isUnwanted ? part.replace(/^\s*never\s/, "") : part, at);
    return { kind: isUnwanted ? "todo-never" as const : kind, promised, reason };
  });
}

function readPromise(text: string, at: string): Promised {
  const promised: Promised = { rule: "", dataTypes: [], recipient: null, certainty: null, severity: null, via: [] };
  const words = text.trim().split(/\s+/);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (index === 0) promised.rule = word;
    else if (word === "->") promised.recipient = words[++index] ?? "";
    else if (word === "via") promised.via.push(words[++index] ?? "");
    else if (word === "(likely)" || word === "(sure)") promised.certainty = word === "(sure)" ? "sure" : "likely";
    else if (/^\[(error|warning|info)\]$/.test(word)) promised.severity = word.slice(1, -1) as Severity;
    else if (/^[a-z][a-z0-9-]*$/.test(word)) promised.dataTypes.push(word);
    else throw new Error(`${at}: cannot read '${word}' in the marker`);
  }
  if (!/^[a-z][a-z-]+$/.test(promised.rule)) throw new Error(`${at}: a marker starts with a rule id, not '${promised.rule}'`);
  promised.dataTypes.sort();
  return promised;
}
