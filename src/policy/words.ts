/** Cuts a sentence into words and punctuation, and folds word forms so that phrases match across number and case. */

export interface Token {
  /** Folded: lower case, singular, plain apostrophes; punctuation as it is. */
  word: string;
  /** Lower case, not folded. */
  lower: string;
  raw: string;
  start: number;
  end: number;
  isWord: boolean;
}

const keepForm = new Set(["this", "is", "was", "has", "does", "its", "as", "us", "gps", "sms", "status", "address", "access", "business", "process", "dos", "aws", "ios", "os", "always", "various", "plus", "basis", "news", "les", "des", "analytics", "iris", "https", "class", "census", "biometrics", "windows", "sales"]);

const folded = new Map<string, string>();

/** Texts repeat their words: each form is folded once. */
export function foldWord(word: string): string {
  let known = folded.get(word);
  if (known === undefined) {
    known = fold(word);
    if (folded.size < 50_000) folded.set(word, known);
  }
  return known;
}

const plainLower = (word: string): string => {
  const lower = word.toLowerCase();
  return lower.includes("’") || lower.includes("‘") ? lower.replace(/[’‘]/g, "'") : lower;
};

/** Plural to singular where English is regular; both sides of a comparison pass through here. */
function fold(word: string): string {
  const lower = plainLower(word);
  const plain = lower.replace(/'s$|'$/, "");
  if (plain.length < 4 || keepForm.has(plain)) return plain === "ids" ? "id" : plain === "ips" ? "ip" : plain;
  if (plain.endsWith("ies") || plain.endsWith("ie")) return plain.replace(/ies?$/, "y");
  if (/(?:ss|x|ch|sh)es$/.test(plain)) return plain.slice(0, -2);
  if (plain.endsWith("s") && !/(?:ss|us|is)$/.test(plain)) return plain.slice(0, -1);
  return plain;
}

const isAsciiWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
const otherLetter = /[\p{L}\p{N}]/u;
const otherSpace = /\s/;

/** The character at `at` and how many code units it has; letters beyond ASCII are asked for one by one, they are few. */
function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? isAsciiWord(code) : otherLetter.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function wordEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && isLetterAt(text, at)) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    // An apostrophe belongs to the word when a letter follows: "don't".
    const mark = text[at];
    if ((mark !== "'" && mark !== "’") || !/\p{L}/u.test(text[at + 1] ?? "")) return at;
    at += 1;
  }
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 32 || (code < 14 && code > 8) || (code > 127 && otherSpace.test(text.charAt(at)))) {
      at += 1;
      continue;
    }
    if (isLetterAt(text, at)) {
      const end = wordEnd(text, at);
      const raw = text.slice(at, end);
      tokens.push({ raw, lower: plainLower(raw), word: foldWord(raw), start: at, end, isWord: true });
      at = end;
    } else {
      const end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
      const raw = text.slice(at, end);
      tokens.push({ raw, lower: raw === "‘" || raw === "’" ? "'" : raw, word: raw, start: at, end, isWord: false });
      at = end;
    }
  }
  return tokens;
}

const known = new Map<string, Token[]>();

/** For titles and headings, which many sentences ask about. */
export function tokenizeOnce(text: string): readonly Token[] {
  let tokens = known.get(text);
  if (!tokens) {
    tokens = tokenize(text);
    if (known.size < 2000) known.set(text, tokens);
  }
  return tokens;
}

export const foldPhrase = (phrase: string): string[] =>
  phrase.split("...").flatMap((part, index) => [...(index > 0 ? ["..."] : []), ...tokenize(part).filter((token) => token.isWord).map((token) => token.word)]);
