/** scanCalls: the written names of all calls in a file's bytes, without parsing it. */

/** Names are looked up by a hash of their bytes, last one first: most words of a file are never made a string. */
export class NameTable {
  private readonly hashes = new Map<number, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      let hash = 0;
      for (let index = name.length - 1; index >= 0; index--) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0;
      const known = this.hashes.get(hash);
      if (known) known.push(name);
      else this.hashes.set(hash, [name]);
    }
  }

  find(hash: number, bytes: Buffer, start: number, end: number): string | undefined {
    const known = this.hashes.get(hash);
    if (!known) return undefined;
    const text = bytes.toString("latin1", start, end);
    return known.includes(text) ? text : undefined;
  }
}

const open = 0x28, close = 0x29, backtick = 0x60, dot = 0x2e, question = 0x3f, bang = 0x21, less = 0x3c, greater = 0x3e;
const isWord = new Uint8Array(256);
for (let code = 0; code < 256; code++) if (/[\w$]/.test(String.fromCharCode(code)) || code > 127) isWord[code] = 1;
const isSpace = (code: number | undefined): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const mostNames = 5;
const longestArguments = 120;
const passedOn = new Set(["bind", "call", "apply"]);

/** Calls `visit` with the access path of every call whose last name is in the table, until it says stop. */
export function scanCalls(bytes: Buffer, table: NameTable, visit: (path: string[]) => boolean): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at]!;
    // `.then(logger.info)`: a name right before `)` may be a function that is handed on.
    if (code !== open && code !== backtick && code !== close) continue;
    const end = code === close ? at : headEnd(bytes, at);
    if (end === 0 || isWord[bytes[end - 1]!] === 0) continue;
    let start = end;
    let hash = 0;
    while (start > 0 && isWord[bytes[start - 1]!] === 1) hash = (Math.imul(hash, 31) + bytes[--start]!) | 0;
    const name = table.find(hash, bytes, start, end);
    if (name === undefined) continue;
    const path = [name, ...receivers(bytes, start)].reverse();
    if (passedOn.has(name)) path.pop();
    if ((code !== close || path.length > 1) && visit(path)) return true;
  }
  return false;
}

function before(bytes: Buffer, at: number): number {
  let end = at;
  while (end > 0 && isSpace(bytes[end - 1])) end--;
  return end;
}

/** End of the callee of a call: before `?.`, type arguments and spaces. */
function headEnd(bytes: Buffer, at: number): number {
  let end = before(bytes, at);
  if (bytes[end - 1] === dot && bytes[end - 2] === question) end -= 2;
  if (bytes[end - 1] === greater && bytes[end - 2] !== 0x3d) {
    let depth = 0;
    for (let index = end - 1; index >= Math.max(0, end - longestArguments); index--) {
      if (bytes[index] === greater) depth++;
      else if (bytes[index] === less && --depth === 0) return before(bytes, index);
    }
  }
  return end;
}

/** Names before a member, nearest first: `a.b().c` at `c` gives b, a. */
function receivers(bytes: Buffer, from: number): string[] {
  const names: string[] = [];
  let at = from;
  while (names.length < mostNames) {
    at = before(bytes, at);
    if (bytes[at - 1] !== dot) break;
    at--;
    while (bytes[at - 1] === question || bytes[at - 1] === bang) at--;
    at = before(bytes, at);
    at = beforeArguments(bytes, at);
    const end = at;
    while (at > 0 && isWord[bytes[at - 1]!] === 1) at--;
    if (at === end) break;
    names.push(bytes.toString("latin1", at, end));
  }
  return names;
}

/** Before `()`, `(await cookies())` and `[0]`. */
function beforeArguments(bytes: Buffer, from: number): number {
  let at = from;
  for (let limit = 0; limit < 3 && (bytes[at - 1] === close || bytes[at - 1] === 0x5d); limit++) {
    const start = opening(bytes, at);
    if (start === undefined) return at;
    const inner = before(bytes, start);
    // A group in parentheses is its last word.
    if (start > 0 && isWord[bytes[inner - 1]!] === 0 && bytes[inner - 1] !== close) return before(bytes, at - 1);
    at = inner;
  }
  return at;
}

function opening(bytes: Buffer, end: number): number | undefined {
  let depth = 0;
  for (let index = end - 1; index >= Math.max(0, end - longestArguments); index--) {
    const code = bytes[index];
    if (code === close || code === 0x5d) depth++;
    else if ((code === open || code === 0x5b) && --depth === 0) return index;
  }
  return undefined;
}
