/** Finds the fixture projects under `fixtures/` and reads what each says about itself. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LintOptions } from "../../src/lint.ts";
import { readMarkers, type Marker } from "./markers.ts";

/** `fixture.json`; every key but `title` may be left out. */
export interface FixtureManifest {
  title: string;
  /** Rows of the behaviour list this fixture proves, e.g. `A1`. */
  rows?: string[];
  /** Rules reported besides the ones every fixture is held to. */
  rules?: string[];
  /** Judge against `privacy-inventory.yaml`; by default when the folder has one. */
  inventory?: boolean;
  /** Also note errors whose content is not known. */
  strict?: boolean;
  /** Any setting a user's configuration file may hold. */
  config?: Partial<LintOptions>;
}

export interface Fixture {
  /** Folder relative to `fixtures/`, forward slashes. */
  name: string;
  root: string;
  manifest: FixtureManifest;
  markers: Marker[];
}

export const fixturesRoot = fileURLToPath(new URL("../../fixtures", import.meta.url));
/** `fixtures/policies` holds texts, not projects. */
const families = ["flows", "rules", "loggers", "vendors", "data-types", "apps"];
const source = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html|prisma|graphql|gql)$|^privacy-inventory\.yaml$/;
const notOurs = new Set(["node_modules", ".git", "dist"]);

export function findFixtures(): Fixture[] {
  return families
    .filter((family) => existsSync(join(fixturesRoot, family)))
    .flatMap((family) => findIn(family))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function findIn(name: string): Fixture[] {
  const entries = readdirSync(join(fixturesRoot, name), { withFileTypes: true });
  const isProject = entries.some((entry) => entry.isFile() && (source.test(entry.name) || entry.name === "package.json" || entry.name === "fixture.json"));
  if (isProject) return [readFixture(name)];
  return entries.filter((entry) => entry.isDirectory() && !notOurs.has(entry.name)).flatMap((entry) => findIn(`${name}/${entry.name}`));
}

function readFixture(name: string): Fixture {
  const root = join(fixturesRoot, name);
  const markers = sourcesOf(root, "").flatMap((file) => readMarkers(file, readFileSync(join(root, file), "utf8")));
  return { name, root, manifest: readManifest(name, root), markers };
}

function readManifest(name: string, root: string): FixtureManifest {
  const path = join(root, "fixture.json");
  const written = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) as Partial<FixtureManifest> : {};
  return { ...written, title: written.title ?? name };
}

function sourcesOf(root: string, dir: string): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true })
    .flatMap((entry) => {
      const path = dir === "" ? entry.name : `${dir}/${entry.name}`;
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : sourcesOf(root, path);
      return source.test(entry.name) ? [path] : [];
    })
    .sort();
}
