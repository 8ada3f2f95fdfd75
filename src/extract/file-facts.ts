/** Bytes of one file -> Facts: the pure function the cache and the workers are built on. */
import type { Facts, SourceFile } from "../model/index.ts";
import { directivesIn } from "./directives.ts";
import { embeddedFacts } from "./embedded.ts";
import { emptyFacts } from "./empty.ts";
import { graphqlFacts } from "./graphql.ts";
import { prismaFacts } from "./prisma.ts";
import { scriptFacts } from "./script.ts";
import { loadTypescript } from "./typescript.ts";

const tooDeep = "nested too deeply to be read";

/** The stack ended: with a deeper one the file may be read all the same. */
export const isTooDeep = ({ notes }: Facts): boolean => notes.some(({ text }) => text === tooDeep);

/** Changes whenever extraction changes what it says of the same bytes. */
export const factsVersion = 1;

function decode(bytes: Uint8Array): { text: string; note?: Facts["notes"][number] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: Buffer.from(bytes).toString("utf16le").slice(1) };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (text.includes("\0")) return { text: "", note: { kind: "binary", at: 0, text: "not text: skipped" } };
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return plain.includes("\ufffd") && !isUtf8(bytes) ? { text: plain, note: { kind: "encoding", at: 0, text: "not UTF-8: read with replacement characters" } } : { text: plain };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export function fileFacts(bytes: Uint8Array, path: string, kind: SourceFile["kind"]): Facts {
  const { text, note } = decode(bytes);
  const facts = textFacts(text, path, kind);
  if (note) facts.notes.push(note);
  return facts;
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** All of the path that Facts depend on: `scriptFacts` is told nothing but the extension. */
export const dialectOf = (path: string, kind: SourceFile["kind"]): string => (kind === "script" ? extensionOf(path) : kind);

function textFacts(text: string, path: string, kind: SourceFile["kind"]): Facts {
  if (text === "") return emptyFacts();
  if (kind === "prisma") return { ...prismaFacts(text), directives: directivesIn(text) };
  if (kind === "graphql") return { ...graphqlFacts(text), directives: directivesIn(text) };
  // About 250 ms, once: not before the first file that has to be parsed.
  loadTypescript();
  try {
    return kind === "script" ? scriptFacts(text, extensionOf(path)) : { ...embeddedFacts(text, kind), directives: directivesIn(text) };
  } catch (error) {
    // Generated code can nest deeper than the stack; the report names it, the run goes on.
    const facts = emptyFacts();
    facts.notes.push({ kind: "unsupported", at: 0, text: error instanceof RangeError ? tooDeep : `could not be read: ${String(error)}` });
    return facts;
  }
}
