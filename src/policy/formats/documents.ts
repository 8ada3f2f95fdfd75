/** PDF and DOCX files to text, by packages that are only loaded when such a file comes, and only asked for then. */
import { UserError } from "../../errors.ts";

/** `html`: headings and lists are known; `text`: lines only. */
export interface DocumentText { text: string; format: "html" | "text" }

export const isPdf = (bytes: Uint8Array): boolean => bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
export const isDocx = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

interface PdfItem { str?: string; hasEOL?: boolean; transform?: number[]; height?: number }
interface PdfPage { getTextContent: () => Promise<{ items: PdfItem[] }> }
interface PdfJs { getDocument: (source: object) => { promise: Promise<{ numPages: number; getPage: (number: number) => Promise<PdfPage> }>; destroy?: () => Promise<void> }; VerbosityLevel?: { ERRORS: number } }
interface Mammoth { convertToHtml: (source: { buffer: Buffer }) => Promise<{ value: string }> }

async function optional<T>(specifier: string, kind: string, file: string): Promise<T> {
  const name = specifier.split("/")[0] ?? specifier;
  try {
    const loaded = (await import(specifier)) as T & { default?: T };
    return loaded.default ?? loaded;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw new UserError({ what: `${name} cannot be loaded here: ${(error as Error).message.split("\n")[0] ?? ""}.`, fix: `Save ${file} as text or HTML and read that file.`, file });
    throw new UserError({ what: `${file} is a ${kind} file; reading it needs the package ${name}, which is not installed.`, fix: `Run \`npm install --save-dev ${name}\`, or save the policy as text, Markdown or HTML and read that file.`, file });
  }
}

/** Lines of a page; a larger gap between two lines is a blank line, as between paragraphs. */
function linesOf(items: readonly PdfItem[]): string {
  let text = "";
  let lastY: number | undefined;
  let lineHeight = 12;
  for (const { str = "", hasEOL, transform, height = 0 } of items) {
    const y = transform?.[5];
    if (height > 0) lineHeight = height;
    if (y !== undefined && lastY !== undefined && str !== "" && Math.abs(lastY - y) > lineHeight * 1.7) text += "\n";
    text += str;
    if (hasEOL) text += "\n";
    if (y !== undefined && str !== "") lastY = y;
  }
  return text;
}

async function pdfText(bytes: Uint8Array, file: string): Promise<DocumentText> {
  const pdf = await optional<PdfJs>("pdfjs-dist/legacy/build/pdf.mjs", "PDF", file);
  const pages: string[] = [];
  try {
    const task = pdf.getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, isEvalSupported: false, disableFontFace: true, verbosity: pdf.VerbosityLevel?.ERRORS ?? 0 });
    const document = await task.promise;
    for (let number = 1; number <= document.numPages; number += 1) pages.push(linesOf((await (await document.getPage(number)).getTextContent()).items));
    await task.destroy?.();
  } catch (error) {
    throw new UserError({ what: `${file} cannot be read as PDF: ${(error as Error).message.split("\n")[0] ?? ""}.`, fix: "Check the file, or save the policy as text and read that.", file });
  }
  const text = pages.join("\n\n");
  if (!/\p{L}{3}/u.test(text)) throw new UserError({ what: `${file} has ${pages.length} page${pages.length === 1 ? "" : "s"} and no text: it is empty or scanned.`, fix: "Read it with a program that recognises text (OCR), save that as text, and read that file.", file });
  return { text, format: "text" };
}

async function docxText(bytes: Uint8Array, file: string): Promise<DocumentText> {
  const mammoth = await optional<Mammoth>("mammoth", "DOCX", file);
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    return { text: value.replace(/(<\/(?:p|h\d|li|tr|ul|ol|table)>)/g, "$1\n"), format: "html" };
  } catch (error) {
    throw new UserError({ what: `${file} cannot be read as DOCX: ${(error as Error).message.split("\n")[0] ?? ""}.`, fix: "Check that it is a Word document, or save the policy as text or HTML.", file });
  }
}

/** Null: a file of text, which needs nobody's help. */
export async function documentText(bytes: Uint8Array, file: string): Promise<DocumentText | null> {
  if (isPdf(bytes)) return pdfText(bytes, file);
  return isDocx(bytes) ? docxText(bytes, file) : null;
}

/** A text file as text: UTF-16 is told by its mark, everything else is UTF-8, or Latin-1 when it is no UTF-8. */
export function decodedText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const broken = text.split("\uFFFD").length - 1;
  // A page in Windows-1252: some letters are broken, the rest reads well.
  return broken > 0 && broken < text.length / 8 ? mixedText(bytes) : text;
}

/** 0x80 to 0x9F of Windows-1252; the decoder of some versions of Node takes them for control characters. */
const windowsMarks = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const windowsLetter = (byte: number): string => windowsMarks[byte - 0x80] ?? String.fromCharCode(byte);

/** Files put together from two encodings: bytes that are no UTF-8 are taken for Windows-1252, the others stay. */
function mixedText(bytes: Uint8Array): string {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    const piece = bytes.subarray(at, at + Math.max(length, 1));
    try {
      text += length === 0 ? windowsLetter(first) : utf8.decode(piece);
      at += piece.length;
    } catch {
      text += windowsLetter(first);
      at += 1;
    }
  }
  return text;
}
