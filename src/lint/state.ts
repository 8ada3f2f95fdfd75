/** projectState: one hash over everything in the project's folder that a report may depend on. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

export interface ProjectState {
  hash: string;
  /** The same without what says how to judge: inventories, baseline, settings. */
  code: string;
  /** Paths the hash covers. */
  covers: (path: string) => boolean;
}

/** They decide what is said of the code, not what is found in it; what they teach about the code is compared on its own. */
const isAboutJudging = (path: string, named: readonly string[]): boolean =>
  named.includes(path) || /(?:^|\/)(?:privacy-inventory\.(?:ya?ml|json)|\.privacy-lint-baseline\.json|\.privacylintrc(?:\.(?:json|ya?ml))?)$/.test(path);

/** Never read, and their being there changes nothing. */
const media = /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|mp[34]|mov|webm|ogg|wav|woff2?|ttf|otf|eot|pdf|zip|gz|tgz|wasm)$/i;

export function contentHash(path: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    // Deleted, unreadable, a folder: the run says what it makes of it.
    return null;
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? -1;

/** git hashes what it would store; with a filter the same hash may stand for other bytes on disk. */
const hasFilters = (root: string, paths: Iterable<string>): boolean =>
  [...paths].some((path) => path.endsWith(".gitattributes") && /\b(?:filter|ident|working-tree-encoding)\b/.test(readFileSync(join(root, path), "utf8")));

async function gitIds(root: string): Promise<Map<string, string>> {
  const { listContents } = await import("../git/index.ts");
  const { known, unknown } = await listContents(root);
  if (known.size === 0 && unknown.length === 0) throw new Error("git lists nothing here");
  const isFiltered = hasFilters(root, known.keys());
  const ids = new Map<string, string>();
  for (const [path, id] of known) if (!media.test(path)) ids.set(path, isFiltered ? `${id} ${sizeOf(join(root, path))}` : id);
  for (const path of unknown) if (!media.test(path)) ids.set(path, String(contentHash(join(root, path))));
  return ids;
}

async function diskIds(root: string): Promise<Map<string, string>> {
  const { listFiles } = await import("../discover/list-files.ts");
  const { paths } = await listFiles(root);
  return new Map(paths.filter((path) => !media.test(path)).map((path) => [path, String(contentHash(join(root, path)))]));
}

/** The cache itself, which changes with every run, is not part of the project. */
export async function projectState(root: string, cacheFolder: string, judging: readonly string[]): Promise<ProjectState> {
  const cache = `${relative(root, cacheFolder).split(sep).join("/")}/`;
  const ids = await gitIds(root).catch(() => diskIds(root));
  const [all, code] = [createHash("sha256"), createHash("sha256")];
  for (const path of [...ids.keys()].sort()) {
    if (path.startsWith(cache)) continue;
    const line = `${path}\0${ids.get(path)!}\0`;
    all.update(line);
    if (!isAboutJudging(path, judging)) code.update(line);
  }
  return { hash: all.digest("hex"), code: code.digest("hex"), covers: (path) => ids.has(path) || media.test(path) };
}
