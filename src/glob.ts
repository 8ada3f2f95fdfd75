/** Path patterns a user writes (`src/**`, `*.stories.tsx`, `app/[id]/page.tsx`) as one test of a root-relative path. */

const special = /[.+^$()|\\[\]{}]/;

/** End of a character class, or -1 when the bracket is only a character. */
function classEnd(pattern: string, start: number): number {
  return pattern.indexOf("]", start + 2);
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
      const inside = pattern.slice(i + 1, end);
      // Routers name files `[id].tsx`: the text itself is meant as often as one of its letters.
      const literal = `[${inside}]`.replace(/[\\^$.|?*+()[\]{}-]/g, "\\$&");
      out += `(?:[${inside.replace(/^!/, "^").replace(/[\\[\]]/g, "\\$&")}]|${literal})`;
      i = end;
    }
    else if (char === "{" && pattern.indexOf("}", i) > i) { out += "(?:"; depth++; }
    else if (char === "}" && depth > 0) { out += ")"; depth--; }
    else if (char === "," && depth > 0) out += "|";
    else out += special.test(char) ? `\\${char}` : char;
  }
  return out + ")".repeat(depth);
}

/** Without `./` in front and `/` behind; a pattern without a slash means the name at any depth. */
function normalise(pattern: string): string {
  const trimmed = pattern.replace(/^(?:\.?\/)+/, "").replace(/\/+$/, "");
  if (trimmed === "" || trimmed === ".") return "**";
  return trimmed.includes("/") || pattern.startsWith("./") || pattern.startsWith("/") ? trimmed : `**/${trimmed}`;
}

function compile(pattern: string): (path: string) => boolean {
  const wanted = normalise(pattern);
  const regexp = new RegExp(`^${source(wanted)}(?:/.*)?$`, "s");
  // A path copied from a file list: `[id]` is then a folder's name, not a class of letters.
  const literal = wanted.replace(/^\*\*\//, "");
  return (path) => path === literal || path.startsWith(`${literal}/`) || regexp.test(path);
}

/** True for paths that one of the patterns names, or that lie in a folder it names. `!pattern` takes back. */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => ({
    isTakenBack: pattern.startsWith("!"), matches: compile(pattern.replace(/^!/, "")),
  }));
  return (path) => tests.reduce((found, { isTakenBack, matches }) => (matches(path) ? !isTakenBack : found), false);
}
