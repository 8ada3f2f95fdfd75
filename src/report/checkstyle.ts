/** Checkstyle XML, which many review tools read. */
import type { Finding, Report } from "../model/index.ts";
import { attribute } from "./xml.ts";

function errorLine({ rule, severity, what, fix, location }: Finding): string {
  return `    <error line="${location.line}" column="${location.column}" severity="${severity}" message="${attribute(`${what} ${fix}`)}" source="privacy-lint.${attribute(rule)}"/>`;
}

export function checkstyle({ findings }: Report): string {
  const files = [...new Set(findings.map(({ location }) => location.file))].map((file) => [
    `  <file name="${attribute(file)}">`,
    ...findings.filter(({ location }) => location.file === file).map(errorLine),
    "  </file>",
  ].join("\n"));
  return ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<checkstyle version=\"4.3\">", ...files, "</checkstyle>", ""].join("\n");
}
