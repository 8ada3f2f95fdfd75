/** JUnit XML: a suite per file, a failed case per finding; a clean run has one case that passed. */
import type { Finding, Report } from "../model/index.ts";
import { at } from "./words.ts";
import { attribute, escapeXml } from "./xml.ts";

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) files.set(finding.location.file, [...(files.get(finding.location.file) ?? []), finding]);
  return files;
}

/** The fingerprint keeps names apart: viewers drop the second of two equal ones. */
function testCase(finding: Finding): string {
  const { rule, dataTypes, severity, what, fix, path, location, fingerprint } = finding;
  const name = [rule, dataTypes.join(","), fingerprint].filter((part) => part !== "").join(" ");
  const hops = path.map((hop) => `${at(hop)} ${hop.note}`);
  return [
    `    <testcase classname="${attribute(location.file)}" name="${attribute(name)}" file="${attribute(location.file)}" line="${location.line}">`,
    `      <failure type="${severity}" message="${attribute(what)}">${escapeXml([at(location), ...hops, fix].join("\n"))}</failure>`,
    "    </testcase>",
  ].join("\n");
}

export function junit({ findings, summary }: Report): string {
  const suites = [...byFile(findings)].map(([file, ofFile]) => [
    `  <testsuite name="${attribute(file)}" tests="${ofFile.length}" failures="${ofFile.length}" errors="0" skipped="0">`,
    ...ofFile.map(testCase),
    "  </testsuite>",
  ].join("\n"));
  const clean = [
    "  <testsuite name=\"privacy-lint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">",
    `    <testcase classname="privacy-lint" name="${summary.files} files, no findings"/>`,
    "  </testsuite>",
  ].join("\n");
  const tests = Math.max(findings.length, 1);
  return [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    `<testsuites name="privacy-lint" tests="${tests}" failures="${findings.length}" errors="0">`,
    ...(suites.length > 0 ? suites : [clean]),
    "</testsuites>", "",
  ].join("\n");
}
