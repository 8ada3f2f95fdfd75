/** Path patterns of an inventory (`src/integrations/**`, `@example/*`): `*`, `**`, `?`, `{a,b}`, `[ab]`. */

const special = /[.+^$()|\\]/;

function classEnd(pattern: string, start: number): number {
  const end = pattern.indexOf("]", start + 2);
  return end === -1 ? start : end;
}

function source(pattern: string): string {
  let out = "";
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (pattern.startsWith("**/", i)) { out += "(?:[^/]+/)*"; i += 2; }
    else if (pattern.startsWith("**", i)) { out += ".*"; i += 1; }
    else if (char === "*") out += "[^/]*";
    else if (char === "?") out += "[^/]";
    else if (char === "[" && classEnd(pattern, i) > i) {
      const end = classEnd(pattern, i);
      out += `[${pattern.slice(i + 1, end).replace(/^!/, "^").replace(/\\/g, "\\\\")}]`;
      i = end;
    }
    else if (char === "{") { out += "(?:"; depth++; }
    else if (char === "}" && depth > 0) { out += ")"; depth--; }
    else if (char === "," && depth > 0) out += "|";
    else out += special.test(char) || "[]{}".includes(char) ? `\\${char}` : char;
  }
  return out + ")".repeat(depth);
}

const compiled = new Map<string, RegExp>();

/** A pattern that names a folder covers what is in it. */
export function matchesGlob(pattern: string, path: string): boolean {
  let regexp = compiled.get(pattern);
  if (!regexp) {
    const trimmed = pattern.replace(/^\.\//, "").replace(/\/$/, "");
    regexp = new RegExp(`^${source(trimmed)}(?:/.*)?$`);
    compiled.set(pattern, regexp);
  }
  return regexp.test(path);
}
