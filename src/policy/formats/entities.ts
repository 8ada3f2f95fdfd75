/** The character references that occur in policy texts. */
const named: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: " ", rsquo: "’", lsquo: "‘", ldquo: "“", rdquo: "”", ndash: "–", mdash: "—",
  hellip: "…", copy: "©", reg: "®", trade: "™", bull: "•", middot: "·", sect: "§", eacute: "é", egrave: "è", uuml: "ü", ouml: "ö", auml: "ä", szlig: "ß", ccedil: "ç",
  laquo: "«", raquo: "»", times: "×", euro: "€", shy: "", zwnj: "", ensp: " ", emsp: " ", thinsp: " ", rarr: "→",
};

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));?/y;

/** The reference at `at`, if there is one: what it stands for and how long it is written. */
export function entityAt(text: string, at: number): { value: string; length: number } | undefined {
  reference.lastIndex = at;
  const match = reference.exec(text);
  if (!match) return undefined;
  const [whole, decimal, hex, name] = match;
  const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : undefined;
  if (code !== undefined) return code > 0 && code <= 0x10ffff ? { value: String.fromCodePoint(code), length: whole.length } : undefined;
  const value = named[name ?? ""];
  return value === undefined ? undefined : { value, length: whole.length };
}
