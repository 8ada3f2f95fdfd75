/** PDF and DOCX policies by optional packages; files in other encodings; what cannot be read is explained. */
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import { draftInventory, documentText, decodedText, readPolicy } from "../../src/policy/index.ts";
import { readPolicyBytes } from "../../src/lint/policy-text.ts";
import { project, removeProjects, run } from "../cli/run.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

afterAll(removeProjects);

/** A PDF of one page with these lines; none: an empty page, as a scan is without its picture. */
function pdfOf(lines: readonly string[]): Buffer {
  const content = lines.map((line, index) => `BT /F1 12 Tf 50 ${760 - index * 30} Td (${line.replace(/[()\\]/g, "\\$&")}) Tj ET`).join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${text}xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, "latin1");
}

/** A ZIP file without compression. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt32LE(crc32(data), 10);
    fixed.writeUInt32LE(data.length, 14);
    fixed.writeUInt32LE(data.length, 18);
    fixed.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from("PK\u0003\u0004", "latin1"), fixed, Buffer.from(name), data);
    const central = Buffer.alloc(46);
    central.write("PK\u0001\u0002", 0, "latin1");
    central.writeUInt16LE(20, 4);
    fixed.copy(central, 6, 0, 24);
    central.writeUInt32LE(offset, 42);
    centrals.push(central, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const paragraph = (text: string, style = ""): string => `<w:p>${style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const docx = zipOf({
  "[Content_Types].xml": "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
  "_rels/.rels": "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
  "word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph("What we collect", "Heading1")}${paragraph("Our log files record your IP address for 30 days.")}${paragraph("We never collect your precise location.")}</w:body></w:document>`,
});

describe("reads", () => {
  it("a PDF", async () => {
    const { draft, text } = await readPolicyBytes(pdfOf(["Privacy policy", "Our log files record your IP address for 30 days.", "We never collect your precise location."]), "policy.pdf");
    expect(draft.data).toContainEqual(expect.objectContaining({ type: "ip-address", surfaces: ["log", "storage"], retention: { max: "P30D", from: "collection" } }));
    expect(draft.prohibited.map(({ type }) => type)).toEqual(["precise-location"]);
    for (const { source } of draft.data) expect(text.replace(/\s+/g, " ")).toContain(source.quote);
  });

  it("a DOCX, with its headings", async () => {
    const { draft } = await readPolicyBytes(docx, "policy.docx");
    expect(draft.data).toContainEqual(expect.objectContaining({ type: "ip-address", source: expect.objectContaining({ section: "What we collect" }) }));
    expect(draft.prohibited.map(({ type }) => type)).toEqual(["precise-location"]);
  });

  it("UTF-16, Windows-1252 and a mixture", () => {
    const sentence = "We store the user’s IP address – and café visits.";
    expect(decodedText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sentence, "utf16le")]))).toBe(sentence);
    const windows = Buffer.from(sentence.replace("’", "\u0092").replace("–", "\u0096"), "latin1");
    expect(decodedText(windows)).toBe(sentence);
    expect(decodedText(Buffer.concat([Buffer.from("naïve; "), windows]))).toBe(`naïve; ${sentence}`);
    const draft = draftInventory(readPolicy(decodedText(windows), { fileName: "policy.txt" }));
    expect(draft.data.map(({ type }) => type)).toContain("ip-address");
  });
});

describe("explains", () => {
  it.each<[string, Buffer, RegExp]>([
    ["a scanned PDF", pdfOf([]), /1 page and no text: it is empty or scanned\./],
    ["a damaged PDF", Buffer.from("%PDF-1.7 nothing"), /cannot be read as PDF/],
    ["a ZIP that is no document", zipOf({ "a.txt": "hello" }), /cannot be read as DOCX/],
  ])("%s", async (_name, bytes, message) => await expect(documentText(bytes, "policy.bin")).rejects.toThrow(message));

  it("on the command line, with what to do", async () => {
    const root = project({});
    writeFileSync(join(root, "policy.pdf"), pdfOf([]));
    const { code, err } = await run(["policy", "read", "policy.pdf"], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain("policy.pdf has 1 page and no text");
    expect(err).toContain("OCR");
  });

  it("a package that is not installed", async () => {
    vi.doMock("mammoth", () => {
      throw Object.assign(new Error("Cannot find package 'mammoth'"), { code: "ERR_MODULE_NOT_FOUND" });
    });
    await expect(documentText(docx, "policy.docx")).rejects.toThrow(/needs the package mammoth|mammoth cannot be loaded/);
    vi.doUnmock("mammoth");
  });
});
