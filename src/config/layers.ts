/** A configuration and all it extends, the base first. */
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { checkConfig, type Known } from "./check.ts";
import type { UserConfig } from "./schema.ts";
import { readSource, type ConfigSource } from "./source.ts";

export interface Layer {
  config: UserConfig;
  /** Absolute path of the file. */
  path: string;
  shown: string;
  /** Folder its globs count from: that of the configuration in use, also for what it extends. */
  dir: string;
}

function resolveBase(name: string, source: ConfigSource, offset: number): string {
  try {
    if (/^\.{1,2}(?:\/|$)|^\//.test(name)) return resolve(dirname(source.path), name);
    return createRequire(source.path).resolve(name);
  } catch {
    throw source.errorAt(offset, `It extends \`${name}\`, which cannot be found.`, "Install the package, or write a file with `./` in front.");
  }
}

export async function readLayers(path: string, root: string, known: Known, dir = dirname(path), above: readonly string[] = []): Promise<Layer[]> {
  const source = await readSource(path, root);
  const config = checkConfig(source, known);
  const names = typeof config.extends === "string" ? [config.extends] : config.extends ?? [];
  const bases: Layer[] = [];
  for (const [index, name] of names.entries()) {
    const offset = source.offsetOf(typeof config.extends === "string" ? ["extends"] : ["extends", index], "value");
    const base = resolveBase(name, source, offset);
    if (base === path || above.includes(base)) throw source.errorAt(offset, `It extends \`${name}\`, which extends this file again.`, "Take one of the two out.");
    try {
      bases.push(...await readLayers(base, root, known, dir, [...above, path]));
    } catch (error) {
      if ((error as { what?: string }).what?.startsWith("There is no configuration") === true) throw source.errorAt(offset, `It extends \`${name}\`, which is not there.`, "Check the path; it counts from this file.");
      throw error;
    }
  }
  return [...bases, { config, path, shown: source.shown, dir }];
}
