/** Import specifiers of a file by a scan of its bytes: enough to know who may use whom, without parsing. */

const specifiers = /\b(?:from|import|require)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/** Three rooms ask for the imports of the same bytes. */
const memo = new WeakMap<Buffer, string[]>();

export function findImports(bytes: Buffer | undefined): string[] {
  if (!bytes) return [];
  let found = memo.get(bytes);
  if (!found) memo.set(bytes, found = scan(bytes.toString("latin1", 0, bytes.length)));
  return found;
}

function scan(text: string): string[] {
  const found: string[] = [];
  specifiers.lastIndex = 0;
  for (let match = specifiers.exec(text); match; match = specifiers.exec(text)) found.push(match[2]!);
  return found;
}
