/** Masks literal personal data and secrets in source text that is shown; every character keeps its place. */

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const literal = /(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;
/** Well-known shapes of keys and tokens. */
const token = /\b(?:(?:sk|pk|rk)[_-](?:live|test|proj)?[\w-]{8,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|xox[abprs]-[\w-]{8,}|AKIA[0-9A-Z]{12,}|AIza[\w-]{30,}|phc_\w{16,}|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|re_\w{12,}|SG\.[\w-]{10,}\.[\w-]{10,})/g;
const phone = /(?<![\w.])(?:\+|00)?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?![\w])/g;
const address = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;
const wordy = /[A-Za-z0-9_+/=-]{24,}/g;

const hide = (text: string): string => text.replace(/\S/g, "*");

/** Long runs that mix cases and digits are keys; words, paths and kebab names are not. */
function isRandom(text: string): boolean {
  const digits = text.match(/\d/g)?.length ?? 0;
  return digits >= 4 && /[A-Za-z]/.test(text) && !/^[a-z-]+$/.test(text);
}

/** Dates and versions have digits, separators and no subscriber. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return digits >= 7 && digits <= 15 && !/^\d{4}-\d{2}-\d{2}/.test(text) && (/^[+0(]/.test(text) || /[ ()./-]/.test(text));
}

/** Loopback and unspecified addresses are nobody's. */
const isNobodys = (text: string): boolean => /^(?:127\.|0\.0\.0\.0$|255\.)/.test(text);

function maskLiteral(text: string): string {
  return text
    .replace(token, hide)
    .replace(address, (found) => (isNobodys(found) ? found : hide(found)))
    .replace(phone, (found) => (isPhone(found) ? hide(found) : found))
    .replace(wordy, (found) => (isRandom(found) ? hide(found) : found));
}

export function maskLine(line: string): string {
  return line
    .replace(email, hide)
    .replace(literal, (_all, quote: string, text: string) => `${quote}${maskLiteral(text)}${quote}`);
}
