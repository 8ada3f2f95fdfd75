/** Tables as text: CSV (RFC 4180) and Markdown, written and read. */

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text);

export const writeCsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");

export function writeMarkdown([header = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return line(header) + line(header.map(() => "---")) + rows.map(line).join("");
}

export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    cell = "";
  };
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at += 1) {
    const mark = text[at]!;
    if (isQuoted) {
      if (mark !== "\"") cell += mark;
      else if (text[at + 1] === "\"") cell += text[(at += 1)];
      else isQuoted = false;
    } else if (mark === "\"") isQuoted = true;
    else if (mark === "," || mark === ";" && !text.slice(0, text.indexOf("\n")).includes(",")) {
      row.push(cell);
      cell = "";
    } else if (mark === "\n") endRow();
    else if (mark !== "\r") cell += mark;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}

/** The first table of the text, its header first. */
export function readMarkdownTable(text: string): string[][] {
  const lines = text.split(/\r?\n/);
  const rule = lines.findIndex((line) => /^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/.test(line) && line.includes("|"));
  if (rule < 1) return [];
  const cellsOf = (line: string): string[] => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*\*|`/g, ""));
  const rows = [cellsOf(lines[rule - 1] ?? "")];
  for (const line of lines.slice(rule + 1)) {
    if (!line.includes("|")) break;
    rows.push(cellsOf(line));
  }
  return rows;
}

export const readTable = (text: string): string[][] => {
  const markdown = readMarkdownTable(text);
  return markdown.length > 0 ? markdown : readCsv(text);
};

/** Words of a cell: commas and semicolons part them. */
export const listIn = (cell: string | undefined): string[] => (cell ?? "").split(/[,;\n]/).map((word) => word.trim()).filter((word) => word !== "");

/** Index of the column whose header matches. */
export const columnOf = (header: readonly string[] | undefined, pattern: RegExp): number => (header ?? []).findIndex((title) => pattern.test(title));
