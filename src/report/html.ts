/** HTML: one file that opens from a disk, without network and without scripts. */
import type { Finding, Report, Severity } from "../model/index.ts";
import { frameOf } from "./frame.ts";
import { matrixHtml } from "./html-matrix.ts";
import { style } from "./html-style.ts";
import type { ReportOptions } from "./options.ts";
import { at, count, policyWords, severities } from "./words.ts";
import { escapeXml } from "./xml.ts";

const css: Record<Severity, string> = { error: "e", warning: "w", info: "i" };
const titles: Record<Severity, string> = { error: "Errors", warning: "Warnings", info: "Infos" };
/** Beyond it the page would be slow to open; places and paths stay. */
const mostFrames = 200;

/** Backticks mark code in the finding's words. */
const prose = (text: string): string => text.split("`").map((part, index) => (index % 2 === 1 ? `<code>${escapeXml(part)}</code>` : escapeXml(part))).join("");

function card(finding: Finding, options: ReportOptions): string {
  const { severity, certainty, what, fix, location, path, fingerprint } = finding;
  const frame = options.snippets ? frameOf(location, options.sourceOf(location.file), 0) : null;
  const policy = options.hasInventory ? policyWords(finding) : null;
  const hops = path.length < 2 ? "" : `<ol class="c">${path.map((hop) => `<li>${escapeXml(at(hop))} ${prose(hop.note)}</li>`).join("")}</ol>`;
  return [
    `<article class="${css[severity]}" id="f${escapeXml(fingerprint)}"><b>${severity}${certainty === "likely" ? " (likely)" : ""}</b> <span class="c">${escapeXml(at(location))}</span>`,
    `<p>${prose(what)}</p>`,
    ...(frame === null ? [] : [`<pre>${escapeXml(frame)}</pre>`]),
    ...(hops === "" ? [] : [hops]),
    ...(policy === null ? [] : [`<p>Policy: ${escapeXml(policy)}</p>`]),
    `<p>Fix: ${prose(fix)}</p></article>`,
  ].join("\n");
}

function findingsHtml({ findings }: Report, options: ReportOptions): string {
  if (findings.length === 0) return "<h2>Findings</h2>\n<p>None.</p>";
  const look = findings.length > mostFrames ? { ...options, snippets: false } : options;
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding.why]))];
  return ["<h2>Findings</h2>", ...rules.flatMap(([rule, why]) => [
    `<h3>${escapeXml(rule)}</h3>\n<p class="d">${escapeXml(why)}</p>`,
    ...findings.filter((finding) => finding.rule === rule).map((finding) => card(finding, look)),
  ])].join("\n");
}

function tiles({ summary, vendors }: Report): string {
  const undeclared = vendors.filter(({ declared }) => !declared).length;
  const items = [
    ...severities.map((severity) => [css[severity], summary.findings[severity], titles[severity]] as const),
    ["", vendors.length, `Third parties, ${undeclared} not declared`] as const,
    ["", summary.files, "Files"] as const,
    ["", summary.suppressed + summary.baselined, "Suppressed or in the baseline"] as const,
  ];
  return `<ul class="t">${items.map(([name, value, title]) => `<li class="${name}"><b>${value}</b>${title}</li>`).join("")}</ul>`;
}

function vendorsHtml({ vendors }: Report): string {
  if (vendors.length === 0) return "";
  const list = (ids: readonly string[]): string => ids.map((id) => `<code>${escapeXml(id)}</code>`).join(" ");
  const rows = vendors.map(({ name, purpose, declared, evidence, receives, autoCollects }) => {
    const places = evidence.slice(0, 3).map(({ file, line }) => escapeXml(`${file}:${line}`)).join("<br>");
    return `<tr><th scope="row">${escapeXml(name)}</th><td>${escapeXml(purpose)}</td><td class="${declared ? "k" : "u"}">${declared ? "✓ declared" : "✗ not declared"}</td><td>${list(receives)}</td><td>${list(autoCollects)}</td><td class="c">${places}</td></tr>`;
  });
  return [
    "<h2>Third parties</h2>", "<div class=\"s\" tabindex=\"0\" role=\"region\" aria-label=\"Third parties\"><table>",
    `<thead><tr>${["Name", "Purpose", "Policy", "Receives", "Collects by itself", "Seen at"].map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>`,
    `<tbody>\n${rows.join("\n")}\n</tbody></table></div>`,
  ].join("\n");
}

function notesHtml({ notes }: Report): string {
  if (notes.length === 0) return "";
  const items = notes.map(({ file, line, text }) => `<li>${file === null ? "" : `<span class="c">${escapeXml(line === null ? file : `${file}:${line}`)}</span> `}${escapeXml(text)}</li>`);
  return `<h2>Notes</h2>\n<details><summary>${count(notes.length, "note")} on what was not read or not followed</summary><ul>${items.join("\n")}</ul></details>`;
}

export function html(report: Report, options: ReportOptions): string {
  const sections = [matrixHtml(report), findingsHtml(report, options), vendorsHtml(report), notesHtml(report)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Privacy report</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Privacy report</h1>
<p class="d">What the code does with personal data, held against what the privacy policy declares. ${escapeXml(report.tool.name)} ${escapeXml(report.tool.version)}</p>
${tiles(report)}
${sections.filter((section) => section !== "").join("\n")}
</main>
</body>
</html>
`;
}
