/** Folders and files that are never source of the project: installed, built, minified. */

/** Names that mean nothing else. */
export const alwaysLeftOut = [
  "node_modules", "bower_components", "jspm_packages", ".git", ".hg", ".svn", "dist", ".next", ".nuxt", ".output",
  ".svelte-kit", ".astro", ".turbo", ".vercel", ".netlify", ".angular", ".expo", ".docusaurus", ".cache", ".parcel-cache",
  ".yarn", ".pnpm-store", ".nyc_output", "storybook-static",
] as const;

/** Build folders beside a package.json or among static assets; elsewhere words of a trade (`app/vendor/page.tsx`). */
const leftOutOfPackages = new Set(["build", "out", "vendor", "coverage"]);
const assetFolders = new Set(["public", "static", "assets", "wwwroot"]);

const always = new Set<string>(alwaysLeftOut);
const minified = /[.-]min\.[cm]?js$/;

/** Remembers its answer for each folder; `packageDirs` are the folders that hold a package.json. */
export function leftOutFolders(packageDirs: ReadonlySet<string>): (folder: string) => string | null {
  const known = new Map<string, string | null>([["", null]]);

  const findLeftOut = (folder: string): string | null => {
    const slash = folder.lastIndexOf("/");
    const parent = slash === -1 ? "" : folder.slice(0, slash);
    const inherited = leftOut(parent);
    if (inherited !== null) return inherited;
    const name = folder.slice(slash + 1);
    if (always.has(name)) return folder;
    if (!leftOutOfPackages.has(name)) return null;
    const isBuilt = parent === "" || packageDirs.has(parent) || assetFolders.has(parent.slice(parent.lastIndexOf("/") + 1));
    return isBuilt ? folder : null;
  };

  /** The outermost folder that is left out and holds this one, or null. */
  const leftOut = (folder: string): string | null => {
    let answer = known.get(folder);
    if (answer === undefined) {
      answer = findLeftOut(folder);
      known.set(folder, answer);
    }
    return answer;
  };
  return leftOut;
}

export const isMinified = (path: string): boolean => minified.test(path);
