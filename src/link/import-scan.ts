/** Imports of a file by a scan of its bytes: enough to know who may use whom, and what of it, without parsing. */

/** One `import`, `export ... from`, `require` or dynamic import. */
export interface Clause {
  specifier: string;
  /** Whether what is taken is handed on at once: `export { a } from`. */
  isExport: boolean;
  /** What is taken, and the name it gets; null when the whole module is, or when the text does not say. */
  names: { name: string; as: string }[] | null;
}

/** A whole clause; where something else stands in it, its end alone. */
const clauses = /\b(?:(import|export)\s*(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\{([^{}]*)\}|(\*)(?:\s*as\s+[\w$]+)?)?\s*from|from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g;

/** Several rooms ask for the imports of the same bytes. */
const memo = new WeakMap<Buffer, Clause[]>();

export function scanImports(bytes: Buffer | undefined): readonly Clause[] {
  if (!bytes) return [];
  let found = memo.get(bytes);
  if (!found) memo.set(bytes, found = scan(bytes.toString("latin1", 0, bytes.length)));
  return found;
}

/** The specifiers alone, as often as they are written. */
export const findImports = (bytes: Buffer | undefined): string[] => scanImports(bytes).map(({ specifier }) => specifier);

function scan(text: string): Clause[] {
  const found: Clause[] = [];
  clauses.lastIndex = 0;
  for (let match = clauses.exec(text); match; match = clauses.exec(text)) {
    const [, keyword, single, list, star, specifier] = match;
    const names = keyword !== undefined && star === undefined ? namesOf(list ?? "") : null;
    if (names && single !== undefined) names.push({ name: "default", as: single });
    found.push({ specifier: specifier!, isExport: keyword === "export", names });
  }
  return found;
}

const item = /^(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?$/;

/** `a, type B, c as d`; null when something in it is not like that. */
function namesOf(list: string): { name: string; as: string }[] | null {
  const names: { name: string; as: string }[] = [];
  for (const part of list.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, "").split(",")) {
    const text = part.trim();
    if (text === "") continue;
    const match = item.exec(text);
    if (!match) return null;
    names.push({ name: match[1]!, as: match[2] ?? match[1]! });
  }
  return names;
}
