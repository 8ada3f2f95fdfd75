/** Reads every package.json of the project: workspaces and nested applications alike. */
import type { WorkspacePackage } from "../model/index.ts";
import { note, type Note } from "./note.ts";
import type { ReadText } from "./read-text.ts";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

function ranges(...fields: unknown[]): Record<string, string> {
  const entries = fields.filter(isObject).flatMap((field) => Object.entries(field));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

const manifestKeys = ["main", "module", "types", "homepage"] as const;

function readManifest(json: Json): WorkspacePackage["manifest"] {
  const manifest: WorkspacePackage["manifest"] = {};
  for (const key of manifestKeys) if (typeof json[key] === "string") manifest[key] = json[key];
  for (const key of ["exports", "imports", "browser"] as const) if (json[key] !== undefined) manifest[key] = json[key];
  if (manifest.types === undefined && typeof json["typings"] === "string") manifest.types = json["typings"];
  return manifest;
}

function readPackage(read: ReadText, path: string): WorkspacePackage | Note | undefined {
  const text = read(path);
  // Listed by git, gone from disk.
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json)) return note("package", path, "Not an object: the package was not understood.");
    return {
      name: typeof json["name"] === "string" ? json["name"] : "",
      dir: path.slice(0, Math.max(path.lastIndexOf("/"), 0)),
      // Peers and optional ones are used by the code as well; what is in `dependencies` wins.
      dependencies: ranges(json["peerDependencies"], json["optionalDependencies"], json["dependencies"]),
      devDependencies: ranges(json["devDependencies"]),
      manifest: readManifest(json),
    };
  } catch {
    return note("package", path, "Not valid JSON: the package was not understood.");
  }
}

export function findPackages(read: ReadText, paths: readonly string[], notes: Note[]): WorkspacePackage[] {
  const packages: WorkspacePackage[] = [];
  for (const path of paths) {
    if (path !== "package.json" && !path.endsWith("/package.json")) continue;
    const found = readPackage(read, path);
    if (found === undefined) continue;
    if ("text" in found) notes.push(found);
    else packages.push(found);
  }
  return packages.sort((a, b) => (a.dir < b.dir ? -1 : 1));
}
