/** The doctor command: one line per thing that matters, with a sign that says whether it is well. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Inspection } from "../lint.ts";
import { inspectProject } from "../lint.ts";
import { painter } from "../report/paint.ts";
import type { Painter } from "../report/paint.ts";
import { count } from "../report/words.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./context.ts";
import type { Context } from "./context.ts";
import { write } from "./io.ts";
import { manifest } from "./package.ts";
import { lintOptions, rootOf } from "./scan.ts";
import type { ScanOptions } from "./scan.ts";

type Line = [sign: "good" | "note" | "bad", name: string, text: string];

function gitLine(root: string): Line {
  let dir = root;
  for (let up = join(dir, ".."); !existsSync(join(dir, ".git")); up = join(dir, "..")) {
    if (up === dir) return ["note", "git", "no repository: every file below the root is read but dependencies and build output"];
    dir = up;
  }
  return ["good", "git", "repository found: files it ignores are not read"];
}

function tally(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, number]) => `${number} ${value}`).join(", ");
}

function projectLines({ project, configFiles, inventoryFiles }: Inspection): Line[] {
  const apps = project.files.filter(({ role }) => role === "app");
  const left = project.files.filter(({ role }) => role !== "app");
  const installed = existsSync(join(project.root, "node_modules"));
  return [
    configFiles.length === 0 ? ["note", "configuration", "none found: defaults"] : ["good", "configuration", configFiles.join(", ")],
    inventoryFiles.length === 0
      ? ["note", "inventory", "none found: discovery mode; `privacy-lint init` writes one"]
      : ["good", "inventory", inventoryFiles.join(", ")],
    apps.length === 0 ? ["bad", "files", "no TypeScript or JavaScript was found below the root"] : ["good", "files", `${count(apps.length, "file")} read: ${tally(apps.map(({ kind }) => kind))}`],
    ...(left.length === 0 ? [] : [["note", "not reported", `${tally(left.map(({ role }) => `${role} files`))}; --include-tests reports on tests`] satisfies Line]),
    ["good", "packages", count(project.packages.length, "package.json", "package.json files")],
    ["good", "path maps", count(project.pathMaps.length, "tsconfig with paths", "tsconfigs with paths")],
    installed ? ["good", "dependencies", "node_modules is there"] : ["note", "dependencies", "not installed: types of packages are not known"],
    ...project.notes.map(({ file, line, text }): Line => ["note", "note", `${file === null ? "" : `${file}${line === null ? "" : `:${line}`} `}${text}`]),
  ];
}

function render(lines: readonly Line[], paint: Painter): string {
  const signs = { good: paint.good("✔"), note: paint.severity.info("●"), bad: paint.severity.error("✖") };
  const width = Math.max(...lines.map(([, name]) => name.length));
  return lines.map(([sign, name, text]) => `${signs[sign]} ${paint.bold(name.padEnd(width))}  ${text}\n`).join("");
}

export async function doctor(options: ScanOptions, context: Context): Promise<number> {
  const { io } = context;
  const root = rootOf(options, context);
  const lines: Line[] = [
    ["good", "privacy-lint", manifest().version],
    ["good", "node", `${process.versions.node} on ${process.platform} ${process.arch}`],
    gitLine(root),
  ];
  try {
    lines.push(...projectLines(await inspectProject(await lintOptions([], options, context))));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = [error.file, error.line, error.column].filter((part) => part !== undefined).join(":");
    lines.push(["bad", "settings", `${place === "" ? "" : `${place} `}${error.what} ${error.fix}`]);
  }
  await write(io.stdout, render(lines, painter(colorLevel(options.color, io.env, io.stdout))));
  return lines.some(([sign]) => sign === "bad") ? exitCodes.failed : exitCodes.clean;
}
