/** The ready commands a finding ends with: declare it, or ignore it with a reason. */
import type { Finding } from "../model/index.ts";

/** Rules that a line in the inventory can answer. */
const isDeclarable = ({ rule, dataTypes }: Finding): boolean =>
  dataTypes.length > 0 && (rule.startsWith("undeclared-") || rule === "vague-declaration");

export function declareCommand(finding: Finding): string | null {
  return isDeclarable(finding) ? `npx privacy-lint declare ${finding.fingerprint}` : null;
}

/** A comment cannot answer for the comment above it, nor for a file that knows no comments. */
export function ignoreComment({ rule, location }: Finding): string | null {
  if (rule === "suppression" || /\.(?:json|md)$/.test(location.file)) return null;
  const marker = `privacy-lint-ignore-next-line ${rule} -- <reason>`;
  if (/\.ya?ml$/.test(location.file)) return `# ${marker}`;
  return /\.(?:html|vue|svelte|astro)$/.test(location.file) ? `<!-- ${marker} -->` : `// ${marker}`;
}
