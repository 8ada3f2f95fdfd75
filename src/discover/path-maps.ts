/** Reads tsconfig and jsconfig files for `paths` and `baseUrl`, through `extends` and `references`. */
import { createRequire } from "node:module";
import { posix } from "node:path";
import type * as JsoncParser from "jsonc-parser";
import type { PathMap, WorkspacePackage } from "../model/index.ts";
import { note, type Note } from "./note.ts";
import type { ReadText } from "./read-text.ts";

const require = createRequire(import.meta.url);

/** What one tsconfig says after its bases; paths root-relative, may start with `..`. */
interface Options { baseUrl: string | null; paths: Record<string, string[]> | null; pathsDir: string }

interface Config { extends?: unknown; references?: unknown; compilerOptions?: unknown }

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const strings = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");

const dirOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
/** Root-relative folder or file; "" is the root. */
const at = (dir: string, path: string): string => {
  const joined = posix.join(dir === "" ? "." : dir, path).replace(/\/$/, "");
  return joined === "." ? "" : joined;
};

function parseTolerantly(text: string): { config: unknown; errorOffset: number | null } {
  try {
    return { config: JSON.parse(text), errorOffset: null };
  } catch {
    const { parse } = require("jsonc-parser") as typeof JsoncParser;
    const errors: JsoncParser.ParseError[] = [];
    const config: unknown = parse(text, errors, { allowTrailingComma: true });
    return { config, errorOffset: errors[0]?.offset ?? null };
  }
}

class PathMapReader {
  private readonly configs = new Map<string, Config | null>();
  private readonly missing = new Set<string>();
  private readonly readText: ReadText;
  private readonly packages: readonly WorkspacePackage[];
  private readonly notes: Note[];

  constructor(readText: ReadText, packages: readonly WorkspacePackage[], notes: Note[]) {
    this.readText = readText;
    this.packages = packages;
    this.notes = notes;
  }

  /** Null when there is no such file. */
  private config(path: string): Config | null {
    const known = this.configs.get(path);
    if (known !== undefined) return known;
    const config = this.read(path);
    this.configs.set(path, config);
    return config;
  }

  private read(path: string): Config | null {
    const text = this.readText(path);
    if (text === undefined) return null;
    const { config, errorOffset } = parseTolerantly(text);
    if (errorOffset !== null) {
      const line = text.slice(0, errorOffset).split("\n").length;
      this.notes.push(note("tsconfig", path, "Not valid JSON: what could be read of it was used.", line));
    }
    return isObject(config) ? config : {};
  }

  /** Path of the file an `extends` names, or null. */
  private base(from: string, name: string): string | null {
    const candidates = /^\.{0,2}\//.test(name) || name === ".." || name === "."
      ? [at(dirOf(from), name)]
      : [...this.inWorkspace(name), ...this.inNodeModules(dirOf(from), name)];
    const found = candidates.flatMap((path) => (path.endsWith(".json") ? [path] : [`${path}.json`, path, at(path, "tsconfig.json")]))
      .find((path) => this.config(path) !== null);
    return found ?? this.reportMissing(from, name);
  }

  private reportMissing(from: string, name: string): null {
    // SvelteKit and Nuxt write theirs on the first build; the resolver knows their aliases.
    const isWrittenByTool = /(?:^|\/)\.(?:svelte-kit|nuxt|astro|expo)\//.test(name) || name.startsWith("astro/") || name.startsWith("expo/");
    if (!isWrittenByTool && !this.missing.has(name)) {
      this.missing.add(name);
      this.notes.push(note("tsconfig", from, `It extends \`${name}\`, which is not there: path aliases set in it are not known.`));
    }
    return null;
  }

  private inWorkspace(name: string): string[] {
    const owner = this.packages.find((one) => one.name !== "" && (name === one.name || name.startsWith(`${one.name}/`)));
    return owner ? [at(owner.dir, name.slice(owner.name.length + 1))] : [];
  }

  private inNodeModules(dir: string, name: string): string[] {
    const here = at(dir, `node_modules/${name}`);
    return dir === "" ? [here] : [here, ...this.inNodeModules(dirOf(dir), name)];
  }

  private options(path: string, seen: ReadonlySet<string>): Options {
    const merged: Options = { baseUrl: null, paths: null, pathsDir: "" };
    const config = this.config(path);
    if (config === null || seen.has(path)) return merged;
    for (const name of strings(config.extends)) {
      const base = this.base(path, name);
      if (base === null) continue;
      const { baseUrl, paths, pathsDir } = this.options(base, new Set([...seen, path]));
      if (baseUrl !== null) merged.baseUrl = baseUrl;
      if (paths !== null) Object.assign(merged, { paths, pathsDir });
    }
    const own = isObject(config.compilerOptions) ? config.compilerOptions : {};
    if (typeof own["baseUrl"] === "string") merged.baseUrl = at(dirOf(path), own["baseUrl"].replace("${configDir}", "."));
    if (isObject(own["paths"])) {
      merged.paths = Object.fromEntries(Object.entries(own["paths"]).map(([pattern, targets]) => [pattern, strings(targets)]));
      merged.pathsDir = dirOf(path);
    }
    return merged;
  }

  /** The map a config gives to the files of its folder, or null when it says nothing about paths. */
  map(path: string): PathMap | null {
    const dir = dirOf(path);
    const { baseUrl, paths, pathsDir } = this.options(path, new Set());
    if (baseUrl === null && paths === null) return null;
    const target = (one: string): string =>
      one.startsWith("${configDir}") ? at(dir, `.${one.slice("${configDir}".length)}`) : at(baseUrl ?? pathsDir, one);
    const entries = Object.entries(paths ?? {}).map(([pattern, targets]) => ({ pattern, targets: targets.map(target) }));
    return { dir, baseUrl, paths: entries };
  }

  /** Configs a solution file points to. */
  references(path: string): string[] {
    const references = this.config(path)?.references;
    return (Array.isArray(references) ? references : [])
      .flatMap((one: unknown) => (isObject(one) && typeof one["path"] === "string" ? [at(dirOf(path), one["path"])] : []))
      .map((target) => (target.endsWith(".json") ? target : at(target, "tsconfig.json")));
  }
}

export function findPathMaps(readText: ReadText, paths: readonly string[], packages: readonly WorkspacePackage[], notes: Note[]): PathMap[] {
  const reader = new PathMapReader(readText, packages, notes);
  const queue = paths.filter((path) => /(?:^|\/)[jt]sconfig\.json$/.test(path));
  const seen = new Set(queue);
  const maps: PathMap[] = [];
  for (const path of queue) {
    const map = reader.map(path);
    if (map) maps.push(map);
    for (const reference of reader.references(path)) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      queue.push(reference);
    }
  }
  // Stable: of one folder's maps the tsconfig.json comes before those it refers to.
  return maps.sort((a, b) => (a.dir === b.dir ? 0 : a.dir < b.dir ? -1 : 1));
}
