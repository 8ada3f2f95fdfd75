/**
 * writeParser: the part of ts-morph's TypeScript that parses, as a file of its own. TypeScript is one file of 9 MB, most of
 * it checker, emitter and editor services; compiling that takes longer than reading a hundred files. Its modules stand in
 * it one after the other, each under its name, and those up to the parser need nothing of what follows.
 */
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parserFile } from "../src/extract/typescript.ts";

const require = createRequire(import.meta.url);

const first = "\n// src/compiler/corePublic.ts\n";
const next = "\n// src/compiler/commandLineParser.ts\n";
const exportList = "\n// src/typescript/typescript.ts\n";

function part(text: string, from: string, to: string): string {
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start === -1 || end < start) throw new Error(`TypeScript is no longer laid out as it was: ${JSON.stringify(start === -1 ? from : to)} was not found in its place.`);
  return text.slice(start, end);
}

/** What editor services would add to the nodes; without them nodes are plain. */
const methods = `
function PrivateIdentifier(kind, pos, end) { Identifier2.call(this, kind, pos, end); }
function SourceFile(kind, pos, end) { Node4.call(this, kind, pos, end); }
objectAllocator.getPrivateIdentifierConstructor = () => PrivateIdentifier;
objectAllocator.getSourceFileConstructor = () => SourceFile;
for (const { prototype } of [Node4, Token, Identifier2, PrivateIdentifier, SourceFile]) {
  prototype.getSourceFile = function () { return getSourceFileOfNode(this); };
  prototype.getStart = function (source, withDocs) { return getTokenPosOfNode(this, source, withDocs); };
  prototype.getFullStart = function () { return this.pos; };
  prototype.getEnd = function () { return this.end; };
  prototype.getWidth = function (source) { return this.end - this.getStart(source); };
  prototype.getText = function (source) { return (source || this.getSourceFile()).text.substring(this.getStart(source), this.end); };
  prototype.getFullText = function (source) { return (source || this.getSourceFile()).text.substring(this.pos, this.end); };
}
for (const { prototype } of [Identifier2, PrivateIdentifier]) Object.defineProperty(prototype, "text", { get() { return idText(this); } });
SourceFile.prototype.getLineStarts = function () { return getLineStarts(this); };
SourceFile.prototype.getLineAndCharacterOfPosition = function (position) { return getLineAndCharacterOfPosition(this, position); };
`;

/** Exported names whose declarations are in the part. */
function exportsOf(text: string, code: string): string {
  const declared = new Set([...code.matchAll(/^(?:async )?(?:var|let|const|function\*?|class) (\w+)/gm)].map(([, name]) => name));
  const entries = [...part(text, exportList, first).matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)].filter(([, , local]) => declared.has(local));
  return `module.exports = {\n${entries.map(([, name, local]) => `  ${name}: ${local},`).join("\n")}\n};\n`;
}

export function parserText(): string {
  const text = readFileSync(createRequire(require.resolve("ts-morph")).resolve("@ts-morph/common/dist/typescript.js"), "utf8");
  const licence = text.slice(0, text.indexOf("*/") + 2);
  const helpers = part(text, "\nvar __defProp", exportList);
  const code = part(text, first, next);
  const { version } = require("ts-morph/package.json") as { version: string };
  return `${licence}\n// Changed: this is the part of TypeScript, as in ts-morph ${version}, that parses.\n"use strict";${helpers}${code}${methods}\n${exportsOf(text, code)}`;
}

export function writeParser(): string {
  const text = parserText();
  mkdirSync(dirname(parserFile()), { recursive: true });
  writeFileSync(parserFile(), text);
  return `parser ${Math.round(text.length / 1024)} kB`;
}
