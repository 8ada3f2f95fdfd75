/** cacheLocation: near the packages that are installed, never outside the repository. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheLocation } from "../../src/cache/index.ts";

let top: string;
beforeEach(() => { top = mkdtempSync(join(tmpdir(), "privacy-lint-location-")); });
afterEach(() => { rmSync(top, { recursive: true }); });

const make = (...paths: string[]): void => { for (const path of paths) mkdirSync(join(top, path), { recursive: true }); };

describe("the cache is", () => {
  it("in node_modules when there is one", () => {
    make("repo/.git", "repo/node_modules");
    expect(cacheLocation(join(top, "repo"))).toBe(join(top, "repo/node_modules/.cache/privacy-lint"));
  });

  it("shared by the packages of a repository", () => {
    make("repo/.git", "repo/node_modules", "repo/packages/a");
    expect(cacheLocation(join(top, "repo/packages/a"))).toBe(join(top, "repo/node_modules/.cache/privacy-lint"));
  });

  it("in a folder of its own when nothing is installed in the repository", () => {
    make("node_modules", "repo/.git", "repo/packages/a");
    expect(cacheLocation(join(top, "repo"))).toBe(join(top, "repo/.privacy-lint-cache"));
    expect(cacheLocation(join(top, "repo/packages/a"))).toBe(join(top, "repo/packages/a/.privacy-lint-cache"));
  });

  it("in the folder itself outside a repository", () => {
    make("node_modules", "plain/a", "installed/node_modules");
    expect(cacheLocation(join(top, "plain/a"))).toBe(join(top, "plain/a/.privacy-lint-cache"));
    expect(cacheLocation(join(top, "installed"))).toBe(join(top, "installed/node_modules/.cache/privacy-lint"));
  });

  it("where it was asked for", () => {
    expect(cacheLocation(join(top, "repo"), ".cache/pl")).toBe(join(top, "repo/.cache/pl"));
    expect(cacheLocation(join(top, "repo"), top)).toBe(top);
  });
});
