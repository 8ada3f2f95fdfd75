/** Holds the findings of one fixture against its markers and words every difference so that it can be acted on. */
import type { Finding } from "../../src/model/index.ts";
import type { Fixture } from "./fixtures.ts";
import type { Marker, Promised } from "./markers.ts";

/** These rules speak of the whole project; a fixture that is about them names them in `fixture.json`. */
const onlyWhenAsked = new Set(["undeclared-auto-collection", "undeclared-collection", "undeclared-recipient", "unused-declaration"]);

export function compare(fixture: Fixture, findings: Finding[]): string[] {
  const asked = new Set(fixture.manifest.rules ?? []);
  const seen = findings.filter(({ rule }) => !onlyWhenAsked.has(rule) || asked.has(rule));
  const places = new Set([...fixture.markers.map(placeOfMarker), ...seen.map(placeOfFinding)]);
  return [...places].sort(byPlace).flatMap((place) => comparePlace(
    place,
    fixture.markers.filter((marker) => placeOfMarker(marker) === place),
    seen.filter((finding) => placeOfFinding(finding) === place),
  ));
}

const placeOfMarker = ({ file, line }: Marker): string => `${file}:${line}`;
const placeOfFinding = ({ location }: Finding): string => `${location.file}:${location.line}`;

function byPlace(a: string, b: string): number {
  const [fileA = "", lineA] = a.split(":");
  const [fileB = "", lineB] = b.split(":");
  return fileA === fileB ? Number(lineA) - Number(lineB) : fileA < fileB ? -1 : 1;
}

function comparePlace(place: string, markers: Marker[], findings: Finding[]): string[] {
  const left = [...findings];
  const take = (isMet: (finding: Finding) => boolean): Finding | undefined => {
    const index = left.findIndex(isMet);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const missing = markers.filter(({ kind, promised }) => kind === "expect" && take((finding) => differences(promised, finding).length === 0) === undefined);
  const wrong = missing.map(({ promised }) => {
    const finding = take(({ rule }) => rule === promised.rule);
    if (finding === undefined) return `${place} missing\n    expected ${word(promised)}`;
    return `${place} differs: ${differences(promised, finding).join("; ")}\n    expected ${word(promised)}\n${show(finding)}`;
  });
  const kept = markers.flatMap((marker) => keptTodo(place, marker, findings, take));
  const unwanted = left.map((finding) => {
    const never = markers.find(({ kind, promised }) => kind === "never" && includes(promised, finding));
    return `${place} ${never === undefined ? "unexpected" : `never (${never.reason})`}\n${show(finding)}`;
  });
  return [...wrong, ...kept, ...unwanted];
}

/** A known gap that closed, or a known false alarm that went away, must be promoted: the list stays honest. */
function keptTodo(place: string, marker: Marker, findings: Finding[], take: (isMet: (finding: Finding) => boolean) => Finding | undefined): string[] {
  if (marker.kind === "todo" && findings.some((finding) => includes(marker.promised, finding)))
    return [`${place} a todo works now: promote it to \`expect\`\n    ${word(marker.promised)}`];
  if (marker.kind === "todo-never" && take((finding) => includes(marker.promised, finding)) === undefined)
    return [`${place} a false alarm is gone: promote it to \`never\`\n    ${word(marker.promised)}`];
  return [];
}

function includes(promised: Promised, finding: Finding): boolean {
  return promised.rule === finding.rule
    && promised.dataTypes.every((type) => finding.dataTypes.includes(type))
    && (promised.recipient === null || promised.recipient === finding.recipient?.id);
}

function differences(promised: Promised, finding: Finding): string[] {
  const said: string[] = [];
  if (promised.rule !== finding.rule) said.push("rule");
  if (promised.dataTypes.join() !== [...finding.dataTypes].sort().join()) said.push("data types");
  if (promised.recipient !== (finding.recipient?.id ?? null)) said.push("recipient");
  if (promised.certainty !== null && promised.certainty !== finding.certainty) said.push("certainty");
  if (promised.severity !== null && promised.severity !== finding.severity) said.push("severity");
  for (const hop of promised.via) if (!passes(hop, finding)) said.push(`no hop ${hop}`);
  return said;
}

function passes(hop: string, finding: Finding): boolean {
  const [file = "", line] = hop.split(":");
  return finding.path.some((step) => (step.file === file || step.file.endsWith(`/${file}`)) && (line === undefined || step.line === Number(line)));
}

function word(promised: Promised): string {
  const certainty = promised.certainty === null ? "" : `(${promised.certainty})`;
  const severity = promised.severity === null ? "" : `[${promised.severity}]`;
  const via = promised.via.map((hop) => `via ${hop}`);
  const recipient = promised.recipient === null ? "" : `-> ${promised.recipient}`;
  return [promised.rule, ...promised.dataTypes, recipient, certainty, severity, ...via].filter((part) => part !== "").join(" ");
}

function show(finding: Finding): string {
  const hops = finding.path.map((hop) => `      ${hop.kind.padEnd(6)} ${hop.file}:${hop.line}:${hop.column} ${hop.note}`);
  const { rule, dataTypes, recipient, certainty, severity } = finding;
  const got = word({ rule, dataTypes, recipient: recipient?.id ?? null, certainty, severity, via: [] });
  return [`    got      ${got}`, ...hops].join("\n");
}
