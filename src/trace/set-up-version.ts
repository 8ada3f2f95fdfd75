/** versionOf: the version of an SDK: what the lockfile settles for the package the file is in, else the range, else the catalog's newest. */
import { lowestOf } from "../catalog/versions.ts";
import { packageName } from "../catalog/table.ts";
import type { SdkVersion, WorkspacePackage } from "../model/index.ts";
import type { Program } from "../link/program.ts";

export type LockedVersion = (dir: string, name: string) => string | undefined;

/** The package itself and those around it, nearest first. */
function around(program: Program, path: string): WorkspacePackage[] {
  return program.project.packages
    .filter(({ dir }) => dir === "" || path.startsWith(`${dir}/`))
    .sort((a, b) => b.dir.length - a.dir.length);
}

export function sdkVersion(program: Program, path: string, specifier: string | null, assumed: string, locked: LockedVersion | undefined): SdkVersion {
  if (specifier === null) return { text: assumed, from: "assumed" };
  const name = packageName(specifier);
  const owners = around(program, path);
  const owner = owners.find(({ dependencies, devDependencies }) => name in dependencies || name in devDependencies) ?? owners[0];
  const found = owner && locked?.(owner.dir, name);
  if (found !== undefined) return { text: found, from: "lockfile" };
  const lowest = lowestOf(owner?.dependencies[name] ?? owner?.devDependencies[name] ?? "");
  return lowest === undefined ? { text: assumed, from: "assumed" } : { text: lowest, from: "range" };
}
