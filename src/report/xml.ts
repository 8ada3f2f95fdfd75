/** Escapes text for XML and HTML; characters that XML forbids are dropped. */

// eslint-disable-next-line no-control-regex -- exactly these are forbidden in XML 1.0
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

export const escapeXml = (text: string): string => text.replace(forbidden, "").replace(/[&<>"']/g, (char) => entities[char] ?? char);

/** In an attribute a line break would be read as a space. */
export const attribute = (text: string): string => escapeXml(text).replace(/\r?\n/g, "&#10;").replace(/\t/g, "&#9;");
