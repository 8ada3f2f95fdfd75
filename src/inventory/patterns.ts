/** The patterns of an inventory: where a prohibition holds, which packages are a vendor's. Each is compiled once. */
import { globMatcher } from "../glob.ts";

const matchers = new Map<string, (text: string) => boolean>();

function matcher(pattern: string): (text: string) => boolean {
  const known = matchers.get(pattern);
  if (known) return known;
  const made = globMatcher([pattern]);
  matchers.set(pattern, made);
  return made;
}

/** A pattern that names a folder covers what is in it. */
export const isInScope = (scope: string, file: string): boolean => matcher(scope)(file);

/** `posthog-*` is no package of somebody's scope: anchored. */
export const isPackage = (pattern: string, name: string): boolean => matcher(`./${pattern}`)(name);
