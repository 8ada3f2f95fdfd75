/** Who may import whom: the table of rooms, held against every import of the project. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readImports } from "./house/imports.ts";
import type { OwnFile } from "./house/source-files.ts";
import { ownFiles, projectRoot } from "./house/source-files.ts";

interface Room {
  does: string;
  /** Other rooms. Every room may import `model`. */
  rooms?: string[];
  /** npm packages. */
  packages?: string[];
  /** Node modules that reach outside the process; the harmless ones are free. */
  node?: string[];
}

/** Folders of `src` and the files beside them; `checks` is `rules/checks`. */
const rooms: Record<string, Room> = {
  model: { does: "holds the types every room shares" },
  errors: { does: "is the one error for mistakes a user can fix" },
  glob: { does: "turns a path pattern into a test of a path" },
  config: {
    does: "loads and checks the configuration", rooms: ["errors", "glob"], node: ["node:fs", "node:worker_threads"],
    packages: ["zod", "cosmiconfig", "jiti", "yaml", "jsonc-parser", "@babel/code-frame", "fastest-levenshtein"],
  },
  catalog: {
    does: "answers what a name, an import or a host is", rooms: ["errors"], node: ["node:fs"], packages: ["zod", "third-party-web", "fastest-levenshtein"],
  },
  discover: {
    does: "finds files, packages and path maps", rooms: ["errors", "glob"], node: ["node:fs", "node:child_process"], packages: ["fast-glob", "jsonc-parser", "yaml"],
  },
  extract: {
    does: "turns one file's text into Facts", rooms: ["catalog"], node: ["node:fs", "node:worker_threads"], packages: ["ts-morph"],
  },
  cache: { does: "keeps Facts by the hash of what they were made from", node: ["node:fs"] },
  link: { does: "joins Facts to a Program", rooms: ["catalog"] },
  types: { does: "says which fields an opaque value has", rooms: ["link"], packages: ["ts-morph"] },
  trace: { does: "follows values from sinks back to sources", rooms: ["catalog", "link", "types"] },
  policy: { does: "reads a policy text into an inventory draft", rooms: ["errors", "catalog"], node: ["node:fs"], packages: ["zod", "yaml"] },
  inventory: {
    does: "loads the inventory and answers whether a flow is declared", rooms: ["errors", "catalog", "glob"], node: ["node:fs"],
    packages: ["zod", "yaml", "@babel/code-frame", "fastest-levenshtein"],
  },
  judge: { does: "holds an analysis against the inventory and runs the rules", rooms: ["inventory"] },
  checks: { does: "turns verdicts into findings" },
  suppress: { does: "takes out what a comment or the baseline answers for", packages: ["fastest-levenshtein"] },
  fix: { does: "turns what is safe to mend into edits of the user's text", rooms: ["extract"] },
  report: { does: "words a report, one file per format", packages: ["chalk", "zod", "@babel/code-frame"] },
  git: { does: "asks git what changed", rooms: ["errors"], node: ["node:child_process"] },
  lint: {
    // It asks only whether a path that was given exists.
    does: "tells the story on one screen", node: ["node:fs"],
    rooms: ["errors", "glob", "config", "catalog", "discover", "extract", "cache", "link", "types", "trace", "policy", "inventory", "judge", "checks", "suppress", "fix", "git"],
  },
  cli: {
    does: "reads options, asks, paints, writes, decides the exit code",
    rooms: ["lint", "report", "config", "errors"], node: ["node:fs", "node:child_process"], packages: ["commander", "chalk", "ora", "@inquirer/prompts", "fastest-levenshtein"],
  },
  index: { does: "is what other programs import", rooms: ["lint", "config", "report", "errors"] },
};

/** Node modules that cannot reach a file, a process or the network. */
const harmless = new Set(["node:path", "node:url", "node:util", "node:crypto", "node:zlib", "node:module", "node:os", "node:perf_hooks", "node:buffer", "node:process"]);

const roomOf = (path: string): string | undefined =>
  path.startsWith("rules/checks/") ? "checks" : /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1];

/** Every import of the file that the table does not allow, each with what to do instead. */
function trespasses(file: OwnFile): string[] {
  const name = roomOf(file.path);
  const room = name === undefined ? undefined : rooms[name];
  if (name === undefined || room === undefined) {
    return [`${file.path} is in a room the table does not know. Put it where its one responsibility lives, or give it a row here and in docs/architecture.md.`];
  }
  return readImports(file).flatMap(({ specifier, target, line }) => {
    const refusal = refuse(name, room, specifier, target);
    return refusal === undefined ? [] : [`${file.path}:${line} imports ${specifier}. ${refusal}`];
  });
}

function refuse(name: string, room: Room, specifier: string, target: string): string | undefined {
  if (specifier.startsWith(".")) return refuseRoom(name, room, target);
  if (harmless.has(target) || isManifest(specifier)) return undefined;
  if (target.startsWith("node:")) {
    if (room.node?.includes(target) === true) return undefined;
    return `\`${name}\` ${room.does} and stays pure: let ${usersOf("node", target)} do it and take the result as an argument.`;
  }
  if (room.packages?.includes(target) === true) return undefined;
  return `Only ${usersOf("packages", target)} may use ${target}: ask there, and hand \`${name}\` plain data.`;
}

/** Name and version of a package, read without loading it. */
const isManifest = (specifier: string): boolean => specifier.endsWith("/package.json");

function refuseRoom(name: string, room: Room, target: string): string | undefined {
  const other = roomOf(target);
  if (other === undefined || rooms[other] === undefined) return "That is outside the house: `src` and `rules/checks` import only each other.";
  if (other === name || other === "model" || room.rooms?.includes(other) === true) return undefined;
  const allowed = ["model", ...(room.rooms ?? [])].map((allowedRoom) => `\`${allowedRoom}\``).join(", ");
  return `\`${name}\` ${room.does}; it may import ${allowed}. Move the shared type to \`model\`, or let \`lint\` pass the value in.`;
}

function usersOf(kind: "packages" | "node", target: string): string {
  const users = Object.entries(rooms).filter(([, room]) => room[kind]?.includes(target)).map(([name]) => `\`${name}\``);
  return users.length === 0 ? "no room (yet: it would need a row and a reason)" : users.join(", ");
}

const files = ownFiles("src", "rules/checks");

describe("rooms", () => {
  it("are all in the table", () => {
    expect(files.filter(({ path }) => rooms[roomOf(path) ?? ""] === undefined).flatMap(trespasses)).toEqual([]);
  });

  it.each(Object.keys(rooms))("%s imports only what it may", (name) => {
    expect(files.filter(({ path }) => roomOf(path) === name).flatMap(trespasses)).toEqual([]);
  });

  it("are all described in docs/architecture.md", () => {
    const page = readFileSync(join(projectRoot, "docs/architecture.md"), "utf8");
    expect(Object.keys(rooms).filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it("do not reach each other in a circle", () => {
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (rooms[from]?.rooms ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
    expect(Object.keys(rooms).filter((name) => reaches(name, name))).toEqual([]);
  });
});

/** Files and packages that are loaded as soon as the first file is, by imports that no function stands in front of. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const file = files.find((candidate) => candidate.path === path);
  for (const { target, when } of file === undefined ? [] : readImports(file)) if (when === "loaded") loadedWith(target, seen);
  return seen;
}

describe("the command line", () => {
  const heavy = ["ts-morph", "zod", "yaml", "ora", "@inquirer/prompts", "cosmiconfig", "fast-glob", "jiti", "@babel/code-frame", "third-party-web"];

  it("answers --help without loading what only a run needs", () => {
    const loaded = loadedWith("src/cli/main.ts");
    expect(loaded).toContain("commander");
    expect([...loaded].filter((target) => heavy.includes(target))).toEqual([]);
  });

  it("loads no stage before it is needed", () => {
    const stages = ["catalog", "discover", "extract", "link", "types", "trace", "judge", "inventory", "policy"];
    expect([...loadedWith("src/cli/main.ts")].filter((target) => stages.includes(roomOf(target) ?? ""))).toEqual([]);
  });
});

describe("the table notices", () => {
  const check = (path: string, text: string): string => trespasses({ path, text }).join("\n");
  it.each([
    ["a report that judges", "src/report/csv.ts", 'import { judgeAnalysis } from "../judge/index.ts";', "let `lint` pass the value in"],
    ["a type borrowed from a stage", "src/judge/a.ts", 'import type { Program } from "../link/program.ts";', "Move the shared type to `model`"],
    ["a parser outside its rooms", "src/trace/a.ts", 'import { ts } from "ts-morph";', "Only `extract`, `types` may use ts-morph"],
    ["a parser loaded late", "src/link/a.ts", 'const load = () => import("ts-morph");', "src/link/a.ts:1"],
    ["a parser behind require", "src/link/a.ts", '\nconst { ts } = require("ts-morph");', "src/link/a.ts:2"],
    ["a rule that reads files", "rules/checks/a.ts", 'import { readFileSync } from "node:fs";', "stays pure"],
    ["a parser behind a require of its own", "src/link/a.ts", 'const { ts } = createRequire(import.meta.url)("ts-morph");', "src/link/a.ts:1"],
    ["the network", "src/cli/a.ts", 'import https from "node:https";', "no room"],
    ["a package nobody listed", "src/cli/a.ts", 'import left from "left-pad/x.js";', "left-pad"],
    ["a re-export", "src/model/a.ts", 'export * from "../errors.ts";', "`model` holds"],
    ["a test helper in the product", "src/lint.ts", 'import { x } from "../test/x.ts";', "outside the house"],
    ["a room without a row", "src/utils/a.ts", "", "does not know"],
  ])("%s", (_name, path, text, said) => expect(check(path, text)).toContain(said));

  it("and lets the story import its stages", () => {
    expect(check("src/lint.ts", 'import { trace } from "./trace/index.ts";\nimport { rules } from "../rules/checks/index.ts";\nimport { join } from "node:path";')).toBe("");
  });
});
