/** The documents say what is true: every command line uses options that exist, every link leads somewhere, every rule is listed. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { rules } from "../rules/checks/index.ts";
import { addCommon } from "../src/cli/options.ts";
import { commands } from "../src/cli/commands/index.ts";
import { processIo } from "../src/cli/io.ts";
import { projectRoot } from "./house/source-files.ts";

const pages = ["README.md", "CONTRIBUTING.md", "bench/README.md", "action.yml", ".pre-commit-hooks.yaml", ...readdirSync(join(projectRoot, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const read = (page: string): string => readFileSync(join(projectRoot, page), "utf8");

function program(): Command {
  const built = new Command("privacy-lint");
  const context = { io: processIo(), argv: [], exitCode: 0 };
  for (const add of commands) add(built, context);
  return built;
}
const known = program();
const optionsOf = (command: Command): string[] => command.options.flatMap(({ long, short }) => [long, short]).filter((flag) => flag !== undefined && flag !== null);
const scan = known.commands.find((command) => command.name() === "scan") ?? addCommon(new Command());
const always = ["--help", "--version", "-h", "-V"];

/** Command lines in code: `privacy-lint ...` or `npx privacy-lint ...`, up to the end of the code. */
function commandLines(text: string): string[][] {
  const code = [...text.matchAll(/```[\w-]*\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(([, block, inline]) => (block ?? inline ?? "").split("\n"));
  return code.flatMap((line) => {
    const words = /(?:^|[\s"'(])(?:npx (?:--no-install )?)?privacy-lint((?: +[^#"`]+)?)(?:$|[#"`])/.exec(line)?.[1]?.trim();
    return words === undefined || words === "" ? [] : [words.split(/\s+/)];
  });
}

function unknownWords(words: string[]): string[] {
  const command = known.commands.find((candidate) => candidate.name() === words[0]) ?? scan;
  const options = [...optionsOf(command), ...always];
  // A lone word that is no command would be read as a path: the command does not exist (any more).
  const isPath = command !== scan || /[-./*<{}"']/.test(words[0] ?? "") || ["src", "app", "scan"].includes(words[0] ?? "");
  return [...(isPath ? [] : words.slice(0, 1)), ...words.filter((word) => word.startsWith("-") && word !== "-" && !options.includes(word.split("=")[0] ?? word))];
}

describe.each(pages)("%s", (page) => {
  it("uses only commands and options that exist", () => {
    expect(commandLines(read(page)).filter((words) => unknownWords(words).length > 0).map((words) => words.join(" "))).toEqual([]);
  });

  it("links to files that exist", () => {
    const links = [...read(page).replaceAll(/```[\s\S]*?```/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link.split("#")[0] ?? "");
    const local = links.filter((link) => link !== "" && !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(projectRoot, dirname(page), link)))).toEqual([]);
  });
});

describe("README.md", () => {
  it.each(rules.map(({ id }) => id))("lists %s and links its page", (id) => expect(read("README.md")).toContain(`[\`${id}\`](rules/checks/${id}.md)`));
});

describe("the reader of command lines", () => {
  it("finds them in blocks and in text", () => {
    expect(commandLines("Run `npx privacy-lint --flows src`.\n```sh\nprivacy-lint --no-such   # why\n```")).toEqual([["--flows", "src"], ["--no-such"]]);
  });
  it("notices what is not there", () => {
    expect(unknownWords(["--flows", "--no-such"])).toEqual(["--no-such"]);
    expect(unknownWords(["nonesuch"])).toEqual(["nonesuch"]);
  });
});
