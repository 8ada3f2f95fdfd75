/** Breaks long sentences at the width of the terminal, with the following lines indented below the first. */

export function wrap(text: string, indent: number, width: number | null): string {
  const room = width === null ? Infinity : Math.max(width - indent, 30);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}
