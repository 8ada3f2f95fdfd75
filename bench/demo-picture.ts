/** `npm run demo:picture`: draws what the demo prints in a terminal as `docs/demo.svg`, so that the README shows the real thing. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runBench } from "./bench-error.ts";
import { runToolOrFail } from "./tool.ts";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));
const width = 104;
const fontSize = 14;
const lineHeight = 20;
const charWidth = 8.43;
const padding = 20;
const barHeight = 36;

interface Style { color: string | null; isBold: boolean; isDim: boolean; isUnderlined: boolean }
interface Run { text: string; style: Style }

const plain: Style = { color: null, isBold: false, isDim: false, isUnderlined: false };
const palette: Record<number, string> = {
  30: "#484f58", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 37: "#e6edf3",
  90: "#8b949e", 91: "#ffa198", 92: "#aff5b4", 93: "#f2cc60", 94: "#a5d6ff", 95: "#e2c5ff", 96: "#b3f0ff", 97: "#ffffff",
};
// eslint-disable-next-line no-control-regex -- colour codes are control characters
const escapeCode = /\u001b\[([\d;]*)m/g;

function restyle(style: Style, code: number): Style {
  if (code === 0) return plain;
  if (code === 1) return { ...style, isBold: true };
  if (code === 2) return { ...style, isDim: true };
  if (code === 4) return { ...style, isUnderlined: true };
  if (code === 22) return { ...style, isBold: false, isDim: false };
  if (code === 24) return { ...style, isUnderlined: false };
  if (code === 39) return { ...style, color: null };
  return palette[code] === undefined ? style : { ...style, color: palette[code] };
}

/** Each line as runs of one style; a style lasts over line ends, as in a terminal. */
function readLines(ansi: string): Run[][] {
  let style = plain;
  return ansi.split("\n").map((line) => {
    const runs: Run[] = [];
    let at = 0;
    for (const match of line.matchAll(escapeCode)) {
      if (match.index > at) runs.push({ text: line.slice(at, match.index), style });
      style = (match[1] ?? "").split(";").map(Number).reduce(restyle, style);
      at = match.index + match[0].length;
    }
    if (at < line.length) runs.push({ text: line.slice(at), style });
    return runs;
  });
}

/** Long lines are broken where the tool itself breaks them in a terminal of this width: between words, under the text of the line. */
function wrapLine(runs: Run[]): Run[][] {
  const text = runs.map((run) => run.text).join("");
  const cut = text.length <= width ? -1 : text.lastIndexOf(" ", width);
  const indent = (/^ {2}[a-z]+ +(?=\S)/.exec(text) ?? /^ */.exec(text))?.[0].length ?? 0;
  if (cut <= indent || /^ *>? *\d* \|/.test(text)) return [runs];
  const [first, rest] = splitAt(runs, cut);
  const [, words] = splitAt(rest, 1);
  return [first, ...wrapLine([{ text: " ".repeat(indent), style: plain }, ...words])];
}

function splitAt(runs: Run[], at: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let start = 0;
  for (const { text, style } of runs) {
    const cut = Math.min(Math.max(at - start, 0), text.length);
    if (cut > 0) before.push({ text: text.slice(0, cut), style });
    if (cut < text.length) after.push({ text: text.slice(cut), style });
    start += text.length;
  }
  return [before, after];
}

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function drawRun({ text, style }: Run, column: number): string {
  const attributes = [
    `x="${(padding + column * charWidth).toFixed(1)}"`,
    `textLength="${(text.length * charWidth).toFixed(1)}"`,
    style.color === null ? "" : `fill="${style.color}"`,
    style.isBold ? 'font-weight="700"' : "",
    style.isDim ? 'opacity="0.65"' : "",
    style.isUnderlined ? 'text-decoration="underline"' : "",
  ].filter((attribute) => attribute !== "");
  return `<tspan ${attributes.join(" ")}>${escapeXml(text)}</tspan>`;
}

function drawLine(runs: Run[], index: number): string {
  let column = 0;
  const spans = runs.map((run) => {
    const span = run.text.trim() === "" ? "" : drawRun(run, column);
    column += run.text.length;
    return span;
  });
  return spans.every((span) => span === "") ? "" : `<text xml:space="preserve" y="${barHeight + padding + (index + 1) * lineHeight - 6}">${spans.join("")}</text>`;
}

export function drawTerminal(command: string, ansi: string): string {
  const lines = readLines(`\u001b[90m$\u001b[39m ${command}\n\n${ansi.trimEnd()}`).flatMap(wrapLine);
  const columns = Math.max(width, ...lines.map((runs) => runs.reduce((sum, { text }) => sum + text.length, 0)));
  const w = Math.ceil(columns * charWidth + 2 * padding);
  const h = barHeight + lines.length * lineHeight + 2 * padding;
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((color, at) => `<circle cx="${20 + at * 20}" cy="18" r="6" fill="${color}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-label="${escapeXml(command)}: terminal output">`,
    `<rect width="${w}" height="${h}" rx="10" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${fontSize}" fill="#e6edf3">`,
    ...lines.map(drawLine).filter((line) => line !== ""),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** The promises in the fixture's lines are for the tests; line numbers stay. */
function withoutMarkers(text: string): string {
  return text.replaceAll(/[ \t]*(?:\/\/|\{?\/\*|<!--|#)\s*(?:expect|never|todo)(?:-next)?:.*$/gm, "");
}

/** The shop as a repository of its own, the way a user would meet it. */
function copyShop(): string {
  const root = mkdtempSync(join(tmpdir(), "privacy-lint-demo-"));
  cpSync(join(projectRoot, "fixtures/apps/shop"), root, { recursive: true });
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:tsx?|html|prisma)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, withoutMarkers(readFileSync(path, "utf8")));
  }
  execFileSync("git", ["init", "--quiet", root]);
  execFileSync("git", ["-C", root, "add", "--all"]);
  return root;
}

await runBench(async (args) => {
  const root = copyShop();
  const { stdout } = await runToolOrFail(["--exit-zero", "--no-cache", "--color", ...args], { cwd: root });
  rmSync(root, { recursive: true, force: true });
  writeFileSync(join(projectRoot, "docs/demo.svg"), drawTerminal(["npx privacy-lint", ...args].join(" "), stdout));
});
