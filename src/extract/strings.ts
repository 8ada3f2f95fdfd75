/** Which literal texts Facts may keep: never one that looks like personal data or a secret, never a long one. */
import type { Walk } from "./walk.ts";
import type { ts } from "./typescript.ts";

const personal = /[^\s@]+@[^\s@]+\.[a-z]{2,}|\+?\d[\d ()-]{7,}\d|\b\d{1,3}(\.\d{1,3}){3}\b|eyJ[\w-]{10,}/i;
/** Keys of well-known services, account numbers, and long runs of letters and digits that no word is. */
const secret = /\b(?:[sprw]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|AKIA|AIza|npm_)[\w-]{8,}|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b|-----BEGIN |\b(?=(?:[A-Za-z_-]*\d){4})[\w-]{32,}\b/;
/** Addresses of no person: the machine itself, and networks inside a house. */
const ownNetwork = /\b(?:127|10|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b/g;
const longest = 160;

/** The text when decisions may need it: keys, hosts, option values, event names. */
export function keptText(text: string): string | undefined {
  if (text.length > longest || secret.test(text)) return undefined;
  return personal.test(text.replace(ownNetwork, "host")) ? undefined : text;
}

const absolute = /^(?:https?:|wss?:)?\/\/([a-z0-9.-]+\.[a-z]{2,})(?=[:/?#]|$)/i;
const embedded = /(?:https?:|wss?:)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?=[:/?#"'\s]|$)/gi;

/** Hosts of absolute URLs, wherever they stand: a single URL, a snippet, a CSP list. */
export function noteString(w: Walk, text: string, node: ts.Node): void {
  if (!text.includes("//")) return;
  const whole = absolute.exec(text);
  if (whole) { w.facts.hosts.push({ host: whole[1]!.toLowerCase(), at: w.start(node) }); return; }
  for (const match of text.matchAll(embedded)) w.facts.hosts.push({ host: match[1]!.toLowerCase(), at: w.start(node) });
}
