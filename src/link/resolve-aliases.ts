/** Aliases: the `paths` and `baseUrl` of tsconfig files, and those that frameworks set without one. */
import type { PathMap } from "../model/index.ts";
import { folderOf, joinPath } from "./resolve-files.ts";
import { bestPattern } from "./resolve-manifest.ts";

export class AliasMaps {
  private readonly byDir = new Map<string, PathMap[]>();
  private readonly chains = new Map<string, PathMap[]>();

  constructor(maps: readonly PathMap[]) {
    for (const map of maps) this.byDir.set(map.dir, [...(this.byDir.get(map.dir) ?? []), map]);
  }

  /** The maps that apply in a folder, the nearest first. A nearer one without the alias does not hide an outer one. */
  private chain(folder: string): PathMap[] {
    let chain = this.chains.get(folder);
    if (!chain) {
      const outer = folder === "" ? [] : this.chain(folderOf(folder));
      const own = this.byDir.get(folder);
      chain = own ? [...own, ...outer] : outer;
      this.chains.set(folder, chain);
    }
    return chain;
  }

  /** Paths that the specifier may stand for, in order. */
  targets(folder: string, specifier: string): string[] {
    const targets: string[] = [];
    for (const { paths, baseUrl } of this.chain(folder)) {
      const found = bestPattern(paths, specifier);
      if (found) for (const target of found.entry.targets) targets.push(joinPath("", target.replace("*", () => found.star)));
      if (baseUrl !== null) targets.push(joinPath(baseUrl, specifier));
    }
    return targets;
  }
}

/** `@/x`, `~/x`, `$lib/x` can be no package; bundlers and frameworks know them without a tsconfig. */
export function aliasTargets(specifier: string, packageDir: string): string[] {
  const found = /^(@|~|~~|@@|\$lib|\$app|src)\/(.+)$/.exec(specifier) ?? /^(\$lib)$/.exec(specifier);
  if (!found) return [];
  const [, alias, rest = ""] = found;
  const bases = alias === "$lib" ? ["src/lib"] : alias === "src" ? ["src"] : ["src", "app", ""];
  return bases.map((base) => joinPath(packageDir, base === "" ? rest : `${base}/${rest}`));
}
