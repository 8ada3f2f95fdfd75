/** splitWords: a name of code as its words, and the small grammar of singular forms. */

const boundaries = /[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+|[\u0080-\uffff]+/g;

/** `userEmail` -> user email; `x-forwarded-for` -> x forwarded for; `userID2` -> user id 2; `iPhone` -> i phone. */
export function splitWords(name: string): string[] {
  const found = name.match(boundaries);
  return found === null ? [] : found.map((word) => word.toLowerCase());
}

export const phrase = (name: string): string => splitWords(name).join(" ");

/** The singular of an English plural; words that only look like one stay. */
export function singular(word: string): string {
  if (word.length < 3 || !word.endsWith("s") || /(?:ss|us|is|as|news|series|os)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2);
  return word === "people" ? "person" : word.slice(0, -1);
}

export const isShouted = (name: string): boolean => name.length > 1 && /^[A-Z][A-Z0-9_]*$/.test(name);
