/** Import specifiers of a file by a scan of its bytes: enough to know who may use whom, without parsing. */

const specifiers = /\b(?:from|import|require)\s*\(?\s*(["'])([^"'\n]+)\1/g;

export function findImports(bytes: Buffer | undefined): string[] {
  if (!bytes) return [];
  const text = bytes.toString("latin1");
  const found: string[] = [];
  specifiers.lastIndex = 0;
  for (let match = specifiers.exec(text); match; match = specifiers.exec(text)) found.push(match[2]!);
  return found;
}
