/** Name and version of the tool, as reports carry them. */
import { createRequire } from "node:module";

interface Manifest { name: string; version: string }

export function toolInfo(): Manifest {
  const { name, version } = createRequire(import.meta.url)("privacy-lint/package.json") as Manifest;
  return { name, version };
}
