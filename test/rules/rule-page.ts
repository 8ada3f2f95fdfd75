/** Reads a rule's page: its sections, and the examples that are run as tests. */

export interface Example {
  section: "Incorrect" | "Correct";
  /** `ts`, `tsx`, `prisma` ... */
  language: string;
  code: string;
  /** The YAML block of the section above the example. */
  inventory: string | null;
  /** 1-based line of the fence. */
  line: number;
}

export interface RulePage { title: string; sections: string[]; examples: Example[] }

export function readRulePage(text: string): RulePage {
  const page: RulePage = { title: "", sections: [], examples: [] };
  let inventory: string | null = null;
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.startsWith("# ")) page.title = line.slice(2);
    else if (line.startsWith("## ")) {
      page.sections.push(line.slice(3));
      inventory = null;
    }
    else if (line.startsWith("```")) {
      const end = lines.indexOf("```", index + 1);
      const block = `${lines.slice(index + 1, end).join("\n")}\n`;
      const section = page.sections.at(-1);
      if (line === "```yaml") inventory = block;
      else if (section === "Incorrect" || section === "Correct") {
        page.examples.push({ section, language: line.slice(3), code: block, inventory, line: index + 1 });
      }
      index = end;
    }
  }
  return page;
}
