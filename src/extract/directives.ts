/** Comments that speak to this tool, in code, templates, schemas and YAML. Found in the text: no comment scan for files that have none. */
import type { DirectiveFact, Place } from "../model/index.ts";
import { lineOf, placeOf } from "../model/index.ts";

const marker = "privacy-lint-ignore";

/** For texts nobody has counted the lines of. */
function placesOf(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = starts.length - 1;
    while (starts[line]! > offset) line--;
    return placeOf(line + 1, offset - starts[line]! + 1);
  };
}

export function directivesIn(text: string, place?: (offset: number) => Place): DirectiveFact[] {
  const found: DirectiveFact[] = [];
  let placed = place;
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + marker.length)) {
    const lineStart = text.lastIndexOf("\n", at) + 1;
    const lineEnd = text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
    const before = text.slice(lineStart, at);
    const opener = /(\/\/\/?|\/\*+|<!--|\{\/\*|#|\*)\s*$/.exec(before);
    if (!opener) continue;
    const body = text.slice(at + marker.length, lineEnd).replace(/\s*(\*\/\}?|-->)\s*$/, "").trim();
    placed ??= placesOf(text);
    const where = placed(at);
    found.push({ text: body, at: where, endLine: lineOf(where), ownLine: before.slice(0, opener.index).trim() === "" });
  }
  return found;
}
