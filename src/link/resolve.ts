/** createResolver: import specifier -> file of the project, from the file list alone: no disk is touched. */
import type { Project, WorkspacePackage } from "../model/index.ts";
import { aliasTargets, AliasMaps } from "./resolve-aliases.ts";
import { manifestTargets } from "./resolve-manifest.ts";
import { FileSet, folderOf, joinPath } from "./resolve-files.ts";

export interface Resolver {
  /** Path of the file, or null when the specifier is not a file of the project. */
  resolve(fromFile: string, specifier: string): string | null;
  packageOf(file: string): WorkspacePackage | undefined;
}

/** `@scope/name` or `name` of a bare specifier. */
export function packageName(specifier: string): string {
  const first = specifier.indexOf("/");
  const end = specifier.startsWith("@") && first !== -1 ? specifier.indexOf("/", first + 1) : first;
  return end === -1 ? specifier : specifier.slice(0, end);
}

const testFolder = /(?:^|\/)(?:tests?|__tests__|fixtures|__fixtures__|e2e|mocks)(?:\/|$)/;

/** A package that is only a test's prop must not take the place of the real one of that name. */
function indexPackages(packages: readonly WorkspacePackage[]): Map<string, WorkspacePackage> {
  const byName = new Map<string, WorkspacePackage>();
  for (const one of packages) {
    if (one.name !== "" && !testFolder.test(one.dir) && !byName.has(one.name)) byName.set(one.name, one);
  }
  return byName;
}

class ProjectResolver implements Resolver {
  private readonly files: FileSet;
  private readonly aliases: AliasMaps;
  private readonly byName: Map<string, WorkspacePackage>;
  private readonly byDir: Map<string, WorkspacePackage>;
  private readonly ownerOfFolder = new Map<string, WorkspacePackage | undefined>();
  private readonly resolved = new Map<string, Map<string, string | null>>();

  constructor(project: Project) {
    this.files = new FileSet(project.files.map(({ path }) => path));
    this.aliases = new AliasMaps(project.pathMaps);
    this.byName = indexPackages(project.packages);
    this.byDir = new Map(project.packages.map((one) => [one.dir, one]));
  }

  resolve(fromFile: string, specifier: string): string | null {
    const folder = folderOf(fromFile);
    const isPage = fromFile.endsWith(".html") || fromFile.endsWith(".htm");
    const place = isPage ? `${folder}?page` : folder;
    let known = this.resolved.get(place);
    if (!known) this.resolved.set(place, (known = new Map()));
    let target = known.get(specifier);
    if (target === undefined) {
      // `<script src="app.js">` of a page is relative without saying so.
      target = this.find(folder, specifier) ?? (isPage ? this.probe(joinPath(folder, specifier)) : null);
      known.set(specifier, target);
    }
    return target;
  }

  packageOf(file: string): WorkspacePackage | undefined { return this.ownerOf(folderOf(file)); }

  private ownerOf(folder: string): WorkspacePackage | undefined {
    if (this.ownerOfFolder.has(folder)) return this.ownerOfFolder.get(folder);
    const owner = this.byDir.get(folder) ?? (folder === "" ? undefined : this.ownerOf(folderOf(folder)));
    this.ownerOfFolder.set(folder, owner);
    return owner;
  }

  private find(folder: string, written: string): string | null {
    // Bundlers take `./icon.svg?raw`.
    const specifier = written.replace(/(?!^)\?.*$/, "");
    if (specifier === "" || /^[a-z][a-z+.-]+:/i.test(specifier)) return null;
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.probe(joinPath(folder, specifier));
    if (specifier.startsWith("/")) return this.findFromTop(folder, specifier);
    return this.findByPathMaps(folder, specifier)
      ?? this.findByImportMap(folder, specifier)
      ?? this.findInWorkspace(folder, specifier)
      ?? this.findByConvention(folder, specifier);
  }

  /** A file, or what the manifest of a package in that folder names. */
  private probe(path: string): string | null {
    const file = this.files.probe(path);
    if (file !== null) return file;
    const owner = this.byDir.get(path);
    return owner ? this.findInPackage(owner, "") : null;
  }

  /** `/src/main.ts` of a page: from the package's folder, its static files, then the root. */
  private findFromTop(folder: string, specifier: string): string | null {
    const top = this.ownerOf(folder)?.dir ?? "";
    return this.firstOf([top, joinPath(top, "public"), ""].map((base) => joinPath(base, specifier.slice(1))));
  }

  private findByPathMaps(folder: string, specifier: string): string | null {
    return this.firstOf(this.aliases.targets(folder, specifier));
  }

  private findByImportMap(folder: string, specifier: string): string | null {
    if (!specifier.startsWith("#")) return null;
    const owner = this.ownerOf(folder);
    if (!owner) return null;
    const targets = manifestTargets(owner.manifest.imports, specifier);
    // A target may be another package.
    return this.firstSource(targets.filter((one) => one.startsWith(".")).map((one) => joinPath(owner.dir, one)), owner.dir)
      ?? targets.filter((one) => !one.startsWith(".") && !one.startsWith("#")).map((one) => this.find(folder, one)).find((one) => one !== null) ?? null;
  }

  private findInWorkspace(folder: string, specifier: string): string | null {
    const name = packageName(specifier);
    const own = this.ownerOf(folder);
    // A package that depends on its own name means the published one.
    if (own?.name === name && own.dependencies[name] !== undefined) return null;
    const owner = this.linkedPackage(folder, name) ?? this.byName.get(name);
    return owner ? this.findInPackage(owner, specifier.slice(name.length + 1)) : null;
  }

  /** `"shared": "file:../shared"`: the name in use need not be the package's own. */
  private linkedPackage(folder: string, name: string): WorkspacePackage | undefined {
    const owner = this.ownerOf(folder);
    const range = owner?.dependencies[name] ?? owner?.devDependencies[name];
    const link = range === undefined ? null : /^(?:file|link|portal|workspace):(\.{1,2}\/.*)$/.exec(range);
    return link ? this.byDir.get(joinPath(owner!.dir, link[1]!)) : undefined;
  }

  private findInPackage(owner: WorkspacePackage, subpath: string): string | null {
    const { manifest, dir } = owner;
    const fromExports = manifest.exports === undefined ? [] : manifestTargets(manifest.exports, subpath === "" ? "." : `./${subpath}`);
    const mains = subpath === "" ? [manifest.module, manifest.main, manifest.types].filter((one) => one !== undefined) : [];
    const targets = [...fromExports, ...mains].map((one) => joinPath(dir, one));
    const usual = subpath === ""
      ? ["src/index", "index", "src/main", "lib/index", "src"].map((one) => joinPath(dir, one))
      : [joinPath(dir, subpath), joinPath(dir, `src/${subpath}`), joinPath(dir, `lib/${subpath}`)];
    return this.firstSource(targets, dir) ?? this.firstSource(usual, dir);
  }

  private findByConvention(folder: string, specifier: string): string | null {
    return this.firstOf(aliasTargets(specifier, this.ownerOf(folder)?.dir ?? ""));
  }

  private firstOf(paths: readonly string[]): string | null {
    for (const path of paths) {
      const file = this.probe(path);
      if (file !== null) return file;
    }
    return null;
  }

  /** Manifests name what a build writes; the source of it is what can be read. Declarations only when nothing else is there. */
  private firstSource(paths: readonly string[], packageDir: string): string | null {
    let declaration: string | null = null;
    for (const path of paths) {
      const file = this.files.probeSource(path, packageDir);
      if (file !== null && !/\.d\.[cm]?ts$/.test(file)) return file;
      declaration ??= file;
    }
    return declaration;
  }
}

export const createResolver = (project: Project): Resolver => new ProjectResolver(project);
