/** FileSet: the project's paths, asked for a file by the ways an import may leave out or rename its ending. */

const endings = [
  ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte", ".astro", ".d.ts", ".d.mts", ".d.cts",
  // React Native and isomorphic code: one import, a file per platform.
  ".native.ts", ".native.tsx", ".web.ts", ".web.tsx", ".ios.ts", ".ios.tsx", ".android.ts", ".android.tsx", ".native.js", ".ios.js", ".web.js",
] as const;

/** What TypeScript source an import of compiled code means. */
const sourceEndings: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts", ".jsx"],
  ".jsx": [".tsx", ".ts"],
  ".mjs": [".mts", ".d.mts", ".ts"],
  ".cjs": [".cts", ".d.cts", ".ts"],
};

const buildFolder = /^(?:dist|build|lib|out|output|esm|cjs|es|_?dist-\w+)$/;
const formatFolder = /^(?:esm|cjs|es|es5|es6|es2015|umd|module|commonjs|types|node|browser|lib|src)$/;

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Joins and normalises; what climbs out of the root keeps its `..` and so is no file of the project. */
export function joinPath(folder: string, path: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts[parts.length - 1] !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

export class FileSet {
  private readonly paths: ReadonlySet<string>;
  private readonly folders = new Set<string>();

  constructor(paths: readonly string[]) {
    this.paths = new Set(paths);
    for (const path of paths) {
      for (let folder = folderOf(path); !this.folders.has(folder); folder = folderOf(folder)) this.folders.add(folder);
    }
  }

  probe(path: string): string | null {
    return this.probeFile(path) ?? (this.folders.has(path) ? this.probeEndings(path === "" ? "index" : `${path}/index`) : null);
  }

  private probeFile(path: string): string | null {
    if (path === "" || !this.folders.has(folderOf(path))) return null;
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0];
    if (ending !== undefined) {
      const stem = path.slice(0, -ending.length);
      const source = sourceEndings[ending]!.find((one) => this.paths.has(stem + one));
      // A declaration beside the script it describes: the script has the code.
      if (source !== undefined && !(source.startsWith(".d.") && this.paths.has(path))) return stem + source;
    }
    return this.paths.has(path) ? path : this.probeEndings(path);
  }

  private probeEndings(stem: string): string | null {
    for (const ending of endings) if (this.paths.has(stem + ending)) return stem + ending;
    return null;
  }

  /** A path that may be a build's: itself when it is there, else the source it is likely built from. */
  probeSource(path: string, packageDir: string): string | null {
    const found = this.probe(path);
    // A checked-in declaration may describe source that is there as well.
    if (found !== null && !/\.d\.[cm]?ts$/.test(found)) return found;
    const inside = packageDir === "" ? path : path.slice(packageDir.length + 1);
    const parts = inside.split("/");
    if (!buildFolder.test(parts[0]!) || parts.length < 2) return found;
    let rest = parts.slice(1);
    const stems = [rest];
    while (rest.length > 1 && formatFolder.test(rest[0]!)) stems.push((rest = rest.slice(1)));
    for (const stem of stems) {
      const name = stem.join("/").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
      for (const base of ["src", "source", "lib", ""]) {
        const source = this.probe(joinPath(packageDir, base === "" ? name : `${base}/${name}`));
        if (source !== null) return source;
      }
    }
    return found;
  }
}
