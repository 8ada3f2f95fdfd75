/** Line-based readers of the lockfiles: each gives the version a dependency with this range was locked to. */

/** `dir`: folder of the package that depends on it, from the lockfile's own folder. */
export type Locked = (name: string, range: string, dir: string) => string | undefined;

/** Keys are `dir name` where a package has a version of its own. */
const byName = (versions: ReadonlyMap<string, string>): Locked => (name, _range, dir) => versions.get(`${dir} ${name}`) ?? versions.get(name);

/** npm: `"node_modules/x": {` then `"version": "1.2.3"`; lockfile version 1 has `dependencies` instead. */
function readNpm(text: string): Locked {
  const versions = new Map<string, string>();
  for (const [, dir, name, version] of text.matchAll(/^ {4}"(?:([^"]+)\/)?node_modules\/((?:@[^/"]+\/)?[^/"]+)": \{\s*(?:"name": "[^"]*",\s*)?"version": "([^"]+)"/gm)) {
    // What a dependency brought for itself is nobody else's.
    if (!dir?.includes("node_modules")) versions.set(dir === undefined ? name! : `${dir} ${name!}`, version!);
  }
  if (versions.size > 0) return byName(versions);
  for (const [, name, version] of text.matchAll(/^ {4}"([^"]+)": \{\s*"version": "([^"]+)"/gm)) versions.set(name!, version!);
  return byName(versions);
}

const unquoted = (text: string): string => text.replace(/^['"]|['"]$/g, "");

/** pnpm: `importers` name what each package got; before version 6 of the file the root's stands at the left edge. */
function readPnpm(text: string): Locked {
  const versions = new Map<string, string>();
  const end = text.search(/^packages:/m);
  let name: string | null = null;
  let dir = "";
  for (const line of (end === -1 ? text : text.slice(0, end)).split("\n")) {
    const importer = /^ {2}(\S.*):$/.exec(line);
    if (importer) dir = unquoted(importer[1]!).replace(/^\.$/, "");
    const key = /^ +(['"]?(?:@[^/'"]+\/)?[^\s'":]+['"]?):(?: (.+))?$/.exec(line);
    if (!key) continue;
    const [, word, value] = key;
    const isVersion = word === "version" && name !== null;
    if (value === undefined) name = unquoted(word!);
    else if (isVersion || /^\d/.test(value)) {
      const owner = isVersion ? name! : unquoted(word!);
      const version = unquoted(value).replace(/[(_].*$/, "");
      if (!/^\d/.test(version)) continue;
      versions.set(`${dir} ${owner}`, version);
      if (!versions.has(owner)) versions.set(owner, version);
    }
  }
  return byName(versions);
}

/** yarn, both generations: one line of `name@range` keys, then the version. */
function readYarn(text: string): Locked {
  const versions = new Map<string, string>();
  for (const [, keys, version] of text.matchAll(/^("?(?:@[^/\s]+\/)?[^\s#@"][^\n]*):\n {2}"?version"?:? "?([^"\s]+)"?/gm)) {
    for (const key of keys!.split(/,\s*/)) versions.set(unquoted(key), version!);
  }
  return (name, range) => versions.get(`${name}@${range}`) ?? versions.get(`${name}@npm:${range}`);
}

/** bun's text lockfile: `"name": ["name@1.2.3", ...` on one line. */
function readBun(text: string): Locked {
  const versions = new Map<string, string>();
  for (const [, name, version] of text.matchAll(/^ {4}"((?:@[^/"]+\/)?[^/"]+)": \["(?:@[^/"]+\/)?[^/"@]+@([^"]+)"/gm)) {
    if (/^\d/.test(version!)) versions.set(name!, version!);
  }
  return byName(versions);
}

/** In order of precedence when a folder holds several. */
export const lockfileReaders: Readonly<Record<string, (text: string) => Locked>> = {
  "pnpm-lock.yaml": readPnpm,
  "yarn.lock": readYarn,
  "bun.lock": readBun,
  "package-lock.json": readNpm,
  "npm-shrinkwrap.json": readNpm,
};
