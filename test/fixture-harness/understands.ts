/** Writes `docs/what-it-understands.md` from the fixtures: what works, and the honest list of what does not. */
import { readFileSync } from "node:fs";
import type { Fixture } from "./fixtures.ts";

interface Row { id: string; code: string; answer: string }
interface Section { section: string; title: string; rows: Row[] }

const sections = JSON.parse(readFileSync(new URL("behaviours.json", import.meta.url), "utf8")) as Section[];

export const behaviourIds = new Set(sections.flatMap(({ rows }) => rows.map(({ id }) => id)));

/** Rows may be proved in parts: `A2`, or `H-express` for row `H`. */
export const rowOf = (id: string): string => id.split("-")[0] ?? id;

export function understands(fixtures: Fixture[]): string {
  return [
    "# What privacy-lint understands",
    "",
    "Written from the fixtures by `npx vitest run test/fixtures.test.ts -u`; each row links the small projects that prove it.",
    "*works*: every promise in those projects is kept. *partly*: some are kept, the rest is listed under the table.",
    ...sections.flatMap((section) => writeSection(section, fixtures)),
    "",
  ].join("\n");
}

function writeSection({ section, title, rows }: Section, fixtures: Fixture[]): string[] {
  const provers = (row: Row): Fixture[] => fixtures.filter(({ manifest }) => manifest.rows?.some((id) => rowOf(id) === row.id));
  const gaps = rows.flatMap((row) => provers(row).flatMap((fixture) => writeGaps(row, fixture)));
  return [
    "",
    `## ${section}. ${title}`,
    "",
    "| | code | answer | state | fixtures |",
    "|---|---|---|---|---|",
    ...rows.map((row) => writeRow(row, provers(row))),
    ...(gaps.length === 0 ? [] : ["", "Not yet:", "", ...gaps]),
  ];
}

function writeRow({ id, code, answer }: Row, provers: Fixture[]): string {
  const links = provers.map(({ name, manifest }) => `[${escape(manifest.title)}](../fixtures/${name})`);
  return `| ${id} | ${escape(code)} | ${escape(answer)} | ${stateOf(provers)} | ${links.join("<br>")} |`;
}

function stateOf(provers: Fixture[]): string {
  if (provers.length === 0) return "no fixture yet";
  const kinds = provers.flatMap(({ markers }) => markers.map(({ kind }) => kind));
  if (!kinds.some(isGap)) return "works";
  return kinds.includes("expect") ? "partly" : "not yet";
}

const isGap = (kind: string): boolean => kind === "todo" || kind === "todo-never";

function writeGaps(row: Row, { name, markers }: Fixture): string[] {
  return markers
    .filter(({ kind }) => isGap(kind))
    .map(({ kind, file, line, reason }) => {
      const what = kind === "todo" ? "missed" : "false alarm";
      return `- ${row.id}, ${what}: ${reason ?? ""} ([${file}:${line}](../fixtures/${name}/${file}#L${line}))`;
    });
}

const escape = (text: string): string => text.replaceAll("|", "\\|");
