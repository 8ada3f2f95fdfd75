/** Names of companies the catalog does not know, by how a policy writes them: only ever capital, in a list of providers. */
import type { Reader, Sentence } from "./read.ts";
import { tokenize } from "./words.ts";

export interface ProperName { name: string; from: number; to: number; isTitled?: boolean }

const providerList = /\b(?:sub-?processors?|service providers?|vendors?|providers|third[- ]part(?:y|ies) (?:services?|tools?|vendors?|providers?|we use)|third parties|partners|tools we use|services we use|processors|recipients?)\b/i;
const providerSentence = /\b(?:(?:service|payment|hosting|cloud|e-?mail|analytics|advertising|support|infrastructure|database|storage|delivery|identity|monitoring|messaging|crm|data) (?:providers?|processors?|platforms?|services?|partners?|tools?|hosts?)|third[- ]party (?:services?|providers?|vendors?|tools?|processors?|companies)|vendors?|sub-?processors?|hosted (?:by|on|with|in|at)|powered by|processed by|provided by|operated by|applicant tracking)\b/i;
const cues = new Set(["as", "like", "including", "namely", "by", "use", "uses", "using", "via", "through", "provider", "processor", "partner", "called", "and", "or", ",", "(", "with", "in", "on"]);
const notCompanies = new Set(["you", "your", "we", "us", "our", "they", "them", "it", "this", "these", "those", "company", "act", "regulation", "directive", "commission", "union", "states", "state", "kingdom", "area", "shield", "framework", "court", "authority", "republic", "internet", "android", "ios", "windows", "mac", "chrome", "firefox", "safari", "gdpr", "ccpa", "cpra", "eu", "us", "uk", "eea", "usa", "europe", "european", "american", "english", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "pdf", "ip", "url", "api", "http", "https", "sms", "faq", "dpo", "ico", "california", "virginia", "germany", "france", "ireland", "switzerland", "canada", "australia", "brazil", "india", "japan", "china", "singapore", "london", "york", "francisco", "california's", "ltd", "inc", "llc", "gmbh", "corp", "limited", "dpa", "scc", "sccs", "standard", "data", "privacy", "id", "ai", "pii", "vpn", "ssl", "tls", "ad", "ads", "wi", "fi", "gps", "mr", "ms", "dr", "iso", "soc", "hipaa", "coppa", "ferpa", "lgpd", "pipeda", "dsa", "tcf", "iab", "naic", "controller", "customer", "personal", "service", "services", "user", "users", "required", "optional", "name", "autotitle"]);
const legalForm = /^(?:Inc|LLC|Ltd|GmbH|Corp|Corporation|Limited|AG|SA|BV|PBC|SAS|AB|Oy|Co)$/;

const initials = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join("");

function isShortForm(before: readonly string[], inside: readonly string[]): boolean {
  const [only] = inside;
  if (inside.length === 1 && only !== undefined && /^[A-Z]{2,6}$/.test(only)) return initials(before.slice(-only.length)).toUpperCase() === only;
  return before.includes(initials(inside));
}

/** Words the text also writes small are no names. */
function smallWords(text: string): Set<string> {
  return new Set(text.match(/(?<![\w.])[a-z][a-z'’-]+/g) ?? []);
}

export class NameFinder {
  readonly #small: ReadonlySet<string>;
  readonly #reader: Reader;

  constructor(text: string, reader: Reader) {
    this.#small = smallWords(text);
    this.#reader = reader;
  }

  #isName(raw: string): boolean {
    const lower = raw.toLowerCase().replace(/['’]s$/, "");
    return /^[A-Z][\w.-]+$|^[a-z]+[A-Z]\w+$/.test(raw.replace(/['’]s$/, "")) && raw.length > 2 && !this.#small.has(lower) && !this.#small.has(lower.replace(/s$/, "")) && !notCompanies.has(lower) && !this.#reader.names.words.has(lower) && !this.#reader.terms.has(lower);
  }

  /** At the start of an item or row of a list of providers: "TaxJar. Sales tax calculation." */
  atStart(sentence: Sentence, lead: string): ProperName | undefined {
    if (sentence.block.kind === "paragraph" || !sentence.isFirst || (sentence.cell !== null && sentence.cell.start > 0)) return undefined;
    if (!providerList.test(`${sentence.block.headings.slice(-2).join(" ")} ${lead} ${sentence.cell?.header ?? ""}`)) return undefined;
    const isTitled = sentence.block.kind === "item" && sentence.block.titleEnd > 0;
    const tokens = isTitled ? tokenize(sentence.block.text.slice(0, sentence.block.titleEnd).replace(/[:.\s–-]+$/, "")) : sentence.tokens;
    let to = 0;
    while (to < 5 && tokens[to]?.isWord && /^[A-Z0-9]|^[a-z]+[A-Z]/.test(tokens[to]?.raw ?? "")) to += 1;
    const words = tokens.slice(0, to);
    const next = tokens[to];
    const isClosed = next === undefined || /^[.:,(–—|-]$/.test(next.raw) || /^(?:for|to|is|provides?|our|as|which|that)$/.test(next.lower);
    if (to === 0 || !isClosed || !words.some((token) => this.#isName(token.raw))) return undefined;
    const named = words.filter((token) => !legalForm.test(token.raw));
    // "Hewlett-Packard" is one name.
    if (next?.raw === "-" && tokens[to + 1]?.start === next.end && next.start === tokens[to - 1]?.end && /^[A-Z]/.test(tokens[to + 1]?.raw ?? "")) return { name: `${named.map((token) => token.raw).join(" ")}-${tokens[to + 1]?.raw ?? ""}`, from: 0, to: to + 2, isTitled };
    return { name: named.map((token) => token.raw).join(" "), from: 0, to, isTitled };
  }

  /** In a sentence about providers, after a word that introduces them: "such as Workable". */
  inSentence(sentence: Sentence): ProperName[] {
    if (!providerSentence.test(sentence.text) || sentence.kind !== "practice" || /\bcontrollers?\b/i.test(sentence.text)) return [];
    const found: ProperName[] = [];
    const { tokens } = sentence;
    let isListed = false;
    for (let from = 1; from < tokens.length; from += 1) {
      const before = tokens[from - 1];
      const token = tokens[from];
      if (!token?.isWord || !before) continue;
      const isChained = [",", "and", "or", "&", "/"].includes(before.lower);
      if (!cues.has(before.lower) || (before.lower === "as" && tokens[from - 2]?.lower !== "such") || (isChained && !isListed)) {
        if (token.isWord && !/^[A-Z]/.test(token.raw)) isListed = false;
        continue;
      }
      let to = from;
      while (to < from + 4 && tokens[to]?.isWord && (this.#isName(tokens[to]?.raw ?? "") || (to > from && /^[A-Z]/.test(tokens[to]?.raw ?? "")))) to += 1;
      if (to === from) continue;
      const words = tokens.slice(from, to).map((word) => word.raw);
      // "Amazon Web Services (AWS)", "URI addresses (Uniform Resource Identifier)": the same thing twice.
      if (before.raw === "(" && isShortForm(tokens.slice(Math.max(0, from - 6), from - 1).map((word) => word.raw), words)) {
        from = to;
        continue;
      }
      isListed = true;
      found.push({ name: tokens.slice(from, to).filter((word) => !legalForm.test(word.raw)).map((word) => word.raw.replace(/['’]s$/, "")).join(" "), from, to });
      from = to;
    }
    return found;
  }
}
