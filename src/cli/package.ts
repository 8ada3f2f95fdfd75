/** What the package says of itself, and where its files are. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface Manifest { name: string; version: string; description: string; bugs?: { url?: string } | string }

const require = createRequire(import.meta.url);
const manifestPath = "privacy-lint/package.json";

export const manifest = (): Manifest => require(manifestPath) as Manifest;

/** File of the package; works from the sources and from the build. */
export const packageFile = (...path: string[]): string => join(dirname(require.resolve(manifestPath)), ...path);

export function bugsUrl(): string {
  const { bugs } = manifest();
  return (typeof bugs === "string" ? bugs : bugs?.url) ?? "the project's issue tracker";
}
