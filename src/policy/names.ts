/** The names under which a policy speaks of its owner: "How Example Inc. ("Example") collects", "Example uses". */
import type { Lexicon } from "./lexicon.ts";

const practice = "(?:may|will|also|does|collects?|uses?|shares?|stores?|retains?|keeps?|receives?|processes|discloses?|is committed|takes|provides|operates|respects)";
const notNames = new Set(["We", "You", "They", "It", "This", "These", "That", "Users", "User", "Customers", "Customer", "Information", "Data", "Services", "Service", "Policy", "Parties", "Providers", "Partners", "Party", "Who", "Which", "Cookies", "The", "Our", "Your", "If", "When", "There", "Others", "He", "She", "One", "Law", "Websites", "Website", "Members", "Visitors", "Company", "Site", "Sites", "Clients", "Vendors", "Affiliates", "Individuals", "Children", "Personal", "What", "How", "Everyone", "Nobody", "Google", "Facebook", "Stripe", "Apple", "Amazon", "Microsoft", "Access", "Products", "Advertisers", "Subprocessors", "I", "California", "Europe", "App", "Application"]);

export interface OwnNames { main: string | null; words: ReadonlySet<string> }

export function ownNamesIn(text: string, lexicon: Lexicon): OwnNames {
  const found = new Map<string, number>();
  const add = (name: string | undefined, weight: number): void => {
    const clean = name?.trim().replace(/[’']s$/, "").replace(/^(?:the|at|by|of|how|and)\s+/i, "") ?? "";
    // "Google Ireland Limited" is somebody else's.
    if (/^(?:Google|Facebook|Meta|Stripe|Apple|Amazon|Microsoft) /.test(clean)) return;
    if (clean.length < 2 || clean.length > 40 || notNames.has(clean) || !/^[A-Z0-9]/.test(clean) || /\b(?:this|to|our|your|the|of|and|about|for|in|these)$/i.test(clean) || /^(?:changes|updates|your|our|full|global|general|website|user|customer|employee)\b/i.test(clean)) return;
    found.set(clean, (found.get(clean) ?? 0) + weight);
  };
  const head = text.slice(0, 6000);
  for (const match of head.matchAll(/\bPrivacy (?:Policy|Notice|Statement) (?:for|of)\s+(?:the\s+)?([A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3})/g)) add(match[1], 3);
  for (const match of text.matchAll(/\b(?:refers to|means)\s+([A-Z][\w-]*(?: [A-Z][\w-]*){0,3}?),?\s+(?:Inc|LLC|Ltd|GmbH|Corp|Corporation|Limited|AG|B\.V|S\.A|PBC|SAS)\b/g)) add(match[1], 6);
  for (const match of head.slice(0, 2500).matchAll(/([A-Z0-9][\w.&'’-]*(?:[ ,]+(?:[A-Z][\w.&'’-]*|of|and|the)){0,4}),?\s*\(\s*(?:the\s+)?(?:(?:collectively|together|hereinafter|referred to (?:herein )?as|or|and|,)\s*)*["“”'‘]([^"“”'’)]{1,30})["“”'’]/g)) {
    const [, name, alias] = match;
    if (/^(?:we|us|our|company|the company|[A-Z0-9][\w.]*(?: [A-Z][\w.]*){0,2})$/i.test(alias ?? "") && !/^(?:services?|websites?|sites?|policy|users?|customers?|you|terms|app|application|data|platform|personal|gdpr|ccpa|eea|ip|pii|.*data|.*information)$/i.test(alias ?? "")) {
      if (notNames.has(name?.trim() ?? "")) continue;
      if (/^[A-Z0-9]/.test(alias ?? "") && !/^(?:We|Us|Our|Company)$/.test(alias ?? "")) add(alias, 5);
      add(name?.replace(/,?\s*(?:Inc|LLC|Ltd|GmbH|Corp|Corporation|Limited|B\.V|S\.A|Co)\b\.?.*$/, ""), 4);
    }
  }
  for (const match of head.matchAll(/\b(?:At|here at)\s+([A-Z0-9][\w.-]+(?: [A-Z][\w.-]+)?),\s+(?:we|our|your)\b/g)) add(match[1], 4);
  for (const match of head.matchAll(/^(?:[#\s*<>h1=-]*)([A-Z][\w.&'’ -]{1,40}?)(?:['’]s)?\s+(?:Privacy|Cookie)\s+(?:Policy|Notice|Statement)/gm)) add(match[1], 3);
  for (const match of text.matchAll(new RegExp(`(?<=^|[.;:,\\n]\\s*|\\b(?:and|how|that|by|if|when|because|which)\\s)([A-Z][\\w-]{2,30})\\s+${practice}\\b`, "gm"))) add(match[1], 1);
  const names = [...found.entries()].filter(([name, weight]) => weight >= 3 && !lexicon.actors.longestAt([{ word: name.toLowerCase(), lower: name.toLowerCase(), raw: name, start: 0, end: name.length, isWord: true }], 0).length)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 4).map(([name]) => name);
  const words = new Set(names.flatMap((name) => (name.includes(" ") ? [name.split(/\s+/).at(-1) ?? "", name.split(/\s+/)[0] ?? ""] : [name])).map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")).filter((word) => word.length > 2 && !["the", "inc", "llc", "privacy", "our", "app", "data", "project", "services", "service", "policy", "company", "foundation"].includes(word)));
  return { main: names[0] ?? null, words };
}
