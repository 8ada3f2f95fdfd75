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

/** Plural to singular where English is regular; both sides of a comparison pass through here. */
function fold(word: string): string {
  const lower = word.toLowerCase().replace(/[’‘]/g, "'");
  const plain = lower.replace(/'s$|'$/, "");
  if (plain.length < 4 || keepForm.has(plain)) return plain === "ids" ? "id" : plain === "ips" ? "ip" : plain;
  if (plain.endsWith("ies") || plain.endsWith("ie")) return plain.replace(/ies?$/, "y");
  if (/(?:ss|x|ch|sh)es$/.test(plain)) return plain.slice(0, -2);
  if (plain.endsWith("s") && !/(?:ss|us|is)$/.test(plain)) return plain.slice(0, -1);
  return plain;
}

const pattern = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[^\s\p{L}\p{N}]/gu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const raw = match[0];
    const isWord = /[\p{L}\p{N}]/u.test(raw);
    const lower = raw.toLowerCase().replace(/[’‘]/g, "'");
    tokens.push({ raw, lower, word: isWord ? foldWord(raw) : raw, start: match.index, end: match.index + raw.length, isWord });
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
