/** Commits through the real hook runners, set up as docs/ci.md says: a leak is blocked, the rest passes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumer } from "../consumers/installed.ts";
import { recipe } from "../consumers/recipes.ts";
import { installTarball } from "../consumers/tarball.ts";
import type { Installation } from "../consumers/tarball.ts";
import { App, clean, leak } from "./app.ts";

const minutes = 60_000;

let installation: Installation;
const apps: App[] = [];
beforeAll(() => { installation = installTarball(); }, 5 * minutes);
afterAll(() => {
  for (const app of apps) app.remove();
  installation.remove();
}, 5 * minutes);

const made = (links?: ConstructorParameters<typeof App>[1]): App => {
  const app = new App(installation, links);
  apps.push(app);
  return app;
};

const addToPackage = (app: App, text: string): void => {
  const manifest = JSON.parse(readFileSync(join(app.root, "package.json"), "utf8")) as object;
  app.write({ "package.json": `${JSON.stringify({ ...manifest, ...JSON.parse(text) as object }, null, 2)}\n` });
};

const runner = (name: string, bin: string): ConstructorParameters<typeof App>[1] => ({ [name]: { from: consumer(name), bin: { [name]: bin } } });

/** Each sets its hook up in a fresh application. */
const setups: Record<string, () => App> = {
  "plain git": () => {
    const app = made();
    app.write({ ".git/hooks/pre-commit": recipe("plain git") }, 0o755);
    return app;
  },
  husky: () => {
    const app = made(runner("husky", "bin.js"));
    expect(app.run("npx", ["husky"]).code).toBe(0);
    app.write({ ".husky/pre-commit": recipe("husky") });
    return app;
  },
  lefthook: () => {
    const app = made({ ...runner("lefthook", "bin/index.js"), "lefthook-linux-x64": { from: consumer("lefthook-linux-x64"), bin: {} } });
    app.write({ "lefthook.yml": recipe("lefthook") });
    expect(app.run("npx", ["lefthook", "install"]).code).toBe(0);
    return app;
  },
  "simple-git-hooks": () => {
    const app = made(runner("simple-git-hooks", "cli.js"));
    addToPackage(app, recipe("simple-git-hooks"));
    expect(app.run("npx", ["simple-git-hooks"]).code).toBe(0);
    return app;
  },
  "lint-staged": () => {
    const app = made(runner("lint-staged", "bin/lint-staged.js"));
    app.write({ ".lintstagedrc.json": recipe("lint-staged"), });
    app.write({ ".git/hooks/pre-commit": "#!/bin/sh\nexec npx lint-staged\n" }, 0o755);
    return app;
  },
};

describe.each(Object.entries(setups))("%s", (_name, setUp) => {
  it("blocks a new leak with all that is needed to mend it, and lets the mended commit pass", { timeout: 3 * minutes }, () => {
    const app = setUp();
    app.write({ "src/welcome.ts": leak });
    app.git("add", "-A");
    const blocked = app.commit();
    expect(blocked.code, blocked.text).not.toBe(0);
    expect(app.commits()).toBe(1);
    expect(blocked.text).toContain("undeclared-in-log");
    expect(blocked.text).toContain("src/welcome.ts:3:3");
    expect(blocked.text).toMatch(/Email address reaches the log \(console\)/);
    expect(blocked.text).toContain("user.email");
    expect(blocked.text).toMatch(/fix +\S/);
    expect(blocked.text).toMatch(/declare +npx privacy-lint declare [0-9a-f]{16}/);
    expect(blocked.text).toContain("// privacy-lint-ignore-next-line undeclared-in-log -- <reason>");
    expect(blocked.text, "the old one is not this commit's").not.toContain("src/old.ts");

    app.write({ "src/welcome.ts": clean });
    app.git("add", "-A");
    const passed = app.commit();
    expect(passed.code, passed.text).toBe(0);
    expect(app.commits()).toBe(2);
  });

  it("judges what is committed, not what lies beside it", { timeout: 3 * minutes }, () => {
    const app = setUp();
    app.git("add", "-A");
    app.write({ "src/other.ts": clean });
    app.git("add", "-A");
    // Changed again, and not added.
    app.write({ "src/other.ts": leak });
    const passed = app.commit();
    expect(passed.code, passed.text).toBe(0);
    expect(readFileSync(join(app.root, "src/other.ts"), "utf8")).toBe(leak);
  });
});

describe("the command npx finds", () => {
  it("is the installed one", { timeout: minutes }, () => {
    const { code, text } = made().run("npx", ["--no-install", "privacy-lint", "--version"]);
    expect([code, text.trim()]).toEqual([0, (JSON.parse(readFileSync(join(installation.folder, "node_modules/privacy-lint/package.json"), "utf8")) as { version: string }).version]);
  });
});
